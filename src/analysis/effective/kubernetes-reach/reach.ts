/** How far a service account gets within its cluster. */
import type { View } from '../../../inventory/view.ts'
import type { FoundPath, Identity } from '../../../model/index.ts'
import { pathVerdicts } from '../../../model/index.ts'
import { accountsOf } from './accounts.ts'
import type { Account } from './accounts.ts'
import { chainOf } from './chain.ts'
import { administers, clusterGoal, treeTo } from './tree.ts'
import type { Goal, Step, Tree } from './tree.ts'
import type { Way } from './ways.ts'

export const usualHops = 6

/** Undefined: it is no service account of the cluster that is looked at. */
export function accountFor(view: View, identity: Identity): Account | undefined {
  return accountsOf(view).get(identity.id)
}

/** It may do everything everywhere already, by itself or by a group. */
export function isClusterAdmin(view: View, identity: Identity): boolean {
  const account = accountFor(view, identity)
  return account !== undefined && administers(view, account)
}

/** The firmest chain to administration of the cluster, and of those the shortest; none of who is there already. */
export function clusterPath(view: View, identity: Identity, hops = usualHops): FoundPath | undefined {
  return pathTo(view, identity, clusterGoal(view), hops)
}

export function pathTo(view: View, identity: Identity, goal: Goal, hops = usualHops): FoundPath | undefined {
  const found = stepsTo(view, identity, goal, hops)
  return found && chainOf(found.account, found.steps)
}

export function pathBy(
  view: View,
  identity: Identity,
  goal: Goal,
  ways: readonly Way[],
  hops = usualHops,
): FoundPath | undefined {
  const found = stepsBy(view, identity, goal, ways, hops)
  return found && chainOf(found.account, found.steps)
}

export interface Found {
  readonly account: Account
  readonly steps: readonly Step[]
}

export function stepsTo(view: View, identity: Identity, goal: Goal, hops = usualHops): Found | undefined {
  const account = accountFor(view, identity)
  if (account === undefined || goal.isThere(account)) return undefined
  for (const verdict of pathVerdicts) {
    const steps = stepsIn(treeTo(view, goal, verdict, hops), account)
    if (steps.length > 0) return { account, steps }
  }
  return undefined
}

/** The same, beginning with one of these ways, where the best of all may begin with another. */
function stepsBy(
  view: View,
  identity: Identity,
  goal: Goal,
  ways: readonly Way[],
  hops = usualHops,
): Found | undefined {
  const account = accountFor(view, identity)
  if (account === undefined || goal.isThere(account)) return undefined
  for (const verdict of pathVerdicts) {
    const tree = treeTo(view, goal, verdict, hops)
    const [steps] = ways
      .filter((way) => pathVerdicts.indexOf(way.verdict) <= pathVerdicts.indexOf(verdict))
      .flatMap((way) => onwardBy(view, account, goal, way, tree))
      .filter(({ length }) => length <= hops)
      .toSorted((a, b) => a.length - b.length)
    if (steps !== undefined) return { account, steps }
  }
  return undefined
}

/** The shortest, if any: a list of none or one. */
function onwardBy(view: View, account: Account, goal: Goal, way: Way, tree: Tree): readonly (readonly Step[])[] {
  const { to } = way
  if (to === 'cluster') return goal.cluster ? [[{ way, to: undefined }]] : []
  let best: readonly Step[] | undefined
  for (const other of accountsOf(view).values()) {
    if (other.id === account.id || (to.namespace !== null && other.namespace !== to.namespace)) continue
    const rest = stepsIn(tree, other)
    const leads = goal.isThere(other) || rest.length > 0
    if (!leads || rest.length + 1 >= (best?.length ?? Infinity) || !to.accepts(other)) continue
    // In a circle nobody gets on.
    if (rest.some((step) => step.to?.id === account.id)) continue
    best = [{ way, to: other }, ...rest]
    if (rest.length === 0) break
  }
  return best === undefined ? [] : [best]
}

function stepsIn(tree: Tree, from: Account): readonly Step[] {
  const steps: Step[] = []
  for (let at: Account | undefined = from; at !== undefined;) {
    const step: Step | undefined = tree.get(at.id)
    if (step === undefined) break
    steps.push(step)
    at = step.to
  }
  return steps
}
