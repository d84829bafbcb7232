/** How far a service account gets within its cluster. */
import type { View } from '../../../inventory/view.ts'
import type { FoundPath, Identity } from '../../../model/index.ts'
import { pathVerdicts } from '../../../model/index.ts'
import { accountsOf } from './accounts.ts'
import type { Account } from './accounts.ts'
import { chainOf } from './chain.ts'
import { administers, clusterGoal, treeTo } from './tree.ts'
import type { Goal, Step, Tree } from './tree.ts'

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
