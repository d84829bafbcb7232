/** Ways by which an AWS identity becomes another, or more than it is: the catalogue applied. */
import type { FoundPath, PathVerdict } from '../../../model/index.ts'
import { potentialOf } from '../aws-access/index.ts'
import type { Account, Principal, Standing } from '../aws-access/types.ts'
import { catalogue } from './catalogue/index.ts'
import type { PathEntry } from './catalogue/types.ts'
import { mayTrustServices } from './engine/assuming.ts'
import { need } from './engine/facts.ts'
import { byVerdict, foundPath } from './engine/found.ts'
import { raisesOf, withRaises } from './engine/itself.ts'
import type { Outcome } from './engine/outcomes.ts'
import { also, openIn, outcomeOf } from './engine/outcomes.ts'
import type { Plan } from './engine/plans.ts'
import { plansFor } from './engine/plans.ts'

export { isIdle } from './engine/idle.ts'

/** Ways to make itself more: self-escalation, and limits that it can take off itself. Proven first. */
export function pathsOnItself(caller: Principal, account: Account): readonly FoundPath[] {
  return raisesOf(caller, account)
    .map(({ entry, outcome, tier }) => foundPath(entry, caller, caller, outcome, tier))
    .toSorted(byVerdict)
}

/** A way that is open, told in full only when somebody asks for its path. */
export interface Way {
  readonly id: string
  readonly verdict: PathVerdict
  readonly conditions: readonly string[]
  readonly missing: readonly string[]
  readonly path: () => FoundPath
}

/**
 * Every way of the catalogue from the caller to the target, one for each path id, whatever the target holds: whether it
 * is worth having is for the reader (`gain` says what it holds, as given). Proven first.
 * `account` is the target's account; the caller may be of another one. `changing`: only ways that change the target.
 */
export function pathsBetween(
  caller: Principal,
  target: Principal,
  account: Account,
  gain: FoundPath['gain'],
  only: 'all' | 'changing' = 'all',
): readonly FoundPath[] {
  const found = waysBetween(caller, target, account, gain, only).map(({ path }) => path())
  return found.length < 2 ? found : found.toSorted(byVerdict)
}

/** The same, in the order of the catalogue. `without`: ids that nobody need look for. */
export function waysBetween(
  caller: Principal,
  target: Principal,
  account: Account,
  gain: FoundPath['gain'],
  only: 'all' | 'changing' = 'all',
  without: (pathId: string) => boolean = () => false,
): readonly Way[] {
  if (caller.arn === target.arn) return []
  const found: Way[] = []
  for (const plan of plansFor(caller, account, target.kind)) {
    const { entry } = plan
    if ((only === 'changing' && !changing.has(entry.id)) || without(entry.id)) continue
    const outcome = outcomeBetween(plan, caller, target, account)
    if (!outcome) continue
    const { verdict, conditions, missing } = outcome
    found.push({
      id: entry.id,
      verdict,
      conditions,
      missing,
      path: () => foundPath(entry, caller, target, outcome, gain),
    })
  }
  return found
}

/** Whether any way to users or roles of the account is open to the caller before a target is named: asked before many are. */
export function hasWays(
  caller: Principal,
  account: Account,
  kind: Principal['kind'],
  only: 'all' | 'changing' = 'all',
): boolean {
  const plans = plansFor(caller, account, kind)
  return only === 'all' ? plans.length > 0 : plans.some(({ entry }) => changing.has(entry.id))
}

function outcomeBetween(plan: Plan, caller: Principal, target: Principal, account: Account): Outcome | undefined {
  const { entry, services } = plan
  if (services && !mayTrustServices(target, services)) return undefined
  if (entry.steps.some((step) => 'do' in step && step.on.includes('target') && !caller.mayReach(step.do, target.arn)))
    return undefined
  const facts = (entry.needs ?? []).filter((each) => !asks.has(each))
  const met = facts.map((each) => need(each, target, caller, account))
  if (met.includes(undefined)) return undefined
  const after = entry.gain === 'potential' ? potentialOf(target, account) : undefined
  if (after?.tier === 'ordinary') return undefined
  let outcome = outcomeOf(plan, { entry, caller, target, account })
  for (const each of entry.needs ?? [])
    if (asks.has(each) && outcome && !need(each, target, caller, account)) return undefined
  for (const more of [...met, after && openIn(after)]) if (outcome && more) outcome = also(outcome, more)
  return outcome
}

/** Needs that take a decision of their own: asked last. */
const asks: ReadonlySet<string> = new Set(['identity-allows-assuming', 'trust-alone-allows-assuming'])

/** Everything now, or after calls on itself alone: admin-equivalence as docs/guide/aws-access.md defines it. */
export function adminEquivalence(principal: Principal, account: Account): Standing {
  return withRaises(principal, account, raisesOf(principal, account))
}

const changing = new Set(
  catalogue.filter(({ gain, target }: PathEntry) => gain === 'potential' && target !== 'self').map(({ id }) => id),
)

/**
 * True of paths that change their target before they take it (iam-014, iam-017, iam-015 …): what is gained is what the
 * target could hold (`potentialOf`), so that a target which holds nothing now is worth it too. iam-012 and the like,
 * which leave the target's own permissions as they are, are none of these.
 */
export function changesTarget(pathId: string): boolean {
  return changing.has(pathId)
}
