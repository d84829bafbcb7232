import { isKnown } from '../../../model/index.ts'
import type { Instant } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { logStart } from '../map/activity.ts'
import { clientAt, emitClient, emitGrant, factsOf } from '../map/client.ts'
import type { ClientSoFar } from '../map/client.ts'
import { loggedGrants, revocations } from '../map/grant-log.ts'
import { firstOf } from '../map/grants.ts'
import type { LoggedGrant } from '../map/grants.ts'
import { emitUser } from '../map/user.ts'
import { reportPrivilege, reportScope } from '../needs.ts'
import type { WorkspaceContext } from '../place.ts'
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

function addTo(clients: Map<string, ClientSoFar>, grant: LoggedGrant): void {
  const client = clientAt(clients, grant.clientId)
  client.name = firstOf(client.name, grant.appName)
  client.type = firstOf(client.type, grant.clientType)
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
