import { isKnown } from '../../../model/index.ts'
import type { Instant } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { logStart, tokenEventsOf } from '../map/activity.ts'
import type { TokenEvent } from '../map/activity.ts'
import { clientAt, emitClient, emitGrant, factsOf } from '../map/client.ts'
import type { ClientSoFar } from '../map/client.ts'
import { addEvent, isAccountNumber, keyOf, stands, userOf } from '../map/grants.ts'
import type { LoggedGrant, LoggedGrants } from '../map/grants.ts'
import { emitUser } from '../map/user.ts'
import { reportPrivilege, reportScope } from '../needs.ts'
import type { WorkspaceContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listActivities } from '../routes/reports.ts'

export const oauthGrantsMeta = {
  id: 'oauth-grants',
  title: 'Applications that users let in',
  tier: 'core',
  scopes: ['workspace'],
  needs: [reportScope, reportPrivilege],
  emits: ['oauth-grants'],
  after: ['users', 'oauth-tokens'],
} as const satisfies StepMeta

export async function oauthGrants(context: WorkspaceContext): Promise<void> {
  const since = logStart(context.io.now)
  const { grants, nameless } = await loggedGrants(context, since, await revocations(context, since))
  const clients = new Map<string, ClientSoFar>()
  for (const grant of grants.values()) addTo(clients, grant)
  addTokens(context, clients)
  for (const [clientId, client] of clients) {
    const id = emitClient(context, clientId, client, since)
    // Where two steps tell of it, this one knows what both saw.
    const { users, scopes, firstGrantedAt, logSince } = factsOf(clientId, client, since)
    context.emit({ type: 'patch', of: 'identity', id, set: {}, facts: { users, scopes, firstGrantedAt, logSince } })
  }
  for (const { clientId, userId, scopes, grantedAt } of grants.values()) {
    emitUser(context, userId)
    emitGrant(context, { clientId, userId, scopes: [...scopes], grantedAt, source: listActivities.operation })
  }
  context.session.facts.grantsRead = true
  tellOlder(context, since)
  if (nameless > 0)
    context.gap({
      reason: 'failed',
      detail: `The log says of ${nameless === 1 ? 'one grant' : `${nameless} grants`} to an application not whose it is.`,
    })
}

/** The last time that each user took each application's access away. */
async function revocations(context: WorkspaceContext, startTime: Instant): Promise<ReadonlyMap<string, Instant>> {
  const last = new Map<string, Instant>()
  for await (const event of events(context, 'revoke', startTime)) {
    const userId = userOf(event, context.session.facts)
    if (userId === undefined) continue
    const key = keyOf(event.clientId, userId)
    if (event.at > (last.get(key) ?? '')) last.set(key, event.at)
  }
  return last
}

async function loggedGrants(
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

function noteDelegated({ session }: WorkspaceContext, { clientId, scopes }: TokenEvent): void {
  const seen = session.facts.delegated.get(clientId) ?? new Set<string>()
  for (const scope of scopes) seen.add(scope)
  session.facts.delegated.set(clientId, seen)
}

function addTo(clients: Map<string, ClientSoFar>, grant: LoggedGrant): void {
  const client = clientAt(clients, grant.clientId)
  // Of several names the first in the alphabet, whatever the order of the log.
  if (grant.appName !== undefined && (client.name === undefined || grant.appName < client.name))
    client.name = grant.appName
  client.type ??= grant.clientType
  client.users.add(grant.userId)
  for (const scope of grant.scopes) client.scopes.add(scope)
  if (client.firstGrantedAt === undefined || grant.grantedAt < client.firstGrantedAt)
    client.firstGrantedAt = grant.grantedAt
}

/** Users whose own lists were read, too. */
function addTokens({ session }: WorkspaceContext, clients: ReadonlyMap<string, ClientSoFar>): void {
  for (const [userId, own] of session.facts.tokens ?? [])
    for (const [clientId, scopes] of own) {
      const client = clients.get(clientId)
      client?.users.add(userId)
      for (const scope of scopes) client?.scopes.add(scope)
    }
}

/** Without each user's own list, what was let in before the log begins is not seen; a younger customer has no before. */
function tellOlder({ session, gap }: WorkspaceContext, since: Instant): void {
  const { createdAt } = session.customer
  if (session.facts.tokensWhole === true || (isKnown(createdAt) && createdAt > since)) return
  gap({
    reason: 'not-collected',
    detail: `Applications that were let in before ${since.slice(0, 10)} are not in the log; --tier deep asks for what each user lets in.`,
  })
}
