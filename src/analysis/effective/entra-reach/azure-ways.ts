/** What a role of Azure does to one place: by which action, and what that hangs on. */
import type { View } from '../../../inventory/view.ts'
import type { AzureRoleFacts } from '../../../model/facts/azure.ts'
import { roleReach } from '../azure-actions/index.ts'
import type { Ability } from '../azure-actions/index.ts'
import { letsThrough } from '../azure-condition-form.ts'
import { assignableBy } from '../azure-conditions.ts'
import { deniedBy } from '../azure-denials.ts'
import { givesRoles } from '../azure-ranks.ts'
import { covers, tenantOf } from '../azure-scopes.ts'
import type { AzureHolding } from '../entra-holdings.ts'
import { holdersOf } from './holders.ts'
import type { Holder } from './holders.ts'

export interface Place {
  readonly armId: string
  /** In small letters. */
  readonly type: string
  readonly name: string
  /** Of a cluster: its nodes run as the identity, not its control plane. */
  readonly nodes?: true
}

export interface Way {
  readonly id: string
  readonly action: string
  /** `it runs commands on` */
  readonly does: string
  readonly conditions: readonly string[]
  readonly missing: readonly string[]
}

export const clusterType = 'microsoft.containerservice/managedclusters'
export const identityType = 'microsoft.managedidentity/userassignedidentities'

/** The firmest first. Whether the role covers the place is not looked at here. */
export function waysAt(view: View, holder: Holder<AzureHolding>, place: Place): readonly Way[] {
  const { abilities } = holder.holding.reach
  const attaches = abilities.some(({ id }) => id === 'attach-identity')
  return abilities
    .flatMap((ability): readonly Way[] => {
      if (ability.kind === 'assign-roles') return givingWay(view, holder, ability, place)
      if (ability.kind === 'run-as-identity') return runningWay(view, holder, ability, place)
      return ability.kind === 'assign-identity' && !attaches ? attachingWays(view, holder, ability, place) : []
    })
    .toSorted((a, b) => weightOf(a) - weightOf(b))
}

function weightOf({ conditions, missing }: Way): number {
  return missing.length > 0 ? 2 : conditions.length > 0 ? 1 : 0
}

function runningWay(view: View, holder: Holder<AzureHolding>, ability: Ability, place: Place): readonly Way[] {
  if (!ability.resourceTypes.includes(place.type)) return []
  const { id, plane, matched, does } = ability
  const action = matched.find(
    (each) => !deniedBy(view, tenantOf(holder.id), holder.id, place.armId, { action: each, plane }),
  )
  if (action === undefined) return []
  return [{ id, action, does, conditions: hangsOn(holder, ability, action), missing: clusterDoubt(place) }]
}

/**
 * Pods get the tokens of the nodes' identities; the one of the cluster itself is the control plane's, and stays there.
 * https://learn.microsoft.com/azure/aks/managed-identity-overview
 */
function clusterDoubt({ type, name, nodes }: Place): readonly string[] {
  return type === clusterType && nodes === undefined
    ? [`whether the nodes of ${name} run as it, or the control plane alone`]
    : []
}

/** Whoever gives roles away gives itself the one that it needs, over the place or over what holds it. */
function givingWay(view: View, holder: Holder<AzureHolding>, ability: Ability, place: Place): readonly Way[] {
  const { id: holderId, holding } = holder
  const tenant = tenantOf(holderId)
  const role = holding.what.facts as AzureRoleFacts
  if (!givesRoles(view, tenant, { role, scope: holding.scope }, ability)) return []
  if (ability.id !== 'define-roles' && !givesSomethingAt(view, tenant, holding.condition, place)) return []
  const { id, plane, matched, does } = ability
  const scopes = scopesOver(place.armId).filter((scope) => covers(view, tenant, holding.scope, scope) !== false)
  const action = matched.find((each) =>
    [holding.scope, ...scopes].some((scope) => !deniedBy(view, tenant, holderId, scope, { action: each, plane })),
  )
  if (action === undefined) return []
  // Roles given for a time are held to the same conditions as those that are given for good.
  const asked = ability.id === 'define-roles' ? action : 'Microsoft.Authorization/roleAssignments/write'
  return [{ id, action, does, conditions: hangsOn(holder, ability, asked), missing: clusterDoubt(place) }]
}

/** A list of roles may hold none that does anything here. */
function givesSomethingAt(view: View, tenant: string, condition: string | null, { type }: Place): boolean {
  const assignable = assignableBy(condition)
  if (assignable.kind !== 'only') return true
  return assignable.roles.some((guid) => {
    const facts = view.resource(`azure:${tenant.replace('azure:tenant:', '')}:azure-role:${guid}`)?.facts
    if (facts === undefined) return true
    return roleReach(facts as AzureRoleFacts).abilities.some(
      ({ kind, resourceTypes }) =>
        kind === 'assign-roles' || (kind === 'run-as-identity' && resourceTypes.includes(type)),
    )
  })
}

/** The right to attach it, and the right to write something that runs, may stand in two roles. */
function attachingWays(view: View, holder: Holder<AzureHolding>, ability: Ability, place: Place): readonly Way[] {
  if (place.type !== identityType) return []
  const hosts = holdersOf(view, tenantOf(holder.id)).hosts.get(holder.id) ?? []
  return hosts.flatMap(({ holding, ability: host }) => {
    const [first = ''] = host.matched
    return runningWay(view, holder, ability, place).map((way) => ({
      ...way,
      id: 'attach-identity',
      does: 'it attaches to a workload of its own',
      conditions: [...way.conditions, ...hangsOn({ ...holder, holding }, host, first)],
    }))
  })
}

function hangsOn({ holding }: Holder<AzureHolding>, ability: Ability, action: string): readonly string[] {
  const { name, condition, state } = holding
  return [
    ...(letsThrough(condition, action) ? [] : [`the condition of ${name} lets it: ${condition}`]),
    ...ability.conditions.map((each) => `the role ${name} lets it: ${each}`),
    ...(state === 'eligible' ? [`${name} is activated first`] : []),
  ]
}

/** The place itself, its resource group and its subscription. */
function scopesOver(armId: string): readonly string[] {
  const parts = armId.split('/')
  return [armId, parts.slice(0, 5).join('/'), parts.slice(0, 3).join('/')]
}
