import type { StepMeta } from '../../contract.ts'
import { rowsOf } from '../../shared/vendor/index.ts'
import type { Route } from '../../shared/vendor/index.ts'
import { emitDecisions } from '../map/decision.ts'
import type { Decided } from '../map/decision.ts'
import { appScope } from '../needs.ts'
import { webWith } from '../place.ts'
import type { SlackContext } from '../place.ts'
import { listApproved, listRestricted } from '../routes/decisions.ts'
import type { DecisionAnswer } from '../routes/decisions.ts'

export const approvedAppsMeta = {
  id: 'approved-apps',
  title: 'Apps that were approved, with their scopes',
  tier: 'core',
  scopes: ['workspace'],
  needs: [appScope],
  emits: ['approved-apps'],
} as const satisfies StepMeta

export const restrictedAppsMeta = {
  id: 'restricted-apps',
  title: 'Apps that were restricted',
  tier: 'core',
  scopes: ['workspace'],
  needs: [appScope],
  emits: ['restricted-apps'],
} as const satisfies StepMeta

export async function approvedApps(context: SlackContext): Promise<void> {
  emitDecisions(context, 'app-approval', await decisionsOf(context, listApproved))
}

export async function restrictedApps(context: SlackContext): Promise<void> {
  emitDecisions(context, 'app-restriction', await decisionsOf(context, listRestricted))
}

/**
 * Decisions of the organization and of the workspace are two lists, and each hides apps that Slack certified unless it
 * is asked for them, and then shows no others.
 */
async function decisionsOf(context: SlackContext, route: Route<DecisionAnswer>): Promise<readonly Decided[]> {
  const asker = webWith(context, appScope)
  const { teamId, enterpriseId } = context.session.workspace
  const levels = [
    ['organization', { enterprise_id: enterpriseId }],
    ['workspace', { team_id: teamId }],
  ] as const
  const decided: Decided[] = []
  for (const [level, place] of levels)
    for (const certified of [false, true])
      for await (const row of rowsOf(asker, route, { query: { ...place, certified } })) decided.push({ level, row })
  return decided
}
