/** Ways by which an AWS identity becomes another, or more than it is: the catalogue applied. */
import type { FoundPath } from '../../../model/index.ts'
import type { Account, Principal, Standing } from '../aws-access/types.ts'

/** Ways to make itself more: self-escalation, and limits that it can take off itself. Proven first. */
export function pathsOnItself(caller: Principal, account: Account): readonly FoundPath[] {
  throw new Error(`not built yet: ${caller.arn} ${account.id}`)
}

/**
 * Every way of the catalogue from the caller to the target, one for each path id, whatever the target holds: whether it
 * is worth having is for the reader (`gain` says what it holds, as given). Proven first.
 * `account` is the target's account; the caller may be of another one.
 */
export function pathsBetween(
  caller: Principal,
  target: Principal,
  account: Account,
  gain: FoundPath['gain'],
): readonly FoundPath[] {
  throw new Error(`not built yet: ${caller.arn} ${target.arn} ${account.id} ${gain}`)
}

/** Everything now, or after calls on itself alone: admin-equivalence as docs/guide/aws-access.md defines it. */
export function adminEquivalence(principal: Principal, account: Account): Standing {
  throw new Error(`not built yet: ${principal.arn} ${account.id}`)
}
