/** What a role of Azure comes to where it is held: over which scope, under which condition, past which denials. */
import type { View } from '../../inventory/view.ts'
import type { AzureRoleFacts } from '../../model/facts/azure.ts'
import { roleReach } from './azure-actions/index.ts'
import type { Ability, RoleReach } from './azure-actions/index.ts'
import { letsThrough } from './azure-condition-form.ts'
import { givesOwnership } from './azure-conditions.ts'
import { deniedBy } from './azure-denials.ts'
import { covers, isWide, tenantOf } from './azure-scopes.ts'
import type { Ranked } from './entra-tiers/index.ts'

export interface HeldRole {
  /** Entity id of whoever holds it, itself or by a group. */
  readonly principal: string
  readonly role: AzureRoleFacts
  readonly reach: RoleReach
  readonly scope: string
  readonly condition: string | null
}

/** Whether it makes owners over its scope. Undefined: nobody can tell what its condition comes to. */
export function makesOwners(view: View, held: HeldRole): boolean | undefined {
  const { principal, reach, scope, condition } = held
  const tenant = tenantOf(principal)
  const answers = reach.abilities
    .filter((ability) => givesRoles(view, tenant, held, ability))
    .filter(({ plane, matched }) =>
      matched.some((action) => !deniedBy(view, tenant, principal, scope, { action, plane })),
    )
    .map(({ id, matched }) =>
      // Conditions are on what is assigned; what a custom role allows is written past them.
      id === 'define-roles'
        ? matched.some((action) => letsThrough(condition, action)) || undefined
        : givesOwnership(condition, ownGivers(view, tenant, scope)),
    )
  return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false
}

/**
 * Whoever writes roles gets something out of it where it holds one that it may write: with the right over each scope
 * that the role may be assigned at. https://learn.microsoft.com/azure/role-based-access-control/custom-roles
 */
export function givesRoles(
  view: View,
  tenant: string,
  { role, scope }: Pick<HeldRole, 'role' | 'scope'>,
  { id, kind, conditions }: Ability,
): boolean {
  if (kind !== 'assign-roles' || conditions.length > 0) return false
  if (id !== 'define-roles') return true
  return role.type === 'CustomRole' && role.assignableScopes.every((each) => covers(view, tenant, scope, each) === true)
}

/** Custom roles that give roles away, and may be assigned at the scope, or at a subscription or more within it. */
function ownGivers(view: View, tenant: string, scope: string): readonly string[] {
  const all = view.once(`azure custom roles that give roles away ${tenant}`, () =>
    [...view.resources({ kind: 'azure-role', scope: tenant })]
      .map(({ facts }) => facts as AzureRoleFacts)
      .filter((role) => role.type === 'CustomRole' && roleReach(role).abilities.some(assignsRoles)),
  )
  return all
    .filter(({ assignableScopes }) =>
      assignableScopes.some(
        (each) =>
          covers(view, tenant, each, scope) === true || (isWide(each) && covers(view, tenant, scope, each) === true),
      ),
    )
    .map(({ roleId }) => roleId.toLowerCase())
}

function assignsRoles({ id, kind, conditions }: Ability): boolean {
  return kind === 'assign-roles' && id !== 'define-roles' && conditions.length === 0
}

/**
 * The same tiers as for the directory. Over a subscription and above, whoever makes owners is in control, and whoever
 * runs as what runs there may take that over. Below, what it comes to is worked out from what is there.
 */
export function rankAzure({ tier, reason, otherwise }: RoleReach, owners: boolean | undefined, scope: string): Ranked {
  const wide = isWide(scope)
  const ranked = (as: Ranked['tier'], why: string): Ranked => ({ tier: as, reason: why, source: 'derived' })
  if (tier === 'owner' && owners !== false)
    return ranked(wide ? (owners === true ? 'control' : 'takeover') : 'management', reason)
  const held = tier === 'owner' ? otherwise : { tier, reason }
  const why = tier === 'owner' ? `${held?.reason ?? reason} Something keeps it from making owners.` : reason
  if (held?.tier === 'contributor' || held?.tier === 'takeover') return ranked(wide ? 'takeover' : 'management', why)
  if (held?.tier === 'data') return ranked(wide ? 'data' : 'management', why)
  return ranked(wide && held?.tier === 'operator' ? 'management' : 'limited', why)
}
