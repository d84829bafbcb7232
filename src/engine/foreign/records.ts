/** Whether what somebody else’s step emits is a record of the inventory, and holds no secret. */
import { z } from 'zod'
import { secretShape, withoutSecrets } from '../../connectors/shared/secret-shapes.ts'
import { recordShapes } from '../../inventory/document.ts'
import type { Emission, Scope } from '../../model/index.ts'

const { identity, credential, resource, edge, usage } = recordShapes
const fixed = { id: true, provider: true, scope: true, kind: true, facts: true } as const
const patched = { type: z.literal('patch'), id: z.string().min(1), facts: z.record(z.string(), z.unknown()).optional() }

const shapes = z.discriminatedUnion('type', [
  identity.extend({ type: z.literal('identity') }),
  credential.extend({ type: z.literal('credential') }),
  resource.extend({ type: z.literal('resource') }),
  edge.extend({ type: z.literal('edge') }),
  usage.extend({ type: z.literal('usage') }),
  z.discriminatedUnion('of', [
    z.strictObject({ ...patched, of: z.literal('identity'), set: identity.omit(fixed).partial() }),
    z.strictObject({ ...patched, of: z.literal('credential'), set: credential.omit(fixed).partial() }),
    z.strictObject({ ...patched, of: z.literal('resource'), set: resource.omit(fixed).partial() }),
  ]),
])

export type Checked =
  | { readonly record: Emission; readonly flaw?: undefined }
  | { readonly record?: undefined; readonly about: string; readonly flaw: string }

/** A copy of its own, which the module can no longer change; or what is wrong with it, without a word of its values. */
export function checked(given: unknown, scope: Scope): Checked {
  const plain = plainOf(given)
  const about = aboutOf(plain)
  if (plain === undefined) return { about, flaw: 'it cannot be written as JSON' }
  const flaw = shapeFlaw(plain) ?? placeFlaw(plain, scope) ?? secretFlaw(plain)
  return isEmission(plain, flaw) ? { record: plain } : { about, flaw: flaw ?? 'it is no record' }
}

type Plain = { readonly [name: string]: unknown }

function plainOf(given: unknown): Plain | undefined {
  try {
    const copy: unknown = JSON.parse(JSON.stringify(given))
    return isPlain(copy) ? copy : undefined
  } catch {
    return undefined
  }
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null
}

/** `identity pagerly:acme:integration:i1`: what a reader of the gap looks for. */
function aboutOf(record: Plain = {}): string {
  const text = (name: string): string | undefined => {
    const value = record[name]
    return typeof value === 'string' && value !== '' ? withoutSecrets(value).slice(0, 120) : undefined
  }
  const whom = text('id') ?? text('subject') ?? (text('from') && `${text('from')} -> ${text('to') ?? '?'}`)
  return `${text('type') ?? 'a record'} ${whom ?? 'without an id'}`
}

function shapeFlaw(record: Plain): string | undefined {
  const [issue] = shapes.safeParse(record).error?.issues ?? []
  if (issue === undefined) return undefined
  const place = issue.path.map(String).join('.')
  return place === '' ? issue.message : `${place}: ${issue.message}`
}

function isEmission(record: Plain, flaw: string | undefined): record is Plain & Emission {
  return flaw === undefined && typeof record['type'] === 'string'
}

/** Two connectors that used one provider’s ids would overwrite each other’s facts. */
function placeFlaw(record: Plain, scope: Scope): string | undefined {
  if (record['type'] === 'edge' || record['type'] === 'usage') return undefined
  if (!String(record['id']).startsWith(`${scope.provider}:`))
    return `id: must begin with "${scope.provider}:" (entityId)`
  if (record['type'] === 'patch') return undefined
  if (record['provider'] !== scope.provider) return `provider: must be "${scope.provider}"`
  return record['scope'] === scope.id ? undefined : 'scope: must be the id of the scope that is being read'
}

/** Fingerprints are digests, which look as random as keys do. */
function secretFlaw(record: Plain): string | undefined {
  for (const [path, text] of textsIn('', record)) {
    if (path === 'fingerprint' || path === 'set.fingerprint') continue
    const named = /(?:^|\.)(?:facts|tags|conditions)\./.test(path) ? secretShape(path, text) : undefined
    if (named !== undefined || withoutSecrets(text) !== text)
      return `${path}: looks like a secret${named === undefined ? '' : ` (${named.looksLike})`}`
  }
  return undefined
}

function* textsIn(path: string, value: unknown): Generator<readonly [path: string, text: string]> {
  if (typeof value === 'string') yield [path, value]
  else if (isPlain(value))
    for (const [name, inner] of Object.entries(value)) yield* textsIn(path === '' ? name : `${path}.${name}`, inner)
}
