/** Where a right of Azure applies: management groups hold subscriptions, subscriptions hold groups, groups hold resources. */
import type { View } from '../../inventory/view.ts'
import { isKnown, valueOf } from '../../model/index.ts'
import type { ManagementGroupFacts, SubscriptionFacts } from '../../model/facts/azure.ts'

export type ScopeLevel = 'root' | 'management-group' | 'subscription' | 'resource-group' | 'resource'

const managementGroupPath = /^\/providers\/microsoft\.management\/managementgroups\/([^/]+)$/

export function levelOf(scope: string): ScopeLevel {
  const plain = scope.toLowerCase()
  if (plain === '/' || plain === '') return 'root'
  if (managementGroupPath.test(plain)) return 'management-group'
  if (/^\/subscriptions\/[^/]+$/.test(plain)) return 'subscription'
  return /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+$/.test(plain) ? 'resource-group' : 'resource'
}

/** The scope of the inventory that an entity of Microsoft belongs to, by its id. */
export function tenantOf(entityId: string): string {
  return `azure:tenant:${entityId.split(':')[1] ?? ''}`
}

/** Holds a subscription or more: whoever assigns roles there owns what is below. */
export function isWide(scope: string): boolean {
  return ['root', 'management-group', 'subscription'].includes(levelOf(scope))
}

/** In words: `subscription shop-prod`, `resource group rg-api`. */
export function scopeWords(view: View, tenant: string, scope: string): string {
  const plain = scope.toLowerCase()
  const last = plain.split('/').at(-1) ?? plain
  const level = levelOf(plain)
  if (level === 'root') return 'all of the tenant'
  if (level === 'resource') return `the resource ${last}`
  if (level === 'resource-group') return `the resource group ${last}`
  const names = namesOf(view, tenant)
  return `the ${level === 'subscription' ? 'subscription' : 'management group'} ${names.get(last) ?? last}`
}

function namesOf(view: View, tenant: string): ReadonlyMap<string, string> {
  return view.once(`azure names of scopes ${tenant}`, () => {
    const names = new Map<string, string>()
    for (const kind of ['subscription', 'management-group'])
      for (const { nativeId, name } of view.resources({ kind, scope: tenant })) names.set(nativeId.toLowerCase(), name)
    return names
  })
}

/**
 * Whether what applies at `outer` applies at `inner`. Undefined: the management groups above the subscription were not
 * read.
 */
export function covers(view: View, tenant: string, outer: string, inner: string): boolean | undefined {
  const [above, below] = [outer.toLowerCase().replace(/\/+$/, ''), inner.toLowerCase().replace(/\/+$/, '')]
  if (above === '' || above === below || below.startsWith(`${above}/`)) return true
  const [, group] = managementGroupPath.exec(above) ?? []
  return group === undefined ? false : isBelow(view, tenant, group, below)
}

function isBelow(view: View, tenant: string, group: string, scope: string): boolean | undefined {
  const [, inner] = managementGroupPath.exec(scope) ?? []
  if (inner !== undefined) return aboveGroups(view, tenant).get(inner)?.includes(group) ?? false
  const [, subscription] = /^\/subscriptions\/([^/]+)/.exec(scope) ?? []
  if (subscription === undefined) return false
  return aboveSubscriptions(view, tenant).get(subscription)?.includes(group)
}

function aboveGroups(view: View, tenant: string): ReadonlyMap<string, readonly string[]> {
  return view.once(
    `azure management groups above groups ${tenant}`,
    () =>
      new Map(
        [...view.resources({ kind: 'management-group', scope: tenant })].map(({ facts }) => {
          const { groupName, above } = facts as ManagementGroupFacts
          return [groupName.toLowerCase(), above.map((name) => name.toLowerCase())] as const
        }),
      ),
  )
}

function aboveSubscriptions(view: View, tenant: string): ReadonlyMap<string, readonly string[] | undefined> {
  return view.once(
    `azure management groups above subscriptions ${tenant}`,
    () =>
      new Map(
        [...view.resources({ kind: 'subscription', scope: tenant })].map(({ facts }) => {
          const { subscriptionId, managementGroups } = facts as SubscriptionFacts
          const above = isKnown(managementGroups) ? valueOf(managementGroups) : undefined
          return [subscriptionId.toLowerCase(), above?.map((name) => name.toLowerCase())] as const
        }),
      ),
  )
}
