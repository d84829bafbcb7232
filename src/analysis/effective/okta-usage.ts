/** How long an application or a token of Okta has lain idle. */
import type { View } from '../../inventory/view.ts'
import type { Credential, Identity, Instant, Unknown } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown, unknown } from '../../model/index.ts'
import { daysBetween } from '../time.ts'

export interface Idle {
  readonly days: number
  /** No use at all was seen in that time where it is false. */
  readonly used: boolean
  /** Longer than is still fine. */
  readonly over: boolean
}

/** `maxDays` are still fine: a log that reaches back less tells nothing of what has no use in it. */
export function idleFor(
  { id, createdAt }: Pick<Identity | Credential, 'id' | 'createdAt'>,
  { facet, maxDays }: { readonly facet: string; readonly maxDays: number },
  view: View,
  now: Instant,
): Idle | Unknown {
  const usage = view.usage(id)
  if (usage === undefined) return unknown(view.gap(facet)?.reason ?? 'not-collected')
  const { lastUsedAt, observedSince } = usage
  if (isUnknown(lastUsedAt)) return unknown(becauseOf(lastUsedAt))
  if (lastUsedAt !== null) {
    const days = daysBetween(lastUsedAt, now)
    return { days, used: true, over: days > maxDays }
  }
  if (!isKnown(createdAt)) return unknown(becauseOf(createdAt))
  const age = daysBetween(createdAt, now)
  if (age <= maxDays || observedSince === null) return { days: age, used: false, over: age > maxDays }
  if (isUnknown(observedSince)) return unknown(becauseOf(observedSince))
  const seen = daysBetween(observedSince, now)
  return seen < maxDays ? unknown('unsupported') : { days: Math.min(age, seen), used: false, over: true }
}
