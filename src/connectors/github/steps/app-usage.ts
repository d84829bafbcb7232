import type { StepMeta } from '../../contract.ts'
import { idOf, instantOf } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listSubjectStats } from '../routes/insights.ts'
import type { InstalledApp } from '../session.ts'

export const appUsageMeta = {
  id: 'app-usage',
  title: 'When apps last called the API',
  tier: 'creds',
  scopes: ['organization'],
  needs: ['organization_api_insights=read'],
  emits: ['app-usage'],
  after: ['installations'],
} as const satisfies StepMeta

const days = 30

/** GitHub counts the requests of the last weeks: an app that is not among them was not seen since then, no more. */
export async function appUsage(context: GithubContext): Promise<void> {
  const { organization, facts } = context.session
  const { apps } = facts
  if (apps === undefined) {
    const detail = 'Which apps there are was not read, so that their use was not asked for.'
    return context.gap({ reason: 'not-collected', detail })
  }
  const since = new Date(Date.parse(context.io.now) - days * 86_400_000).toISOString().replace('.000Z', 'Z')
  const seen = new Map<number, string>()
  const asked = { org: organization.login, min_timestamp: since, max_timestamp: context.io.now }
  for await (const row of rowsOf(context, listSubjectStats, asked)) {
    const last = instantOf(row.last_request_timestamp)
    if (row.subject_type !== 'installation' || typeof last !== 'string') continue
    const before = seen.get(row.subject_id)
    if (before === undefined || before < last) seen.set(row.subject_id, last)
  }
  for (const app of apps)
    context.emit({
      type: 'usage',
      subject: idOf(context, 'app', app.appId),
      lastUsedAt: lastOf(app, seen),
      observedSince: since,
      precision: 'window',
      source: listSubjectStats.path,
    })
}

/** GitHub's page shows an app's id in its example and speaks of the installation's: neither is left out. */
function lastOf({ installationId, appId }: InstalledApp, seen: ReadonlyMap<number, string>): string | null {
  return seen.get(installationId) ?? seen.get(appId) ?? null
}
