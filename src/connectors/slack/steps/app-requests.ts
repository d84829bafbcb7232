import type { SlackRequestFacts } from '../../../model/facts/slack.ts'
import type { StepMeta } from '../../contract.ts'
import { rowsOf } from '../../shared/vendor/index.ts'
import { scopesOf } from '../map/decision.ts'
import { appScope } from '../needs.ts'
import { idOf, placeOf, webWith } from '../place.ts'
import type { SlackContext } from '../place.ts'
import { listRequests } from '../routes/decisions.ts'
import { instantOf } from '../session.ts'

export const appRequestsMeta = {
  id: 'app-requests',
  title: 'Apps that somebody asked for',
  tier: 'core',
  scopes: ['workspace'],
  needs: [appScope],
  emits: ['app-requests'],
} as const satisfies StepMeta

export async function appRequests(context: SlackContext): Promise<void> {
  const { teamId } = context.session.workspace
  for await (const row of rowsOf(webWith(context, appScope), listRequests, { query: { team_id: teamId } })) {
    const facts: SlackRequestFacts = {
      appId: row.app.id,
      scopes: scopesOf(row.scopes),
      requestedBy: row.user?.id ?? null,
      requestedAt: instantOf(row.date_created),
    }
    context.emit({
      type: 'resource',
      id: idOf(context, 'app-request', row.id),
      ...placeOf(context),
      kind: 'app-request',
      nativeId: row.id,
      name: row.app.name ?? row.app.id,
      facts,
    })
  }
}
