/** What a scope of Google's OAuth weighs, and why: by its meaning, never by the name of who holds it. */
import { administering, older } from './google-scopes/admin.ts'
import { plain, restricted, sensitive } from './google-scopes/data.ts'
import type { ScopeGroup, ScopeWeight } from './google-scopes/types.ts'

export type { ScopeWeight } from './google-scopes/types.ts'

export interface WeighedScope {
  readonly scope: string
  readonly weight: ScopeWeight
  readonly reason: string
  /** It does something to an administrator's account alone. */
  readonly needsAdmin: boolean
}

interface Entry {
  readonly group: ScopeGroup
  /** Before and after the star. */
  readonly ends: readonly [string, string]
}

/** In this order: the first that fits says what a scope weighs. Names in full come before those with a star. */
const groups = [...plain, ...restricted, ...administering, ...older, ...sensitive]
const named = new Map(
  groups.flatMap((group) => group.values.filter((value) => !value.includes('*')).map((value) => [value, group])),
)
const starred: readonly Entry[] = groups.flatMap((group) =>
  group.values.flatMap((value) => {
    const [before, after] = value.split('*')
    return before === undefined || after === undefined ? [] : [{ group, ends: [before, after] as const }]
  }),
)

/** Most APIs' scopes are sensitive: what stands in no list is not taken for harmless. */
const unlisted: ScopeGroup = {
  weight: 'sensitive',
  reason: 'It gets at data of an API of Google that Muster does not know.',
  values: [],
}

/** Not Google's: an application's own, of a resource server that the customer runs. */
const foreign: ScopeGroup = { weight: 'plain', reason: 'It is no scope of Google’s.', values: [] }

export function weighScope(scope: string): WeighedScope {
  const group = groupOf(scope)
  return { scope, weight: group.weight, reason: group.reason, needsAdmin: group.needsAdmin === true }
}

export function scopeWeight(scope: string): ScopeWeight {
  return groupOf(scope).weight
}

const order: readonly ScopeWeight[] = ['admin', 'restricted', 'sensitive', 'plain']

/** The heaviest first; of equal weight by name. */
export function weighScopes(scopes: readonly string[]): readonly WeighedScope[] {
  return scopes
    .map(weighScope)
    .toSorted((a, b) => order.indexOf(a.weight) - order.indexOf(b.weight) || (a.scope < b.scope ? -1 : 1))
}

/** `drive.readonly` of `https://www.googleapis.com/auth/drive.readonly`. */
export function shortScope(scope: string): string {
  return scope
    .trim()
    .replace(/^https:\/\/www\.googleapis\.com\/auth\//, '')
    .replace(/\/+$/, '')
}

function groupOf(scope: string): ScopeGroup {
  const short = shortScope(scope)
  const exact = named.get(short)
  if (exact !== undefined) return exact
  const fits = starred.find(
    ({ ends: [before, after] }) =>
      short.length >= before.length + after.length && short.startsWith(before) && short.endsWith(after),
  )
  if (fits !== undefined) return fits.group
  return /^https?:\/\/(?!(?:[a-z0-9-]+\.)*(?:google|googleapis|googleusercontent|youtube)\.com(?:[:/]|$))/i.test(short)
    ? foreign
    : unlisted
}
