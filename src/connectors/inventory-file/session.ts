/** What is kept of a file while it is read. */
import type { StepContext } from '../contract.ts'
import type { Seen } from './map/seen.ts'
import type { InventoryFile, InventoryFileConfig } from './schema.ts'

export interface FileClient {
  readonly config: InventoryFileConfig
  /** By the name of its scope. */
  readonly files: ReadonlyMap<string, InventoryFile>
  /** Ids of files that others of the same source and kind stand beside, by the name of the scope. */
  readonly ids: Map<string, Seen>
}

export interface FileSession {
  readonly file: InventoryFile
  readonly source: string
  /** Files of the same source list its principals; otherwise what credentials say of them is all there is. */
  readonly principalsListed: boolean
  /** Of the other files of the same source and kind, what was read of them so far. */
  readonly elsewhere: () => readonly Elsewhere[]
  /** Begins to remember the ids of this file, for the others. */
  readonly remember: () => Seen
}

export interface Elsewhere {
  readonly path: string
  readonly ids: Seen
}

export type FileContext = StepContext<FileSession>
