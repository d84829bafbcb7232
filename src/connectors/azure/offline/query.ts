/** The connector's own questions to Resource Graph, put to rows of files: whole resources, or the columns asked for. */
import { isRow } from './files.ts'
import type { Row } from './files.ts'

interface Column {
  readonly name: string
  readonly path: readonly string[]
  readonly asText: boolean
}

export interface OwnQuery {
  /** In small letters; none: whatever has an identity. */
  readonly types: readonly string[]
  readonly columns: readonly Column[]
}

/** Only what the routes of this connector say: `where type =~ '…'`, `where type in~ (…)`, `where isnotnull(identity)`, `project`. */
export function ownQuery(text: string): OwnQuery {
  const [, where = ''] = /\| where ([^|]+)/.exec(text) ?? []
  const [, project = ''] = /\| project ([^|]+)/.exec(text) ?? []
  return {
    types: [...where.matchAll(/'([^']+)'/g)].map(([, type = '']) => type.toLowerCase()),
    columns: project.split(',').map((part) => columnOf(part.trim())),
  }
}

function columnOf(part: string): Column {
  const [, name = part, value = part] = /^(\w+)=(.+)$/.exec(part) ?? []
  const [, inner] = /^tostring\((.+)\)$/.exec(value) ?? []
  return { name, path: (inner ?? value).split('.'), asText: inner !== undefined }
}

/** Undefined: it is not asked for, or lacks what is asked for. What is not there is not taken for what Azure leaves out. */
export function answered({ types, columns }: OwnQuery, row: Row): Row | undefined {
  const wanted = types.length === 0 ? isRow(row['identity']) : types.includes(typeOf(row))
  if (!wanted) return undefined
  if (isRow(row['properties'])) return Object.fromEntries(columns.map((column) => [column.name, valueAt(row, column)]))
  const lacks = columns.some(({ name, path }) => path[0] === 'properties' && !(name in row))
  return lacks ? undefined : { type: typeOf(row), ...row }
}

function valueAt(row: Row, { path, asText }: Column): unknown {
  const value = path.reduce<unknown>((at, name) => (isRow(at) ? at[name] : undefined), row)
  if (!asText) return value ?? null
  return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)
}

/** By its own word, else by its id: the connector's own questions leave it out where there is but one. */
function typeOf(row: Row): string {
  if (typeof row['type'] === 'string' && row['type'].includes('/')) return row['type'].toLowerCase()
  return typeof row['id'] === 'string' ? typeIn(row['id']).toLowerCase() : ''
}

/** `…/providers/Microsoft.KeyVault/vaults/kv/secrets` -> `Microsoft.KeyVault/vaults/secrets` */
export function typeIn(armId: string): string {
  const [provider = '', ...segments] = (armId.split(/\/providers\//i).at(-1) ?? '').split('/')
  return [provider, ...segments.filter((_, index) => index % 2 === 0)].join('/')
}
