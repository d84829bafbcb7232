/**
 * A list on screen, seen by row number, so that the screen need not know what kind of thing a row is.
 * All text that leaves it for the screen is clean; `record` is the thing as it is.
 */
import type { ColumnSize } from './columns.ts'
import type { Filter, FilterKey, FilterValue, Searchable } from './filter.ts'
import { filterKeyNames, parseFilter, passes, strangers } from './filter.ts'
import { clean } from '../lines.ts'

export type Tone = 'critical' | 'high' | 'medium' | 'low' | 'info' | 'good' | 'warn' | 'dim' | 'strong'

/** Where Enter leads. */
export type Place =
  | { readonly kind: 'findings' | 'identities' | 'credentials' | 'coverage' }
  | { readonly kind: 'entity'; readonly id: string }
  | { readonly kind: 'finding'; readonly index: number }
  /** A path of a finding; with `hop`, one hop of it. All from 0. */
  | { readonly kind: 'path'; readonly finding: number; readonly path: number; readonly hop?: number }

export interface Cell {
  readonly text: string
  readonly tone?: Tone | undefined
}

/** A line of the detail pane: `label: text`, a heading, or text alone. */
export interface DetailLine {
  readonly label?: string
  readonly text: string
  readonly tone?: Tone
  readonly heading?: boolean
  /** What stands before the first line that the text is wrapped to, and before the others. */
  readonly gutter?: readonly [first: string, others: string]
  /** What is said aloud instead: nothing when empty. */
  readonly spoken?: string
}

export interface ColumnHead extends ColumnSize {
  readonly title: string
  readonly align?: 'left' | 'right'
}

export interface Column<Row> extends ColumnHead {
  readonly text: (row: Row) => string
  readonly tone?: (row: Row) => Tone | undefined
  /** What to sort by where the text does not do. */
  readonly sort?: (row: Row) => string | number
}

export interface ListDefinition<Row> extends Searchable<Row> {
  readonly title: string
  readonly noun: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly open?: (row: Row) => Place | undefined
  readonly detail: (row: Row) => readonly DetailLine[]
  readonly nativeId: (row: Row) => string | undefined
  readonly command?: (row: Row) => string | undefined
  /** What the note says was copied, where the first line of the command does not do. */
  readonly commandName?: (row: Row) => string | undefined
  /** What stands before (-1) and behind (1) this list among its like; only for lists that have such. */
  readonly beside?: (by: 1 | -1) => Place | undefined
  /** What an export writes of the row. */
  readonly record: (row: Row) => unknown
  /** What is said of a list without rows: what that means, and the next step. */
  readonly empty: string
}

export interface Sort {
  readonly column: number
  readonly descending: boolean
}

export interface Listing {
  readonly title: string
  readonly noun: string
  readonly size: number
  readonly empty: string
  readonly columns: readonly ColumnHead[]
  readonly keys: readonly FilterKey[]
  readonly cell: (row: number, column: number) => Cell
  readonly order: (filter: string, sort: Sort | undefined) => Order
  readonly open: (row: number) => Place | undefined
  readonly detail: (row: number) => readonly DetailLine[]
  readonly nativeId: (row: number) => string | undefined
  readonly command: (row: number) => string | undefined
  readonly commandName: (row: number) => string | undefined
  readonly beside: ((by: 1 | -1) => Place | undefined) | undefined
  readonly record: (row: number) => unknown
}

/** The rows that pass, in the order in which they are shown. */
interface Order {
  readonly rows: Uint32Array
  readonly problems: readonly string[]
}

export function listing<Row>(definition: ListDefinition<Row>): Listing {
  const { rows, columns } = definition
  const at = <T>(row: number, read: (row: Row) => T, otherwise: T): T => {
    const found = rows[row]
    return found === undefined ? otherwise : read(found)
  }
  return {
    title: clean(definition.title),
    noun: definition.noun,
    size: rows.length,
    empty: definition.empty,
    columns,
    keys: filterKeyNames.filter((key) => definition.keys[key] !== undefined),
    cell: (row, column) => {
      const head = columns[column]
      return at<Cell>(row, (found) => ({ text: clean(head?.text(found) ?? ''), tone: head?.tone?.(found) }), {
        text: '',
      })
    },
    order: (filter, sort) => orderOf(definition, filter, sort),
    open: (row) => at(row, (found) => definition.open?.(found), undefined),
    detail: (row) => at(row, definition.detail, []).map(cleanLine),
    nativeId: (row) => at(row, (found) => cleanText(definition.nativeId(found)), undefined),
    command: (row) => at(row, (found) => cleanText(definition.command?.(found)), undefined),
    commandName: (row) => at(row, (found) => definition.commandName?.(found), undefined),
    beside: definition.beside,
    record: (row) => at<unknown>(row, definition.record, null),
  }
}

function cleanLine(line: DetailLine): DetailLine {
  return {
    ...line,
    text: clean(line.text),
    ...(line.label === undefined ? {} : { label: clean(line.label) }),
    ...(line.spoken === undefined ? {} : { spoken: clean(line.spoken) }),
  }
}

/** Without control characters but for the line breaks of a command. */
function cleanText(text: string | undefined): string | undefined {
  return text?.split('\n').map(clean).join('\n')
}

function orderOf<Row>(definition: ListDefinition<Row>, text: string, sort: Sort | undefined): Order {
  const filter = parseFilter(text)
  const rows = filterRows(definition, filter)
  const column = sort === undefined ? undefined : definition.columns[sort.column]
  if (column !== undefined) sortRows(rows, definition.rows, column, sort?.descending ?? false)
  const foreign = strangers(filter, definition.keys).map((key) => `${key} does not apply to ${definition.title}`)
  return { rows, problems: [...filter.problems, ...foreign] }
}

function filterRows<Row>(definition: ListDefinition<Row>, filter: Filter): Uint32Array {
  const kept = new Uint32Array(definition.rows.length)
  let length = 0
  for (const [index, row] of definition.rows.entries()) {
    if (!passes(filter, row, definition)) continue
    kept[length] = index
    length += 1
  }
  return kept.subarray(0, length)
}

function sortRows<Row>(order: Uint32Array, rows: readonly Row[], column: Column<Row>, descending: boolean): void {
  const read = column.sort ?? ((row: Row) => column.text(row).toLowerCase())
  const keys = rows.map(read)
  const direction = descending ? -1 : 1
  order.sort((a, b) => direction * compare(keys[a], keys[b]) || a - b)
}

function compare(a: FilterValue, b: FilterValue): number {
  if (a === b || a === undefined || b === undefined) return 0
  return a < b ? -1 : 1
}
