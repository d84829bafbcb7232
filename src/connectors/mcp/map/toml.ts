/**
 * TOML as far as clients' settings use it: tables, strings, numbers, booleans, lists and inline tables. Throws a
 * SyntaxError at anything else, so that nothing is taken for what it is not. https://toml.io/en/v1.0.0
 */
import { entryOf, valueIn } from './toml-values.ts'
import type { TomlTable } from './toml-values.ts'

export function tomlIn(text: string): TomlTable {
  const root: TomlTable = Object.create(null) as TomlTable
  let table = root
  let rest = text
  for (;;) {
    rest = rest.replace(/^(?:\s+|#[^\n]*)+/, '')
    if (rest === '') return root
    const header = /^\[(\[?)\s*((?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[\w. \t-])+)\](\]?)[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/.exec(
      rest,
    )
    if (header !== null) {
      if (header[1]?.length !== header[3]?.length) throw new SyntaxError('a table is not closed')
      table = tableAt(root, keysIn(header[2] ?? ''), header[1] === '[')
      rest = rest.slice(header[0].length)
      continue
    }
    rest = setting(table, rest)
  }
}

function setting(table: TomlTable, text: string): string {
  const key = /^((?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[\w. \t-])+)=[ \t]*/.exec(text)
  if (key === null) throw new SyntaxError('no setting')
  const [value, after] = valueIn(text.slice(key[0].length), 0)
  const keys = keysIn(key[1] ?? '')
  const last = keys.pop() ?? ''
  tableAt(table, keys, false)[last] = value
  const end = /^[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/.exec(after)
  if (end === null) throw new SyntaxError('more than a value')
  return after.slice(end[0].length)
}

/** `mcp_servers."my server".env` */
export function keysIn(text: string): string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  )
}

function tableAt(root: TomlTable, keys: readonly string[], asList: boolean): TomlTable {
  let table = root
  for (const [index, key] of keys.entries()) table = entryOf(table, key, asList && index === keys.length - 1)
  return table
}
