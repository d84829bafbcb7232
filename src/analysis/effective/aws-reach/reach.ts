/** How far the principals of an account are from administration: shortest chains, found backwards from the administrators. */
import type { View } from '../../../inventory/view.ts'
import type { FoundPath } from '../../../model/index.ts'
import type { Account, Principal } from '../aws-access/index.ts'
import { accountOf } from '../aws-access/index.ts'
import { adminEquivalence, hasWays, pathsBetween } from '../aws-escalation/index.ts'
import { pathToAdmin } from './direct.ts'
import { foreignRoles, leadsNowhere } from './foreign.ts'
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
  /** Who is there already: administrators, or as good as that without a step onto another identity; or who is marked. */
  readonly goals: readonly Goal[]
  /** By id: those that are not, but get there. */
  readonly steps: ReadonlyMap<string, Step>
  /** The whole chain of a principal, step by step. */
  chain(from: Principal): FoundPath | undefined
}

export interface Goal {
  readonly principal: Principal
  readonly account: Account
}

/** What is sought: administration, or identities that somebody marked (by id). */
export type Aim = 'admin' | { readonly name: string; readonly marked: (principal: Principal) => boolean }

export function reachOf(view: View, account: Account, limits: Limits = usualLimits, aim: Aim = 'admin'): Reach {
  const name = aim === 'admin' ? aim : aim.name
  return view.once(`aws reach ${account.id} ${limits.hops} ${limits.crossings} ${name}`, () =>
    search(view, account, limits, aim),
  )
}

function search(view: View, account: Account, limits: Limits, aim: Aim): Reach {
  const goals = account.principals
    .filter((principal) => isGoal(principal, account, aim))
    .map((principal) => ({ principal, account }))
  // A chain over an administrator is a chain to administration, which is told by itself.
  const passed = aim === 'admin' ? [] : account.principals.filter((principal) => isAdmin(principal, account))
  const settled = new Set([...goals.map(({ principal }) => principal.id), ...passed.map(({ id }) => id)])
  const steps = new Map<string, Step>()
  const beyond = limits.crossings > 0 ? foreignGoals(view, account, limits, aim) : new Map<number, readonly Goal[]>()
  let frontier: readonly Goal[] = goals
  for (let hops = 1; hops <= limits.hops; hops += 1) {
    const next = [...frontier, ...(beyond.get(hops - 1) ?? [])]
    const reached =
      hops === 1 && aim === 'admin' ? atOnce(view, account, settled) : nearest(account, next, settled, hops, aim)
    for (const [principal, step] of reached) {
      settled.add(principal.id)
      steps.set(principal.id, step)
    }
    frontier = reached.map(([principal]) => ({ principal, account }))
  }
  const further = (from: Principal): FoundPath | undefined =>
    from.account === account.id ? chain(from) : chainElsewhere(view, from, limits, aim)
  const chain = (from: Principal): FoundPath | undefined => {
    const step = steps.get(from.id)
    if (!step) return undefined
    const rest = step.target === undefined ? undefined : further(step.target)
    return rest ? chained(step.path, rest) : step.path
  }
  return { goals, steps, chain }
}

function isAdmin(principal: Principal, account: Account): boolean {
  return adminEquivalence(principal, account).tier === 'admin'
}

/** Roles of other accounts by how many steps they are from what is sought there. */
function foreignGoals(view: View, account: Account, limits: Limits, aim: Aim): ReadonlyMap<number, readonly Goal[]> {
  const goals = new Map<number, Goal[]>()
  for (const { role, account: theirs } of foreignRoles(view, account)) {
    const hops = stepsFrom(view, role, theirs, narrower(limits), aim)
    if (hops !== undefined) goals.set(hops, [...(goals.get(hops) ?? []), { principal: role, account: theirs }])
  }
  return goals
}

/** The whole of another account is looked at only for roles that lead on from there. */
function stepsFrom(view: View, role: Principal, account: Account, limits: Limits, aim: Aim): number | undefined {
  if (isGoal(role, account, aim)) return 0
  return leadsNowhere(view, role) ? undefined : reachOf(view, account, limits, aim).steps.get(role.id)?.hops
}

function isGoal(principal: Principal, account: Account, aim: Aim): boolean {
  return aim === 'admin' ? isAdmin(principal, account) : aim.marked(principal)
}

function chainElsewhere(view: View, from: Principal, limits: Limits, aim: Aim): FoundPath | undefined {
  const theirs = accountOf(view, from.account)
  if (!theirs || isGoal(from, theirs, aim)) return undefined
  return reachOf(view, theirs, narrower(limits), aim).chain(from)
}

function narrower({ hops, crossings }: Limits): Limits {
  return { hops: hops - 1, crossings: crossings - 1 }
}

/** Those that are one step away, by whichever way gains administration. */
function atOnce(view: View, account: Account, settled: ReadonlySet<string>): readonly (readonly [Principal, Step])[] {
  return account.principals.flatMap((caller) => {
    if (settled.has(caller.id)) return []
    const path = pathToAdmin(view, caller)
    return path ? [[caller, { hops: 1, path, target: undefined }] as const] : []
  })
}

function nearest(
  account: Account,
  goals: readonly Goal[],
  settled: ReadonlySet<string>,
  hops: number,
  aim: Aim,
): readonly (readonly [Principal, Step])[] {
  const gain = aim === 'admin' ? 'admin' : 'crown-jewel'
  if (goals.length === 0) return []
  return account.principals.flatMap((caller) => {
    if (settled.has(caller.id)) return []
    const found = goals.flatMap((goal): readonly Step[] => {
      if (!hasWays(caller, goal.account, goal.principal.kind)) return []
      const path = firmest(pathsBetween(caller, goal.principal, goal.account, gain))
      return path ? [{ hops, target: goal.principal, path }] : []
    })
    const best = firmest(found.map(({ path }) => path))
    const step = found.find(({ path }) => path === best)
    return step ? [[caller, step] as const] : []
  })
}
