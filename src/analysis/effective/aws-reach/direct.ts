/** What a principal gains in one step: itself raised, or another identity that holds more than it does. */
import type { View } from '../../../inventory/view.ts'
import type { FoundPath } from '../../../model/index.ts'
import type { Account, Principal, Tier } from '../aws-access/index.ts'
import { accountOf, potentialOf, standingOf } from '../aws-access/index.ts'
import { adminEquivalence, changesTarget, pathsBetween, pathsOnItself } from '../aws-escalation/index.ts'
import { foreignRoles } from './foreign.ts'
import { onePerId } from './paths.ts'

export interface Target {
  readonly principal: Principal
  readonly account: Account
  /** What it holds already. */
  readonly tier: Tier
  /** What it could hold, its policies changed. */
  readonly potential: Tier
}

const weight: { readonly [T in Tier]: number } = { admin: 2, sensitive: 1, ordinary: 0 }

/** Every identity that the account's principals could gain: its own, and roles elsewhere that let them in. */
export function targetsOf(view: View, account: Account): readonly Target[] {
  return view.once(`aws targets ${account.id}`, () => [
    ...account.principals.map((principal) => targetOf(principal, account)),
    ...foreignRoles(view, account).map(({ role, account: theirs }) => targetOf(role, theirs)),
  ])
}

function targetOf(principal: Principal, account: Account): Target {
  const standing = standingOf(principal, account)
  const tier = adminEquivalence(principal, account).tier === 'admin' ? 'admin' : standing.tier
  return { principal, account, tier, potential: potentialOf(principal, account).tier }
}

/** All ways in one step, one for each path id, the weightiest first; none for who administers the account already. */
export function directPaths(view: View, caller: Principal): readonly FoundPath[] {
  return view.once(`aws direct paths ${caller.id}`, () => {
    const account = accountOf(view, caller.account)
    if (!account) return []
    const own = standingOf(caller, account).tier
    if (own === 'admin') return []
    const gained = targetsOf(view, account).flatMap((target) => pathsTo(caller, target, own))
    return onePerId([...pathsOnItself(caller, account), ...gained])
  })
}

function pathsTo(caller: Principal, target: Target, own: Tier): readonly FoundPath[] {
  if (target.principal.id === caller.id) return []
  const more = (tier: Tier): boolean => weight[tier] > weight[own]
  if (more(target.tier)) {
    const found = pathsBetween(caller, target.principal, target.account, gainOf(target.tier))
    return target.tier === target.potential
      ? found
      : found.map((path) => (changesTarget(path.id) ? { ...path, gain: gainOf(target.potential) } : path))
  }
  if (!more(target.potential)) return []
  return pathsBetween(caller, target.principal, target.account, gainOf(target.potential)).filter((path) =>
    changesTarget(path.id),
  )
}

function gainOf(tier: Tier): FoundPath['gain'] {
  return tier === 'admin' ? 'admin' : 'sensitive'
}
