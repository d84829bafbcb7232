import type { View } from '../../inventory/view.ts'
import type { Credential, Identity, Instant, Known, Unknown } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown, unknown } from '../../model/index.ts'
import { daysBetween } from '../time.ts'
import { applicationFacts, azureEntity, servicePrincipalFacts } from './entra-facts.ts'

/** How long something has lain idle; `used` is false when no use at all was seen in that time. */
export interface Idle {
  readonly days: number
  readonly used: boolean
}

const activity = { credential: 'azure.credential-activity', identity: 'azure.sign-in-activity' } as const

/**
 * Days since a credential or identity signed in. Reports begin when the tenant began to keep them, so that what has no
 * sign-in has been idle since then, or since it was made.
 * https://learn.microsoft.com/graph/api/resources/serviceprincipalsigninactivity
 */
export function idleFor(
  kind: keyof typeof activity,
  { id, createdAt }: Pick<Identity | Credential, 'id' | 'createdAt'>,
  view: View,
  now: Instant,
): Idle | Unknown {
  const usage = view.usage(id)
  const gap = view.gap(activity[kind])
  if (usage === undefined) return unknown(gap?.reason ?? 'not-collected')
  const { lastUsedAt, observedSince } = usage
  if (isUnknown(lastUsedAt)) return unknown(becauseOf(lastUsedAt))
  if (lastUsedAt !== null) return { days: daysBetween(lastUsedAt, now), used: true }
  if (isUnknown(observedSince)) return unknown(becauseOf(observedSince))
  if (!isKnown(createdAt)) return unknown(becauseOf(createdAt))
  const starts = [createdAt, ...(observedSince === null ? [] : [observedSince])]
  return { days: daysBetween(starts.toSorted().at(-1) ?? createdAt, now), used: false }
}

/** When a service principal came to be: by itself, or no earlier than its registration. */
export function bornAt(principal: Identity, view: View): Known<Instant> {
  if (isKnown(principal.createdAt) || principal.kind !== 'service-principal') return principal.createdAt
  const { applicationId } = servicePrincipalFacts(principal)
  if (!isKnown(applicationId)) return principal.createdAt
  const application = view.resource(azureEntity(view.scope, 'application', applicationId))
  return application ? applicationFacts(application).createdAt : principal.createdAt
}
