/** What is kept of a machine or a folder while it is read. */
import type { StepContext } from '../contract.ts'

export interface McpSession {
  /** The folder that paths are told from. */
  readonly folder: string
  /** A home directory: only its known places are read. */
  readonly home: boolean
  readonly depth: number
  readonly facts: {
    /** Of the step `servers`, for the one after it. */
    found?: Looked
  }
}

/** Folders of what was looked through that hold anything of interest, with the names in them. */
export interface Looked {
  readonly folders: readonly Folder[]
  /** What of it could not be seen. */
  readonly gaps: readonly StepGap[]
}

export interface Folder {
  /** From the root; empty: the root itself. */
  readonly path: string
  readonly names: ReadonlySet<string>
}

export interface McpClient {
  /** By the id of the scope. */
  readonly places: ReadonlyMap<string, McpSession>
  readonly names: readonly string[]
}

export type McpContext = StepContext<McpSession>
export type StepGap = Parameters<McpContext['gap']>[0]
