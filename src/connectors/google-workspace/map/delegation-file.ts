/** The list of domain-wide delegation as somebody copied it from the Admin console: CSV with a line of headings, or JSON. */
import { ConfigError } from '../../errors.ts'

export interface GivenDelegation {
  readonly clientId: string
  readonly name: string | undefined
  readonly scopes: readonly string[]
}

const hint =
  'It has a column with client ids and one with scopes (CSV with headings), or is a list of { clientId, scopes } (JSON): Admin console > Security > API controls > Domain-wide delegation > Download client info.'

/** Throws ConfigError where the file is neither. */
export function readDelegations(text: string, path: string): readonly GivenDelegation[] {
  const rows = /^\s*\[/.test(text) ? rowsInJson(text) : rowsInCsv(text)
  if (rows === undefined) throw new ConfigError(`${path} is no list of domain-wide delegation.`, hint)
  const joined = new Map<string, GivenDelegation>()
  for (const row of rows) {
    const known = joined.get(row.clientId)
    const scopes = [...new Set([...(known?.scopes ?? []), ...row.scopes])].toSorted()
    joined.set(row.clientId, { clientId: row.clientId, name: known?.name ?? row.name, scopes })
  }
  return [...joined.values()]
}

function rowsInJson(text: string): readonly GivenDelegation[] | undefined {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!Array.isArray(read)) return undefined
  const rows = read.map((item: unknown) => {
    const clientId = item !== null && typeof item === 'object' ? textIn(item, ['clientId', 'client_id']) : undefined
    if (clientId === undefined || item === null || typeof item !== 'object') return undefined
    const scopes: unknown = Reflect.get(item, 'scopes')
    const list = Array.isArray(scopes) ? scopes.map(String) : typeof scopes === 'string' ? scopesIn(scopes) : undefined
    return list === undefined ? undefined : { clientId, name: textIn(item, ['name', 'clientName']), scopes: list }
  })
  return rows.every((row) => row !== undefined) ? rows : undefined
}

function textIn(item: object, names: readonly string[]): string | undefined {
  const found: unknown = names.map((name): unknown => Reflect.get(item, name)).find((value) => value !== undefined)
  if (typeof found === 'number') return String(found)
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined
}

function rowsInCsv(text: string): readonly GivenDelegation[] | undefined {
  const [headings, ...lines] = cellsIn(text)
  if (headings === undefined) return undefined
  const column = (pattern: RegExp): number => headings.findIndex((heading) => pattern.test(heading))
  const [id, scope, name] = [column(/client[ _-]?id|^id$/i), column(/scope/i), column(/name/i)]
  if (id < 0 || scope < 0) return undefined
  return lines.flatMap((cells) => {
    const clientId = cells[id]?.trim() ?? ''
    if (clientId === '') return []
    return [{ clientId, name: cells[name]?.trim() || undefined, scopes: scopesIn(cells[scope] ?? '') }]
  })
}

function scopesIn(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter((scope) => scope !== '')
}

/** RFC 4180: quotes around a cell, doubled within. */
function cellsIn(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain = '', end = ''] of text
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    if (row.some((cell) => cell.trim() !== '')) rows.push(row)
    row = []
  }
  return rows
}
