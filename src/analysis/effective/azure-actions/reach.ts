/** What a role of Azure amounts to, by its actions and never by its name. */
import { abilityRows } from './abilities/index.ts'
import { allows, giving, matches } from './matching.ts'
import type { Ability, AbilityKind, AbilityRow, ReachTier, RolePermission, RoleReach } from './types.ts'

interface Role {
  readonly permissions: readonly RolePermission[]
  readonly assignableScopes?: readonly string[]
}

/** Actions of a provider that there is not: whoever has them has them of every provider. */
const anything = ['Muster.Anything/things/write', 'Muster.Anything/things/delete'] as const

/** Kinds that weigh, the heaviest tier first; the others change or use a service, and no more. */
const weighing: readonly { readonly tier: ReachTier; readonly kinds: readonly AbilityKind[] }[] = [
  { tier: 'takeover', kinds: ['run-as-identity', 'supply-code'] },
  { tier: 'data', kinds: ['read-secrets', 'read-keys', 'use-keys', 'data'] },
  { tier: 'operator', kinds: ['assign-identity', 'change-model', 'invoke-model', 'deploy'] },
]

const worked = new Map<string, RoleReach>()

/** Worked out once for each set of permissions, since a role is held by many. */
export function roleReach({ permissions }: Role): RoleReach {
  const key = JSON.stringify(permissions)
  const known = worked.get(key)
  if (known) return known
  const reach = reachOf(permissions)
  worked.set(key, reach)
  return reach
}

function reachOf(permissions: readonly RolePermission[]): RoleReach {
  const abilities = abilityRows.flatMap((row) => abilityOf(permissions, row) ?? [])
  const otherwise = weighed(permissions, abilities)
  const giver = abilities.find(({ kind, conditions }) => kind === 'assign-roles' && conditions.length === 0)
  return giver ? { tier: 'owner', reason: told(giver), abilities, otherwise } : { ...otherwise, abilities }
}

/** Beside giving roles away. */
function weighed(permissions: readonly RolePermission[], abilities: readonly Ability[]): Omit<RoleReach, 'abilities'> {
  if (anything.every((action) => allows(permissions, action)))
    return {
      tier: 'contributor',
      reason: `${everywhere(permissions)}: It changes whatever there is, and runs as it.`,
    }
  for (const { tier, kinds } of weighing) {
    const [found, ...others] = abilities.filter(({ kind }) => kinds.includes(kind))
    if (found) return { tier, reason: `${told(found)}${more(others.length)}` }
  }
  return rest(permissions, abilities)
}

function abilityOf(permissions: readonly RolePermission[], row: AbilityRow): Ability | undefined {
  const { actions = [], dataActions = [], beside, ...kept } = row
  if (beside !== undefined && !beside.some((action) => allows(permissions, action))) return undefined
  const control = actions.filter((action) => allows(permissions, action))
  const plane = control.length > 0 ? 'control' : 'data'
  const candidates = plane === 'control' ? control : dataActions
  const found = candidates.map((action) => ({ action, by: giving(permissions, plane, action) }))
  const matched = found.filter(({ by }) => by.length > 0)
  if (matched.length === 0) return undefined
  const givers = matched.flatMap(({ by }) => by)
  return {
    ...kept,
    plane,
    matched: matched.map(({ action }) => action),
    by: [...new Set(givers.flatMap(({ patterns }) => patterns))],
    // One without a condition lets it all through.
    conditions: givers.some(({ condition }) => condition === null)
      ? []
      : [...new Set(givers.flatMap(({ condition }) => condition ?? []))],
  }
}

/** `Microsoft.Compute/virtualMachines/write (by Microsoft.Compute/*): Who writes a machine …` */
function told({ matched, by, reason, conditions }: Ability): string {
  const [action = ''] = matched
  const pattern = by.find((each) => matches(each, action)) ?? action
  const through = pattern.toLowerCase() === action.toLowerCase() ? '' : ` (by ${pattern})`
  return `${action}${through}: ${reason}${conditions.length > 0 ? ' The role itself holds it to a condition.' : ''}`
}

function more(count: number): string {
  return count === 0
    ? ''
    : count === 1
      ? ' One ability more weighs as much.'
      : ` ${count} abilities more weigh as much.`
}

function everywhere(permissions: readonly RolePermission[]): string {
  const [found] = giving(permissions, 'control', anything[0])
  return found?.patterns[0] ?? '*'
}

/** What the table does not name: told by its shape alone. */
function rest(permissions: readonly RolePermission[], abilities: readonly Ability[]): Omit<RoleReach, 'abilities'> {
  const held = abilities.find(({ kind }) => kind === 'assign-roles')
  if (held) return { tier: 'operator', reason: told(held) }
  const actions = permissions.flatMap((permission) => permission.actions)
  const inside = permissions.flatMap((permission) => permission.dataActions)
  const changing = actions.find((action) => !isRead(action))
  if (changing !== undefined)
    return { tier: 'operator', reason: `${changing}: It changes settings, and nothing in the table comes of it.` }
  if (inside[0] !== undefined)
    return { tier: 'operator', reason: `${inside[0]}: It acts inside a service that the table does not name.` }
  return actions[0] === undefined
    ? { tier: 'none', reason: 'It allows no action.' }
    : { tier: 'reader', reason: `${actions[0]}: It reads settings, and changes nothing.` }
}

function isRead(action: string): boolean {
  return action.toLowerCase().endsWith('/read')
}
