import { unknown } from '../../../model/index.ts'
import { AbsentError, AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { all as together } from '../../shared/fan-out.ts'
import { collectMisses } from '../../shared/misses.ts'
import { clientAt, emitClient, emitGrant } from '../map/client.ts'
import type { ClientSoFar } from '../map/client.ts'
import { emitUser } from '../map/user.ts'
import { securityPrivilege, securityScope } from '../needs.ts'
import type { WorkspaceContext } from '../place.ts'
import { all } from '../read.ts'
import { listTokens } from '../routes/users.ts'
import type { TokenAnswer } from '../routes/users.ts'
import type { TokensOfUser } from '../session.ts'
import { tellWithoutUsers } from '../map/lacking.ts'

export const oauthTokensMeta = {
  id: 'oauth-tokens',
  title: 'What each user lets in today',
  tier: 'deep',
  scopes: ['workspace'],
  needs: [securityScope, securityPrivilege],
  emits: ['oauth-tokens'],
  after: ['users'],
} as const satisfies StepMeta

/** One request a user: what is there now, with no date. The log of `oauth-grants` knows the dates of the last half year. */
export async function oauthTokens(context: WorkspaceContext): Promise<void> {
  const { facts } = context.session
  const { users } = facts
  if (users === undefined) return tellWithoutUsers(context, 'what they let in was not asked for')
  const answers = new Map<string, readonly TokenAnswer[]>()
  const misses = collectMisses()
  let missed = 0
  await together([...users.byId.values()], async ({ id, email }) => {
    try {
      answers.set(id, await all(context, listTokens, { userKey: id }))
    } catch (error) {
      if (error instanceof AbsentError) return
      if (!(error instanceof AccessError || error instanceof VendorError)) throw error
      missed += 1
      misses.addError(email, error)
    }
  })
  misses.tell(context, 'What is let in by')
  const clients = new Map<string, ClientSoFar>()
  const tokens = new Map<string, TokensOfUser>()
  for (const [userId, rows] of [...answers].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    tokens.set(userId, keep(context, userId, rows, clients))
  for (const [clientId, client] of clients) emitClient(context, clientId, client, unknown('not-collected'))
  facts.tokens = tokens
  facts.tokensWhole = missed === 0 && users.whole
}

function keep(
  context: WorkspaceContext,
  userId: string,
  rows: readonly TokenAnswer[],
  clients: Map<string, ClientSoFar>,
): TokensOfUser {
  const own = new Map<string, readonly string[]>()
  if (rows.length > 0) emitUser(context, userId)
  for (const { clientId, displayText, anonymous, nativeApp, scopes = [] } of rows) {
    const client = clientAt(clients, clientId)
    client.name ??= displayText
    client.type ??= nativeApp === true ? 'NATIVE_APPLICATION' : undefined
    client.anonymous = client.anonymous === true || anonymous === true
    client.users.add(userId)
    for (const scope of scopes) client.scopes.add(scope)
    own.set(clientId, scopes)
    emitGrant(context, { clientId, userId, scopes, grantedAt: null, source: listTokens.operation })
  }
  return own
}
