import type { DelegationFacts } from '../../../model/facts/google-workspace.ts'
import type { Instant } from '../../../model/index.ts'
import { isKnown, unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { delegationEventsOf, logStart } from '../map/activity.ts'
import type { DelegationEvent } from '../map/activity.ts'
import { reportPrivilege, reportScope } from '../needs.ts'
import { idOf, placeOf } from '../place.ts'
import type { WorkspaceContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listActivities } from '../routes/reports.ts'

export const delegationsMeta = {
  id: 'delegations',
  title: 'Domain-wide delegation: who may speak for every user',
  tier: 'core',
  scopes: ['workspace'],
  needs: [reportScope, reportPrivilege],
  emits: ['delegations'],
  after: ['oauth-grants'],
} as const satisfies StepMeta

interface Found {
  readonly name: string | undefined
  readonly scopes: readonly string[]
  readonly granted: DelegationEvent | undefined
  readonly seenIn: 'admin-log' | 'use' | 'file'
}

/**
 * No API lists them: they are put together of the log of administrators, of clients that were seen to act so, and of the
 * file that the configuration names. The file alone is whole.
 */
export async function delegations(context: WorkspaceContext): Promise<void> {
  const { delegations: given, facts, customer } = context.session
  const since = logStart(context.io.now)
  const removed = await newest(context, 'REMOVE_API_CLIENT_ACCESS', since)
  const authorized = await newest(context, 'AUTHORIZE_API_CLIENT_ACCESS', since)
  const stands = (clientId: string, at: Instant): boolean => at > (removed.get(clientId)?.at ?? '')
  const found = new Map<string, Found>()
  for (const [clientId, { scopes, last }] of facts.delegated)
    if (stands(clientId, last))
      found.set(clientId, { name: undefined, scopes: [...scopes], granted: undefined, seenIn: 'use' })
  for (const [clientId, granted] of authorized)
    if (stands(clientId, granted.at))
      found.set(clientId, { name: undefined, scopes: granted.scopes, granted, seenIn: 'admin-log' })
  for (const { clientId, name, scopes } of given ?? [])
    found.set(clientId, { name, scopes, granted: authorized.get(clientId), seenIn: 'file' })
  for (const [clientId, each] of found) emitDelegation(context, clientId, each, since)
  if (given !== undefined || (isKnown(customer.createdAt) && customer.createdAt > since)) return
  context.gap({
    reason: 'not-collected',
    detail: `No API lists domain-wide delegation, and the log begins on ${since.slice(0, 10)}: what was granted before stands in the Admin console alone (Security > API controls > Domain-wide delegation). Download the list there and name the file under connectors.google-workspace.delegations.`,
  })
}

/** Of each client the last such event: a later grant takes the place of an earlier one. */
async function newest(
  context: WorkspaceContext,
  eventName: string,
  startTime: Instant,
): Promise<ReadonlyMap<string, DelegationEvent>> {
  const { customerId } = context.session.customer
  const last = new Map<string, DelegationEvent>()
  for await (const activity of rowsOf(context, listActivities, {
    applicationName: 'admin',
    eventName,
    startTime,
    customerId,
  }))
    for (const event of delegationEventsOf(activity, eventName))
      if (orderOf(event) > orderOf(last.get(event.clientId))) last.set(event.clientId, event)
  return last
}

/** Two of the same moment come in one order, however the log has them. */
function orderOf(event: DelegationEvent | undefined): string {
  return event === undefined ? '' : `${event.at} ${event.scopes.join(' ')}`
}

function emitDelegation(
  context: WorkspaceContext,
  clientId: string,
  { name, scopes, granted, seenIn }: Found,
  logSince: Instant,
): void {
  const facts = {
    clientId,
    scopes: [...new Set(scopes)].toSorted(),
    grantedAt: granted?.at ?? unknown('not-collected'),
    grantedBy: granted === undefined ? unknown('not-collected') : (granted.by ?? unknown('failed')),
    logSince,
    seenIn,
  } satisfies DelegationFacts
  context.emit({
    type: 'resource',
    id: idOf(context, 'delegation', clientId),
    ...placeOf(context),
    kind: 'delegation',
    nativeId: clientId,
    name: name ?? clientId,
    facts,
  })
}
