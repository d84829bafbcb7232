/** Who is in a group, also by the groups in it. */
import type { GapReason } from '../../../model/index.ts'

export interface Members {
  readonly accounts: readonly string[]
  readonly groups: readonly string[]
  /** People and others. */
  readonly others: readonly string[]
}

/** By e-mail; a reason where nobody may know. */
export type Known = ReadonlyMap<string, Members | GapReason>

export interface Everybody {
  readonly accounts: ReadonlySet<string>
  readonly others: ReadonlySet<string>
  /** Why a part of it is not known. */
  readonly missing: GapReason | undefined
}

/** Groups that hold one another are gone through once. */
export function everybodyIn(group: string, known: Known): Everybody {
  const accounts = new Set<string>()
  const others = new Set<string>()
  const seen = new Set<string>()
  let missing: GapReason | undefined
  for (const open = [group]; open.length > 0;) {
    const next = open.pop() ?? ''
    if (seen.has(next)) continue
    seen.add(next)
    const members = known.get(next) ?? 'not-collected'
    if (typeof members === 'string') {
      missing ??= members
      continue
    }
    for (const account of members.accounts) accounts.add(account)
    for (const other of members.others) others.add(other)
    open.push(...members.groups)
  }
  return { accounts, others, missing }
}
