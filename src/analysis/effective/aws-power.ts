/** How much a role is worth to whoever gets hold of a workload that runs with it. */
import type { View } from '../../inventory/view.ts'
import type { FoundPath, Resource } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import type { GapReason } from '../../model/index.ts'
import { accountOf, standingOf } from './aws-access/index.ts'
import type { Account, Principal, Standing } from './aws-access/index.ts'
import { workloadFacts } from './aws-facts.ts'
import { directPaths } from './aws-reach/direct.ts'
import { reachOf } from './aws-reach/reach.ts'

export interface Power {
  readonly role: Principal
  readonly account: Account
  readonly standing: Standing
  /** Ways to administration, if it has them and is not an administrator yet. */
  readonly paths: readonly FoundPath[]
}

/** The role of a workload and its worth; `null`: it has none; a reason: it could not be looked at. */
export function powerOf(workload: Resource, view: View): Power | null | GapReason {
  const { roleArn } = workloadFacts(workload)
  if (roleArn === null) return null
  if (isUnknown(roleArn)) return becauseOf(roleArn)
  const accountId = isKnown<string>(roleArn) ? roleArn.split(':')[4] : undefined
  const account = accountId === undefined ? undefined : accountOf(view, accountId)
  const role = isKnown<string>(roleArn) ? account?.principal(roleArn) : undefined
  if (!account || !role) return 'not-collected'
  const standing = standingOf(role, account)
  if (standing.tier === 'admin') return { role, account, standing, paths: [] }
  const direct = directPaths(view, role).filter(({ gain }) => gain === 'admin')
  const chain = direct.length > 0 ? undefined : reachOf(view, account).chain(role)
  return { role, account, standing, paths: chain ? [chain] : direct }
}
