/** How far the principals of an account are from administration: shortest chains, found backwards from the administrators. */
import type { View } from '../../../inventory/view.ts'
import type { FoundPath } from '../../../model/index.ts'
import type { Account, Principal } from '../aws-access/index.ts'
import { accountOf } from '../aws-access/index.ts'
import { adminEquivalence, pathsBetween } from '../aws-escalation/index.ts'
import { directPaths } from './direct.ts'
import { foreignRoles } from './foreign.ts'
import { chained, firmest } from './paths.ts'

/** How far a chain may go, and through how many accounts beyond the first. */
export interface Limits {
  readonly hops: number
  readonly crossings: number
}

export const usualLimits: Limits = { hops: 5, crossings: 2 }

/** The next step of a principal on its shortest chain, and how many steps it is away. */
export interface Step {
  readonly hops: number
  /** Who is gained; nobody further for the last step. */
  readonly target: Principal | undefined
  readonly path: FoundPath
}

export interface Reach {
  /** Principals that are as good as administrators, before any step onto another identity. */
  readonly admins: readonly Goal[]
  /** By id: those that are not, but get there. */
  readonly steps: ReadonlyMap<string, Step>
  /** The whole chain of a principal, step by step. */
  chain(from: Principal): FoundPath | undefined
}

export interface Goal {
  readonly principal: Principal
  readonly account: Account
}

export function reachOf(view: View, account: Account, limits: Limits = usualLimits): Reach {
  return view.once(`aws reach ${account.id} ${limits.hops} ${limits.crossings}`, () => search(view, account, limits))
}

function search(view: View, account: Account, limits: Limits): Reach {
  const admins = account.principals
    .filter((principal) => adminEquivalence(principal, account).tier === 'admin')
    .map((principal) => ({ principal, account }))
  const settled = new Set(admins.map(({ principal }) => principal.id))
  const steps = new Map<string, Step>()
  const beyond = limits.crossings > 0 ? foreignGoals(view, account, limits) : new Map<number, readonly Goal[]>()
  let frontier: readonly Goal[] = admins
  for (let hops = 1; hops <= limits.hops; hops += 1) {
    const goals = [...frontier, ...(beyond.get(hops - 1) ?? [])]
    const reached = hops === 1 ? atOnce(view, account, settled) : nearest(account, goals, settled, hops)
    for (const [principal, step] of reached) {
      settled.add(principal.id)
      steps.set(principal.id, step)
    }
    frontier = reached.map(([principal]) => ({ principal, account }))
  }
  const further = (from: Principal): FoundPath | undefined =>
    from.account === account.id ? chain(from) : chainElsewhere(view, from, limits)
  const chain = (from: Principal): FoundPath | undefined => {
    const step = steps.get(from.id)
    if (!step) return undefined
    const rest = step.target === undefined ? undefined : further(step.target)
    return rest ? chained(step.path, rest) : step.path
  }
  return { admins, steps, chain }
}

/** Roles of other accounts by how many steps they are from administering theirs. */
function foreignGoals(view: View, account: Account, limits: Limits): ReadonlyMap<number, readonly Goal[]> {
  const goals = new Map<number, Goal[]>()
  for (const { role, account: theirs } of foreignRoles(view, account)) {
    const reach = reachOf(view, theirs, narrower(limits))
    const admin = reach.admins.some(({ principal }) => principal.id === role.id)
    const hops = admin ? 0 : reach.steps.get(role.id)?.hops
    if (hops !== undefined) goals.set(hops, [...(goals.get(hops) ?? []), { principal: role, account: theirs }])
  }
  return goals
}

function chainElsewhere(view: View, from: Principal, limits: Limits): FoundPath | undefined {
  const theirs = accountOf(view, from.account)
  return theirs && reachOf(view, theirs, narrower(limits)).chain(from)
}

function narrower({ hops, crossings }: Limits): Limits {
  return { hops: hops - 1, crossings: crossings - 1 }
}

/** Those that are one step away, by whichever way gains administration. */
function atOnce(view: View, account: Account, settled: ReadonlySet<string>): readonly (readonly [Principal, Step])[] {
  return account.principals.flatMap((caller) => {
    if (settled.has(caller.id)) return []
    const path = directPaths(view, caller).find(({ gain }) => gain === 'admin')
    return path ? [[caller, { hops: 1, path, target: undefined }] as const] : []
  })
}

function nearest(
  account: Account,
  goals: readonly Goal[],
  settled: ReadonlySet<string>,
  hops: number,
): readonly (readonly [Principal, Step])[] {
  return account.principals.flatMap((caller) => {
    if (settled.has(caller.id)) return []
    const found = goals.flatMap((goal): readonly Step[] => {
      const path = firmest(pathsBetween(caller, goal.principal, goal.account, 'admin'))
      return path ? [{ hops, target: goal.principal, path }] : []
    })
    const best = firmest(found.map(({ path }) => path))
    const step = found.find(({ path }) => path === best)
    return step ? [[caller, step] as const] : []
  })
}
