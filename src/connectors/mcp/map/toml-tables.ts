/** Tables of TOML as they grow: what was defined once is not defined anew. https://toml.io/en/v1.0.0#table */
import { next, skipBlanks, taken } from './toml-cursor.ts'
import type { Cursor } from './toml-cursor.ts'
import { textIn } from './toml-text.ts'

export type TomlValue = string | number | boolean | TomlValue[] | TomlTable
export interface TomlTable {
  [key: string]: TomlValue
}

const longest = 32

/** Written at one go, so that nothing is added to them. */
export const sealed = new WeakSet<object>()
/** By a header of their own. */
const defined = new WeakSet<TomlTable>()
/** By keys with dots, within which table: only there they grow. */
const dotted = new WeakMap<TomlTable, TomlTable>()

/** `mcp_servers."my server".env`, with the blanks around it. */
export function keyIn(cursor: Cursor): readonly string[] {
  const keys: string[] = []
  do {
    skipBlanks(cursor)
    const bare = taken(cursor, /[\w-]+/y)?.[0]
    const key = bare ?? (/['"]{3}/y.test(cursor.text.slice(cursor.at, cursor.at + 3)) ? undefined : textIn(cursor))
    if (key === undefined || keys.length >= longest) throw new SyntaxError('no key')
    keys.push(key)
    skipBlanks(cursor)
  } while (next(cursor, '.'))
  return keys
}

/** `section` is the table whose header stands above. */
export function setIn(table: TomlTable, keys: readonly string[], value: TomlValue, section: TomlTable): void {
  let within = table
  for (const key of keys.slice(0, -1)) {
    const found = within[key] ?? made(within, key)
    if (!isTable(found) || sealed.has(found) || defined.has(found)) throw new SyntaxError('a table is told twice')
    if ((dotted.get(found) ?? section) !== section) throw new SyntaxError('a table is told twice')
    dotted.set(found, section)
    within = found
  }
  const last = keys.at(-1) ?? ''
  if (last in within) throw new SyntaxError('a setting is told twice')
  within[last] = value
}

/** The table that a header begins: `[a.b]`, or `[[a.b]]` for one more of a list. */
export function begun(root: TomlTable, keys: readonly string[], asList: boolean): TomlTable {
  let within = root
  for (const key of keys.slice(0, -1)) {
    const found = within[key] ?? made(within, key)
    const inner = Array.isArray(found) && !sealed.has(found) ? found.at(-1) : found
    if (!isTable(inner) || sealed.has(inner)) throw new SyntaxError('a value where a table belongs')
    within = inner
  }
  const last = keys.at(-1) ?? ''
  const found = within[last]
  if (asList) return added(within, last, found)
  const table = found ?? made(within, last)
  if (!isTable(table) || sealed.has(table) || defined.has(table) || dotted.has(table))
    throw new SyntaxError('a table is told twice')
  defined.add(table)
  return table
}

function added(within: TomlTable, key: string, found: TomlValue | undefined): TomlTable {
  if (found !== undefined && (!Array.isArray(found) || sealed.has(found)))
    throw new SyntaxError('a value where a list belongs')
  const list = found ?? []
  const table = Object.create(null) as TomlTable
  defined.add(table)
  list.push(table)
  within[key] = list
  return table
}

function made(within: TomlTable, key: string): TomlTable {
  const table = Object.create(null) as TomlTable
  within[key] = table
  return table
}

function isTable(value: TomlValue | undefined): value is TomlTable {
  return typeof value === 'object' && !Array.isArray(value)
}
