/** What a principal gains in one step: itself raised, or another identity that holds more than it does. */
import type { View } from '../../../inventory/view.ts'
import type { FoundPath } from '../../../model/index.ts'
import type { Account, Principal, Tier } from '../aws-access/index.ts'
import { accountOf, potentialOf, standingOf } from '../aws-access/index.ts'
import { adminEquivalence, changesTarget, hasWays, pathsBetween, pathsOnItself } from '../aws-escalation/index.ts'
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
    const gained = worthwhile(view, account, own)
      .filter(({ account: theirs, kind, only }) => hasWays(caller, theirs, kind, only))
      .flatMap(({ targets, only }) => targets.flatMap((target) => pathsTo(caller, target, only)))
    return onePerId([...pathsOnItself(caller, account), ...gained])
  })
}

/** Targets that are asked for alike: of one account and kind, for what they hold or for what they could be made to. */
interface Lot {
  readonly account: Account
  readonly kind: Principal['kind']
  readonly only: 'all' | 'changing'
  readonly targets: readonly Target[]
}

/** Targets that hold more, or could hold more, than a caller of the tier. */
function worthwhile(view: View, account: Account, own: Tier): readonly Lot[] {
  return view.once(`aws targets above ${own} ${account.id}`, () => {
    const more = (tier: Tier): boolean => weight[tier] > weight[own]
    const targets = targetsOf(view, account).filter(({ tier, potential }) => more(tier) || more(potential))
    const only = ({ tier }: Target): Lot['only'] => (more(tier) ? 'all' : 'changing')
    const lots = Map.groupBy(targets, (target) => `${target.account.id} ${target.principal.kind} ${only(target)}`)
    return [...lots.values()].flatMap((lot) => {
      const [first] = lot
      return first ? [{ account: first.account, kind: first.principal.kind, only: only(first), targets: lot }] : []
    })
  })
}

function pathsTo(caller: Principal, target: Target, only: Lot['only']): readonly FoundPath[] {
  const gain = gainOf(only === 'all' ? target.tier : target.potential)
  const found = pathsBetween(caller, target.principal, target.account, gain, only)
  if (found.length === 0 || only === 'changing' || target.tier === target.potential) return found
  return found.map((path) => (changesTarget(path.id) ? { ...path, gain: gainOf(target.potential) } : path))
}

function gainOf(tier: Tier): FoundPath['gain'] {
  return tier === 'admin' ? 'admin' : 'sensitive'
}
