/**
 * TOML, as clients keep settings in it. Throws a SyntaxError at what is none, so that nothing is taken for what it is
 * not; dates stay text. https://toml.io/en/v1.0.0
 */
import { demand, endLine, next, skipBlanks, skipLines } from './toml-cursor.ts'
import type { Cursor } from './toml-cursor.ts'
import { begun, keyIn, setIn } from './toml-tables.ts'
import type { TomlTable } from './toml-tables.ts'
import { valueIn } from './toml-values.ts'

export function tomlIn(text: string): TomlTable {
  // Ends of lines are one character, as its makers' own readers have them.
  const cursor: Cursor = { text: text.replaceAll('\r\n', '\n'), at: 0 }
  const root = Object.create(null) as TomlTable
  let table = root
  for (;;) {
    skipLines(cursor)
    if (cursor.at >= cursor.text.length) return root
    if (next(cursor, '[')) table = headerIn(cursor, root)
    else {
      const keys = keyIn(cursor)
      demand(cursor, /=/y, 'no setting')
      skipBlanks(cursor)
      setIn(table, keys, valueIn(cursor, 0), table)
    }
    endLine(cursor)
  }
}

function headerIn(cursor: Cursor, root: TomlTable): TomlTable {
  const asList = next(cursor, '[')
  const keys = keyIn(cursor)
  if (!next(cursor, asList ? ']]' : ']')) throw new SyntaxError('a table is not closed')
  return begun(root, keys, asList)
}
