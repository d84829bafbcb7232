/** Rows of a file, whatever its format. */
import type { ConnectorIo } from '../../contract.ts'
import type { Flaws } from '../flaws.ts'
import type { InventoryFile } from '../schema.ts'
import { csvRows } from './csv.ts'
import { jsonRows } from './json.ts'
import { piecesOf } from '../../shared/files/pieces.ts'
import { yamlRows } from './yaml.ts'

export interface Row {
  /** Of the file, from 1: where the row begins. */
  readonly line: number
  /** What stands in a column; undefined: nothing. */
  readonly cell: (column: string) => Cell | undefined
}

export type Cell = string | readonly string[]

/** Whether the file can have such a column: of CSV its headings tell, of the others nothing does. */
export interface Columns {
  readonly names: readonly string[] | undefined
}

export interface Rows {
  /** Called once, before the first row. */
  readonly onColumns: (columns: Columns) => void
  readonly flaws: Flaws
}

export function formatOf({ format, path }: Pick<InventoryFile, 'format' | 'path'>): 'csv' | 'json' | 'yaml' {
  if (format !== undefined) return format
  if (/\.(?:json|ndjson|jsonl)$/i.test(path)) return 'json'
  return /\.ya?ml$/i.test(path) ? 'yaml' : 'csv'
}

/** Rejects with VendorError where the file as a whole cannot be read; what is wrong with a row becomes a flaw. */
export function rowsOf(io: ConnectorIo, file: InventoryFile, rows: Rows): AsyncIterable<Row> {
  const pieces = piecesOf(io, { path: file.path, encoding: file.encoding })
  const format = formatOf(file)
  if (format === 'csv') return csvRows(pieces, file, rows)
  return format === 'json' ? jsonRows(pieces, file, rows) : yamlRows(pieces, file, rows)
}
