/** Whether an identity is in use at all. */
import { credentialsOf } from '../../analysis/credentials.ts'
import { idleDays } from '../../analysis/effective/aws-usage.ts'
import { daysBetween } from '../../analysis/time.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity, Instant, Unknown } from '../../model/index.ts'
import { isKnown, isUnknown, unknown } from '../../model/index.ts'

/** Unknown when nothing tells of its use, or not all. */
export function isIdle(identity: Identity, view: View, now: Instant, maxDays: number): boolean | Unknown {
  if (identity.kind === 'iam-role') {
    const idle = idleDays(identity, view, now)
    return isUnknown(idle) ? unknown(idle?.unknown ?? 'not-collected') : idle.days > maxDays
  }
  const times = credentialsOf(identity, view).map((credential) => view.usage(credential.id)?.lastUsedAt)
  if (times.some((time) => isKnown<Instant>(time) && daysBetween(time, now) <= maxDays)) return false
  const gap = ['aws.access-keys', 'aws.key-usage', 'aws.credential-report', 'aws.passwords']
    .map((facet) => view.gap(facet))
    .find((found) => found !== undefined)
  if (gap) return unknown(gap.reason)
  return times.some((time) => isUnknown(time)) ? unknown('not-collected') : true
}
