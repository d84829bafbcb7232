import type { Identity, Instant, Unknown } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown, unknown } from '../../model/index.ts'
import type { View } from '../../inventory/view.ts'
import { daysBetween } from '../time.ts'

/** How long a role has lain idle; `used` is false when no use at all was seen in that time. */
interface Idle {
  readonly days: number
  readonly used: boolean
}

/**
 * Days since a role was last used. AWS remembers 400 days at most, so a role without a last use has been idle since it
 * was created or since the window began, whichever is later.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html
 */
export function idleDays(role: Identity, view: View, now: Instant): Idle | Unknown {
  const usage = view.usage(role.id)
  if (!usage || isUnknown(usage.lastUsedAt)) return unknown(becauseOf(usage?.lastUsedAt))
  if (usage.lastUsedAt !== null) return { days: daysBetween(usage.lastUsedAt, now), used: true }
  const starts = [usage.observedSince, role.createdAt].filter((start) => isKnown(start)).map(String)
  const since = starts.toSorted().at(-1)
  if (since === undefined) return unknown(becauseOf(role.createdAt))
  return { days: daysBetween(since, now), used: false }
}
