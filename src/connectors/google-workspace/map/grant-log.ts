/** Reads the log of what users let in and took away again. */
import type { Instant } from '../../../model/index.ts'
import type { WorkspaceContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listActivities } from '../routes/reports.ts'
import { tokenEventsOf } from './activity.ts'
import type { TokenEvent } from './activity.ts'
import { addEvent, isAccountNumber, keyOf, stands, userOf } from './grants.ts'
import type { LoggedGrant, LoggedGrants } from './grants.ts'

/** The last time that each user took each application's access away. */
export async function revocations(
  context: WorkspaceContext,
  startTime: Instant,
): Promise<ReadonlyMap<string, Instant>> {
  const last = new Map<string, Instant>()
  for await (const event of events(context, 'revoke', startTime)) {
    const userId = userOf(event, context.session.facts)
    if (userId === undefined) continue
    const key = keyOf(event.clientId, userId)
    if (event.at > (last.get(key) ?? '')) last.set(key, event.at)
  }
  return last
}

export async function loggedGrants(
  context: WorkspaceContext,
  startTime: Instant,
  revoked: ReadonlyMap<string, Instant>,
): Promise<LoggedGrants> {
  const { facts } = context.session
  const grants = new Map<string, LoggedGrant>()
  let nameless = 0
  for await (const event of events(context, 'authorize', startTime)) {
    const { clientId, at } = event
    if (isAccountNumber(clientId)) {
      noteDelegated(context, event)
      continue
    }
    const userId = userOf(event, facts)
    if (userId === undefined) nameless += 1
    else if (at >= (revoked.get(keyOf(clientId, userId)) ?? '') && stands(facts, clientId, userId))
      addEvent(grants, event, userId, facts.tokens?.get(userId)?.get(clientId))
  }
  return { grants, nameless }
}

async function* events(context: WorkspaceContext, eventName: string, startTime: Instant): AsyncGenerator<TokenEvent> {
  const { customerId } = context.session.customer
  const asked = { applicationName: 'token', eventName, startTime, customerId }
  for await (const activity of rowsOf(context, listActivities, asked)) yield* tokenEventsOf(activity, eventName)
}

function noteDelegated({ session }: WorkspaceContext, { clientId, scopes, at }: TokenEvent): void {
  const seen = session.facts.delegated.get(clientId) ?? { scopes: new Set<string>(), last: at }
  for (const scope of scopes) seen.scopes.add(scope)
  if (at > seen.last) seen.last = at
  session.facts.delegated.set(clientId, seen)
}
