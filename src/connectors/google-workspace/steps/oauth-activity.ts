import type { Instant, Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { all as together } from '../../shared/fan-out.ts'
import { collectMisses } from '../../shared/misses.ts'
import { logStart, timeOf } from '../map/activity.ts'
import { tellWithoutGrants } from '../map/lacking.ts'
import { reportPrivilege, reportScope } from '../needs.ts'
import { idOf } from '../place.ts'
import type { WorkspaceContext } from '../place.ts'
import { first } from '../read.ts'
import { listActivities } from '../routes/reports.ts'

export const oauthActivityMeta = {
  id: 'oauth-activity',
  title: 'When applications last used what they were let into',
  tier: 'creds',
  scopes: ['workspace'],
  needs: [reportScope, reportPrivilege],
  emits: ['oauth-activity'],
  after: ['oauth-tokens', 'oauth-grants'],
} as const satisfies StepMeta

/** The newest call of each application: one request each, where all calls of all of them would be millions of rows. */
export async function oauthActivity(context: WorkspaceContext): Promise<void> {
  const { oauthClients } = context.session.facts
  tellWithoutGrants(context, 'of the applications that it names, the use was not asked for')
  const since = logStart(context.io.now)
  const last = new Map<string, Known<Instant>>()
  const misses = collectMisses()
  await together([...oauthClients], async ([clientId, { name }]) => {
    try {
      last.set(clientId, await lastCall(context, clientId, since))
    } catch (error) {
      if (!(error instanceof AccessError || error instanceof VendorError)) throw error
      last.set(clientId, unknown(error.reason))
      misses.addError(name ?? clientId, error)
    }
  })
  misses.tell(context, 'The last calls of')
  if (last.size === 0) return
  // Only some editions log calls at all: https://knowledge.workspace.google.com/admin/reports/oauth-log-events
  const logged = [...last.values()].some((at) => typeof at === 'string')
  if (!logged && [...last.values()].includes(null))
    context.gap({
      reason: 'not-collected',
      detail: 'The log names no call of any application, so that nothing follows from which of them it does not name.',
    })
  for (const [clientId, at] of last)
    emitUse(context, clientId, at === null && !logged ? unknown('unsupported') : at, since)
}

async function lastCall(context: WorkspaceContext, clientId: string, startTime: Instant): Promise<Instant | null> {
  const activity = await first(context, listActivities, {
    applicationName: 'token',
    eventName: 'activity',
    filters: `client_id==${clientId}`,
    startTime,
    maxResults: 1,
    customerId: context.session.customer.customerId,
  })
  return activity === undefined ? null : (timeOf(activity) ?? null)
}

function emitUse(
  context: WorkspaceContext,
  clientId: string,
  lastUsedAt: Known<Instant>,
  observedSince: Instant,
): void {
  context.emit({
    type: 'usage',
    subject: idOf(context, 'oauth-client', clientId),
    lastUsedAt,
    observedSince,
    precision: typeof lastUsedAt === 'string' ? 'exact' : 'window',
    source: listActivities.operation,
  })
}
