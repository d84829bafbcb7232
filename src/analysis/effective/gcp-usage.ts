/** How long a service account or a key of one has lain idle, by what Google's Activity Analyzer saw. */
import type { View } from '../../inventory/view.ts'
import type { Credential, Identity, Instant, Known, Unknown } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown, unknown } from '../../model/index.ts'
import { credentialsOf } from '../credentials.ts'
import { daysBetween } from '../time.ts'

/** `used` is false when no use at all was seen in that time. */
export interface Idle {
  readonly days: number
  readonly used: boolean
}

interface Asked {
  readonly facet: 'gcp.account-activity' | 'gcp.key-activity'
  readonly born: Known<Instant>
  /** Where nobody knows when it came to be: when it was there for sure. */
  readonly thereBy?: () => Instant | undefined
  /** Days that are still fine: a window of observation that is shorter tells nothing of what has no use in it. */
  readonly maxDays: number
}

/**
 * The window that was observed comes with each answer and differs from project to project, so that what was not seen in
 * a short one may have been used before it.
 * https://docs.cloud.google.com/policy-intelligence/docs/activity-analyzer-service-account-authentication
 */
export function idleFor(
  { id }: Pick<Identity | Credential, 'id'>,
  { facet, born, thereBy, maxDays }: Asked,
  view: View,
  now: Instant,
): Idle | Unknown {
  const usage = view.usage(id)
  if (usage === undefined) return unknown(view.gap(facet)?.reason ?? 'not-collected')
  const { lastUsedAt, observedSince } = usage
  if (isUnknown(lastUsedAt)) return unknown(becauseOf(lastUsedAt))
  if (lastUsedAt !== null) return { days: daysBetween(lastUsedAt, now), used: true }
  const age = isKnown(born) ? daysBetween(born, now) : undefined
  if (age !== undefined && age <= maxDays) return { days: age, used: false }
  if (isUnknown(observedSince)) return unknown(becauseOf(observedSince))
  const seen = observedSince === null ? undefined : daysBetween(observedSince, now)
  if (seen !== undefined && seen <= maxDays) return unknown('unsupported')
  const by = age === undefined ? thereBy?.() : undefined
  const least = by === undefined ? age : daysBetween(by, now)
  if (least === undefined || (age === undefined && least <= maxDays)) return unknown(becauseOf(born))
  return { days: Math.min(least, seen ?? least), used: false }
}

/** IAM does not tell when it made an account, which is no younger than the oldest of its keys. */
export function oldestKeyOf(account: Identity, view: View): Instant | undefined {
  const made = credentialsOf(account, view, 'access-key').flatMap(({ createdAt }) =>
    isKnown(createdAt) ? [createdAt] : [],
  )
  return made.toSorted()[0]
}
