/** How long a key of a vendor of models has lain idle. */
import type { View } from '../../inventory/view.ts'
import type { Credential, Instant, Unknown } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown, unknown } from '../../model/index.ts'
import { daysBetween } from '../time.ts'

export interface Idle {
  readonly days: number
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
  const { lastUsedAt, observedSince } = usage
  if (isUnknown(lastUsedAt)) return unknown(becauseOf(lastUsedAt))
  if (lastUsedAt !== null) return { days: daysBetween(lastUsedAt, now), used: true }
  if (isUnknown(observedSince)) return unknown(becauseOf(observedSince))
  const seen = observedSince === null ? undefined : daysBetween(observedSince, now)
  if (!isKnown(key.createdAt))
    return seen === undefined ? unknown(becauseOf(key.createdAt)) : { days: seen, used: false }
  const age = daysBetween(key.createdAt, now)
  if (seen === undefined || age <= seen) return { days: age, used: false }
  return seen > maxDays ? { days: seen, used: false } : unknown('unsupported')
}
