/** Values of TOML, with what version 1.1 adds to 1.0: https://toml.io/en/v1.1.0 */
import { next, skipBlanks, skipLines, taken } from './toml-cursor.ts'
import type { Cursor } from './toml-cursor.ts'
import { keyIn, setIn, sealed } from './toml-tables.ts'
import type { TomlTable, TomlValue } from './toml-tables.ts'
import { textIn } from './toml-text.ts'

const deepest = 32

export function valueIn(cursor: Cursor, depth: number): TomlValue {
  if (depth > deepest) throw new SyntaxError('nested too deep')
  if (next(cursor, '[')) return listIn(cursor, depth)
  if (next(cursor, '{')) return inlineIn(cursor, depth)
  const text = textIn(cursor)
  if (text !== undefined) return text
  for (const [pattern, read] of plain) {
    const found = taken(cursor, pattern)
    if (found !== undefined) return read(found[0].replaceAll('_', ''))
  }
  throw new SyntaxError('no value')
}

const day = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`
const time = String.raw`(?:[01]\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60)(?:\.\d+)?)?`
const digits = String.raw`\d(?:_?\d)*`

/** Numbers and dates end where a list, a line or a comment goes on. */
function alone(body: string): RegExp {
  return new RegExp(String.raw`(?:${body})(?=[\s,\]}#]|$)`, 'y')
}

const plain: readonly (readonly [RegExp, (text: string) => TomlValue])[] = [
  [alone('true|false'), (text) => text === 'true'],
  // Dates stay as they are written: no setting that is read is one.
  [alone(String.raw`${day}(?:[Tt ]${time}(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?|${time}`), (text) => text],
  [alone('0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*'), Number],
  [alone(String.raw`[+-]?(?:0|[1-9](?:_?\d)*)(?:\.${digits})?(?:[eE][+-]?${digits})?`), Number],
  [
    alone('[+-]?(?:inf|nan)'),
    (text) => (text.endsWith('nan') ? Number.NaN : text.startsWith('-') ? -Infinity : Infinity),
  ],
]

function listIn(cursor: Cursor, depth: number): TomlValue {
  const items: TomlValue[] = []
  skipLines(cursor)
  while (!next(cursor, ']')) {
    items.push(valueIn(cursor, depth + 1))
    skipLines(cursor)
    if (next(cursor, ',')) skipLines(cursor)
    else if (cursor.text[cursor.at] !== ']') throw new SyntaxError('a list is not closed')
  }
  sealed.add(items)
  return items
}

function inlineIn(cursor: Cursor, depth: number): TomlTable {
  const table = Object.create(null) as TomlTable
  skipLines(cursor)
  while (!next(cursor, '}')) {
    const key = keyIn(cursor)
    if (!next(cursor, '=')) throw new SyntaxError('no value')
    skipBlanks(cursor)
    setIn(table, key, valueIn(cursor, depth + 1), table)
    skipLines(cursor)
    if (next(cursor, ',')) skipLines(cursor)
    else if (cursor.text[cursor.at] !== '}') throw new SyntaxError('a table is not closed')
  }
  sealed.add(table)
  return table
}
