import type { AzurePermission } from '../../../model/facts/azure.ts'

/** What the holder of an ability gets out of it. */
export const abilityKinds = [
  'assign-roles',
  'run-as-identity',
  'assign-identity',
  'supply-code',
  'read-secrets',
  'read-keys',
  'use-keys',
  'data',
  'invoke-model',
  'change-model',
  'deploy',
] as const
export type AbilityKind = (typeof abilityKinds)[number]

/** A row of the table. */
export interface AbilityRow {
  readonly id: string
  readonly kind: AbilityKind
  /** Any one of these of the control plane will do. */
  readonly actions?: readonly string[]
  /** Any one of these of the data plane will do. */
  readonly dataActions?: readonly string[]
  /** One of these of the control plane is needed beside. */
  readonly beside?: readonly string[]
  /** In small letters; none: whatever there is. */
  readonly resourceTypes: readonly string[]
  /** Goes between "it holds the role:" and the name of a resource: `it runs commands on`. */
  readonly does: string
  /** A sentence. */
  readonly reason: string
}

/** An ability that a role gives. */
export interface Ability extends Omit<AbilityRow, 'actions' | 'dataActions' | 'beside'> {
  readonly plane: 'control' | 'data'
  /** Actions of the row that the role allows, never empty: `Microsoft.Compute/virtualMachines/runCommand/action`. */
  readonly matched: readonly string[]
  /** Patterns of the role that allow them: `Microsoft.Compute/*`. */
  readonly by: readonly string[]
  /** The role's own conditions on the permission, where every permission that gives the ability has one. */
  readonly conditions: readonly string[]
}

/**
 * owner: gives roles away. contributor: changes nearly everything, and so runs as whatever runs there. takeover: does so
 * in a service or two. data: secrets, keys or what is stored. operator: changes settings or uses a service.
 */
export const reachTiers = ['owner', 'contributor', 'takeover', 'data', 'operator', 'reader', 'none'] as const
export type ReachTier = (typeof reachTiers)[number]

export interface RoleReach {
  readonly tier: ReachTier
  /** A sentence that names the action. */
  readonly reason: string
  readonly abilities: readonly Ability[]
  /** What it comes to where something keeps an owner from giving roles away. */
  readonly otherwise?: Pick<RoleReach, 'tier' | 'reason'>
}

/** Some of Azure's own roles hold a permission back themselves: https://learn.microsoft.com/azure/role-based-access-control/role-definitions */
export type RolePermission = AzurePermission & { readonly condition?: string | null }
