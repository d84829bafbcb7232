/** What a principal gains in one step: itself raised, or another identity that holds more than it does. */
import type { View } from '../../../inventory/view.ts'
import type { FoundPath } from '../../../model/index.ts'
import { pathVerdicts } from '../../../model/index.ts'
import type { Account, Principal, Standing, Tier } from '../aws-access/index.ts'
import { accountOf, conditionsOf, potentialOf, standingOf } from '../aws-access/index.ts'
import { adminEquivalence, changesTarget, hasWays, pathsOnItself, waysBetween } from '../aws-escalation/index.ts'
import type { Way } from '../aws-escalation/index.ts'
import { foreignRoles } from './foreign.ts'
import { firmest, onePerId } from './paths.ts'

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
  const latest = view.once('aws latest direct paths', () => new Map<Principal, readonly FoundPath[]>())
  const before = latest.get(caller)
  if (before) return before
  const account = accountOf(view, caller.account)
  const found = account ? findPaths(view, caller, account) : []
  // Rules ask about one identity after the other; the paths of a whole account would be a lot to keep.
  if (latest.size >= mostRemembered) latest.delete(latest.keys().next().value!)
  latest.set(caller, found)
  return found
}

const mostRemembered = 16

function findPaths(view: View, caller: Principal, account: Account): readonly FoundPath[] {
  const best = new Map<string, { readonly found: Found; others: number }>()
  for (const found of eachFound(view, caller, account)) {
    const before = best.get(found.id)
    if (!before) best.set(found.id, { found, others: 0 })
    else if (byFirmness(found, before.found) < 0) best.set(found.id, { found, others: before.others + 1 })
    else before.others += 1
  }
  const gained = [...best.values()].map(({ found, others }) =>
    others === 0 ? found.path() : { ...found.path(), alsoReaches: others },
  )
  return onePerId([...pathsOnItself(caller, account), ...gained])
}

/** One way to administration in one step, a proven one if there is any: all that the search for chains needs to know. */
export function pathToAdmin(view: View, caller: Principal): FoundPath | undefined {
  const account = accountOf(view, caller.account)
  if (!account || standingOf(caller, account).tier === 'admin') return undefined
  const own = pathsOnItself(caller, account).find(({ gain }) => gain === 'admin')
  if (own?.verdict === 'proven') return own
  let best: Found | undefined
  for (const found of eachFound(view, caller, account)) {
    if (found.gain !== 'admin') continue
    if (!best || byFirmness(found, best) < 0) best = found
    if (asFirmAsCanBe(found, caller)) break
  }
  return firmest([own, best?.path()].filter((path) => path !== undefined))
}

/** A way with what its target holds counted in. */
interface Found extends Omit<Way, 'path'> {
  readonly gain: FoundPath['gain']
  readonly path: () => FoundPath
}

const gains = ['admin', 'crown-jewel', 'sensitive'] as const

function byFirmness(a: Found, b: Found): number {
  return (
    gains.indexOf(a.gain) - gains.indexOf(b.gain) || pathVerdicts.indexOf(a.verdict) - pathVerdicts.indexOf(b.verdict)
  )
}

/** A way that leads to so many targets is told well enough; it is not asked of the others. */
const mostTargets = 10
/** The same for a way that is not sure, of which another target might be surer. */
const mostUnsure = 20

/** Proven, or open for no reason but what was not read of the caller itself, which holds for every target. */
function asFirmAsCanBe({ verdict, conditions, missing }: Found, caller: Principal): boolean {
  if (verdict === 'proven') return true
  return conditions.length === 0 && missing.every((fact) => caller.missing.some((each) => each.fact === fact))
}

/** Ways to others, found as they are asked for: nothing is looked for that nobody takes. */
function* eachFound(view: View, caller: Principal, account: Account): Generator<Found> {
  const own = standingOf(caller, account).tier
  if (own === 'admin') return
  const counts = new Map<string, { sure: number; unsure: number }>()
  const told = (id: string): boolean => {
    const count = counts.get(id)
    return count !== undefined && (count.sure >= mostTargets || count.unsure >= mostUnsure)
  }
  for (const { account: theirs, kind, only, targets } of lotsFor(view, caller, account, own)) {
    if (!hasWays(caller, theirs, kind, only)) continue
    for (const target of targets)
      for (const found of waysTo(caller, target, only, told)) {
        const count = counts.get(found.id) ?? { sure: 0, unsure: 0 }
        counts.set(found.id, count)
        if (found.gain === 'admin') count[asFirmAsCanBe(found, caller) ? 'sure' : 'unsure'] += 1
        yield found
      }
  }
}

function lotsFor(view: View, caller: Principal, account: Account, own: Tier): readonly Lot[] {
  return [...holdingMore(view, account, own), ...changeable(view, account, own, caller)]
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
      targetsOf(view, account)
        .filter(({ tier }) => above(tier, own))
        .toSorted((a, b) => weight[b.tier] - weight[a.tier]),
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

function waysTo(
  caller: Principal,
  { principal, account, tier, standing }: Target,
  only: Lot['only'],
  told: (id: string) => boolean,
): readonly Found[] {
  const raised = (): FoundPath['gain'] => gainOf(potentialOf(principal, account).tier)
  const held = only === 'all' ? gainOf(tier) : raised()
  return waysBetween(caller, principal, account, held, only, told).map((way): Found => {
    if (only === 'changing') return { ...way, gain: held }
    if (!changesTarget(way.id)) return within(standing, { ...way, gain: held })
    const gain = raised()
    return gain === held ? { ...way, gain } : { ...way, gain, path: () => ({ ...way.path(), gain }) }
  })
}

/** The way is as sure as what its target holds. */
function within(standing: Standing, found: Found): Found {
  if (standing.verdict === 'proven') return found
  const conditions = [...new Set([...found.conditions, ...conditionsOf(standing)])]
  const missing = [...new Set([...found.missing, ...standing.missing.map(({ fact }) => fact)])]
  const verdict = missing.length > 0 ? 'possible' : 'conditional'
  const path = (): FoundPath => ({ ...found.path(), verdict, conditions, missingFacts: missing })
  return { ...found, verdict, conditions, missing, path }
}

function gainOf(tier: Tier): FoundPath['gain'] {
  return tier === 'admin' ? 'admin' : 'sensitive'
}
