/** What is kept of a file while it is read. */
import type { StepContext } from '../contract.ts'
import type { InventoryFile, InventoryFileConfig } from './schema.ts'

export interface FileClient {
  readonly config: InventoryFileConfig
  /** By the name of its scope. */
  readonly files: ReadonlyMap<string, InventoryFile>
}

export interface FileSession {
  readonly file: InventoryFile
  readonly source: string
  /** Files of the same source list its principals; otherwise what credentials say of them is all there is. */
  readonly principalsListed: boolean
}

export type FileContext = StepContext<FileSession>
