/** Workload identity pools of the store: whose tokens they take, and which of their principals were given something. */
import type { View } from '../../inventory/view.ts'
import { valueOf } from '../../model/index.ts'
import type { PoolProviderFacts } from '../../model/facts/gcp.ts'
import { gcpScopes, poolProviderFacts } from './gcp-facts.ts'
import { memberOf } from './gcp-principals.ts'
import { worldOf } from './gcp-world/index.ts'
import { plainIssuer } from './entra-federation.ts'

/** Members of policies that are principals of one pool, as policies write them. */
export interface PoolMembers {
  readonly bySubject: ReadonlyMap<string, readonly string[]>
  /** By what follows the pool: `*`, `group/ops`, `attribute.repository/acme/api`. */
  readonly bySet: ReadonlyMap<string, readonly string[]>
  /** By the attribute: `repository`. */
  readonly byAttribute: ReadonlyMap<string, readonly string[]>
}

const nobody: PoolMembers = { bySubject: new Map(), bySet: new Map(), byAttribute: new Map() }

export function poolMembers(view: View, pool: string): PoolMembers {
  return allPoolMembers(view).get(pool) ?? nobody
}

/** Of all pools, in order of the alphabet. */
function allPoolMembers(view: View): ReadonlyMap<string, PoolMembers> {
  return view.onceForAll('gcp members by pool', () => {
    const found = new Map<string, { [Index in keyof PoolMembers]: Map<string, string[]> }>()
    for (const text of [...worldOf(view).members()].toSorted()) {
      const member = memberOf(text)
      if (member.kind !== 'pool-subject' && member.kind !== 'pool-set') continue
      const lists = found.get(member.pool) ?? { bySubject: new Map(), bySet: new Map(), byAttribute: new Map() }
      found.set(member.pool, lists)
      if (member.kind === 'pool-subject') add(lists.bySubject, member.subject, text)
      else {
        add(lists.bySet, member.set, text)
        const [, attribute] = /^attribute\.([^/]+)\//.exec(member.set) ?? []
        if (attribute !== undefined) add(lists.byAttribute, attribute, text)
      }
    }
    return found
  })
}

function add(lists: Map<string, string[]>, key: string, text: string): void {
  const known = lists.get(key)
  if (known === undefined) lists.set(key, [text])
  else known.push(text)
}

/** Those that are switched on, in order of their names; what two scopes have read is there once. */
export function poolProviders(view: View): readonly PoolProviderFacts[] {
  return view.onceForAll('gcp providers that are on', () => {
    const all = gcpScopes(view).flatMap(({ id: scope }) => [
      ...view.resources({ kind: 'workload-pool-provider', scope }),
    ])
    const byName = new Map(all.map(poolProviderFacts).map((facts) => [facts.providerName, facts]))
    return [...byName.values()]
      .filter(({ disabled }) => !disabled)
      .toSorted((a, b) => (a.providerName < b.providerName ? -1 : 1))
  })
}

/** `issuer` without its scheme. */
export function providersTaking(view: View, issuer: string): readonly PoolProviderFacts[] {
  return view.onceForAll(`gcp providers taking ${issuer}`, () =>
    poolProviders(view).filter(
      ({ kind, issuer: own }) => kind === 'oidc' && plainIssuer(valueOf(own) ?? '') === plainIssuer(issuer),
    ),
  )
}

/** `github/actions` of `projects/1/locations/global/workloadIdentityPools/github/providers/actions` */
export function providerWords({ providerName }: PoolProviderFacts): string {
  const [, pool, provider] = /\/workloadIdentityPools\/([^/]+)\/providers\/([^/]+)$/.exec(providerName) ?? []
  return pool === undefined ? providerName : `${pool}/${provider}`
}
