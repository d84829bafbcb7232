/** Values of TOML, each with the text that comes after it. */

export type TomlValue = string | number | boolean | TomlValue[] | TomlTable
export interface TomlTable {
  [key: string]: TomlValue
}

const deepest = 32

/** The table under a key, made where there is none; of a list of tables the last one, or a new one. */
export function entryOf(table: TomlTable, key: string, asList: boolean): TomlTable {
  const known = table[key]
  if (asList) {
    const list = Array.isArray(known) ? known : []
    const made = Object.create(null) as TomlTable
    table[key] = [...list, made]
    return made
  }
  const found = Array.isArray(known) ? known.at(-1) : known
  if (found === undefined) {
    const made = Object.create(null) as TomlTable
    table[key] = made
    return made
  }
  if (typeof found !== 'object' || Array.isArray(found)) throw new SyntaxError('a value where a table belongs')
  return found
}

export function valueIn(text: string, depth: number): readonly [TomlValue, string] {
  if (depth > deepest) throw new SyntaxError('nested too deep')
  if (text.startsWith('[')) return listIn(text, depth)
  if (text.startsWith('{')) return inlineIn(text, depth)
  for (const [pattern, read] of forms) {
    const found = pattern.exec(text)
    if (found !== null) return [read(found[1] ?? ''), text.slice(found[0].length)]
  }
  throw new SyntaxError('no value')
}

const forms: readonly (readonly [RegExp, (text: string) => TomlValue])[] = [
  [/^"""(?:\r?\n)?([^]*?)"""/, unescaped],
  [/^'''(?:\r?\n)?([^]*?)'''/, (text) => text],
  [/^"((?:[^"\\\n]|\\.)*)"/, unescaped],
  [/^'([^'\n]*)'/, (text) => text],
  [/^(true|false)\b/, (text) => text === 'true'],
  // Dates stay as they are written: no setting that is read is one.
  [/^(\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?)/, (text) => text],
  [/^([+-]?\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)\b/, (text) => Number(text.replaceAll('_', ''))],
]

function unescaped(text: string): string {
  const named: { readonly [letter: string]: string } = {
    n: '\n',
    t: '\t',
    r: '\r',
    b: '\b',
    f: '\f',
    '"': '"',
    '\\': '\\',
  }
  return text.replaceAll(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(\r?\n\s*)|(.))/g,
    (_whole, short, long, line, letter) => {
      if (line !== undefined) return ''
      const code = short ?? long
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(String(code), 16))
      return named[String(letter)] ?? String(letter)
    },
  )
}

const space = /^(?:\s+|#[^\n]*)+/

function listIn(text: string, depth: number): readonly [TomlValue, string] {
  const items: TomlValue[] = []
  let rest = text.slice(1).replace(space, '')
  while (!rest.startsWith(']')) {
    const [item, after] = valueIn(rest, depth + 1)
    items.push(item)
    rest = after.replace(space, '')
    if (rest.startsWith(',')) rest = rest.slice(1).replace(space, '')
    else if (!rest.startsWith(']')) throw new SyntaxError('a list is not closed')
  }
  return [items, rest.slice(1)]
}

function inlineIn(text: string, depth: number): readonly [TomlValue, string] {
  const table = Object.create(null) as TomlTable
  let rest = text.slice(1).trimStart()
  while (!rest.startsWith('}')) {
    const key = /^(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'|([\w-]+))\s*=\s*/.exec(rest)
    if (key === null) throw new SyntaxError('no key')
    const [value, after] = valueIn(rest.slice(key[0].length), depth + 1)
    table[key[1] ?? key[2] ?? key[3] ?? ''] = value
    rest = after.trimStart()
    if (rest.startsWith(',')) rest = rest.slice(1).trimStart()
    else if (!rest.startsWith('}')) throw new SyntaxError('a table is not closed')
  }
  return [table, rest.slice(1)]
}
