/** The shortest chain of one identity, found forwards: what it leads over is far less than all of the account. */
import type { View } from '../../../inventory/view.ts'
import type { FoundPath } from '../../../model/index.ts'
import type { Account, Principal } from '../aws-access/index.ts'
import { accountOf } from '../aws-access/index.ts'
import { pathsBetween } from '../aws-escalation/index.ts'
import { directPaths } from './direct.ts'
import { foreignRoles } from './foreign.ts'
import { chained, firmest, onePerId } from './paths.ts'
import type { Limits } from './reach.ts'

interface Reached {
  readonly principal: Principal
  /** How it is reached; nothing for the beginning. */
  readonly path: FoundPath | undefined
  readonly crossings: number
}

/** All ways in one step, one for each path id, or else the firmest of the shortest chains; none for who is there. */
export function routesFrom(view: View, from: Principal, to: Principal | 'admin', limits: Limits): readonly FoundPath[] {
  const direct = lastSteps(view, from, to)
  if (direct.length > 0) return direct
  const seen = new Set([from.id])
  let frontier: readonly Reached[] = [{ principal: from, path: undefined, crossings: 0 }]
  for (let hops = 2; hops <= limits.hops && frontier.length > 0; hops += 1) {
    frontier = frontier.flatMap((step) => onwards(view, step, seen, limits))
    const chain = firmest(
      frontier.flatMap((step) => lastSteps(view, step.principal, to).map((last) => join(step, last))),
    )
    if (chain) return [chain]
  }
  return []
}

function lastSteps(view: View, from: Principal, to: Principal | 'admin'): readonly FoundPath[] {
  if (to === 'admin') return directPaths(view, from).filter(({ gain }) => gain === 'admin')
  const account = accountOf(view, to.account)
  return account && to.id !== from.id ? onePerId(pathsBetween(from, to, account, 'crown-jewel')) : []
}

function join({ path }: Reached, last: FoundPath): FoundPath {
  return path ? chained(path, last) : last
}

/** Identities that nobody on the way has reached, each by its firmest way. */
function onwards(view: View, step: Reached, seen: Set<string>, limits: Limits): readonly Reached[] {
  const { principal } = step
  const account = accountOf(view, principal.account)
  if (!account) return []
  return neighbours(view, account).flatMap(([other, theirs]): readonly Reached[] => {
    const crossings = step.crossings + (theirs.id === account.id ? 0 : 1)
    if (seen.has(other.id) || crossings > limits.crossings) return []
    const next = firmest(pathsBetween(principal, other, theirs, 'admin'))
    if (!next) return []
    seen.add(other.id)
    return [{ principal: other, path: join(step, next), crossings }]
  })
}

function neighbours(view: View, account: Account): readonly (readonly [Principal, Account])[] {
  return view.once(`aws neighbours ${account.id}`, () => [
    ...account.principals.map((principal) => [principal, account] as const),
    ...foreignRoles(view, account).map(({ role, account: theirs }) => [role, theirs] as const),
  ])
}
