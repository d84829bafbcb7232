/** What of the grants in the log still stands. */
import type { Instant } from '../../../model/index.ts'
import type { WorkspaceSession } from '../session.ts'
import type { TokenEvent } from './activity.ts'

export interface LoggedGrant {
  readonly clientId: string
  readonly userId: string
  appName: string | undefined
  clientType: string | undefined
  readonly scopes: Set<string>
  grantedAt: Instant
}

export interface LoggedGrants {
  readonly grants: ReadonlyMap<string, LoggedGrant>
  /** Events of nobody whom the list of users or the log itself names. */
  readonly nameless: number
}

type Facts = Pick<WorkspaceSession['facts'], 'users' | 'tokens'>

export function userOf({ userId, email }: TokenEvent, { users }: Facts): string | undefined {
  return userId ?? (email === undefined ? undefined : users?.byEmail.get(email)?.id)
}

export function keyOf(clientId: string, userId: string): string {
  return `${clientId} ${userId}`
}

/** A service account's own number: it acts by domain-wide delegation, and no user let it in. */
export function isAccountNumber(clientId: string): boolean {
  return /^\d+$/.test(clientId)
}

/** With whoever is gone, and with what a user's own list no longer has, the grant is gone. */
export function stands({ users, tokens }: Facts, clientId: string, userId: string): boolean {
  if (users?.whole === true && !users.byId.has(userId)) return false
  const own = tokens?.get(userId)
  return own === undefined || own.has(clientId)
}

/** Adds to what is known of a pair; several consents of one user add up, and the first of them dates the grant. */
export function addEvent(
  grants: Map<string, LoggedGrant>,
  event: TokenEvent,
  userId: string,
  truth: readonly string[] | undefined,
): void {
  const key = keyOf(event.clientId, userId)
  const known = grants.get(key)
  const scopes = truth ?? event.scopes
  if (known === undefined) {
    const { clientId, appName, clientType, at } = event
    grants.set(key, { clientId, userId, appName, clientType, scopes: new Set(scopes), grantedAt: at })
    return
  }
  known.appName = firstOf(known.appName, event.appName)
  known.clientType = firstOf(known.clientType, event.clientType)
  for (const scope of scopes) known.scopes.add(scope)
  if (event.at < known.grantedAt) known.grantedAt = event.at
}

/** Of several names the first in the alphabet, whatever the order of the log. */
export function firstOf(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return a < b ? a : b
}
