/** When an identity last used what it may use, as AWS tells it. */
import type { Identity, Instant, Unknown } from '../../../model/index.ts'
import { becauseOf, isKnown, unknown } from '../../../model/index.ts'
import { daysBetween, dayMilliseconds } from '../../time.ts'
import { userFacts } from '../aws-facts.ts'
import type { LastAccessed, Window } from './types.ts'

type Times = LastAccessed['services']

/** Unknown when nobody asked AWS about this identity. */
export function lastAccessedOf(identity: Identity): LastAccessed | Unknown {
  const { serviceLastAccessed, actionLastAccessed } = userFacts(identity)
  if (!isKnown<Times>(serviceLastAccessed)) return unknown(becauseOf(serviceLastAccessed))
  return { services: serviceLastAccessed, actions: isKnown<Times>(actionLastAccessed) ? actionLastAccessed : {} }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html#last-accessed_tracking-period */
const trackedDays = 400

/** How far back use of the identity is known; `undefined` when nobody knows since when it exists. */
export function windowOf(identity: Identity, now: Instant, maxDays: number): Window | undefined {
  const { createdAt } = identity
  if (!isKnown<Instant>(createdAt)) return undefined
  const start = new Date(Date.parse(now) - trackedDays * dayMilliseconds).toISOString().replace('.000Z', 'Z')
  const since = Date.parse(createdAt) > Date.parse(start) ? createdAt : start
  return { since, until: now, days: daysBetween(since, now), maxDays }
}

export function isRecent(time: Instant | null, now: Instant, maxDays: number): boolean {
  return time !== null && daysBetween(time, now) <= maxDays
}
