/** How long a key of a vendor of models has lain idle. */
import type { View } from '../../inventory/view.ts'
import type { Credential, Instant, Unknown } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown, unknown } from '../../model/index.ts'
import { dayMilliseconds, daysBetween } from '../time.ts'

export interface Idle {
  readonly days: number
  /** The same, or a day less where the report of its use has days and no times: so long it lay idle for sure. */
  readonly atLeast: number
  /** False: no use at all was seen in that time. */
  readonly used: boolean
}

/**
 * OpenAI keeps the last use of each key for good. Anthropic has a report for some time back: what has no use in it may
 * have been used before, which only a report longer than the limit makes up for.
 */
export function idleKey(key: Credential, facet: string, maxDays: number, view: View, now: Instant): Idle | Unknown {
  const usage = view.usage(key.id)
  if (usage === undefined) return unknown(view.gap(facet)?.reason ?? 'not-collected')
  const { lastUsedAt, observedSince, precision } = usage
  if (isUnknown(lastUsedAt)) return unknown(becauseOf(lastUsedAt))
  if (lastUsedAt !== null) {
    const latest = precision === 'day' ? endOfDay(lastUsedAt, now) : lastUsedAt
    return { days: daysBetween(lastUsedAt, now), atLeast: daysBetween(latest, now), used: true }
  }
  if (isUnknown(observedSince)) return unknown(becauseOf(observedSince))
  const seen = observedSince === null ? undefined : daysBetween(observedSince, now)
  if (!isKnown(key.createdAt)) return seen === undefined ? unknown(becauseOf(key.createdAt)) : unused(seen)
  const age = daysBetween(key.createdAt, now)
  if (seen === undefined || age <= seen) return unused(age)
  return seen > maxDays ? unused(seen) : unknown('unsupported')
}

function unused(days: number): Idle {
  return { days, atLeast: days, used: false }
}

/** Of a use of which the day alone is known, the latest that it may have been. */
function endOfDay(day: Instant, now: Instant): Instant {
  const end = Math.min(Date.parse(day) + dayMilliseconds, Date.parse(now))
  return new Date(end).toISOString()
}
