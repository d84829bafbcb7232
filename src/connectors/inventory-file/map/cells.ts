/** What one row says of each field: a value, none, or nothing. */
import type { Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import type { FieldName } from '../fields.ts'
import type { Flaws } from '../flaws.ts'
import type { Row } from '../read/rows.ts'
import type { InventoryFile } from '../schema.ts'
import type { Mapping } from './columns.ts'
import { dateIn } from './instants.ts'
import type { Dated } from './instants.ts'
import { saysNone, saysUnknown, yesOrNo } from './words.ts'

export interface Cells {
  readonly line: number
  readonly text: (field: FieldName) => Known<string>
  readonly list: (field: FieldName) => Known<readonly string[]>
  readonly date: (field: FieldName) => Known<Dated>
  readonly flag: (field: FieldName) => Known<boolean>
  readonly tags: () => Known<{ readonly [key: string]: string }>
  /** The field has a column, whatever it holds. */
  readonly has: (field: FieldName) => boolean
}

/** No fact of an inventory is longer; what is, is prose. */
const longest = 2000

export function cellsOf(row: Row, file: InventoryFile, mapping: Mapping, flaws: Flaws): Cells {
  const { line } = row
  const texts = (column: string): readonly string[] => {
    const cell = mapping.refused(column) ? undefined : row.cell(column)
    const values = typeof cell === 'string' ? [cell] : (cell ?? [])
    return values.some((value) => mapping.isSecret(column, value, line)) ? [] : values
  }
  const known = new Map<FieldName, Known<string>>()
  const text = (field: FieldName): Known<string> => {
    const said = known.get(field) ?? read(field)
    known.set(field, said)
    return said
  }
  const read = (field: FieldName): Known<string> => {
    const column = mapping.columnOf(field)
    const value = column === undefined ? '' : texts(column).join('; ').slice(0, longest)
    if (value !== '' && !saysUnknown(value)) return value
    const empty = column !== undefined && value === '' && !mapping.refused(column)
    return empty && (file.emptyIsNone as readonly string[]).includes(field) ? null : unknown('not-collected')
  }
  return {
    line,
    text,
    has: (field) => mapping.columnOf(field) !== undefined,
    list: (field) => whole(text(field), (value) => value.split(/\s*[;\n]\s*/).filter((each) => each !== '')),
    date: (field) =>
      whole(text(field), (value) => {
        if (saysNone(value)) return null
        const date = dateIn(value, file.dateOrder)
        if (date === undefined) flaws.doubt(`${field} is no date, or could be two (dateOrder tells)`, line)
        return date ?? unknown('failed')
      }),
    flag: (field) =>
      whole(text(field), (value) => {
        const said = yesOrNo(value)
        if (said === undefined) flaws.doubt(`${field} says neither yes nor no`, line)
        return said ?? unknown('failed')
      }),
    tags: () => {
      const pairs = mapping.tags.flatMap((column) => {
        const value = texts(column).join('; ').slice(0, longest)
        return value === '' ? [] : [[column, value] as const]
      })
      return mapping.tags.length === 0 ? unknown('not-collected') : Object.fromEntries(pairs)
    },
  }
}

function whole<T>(value: Known<string>, work: (text: string) => Known<T>): Known<T> {
  return typeof value === 'string' ? work(value) : value
}
