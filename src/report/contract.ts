/** A report format reads a result and returns text, piece by piece; it writes no file and asks no network. */
import type { Finding, Instant, InventoryRecord, ResultHead, Scope, UnknownVerdict } from '../model/index.ts'

/** A result that need not fit in memory: each call starts a new pass over it. */
export interface ResultReader {
  readonly head: ResultHead
  /** When the inventory was collected; the latest of its scopes. */
  readonly collectedAt: Instant
  /** By severity, then rule, then subject. */
  findings(): Iterable<Finding>
  unknowns(): Iterable<UnknownVerdict>
  /** Scopes first, then the records of the inventory by type and id. */
  inventory(): Iterable<ReaderRecord>
}
export type ReaderRecord = InventoryRecord | ({ readonly type: 'scope' } & Scope)

export interface RenderOptions {
  /** Characters a line, for text. */
  readonly width: number
  readonly color: boolean
}

export interface Format {
  readonly id: string
  readonly title: string
  /** Of the file it is usually kept in, without the dot. */
  readonly extension: string
  readonly render: (result: ResultReader, options: RenderOptions) => Iterable<string>
}
