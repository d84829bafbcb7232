/** How long a client or an app password has lain idle. */
import type { View } from '../../inventory/view.ts'
import type { Credential, Identity, Instant, Unknown } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown, unknown } from '../../model/index.ts'
import { daysBetween } from '../time.ts'
import { oauthClientFacts } from './gws-facts.ts'
import type { Grant } from './gws-grants.ts'

export interface Idle {
  readonly days: number
  /** False: no use at all was seen in that time. */
  readonly used: boolean
}

/** A consent is a use as well: since the last of them, or the last call, or since calls are logged. */
export function idleClient(client: Identity, grants: readonly Grant[], view: View, now: Instant): Idle | Unknown {
  const usage = view.usage(client.id)
  if (usage === undefined) return unknown(view.gap('google-workspace.oauth-activity')?.reason ?? 'not-collected')
  const { lastUsedAt, observedSince } = usage
  if (isUnknown(lastUsedAt)) return unknown(becauseOf(lastUsedAt))
  if (isUnknown(observedSince)) return unknown(becauseOf(observedSince))
  const { firstGrantedAt } = oauthClientFacts(client)
  const granted = grants.flatMap(({ grantedAt }) => grantedAt ?? [])
  const known = [...granted, ...(isKnown(firstGrantedAt) ? [firstGrantedAt] : [])]
  const since = [
    ...known,
    ...(lastUsedAt === null ? [] : [lastUsedAt]),
    ...(observedSince === null ? [] : [observedSince]),
  ]
  const latest = since.toSorted().at(-1)
  if (latest === undefined) return unknown('unsupported')
  return { days: daysBetween(latest, now), used: lastUsedAt !== null && latest === lastUsedAt }
}

/** Google keeps the last use of each for good, so that one without was never used. */
export function idlePassword(password: Credential, view: View, now: Instant): Idle | Unknown {
  const usage = view.usage(password.id)
  if (usage === undefined) return unknown('not-collected')
  const { lastUsedAt } = usage
  if (isUnknown(lastUsedAt)) return unknown(becauseOf(lastUsedAt))
  if (lastUsedAt !== null) return { days: daysBetween(lastUsedAt, now), used: true }
  if (!isKnown(password.createdAt)) return unknown(becauseOf(password.createdAt))
  return { days: daysBetween(password.createdAt, now), used: false }
}
