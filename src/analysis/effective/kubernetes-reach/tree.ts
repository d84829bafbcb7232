/** The shortest way of every service account to a goal, looked for once, from the end. */
import type { View } from '../../../inventory/view.ts'
import type { PathVerdict } from '../../../model/index.ts'
import { pathVerdicts } from '../../../model/index.ts'
import { adminGrants, grantsOf } from '../kubernetes-rbac/index.ts'
import { accountsOf } from './accounts.ts'
import type { Account } from './accounts.ts'
import { waysOf } from './ways.ts'
import type { Way } from './ways.ts'

/** `cluster`: administration of it; else accounts that are there already. */
export interface Goal {
  readonly name: string
  /** A way to the cluster itself leads there as well. */
  readonly cluster: boolean
  readonly isThere: (account: Account) => boolean
}

export interface Step {
  readonly way: Way
  /** undefined: it is the cluster. */
  readonly to: Account | undefined
}

export type Tree = ReadonlyMap<string, Step>

export function clusterGoal(view: View): Goal {
  return { name: 'cluster', cluster: true, isThere: (account) => administers(view, account) }
}

export function administers(view: View, { namespace, name }: Account): boolean {
  return adminGrants(grantsOf(view, { kind: 'account', namespace, name })).length > 0
}

/** Steps that are no less firm than `verdict`, over at most `hops` of them. */
export function treeTo(view: View, goal: Goal, verdict: PathVerdict, hops: number): Tree {
  return view.once(`kubernetes tree ${goal.name} ${verdict} ${hops}`, () => {
    const accounts = [...accountsOf(view).values()]
    const tree = new Map<string, Step>()
    const reached = nobodyYet()
    const left = new Set<Account>()
    for (const account of accounts) {
      if (goal.isThere(account)) reached.add(account)
      else left.add(account)
    }
    for (let depth = 0; depth < hops && left.size > 0; depth += 1) {
      const layer = [...left].flatMap((account) => {
        const step = stepFrom(view, account, reached, goal.cluster && depth === 0, verdict)
        return step === undefined ? [] : [[account, step] as const]
      })
      if (layer.length === 0) break
      for (const [account, step] of layer) {
        tree.set(account.id, step)
        left.delete(account)
        reached.add(account)
      }
    }
    return tree
  })
}

function stepFrom(
  view: View,
  account: Account,
  reached: Reached,
  first: boolean,
  verdict: PathVerdict,
): Step | undefined {
  const firm = (way: Way): number => pathVerdicts.indexOf(way.verdict)
  const ways = waysOf(view, account)
    .filter((way) => firm(way) <= pathVerdicts.indexOf(verdict))
    .toSorted((a, b) => firm(a) - firm(b))
  for (const way of ways) {
    const { to } = way
    if (to === 'cluster') {
      if (first) return { way, to: undefined }
      continue
    }
    const next = reached.find(to.namespace, (other) => other.id !== account.id && to.accepts(other))
    if (next !== undefined) return { way, to: next }
  }
  return undefined
}

interface Reached {
  readonly add: (account: Account) => void
  readonly find: (namespace: string | null, accepts: (account: Account) => boolean) => Account | undefined
}

/** Accounts that have a way, by namespace, those with the shorter one first. */
function nobodyYet(): Reached {
  const byNamespace = new Map<string, Account[]>()
  const all: Account[] = []
  return {
    add: (account) => {
      all.push(account)
      const same = byNamespace.get(account.namespace)
      if (same === undefined) byNamespace.set(account.namespace, [account])
      else same.push(account)
    },
    find: (namespace, accepts) => (namespace === null ? all : (byNamespace.get(namespace) ?? [])).find(accepts),
  }
}
