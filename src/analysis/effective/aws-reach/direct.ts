/** What a principal gains in one step: itself raised, or another identity that holds more than it does. */
import type { View } from '../../../inventory/view.ts'
import type { FoundPath } from '../../../model/index.ts'
import type { Account, Principal, Standing, Tier } from '../aws-access/index.ts'
import { accountOf, conditionsOf, potentialOf, standingOf } from '../aws-access/index.ts'
import { adminEquivalence, changesTarget, hasWays, pathsBetween, pathsOnItself } from '../aws-escalation/index.ts'
import { foreignRoles } from './foreign.ts'
import { onePerId } from './paths.ts'

export interface Target {
  readonly principal: Principal
  readonly account: Account
  /** What it holds already, and how sure that is. */
  readonly tier: Tier
  readonly standing: Standing
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
  const equivalence = adminEquivalence(principal, account)
  const standing = equivalence.tier === 'admin' ? equivalence : standingOf(principal, account)
  return { principal, account, tier: standing.tier, standing }
}

/** All ways in one step, one for each path id, the weightiest first; none for who administers the account already. */
export function directPaths(view: View, caller: Principal): readonly FoundPath[] {
  const before = known.get(caller)
  if (before) return before
  const account = accountOf(view, caller.account)
  const found = account ? findPaths(view, caller, account) : []
  known.set(caller, found.length === 0 ? none : found)
  return found
}

/** Principals are made once per view, so that what is known of one holds for its view. */
const known = new WeakMap<Principal, readonly FoundPath[]>()
const none: readonly FoundPath[] = []

function findPaths(view: View, caller: Principal, account: Account): readonly FoundPath[] {
  const own = standingOf(caller, account).tier
  if (own === 'admin') return none
  const lots = [...holdingMore(view, account, own), ...changeable(view, account, own, caller)]
  const gained = lots
    .filter(({ account: theirs, kind, only }) => hasWays(caller, theirs, kind, only))
    .flatMap(({ targets, only }) => targets.flatMap((target) => pathsTo(caller, target, only)))
  return onePerId([...pathsOnItself(caller, account), ...gained])
}

/** Targets that are asked for alike: of one account and kind, for what they hold or for what they could be made to. */
interface Lot {
  readonly account: Account
  readonly kind: Principal['kind']
  readonly only: 'all' | 'changing'
  readonly targets: readonly Target[]
}

const above = (tier: Tier, own: Tier): boolean => weight[tier] > weight[own]

/** Targets that hold more than a caller of the tier. */
function holdingMore(view: View, account: Account, own: Tier): readonly Lot[] {
  return view.once(`aws targets above ${own} ${account.id}`, () =>
    lotsOf(
      targetsOf(view, account).filter(({ tier }) => above(tier, own)),
      'all',
    ),
  )
}

/** Targets that do not, and would if the caller changed them; looked for only where some caller can change any. */
function changeable(view: View, account: Account, own: Tier, caller: Principal): readonly Lot[] {
  const kinds = (['role', 'user'] as const).filter((kind) => hasWays(caller, account, kind, 'changing'))
  if (kinds.length === 0) return []
  return view.once(`aws changeable targets above ${own} ${account.id}`, () =>
    lotsOf(
      targetsOf(view, account).filter(
        ({ tier, principal, account: theirs }) =>
          theirs.id === account.id && !above(tier, own) && above(potentialOf(principal, theirs).tier, own),
      ),
      'changing',
    ),
  )
}

function lotsOf(targets: readonly Target[], only: Lot['only']): readonly Lot[] {
  const lots = Map.groupBy(targets, ({ account, principal }) => `${account.id} ${principal.kind}`)
  return [...lots.values()].flatMap((lot) => {
    const [first] = lot
    return first ? [{ account: first.account, kind: first.principal.kind, only, targets: lot }] : []
  })
}

function pathsTo(
  caller: Principal,
  { principal, account, tier, standing }: Target,
  only: Lot['only'],
): readonly FoundPath[] {
  const raised = (): FoundPath['gain'] => gainOf(potentialOf(principal, account).tier)
  const found = pathsBetween(caller, principal, account, only === 'all' ? gainOf(tier) : raised(), only)
  if (only === 'changing') return found
  return found.map((path) => (changesTarget(path.id) ? { ...path, gain: raised() } : within(standing, path)))
}

/** The path is as sure as what its target holds. */
function within(standing: Standing, path: FoundPath): FoundPath {
  if (standing.verdict === 'proven') return path
  const conditions = [...new Set([...path.conditions, ...conditionsOf(standing)])]
  const missingFacts = [...new Set([...path.missingFacts, ...standing.missing.map(({ fact }) => fact)])]
  return { ...path, conditions, missingFacts, verdict: missingFacts.length > 0 ? 'possible' : 'conditional' }
}

function gainOf(tier: Tier): FoundPath['gain'] {
  return tier === 'admin' ? 'admin' : 'sensitive'
}
