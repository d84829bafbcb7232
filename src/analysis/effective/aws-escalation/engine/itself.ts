/** What an identity can make of itself. */
import type { PathVerdict } from '../../../../model/index.ts'
import { joinMissing, potentialOf, standingOf } from '../../aws-access/index.ts'
import type { Account, Principal, Standing, Tier } from '../../aws-access/types.ts'
import type { Domain, PathEntry } from '../catalogue/types.ts'
import type { Outcome } from './outcomes.ts'
import { also, firmestOf, openIn, outcomeOf } from './outcomes.ts'
import type { Plan } from './plans.ts'
import { plansFor } from './plans.ts'
import { canBeChanged } from './facts.ts'

export interface Raise {
  readonly entry: PathEntry
  readonly outcome: Outcome
  readonly tier: Exclude<Tier, 'ordinary'>
}

const weight: { readonly [T in Tier]: number } = { ordinary: 0, sensitive: 1, admin: 2 }
const verdicts: { readonly [V in PathVerdict]: number } = { proven: 0, conditional: 1, possible: 2 }

const known = new WeakMap<Principal, readonly Raise[]>()

/** Every way on itself by which the principal holds more than it does now. */
export function raisesOf(principal: Principal, account: Account): readonly Raise[] {
  const before = known.get(principal)
  if (before) return before
  const own = escalations(principal, account, ['potential', 'of-variable'])
  const found = [...own, ...removals(principal, account, best(own))]
  known.set(principal, found.length === 0 ? none : found)
  return found
}

const none: readonly Raise[] = []

function escalations(principal: Principal, account: Account, gains: readonly PathEntry['gain'][]): readonly Raise[] {
  const now = standingOf(principal, account)
  const plans = plansFor(principal, account, 'self').filter(
    ({ entry }) => entry.category === 'self-escalation' && gains.includes(entry.gain),
  )
  return plans
    .flatMap((plan) => raisesBy(plan, principal, account))
    .filter(({ tier, outcome }) => isMore(tier, outcome, now))
}

/** A limit is worth taking off only for what cannot be had with it. */
function removals(principal: Principal, account: Account, had: Tier): readonly Raise[] {
  const now = standingOf(principal, account)
  const floor = weight[had] > weight[now.tier] ? had : now.tier
  return plansFor(principal, account, 'self')
    .filter(({ entry }) => entry.category === 'limit-removal')
    .flatMap((plan) => raisesBy(plan, principal, account))
    .filter(({ tier }) => weight[tier] > weight[floor])
}

/** What somebody may do only under conditions is more when they may do it without. */
function isMore(tier: Tier, { verdict }: Outcome, now: Standing): boolean {
  if (weight[tier] !== weight[now.tier]) return weight[tier] > weight[now.tier]
  return now.tier !== 'ordinary' && now.verdict === 'conditional' && verdict === 'proven'
}

function raisesBy(plan: Plan, principal: Principal, account: Account): readonly Raise[] {
  const { entry } = plan
  if (entry.needs?.includes('can-be-changed') === true && !canBeChanged(principal)) return []
  const scene = { entry, caller: principal, target: undefined, account }
  if (entry.gain !== 'of-variable') {
    const outcome = outcomeOf(plan, scene)
    return outcome ? raised(entry, outcome, potentialOf(principal, account)) : []
  }
  const each = changesIn(plan).flatMap(({ only, becomes }) => {
    const outcome = outcomeOf(only, scene)
    const after = becomes ? equivalence(becomes(), account) : potentialOf(principal, account)
    return outcome ? raised(entry, outcome, after) : []
  })
  const top = each.some(({ tier }) => tier === 'admin') ? 'admin' : 'sensitive'
  const outcome = firmestOf(each.filter(({ tier }) => tier === top).map((raise) => raise.outcome))
  return outcome ? [{ entry, outcome, tier: top }] : []
}

interface Change {
  /** The plan, held to one value of the variable that changes the caller. */
  readonly only: Plan
  /** Left out where nobody read what it would be. */
  readonly becomes: (() => Principal) | undefined
}

const changing: readonly Domain['from'][] = ['policy-version', 'other-group', 'limit']

function changesIn({ regions, ...plan }: Plan): readonly Change[] {
  const name = Object.entries(plan.entry.variables ?? {}).find(([, { from }]) => changing.includes(from))?.[0] ?? ''
  return regions.flatMap(({ done, ...region }) => {
    const at = done.findIndex(([trial]) => trial?.values[name] !== undefined)
    return (done[at] ?? []).map((trial) => ({
      only: { ...plan, regions: [{ ...region, done: done.with(at, [trial]) }] },
      becomes: trial.values[name]?.becomes,
    }))
  })
}

function raised(entry: PathEntry, outcome: Outcome, after: Standing): readonly Raise[] {
  return after.tier === 'ordinary' ? [] : [{ entry, outcome: also(outcome, openIn(after)), tier: after.tier }]
}

function best(raises: readonly Raise[]): Tier {
  return raises.reduce<Tier>((tier, raise) => (weight[raise.tier] > weight[tier] ? raise.tier : tier), 'ordinary')
}

/** What it holds once it has changed, itself raised in one more step if that makes it an administrator. */
function equivalence(principal: Principal, account: Account): Standing {
  return withRaises(principal, account, escalations(principal, account, ['potential']))
}

/** Everything now, or after calls on itself alone. */
export function withRaises(principal: Principal, account: Account, raises: readonly Raise[]): Standing {
  const now = standingOf(principal, account)
  if (now.tier === 'admin') return now
  const [way] = raises
    .filter(({ tier }) => tier === 'admin')
    .toSorted((a, b) => verdicts[a.outcome.verdict] - verdicts[b.outcome.verdict])
  if (!way) return now
  const { best: said, missing, verdict } = way.outcome
  return {
    tier: 'admin',
    verdict,
    because: said.flatMap(({ answer }) => answer.because),
    residual: said.flatMap(({ answer }) => answer.residual),
    missing: joinMissing(missing.map((fact) => ({ fact, because: 'not-collected' as const }))),
  }
}
