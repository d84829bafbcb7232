import type { SlackAppFacts } from '../../../model/facts/slack.ts'
import { isKnown, unknown } from '../../../model/index.ts'
import type { Instant, Known } from '../../../model/index.ts'
import { AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { all as together } from '../../shared/fan-out.ts'
import { collectMisses } from '../../shared/misses.ts'
import { all, rowsOf } from '../../shared/vendor/index.ts'
import type { Asker } from '../../shared/vendor/index.ts'
import { auditScope } from '../needs.ts'
import { idOf } from '../place.ts'
import type { SlackContext } from '../place.ts'
import { lastActionOf, listAppEvents } from '../routes/audit.ts'
import type { AuditRow } from '../routes/audit.ts'
import { instantOf } from '../session.ts'
import { tokenWith } from '../tokens.ts'

export const auditLogsMeta = {
  id: 'audit-logs',
  title: 'What audit logs tell of apps in the last half year',
  tier: 'creds',
  scopes: ['workspace'],
  needs: [auditScope],
  emits: ['audit-logs'],
  after: ['integration-logs', 'bot-users'],
} as const satisfies StepMeta

const days = 180
/** At most thirty can be asked for at once. */
const actions = [
  'app_installed',
  'app_scopes_expanded',
  'app_resources_granted',
  'app_token_preserved',
  'bot_token_upgraded',
  'org_app_workspace_added',
].join(',')

interface Seen {
  changedAt: Instant | null
  internal: boolean | undefined
  actedAt: Known<Instant>
}

/** Audit logs say who administered what, and what bots did of that sort; that a message was read or written, they do not. */
export async function auditLogs(context: SlackContext): Promise<void> {
  const { workspace, facts } = context.session
  const vendor = tokenWith(workspace.tokens, auditScope).audit
  const asker = { session: { vendor }, call: context.call, gap: context.gap }
  const since = Math.floor(Date.parse(context.io.now) / 1000) - days * 86_400
  const apps = new Map([...facts.apps.keys()].map((id) => [id, unseen()] as const))
  for await (const row of rowsOf(asker, listAppEvents, { query: { action: actions, oldest: since } }))
    if (isHere(context, row)) note(apps.get(row.entity?.app?.id ?? ''), row)
  await askBots(context, asker, since, apps)
  const auditSince = instantOf(since)
  for (const [appId, { changedAt, internal, actedAt }] of [...apps].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const id = idOf(context, 'slack-app', appId)
    const told = { actedAt, auditedAt: changedAt, auditSince, ...(internal === undefined ? {} : { internal }) }
    context.emit({ type: 'patch', of: 'identity', id, set: {}, facts: told satisfies Partial<SlackAppFacts> })
    if (isKnown(actedAt))
      context.emit({
        type: 'usage',
        subject: id,
        lastUsedAt: actedAt,
        observedSince: auditSince,
        precision: 'window',
        source: 'audit/v1/logs',
      })
  }
}

/** Of apps without a bot nobody is told what they do. */
function unseen(): Seen {
  return { changedAt: null, internal: undefined, actedAt: unknown('unsupported') }
}

/** Logs are the organization's; what happened in another workspace is not this one's. */
function isHere({ session }: SlackContext, { context }: AuditRow): boolean {
  const { type, id } = context?.location ?? {}
  return type !== 'workspace' || id === session.workspace.teamId
}

function note(seen: Seen | undefined, { date_create: date, details }: AuditRow): void {
  if (seen === undefined) return
  if (details !== null && details !== undefined && !Array.isArray(details) && 'is_internal_integration' in details)
    seen.internal ??= details.is_internal_integration ?? undefined
  const at = instantOf(date)
  if (at !== null && at > (seen.changedAt ?? '')) seen.changedAt = at
}

async function askBots(
  context: SlackContext,
  asker: Asker,
  oldest: number,
  apps: ReadonlyMap<string, Seen>,
): Promise<void> {
  const misses = collectMisses()
  await together([...context.session.facts.apps], async ([appId, { name, botUserId }]) => {
    const seen = apps.get(appId)
    if (botUserId === undefined || seen === undefined) return
    try {
      const rows = await all(asker, lastActionOf, { query: { actor: botUserId, oldest } })
      seen.actedAt = rows.map(({ date_create: date }) => instantOf(date)).find((at) => at !== null) ?? null
    } catch (error) {
      if (!(error instanceof AccessError || error instanceof VendorError)) throw error
      seen.actedAt = unknown(error.reason)
      misses.addError(name, error)
    }
  })
  misses.tell(context, 'Audit logs of')
}
