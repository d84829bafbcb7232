import type { StepMeta } from '../../contract.ts'
import { forEach } from '../each.ts'
import { tellWithout } from '../map/lacking.ts'
import { idOf, instantOf } from '../place.ts'
import type { OktaContext } from '../place.ts'
import { all } from '../read.ts'
import { grantsTo, listEvents } from '../routes/logs.ts'
import { logSince } from '../session.ts'

export const activityMeta = {
  id: 'activity',
  title: 'When applications, integrations and agents last got a token, by the System Log',
  tier: 'deep',
  scopes: ['organization'],
  needs: ['okta.logs.read'],
  emits: ['activity'],
  after: ['apps', 'api-services', 'ai-agents'],
} as const satisfies StepMeta

interface Actor {
  readonly id: string
  readonly actor: string
  readonly name: string
  readonly what: 'client' | 'agent'
}

/**
 * One question for each that acts as itself, for its newest event: the sign-ins of people, of which the log is full,
 * would come along with a sweep over all of it.
 */
export async function activity(context: OktaContext): Promise<void> {
  const since = logSince(context.io.now)
  await forEach(context, actorsOf(context), 'Tokens given to', async ({ id, actor, what }) => {
    const [newest] = await all(context, listEvents, { query: { since, filter: grantsTo(actor, what) } })
    context.emit({
      type: 'usage',
      subject: id,
      lastUsedAt: newest === undefined ? null : instantOf(newest.published),
      observedSince: since,
      // That there is none only says so of the days that the log has.
      precision: newest === undefined ? 'window' : 'exact',
      source: 'GET /api/v1/logs',
    })
  })
}

function actorsOf(context: OktaContext): readonly Actor[] {
  const { apps, services, agents } = context.session.facts
  if (apps === undefined) tellWithout(context, 'applications', 'okta.apps.read', 'their use was not asked for')
  if (services === undefined)
    tellWithout(context, 'integrations', 'okta.oauthIntegrations.read', 'their use was not asked for')
  return [
    ...(apps ?? [])
      .filter(({ kind, active }) => kind === 'service-app' && active)
      .map(({ appId, clientId, name }): Actor => ({
        id: idOf(context, 'service-app', appId),
        actor: clientId,
        name,
        what: 'client',
      })),
    ...(services ?? []).map(({ clientId, name }): Actor => ({
      id: idOf(context, 'api-service', clientId),
      actor: clientId,
      name,
      what: 'client',
    })),
    // Without the product there are no agents, and nothing is hidden.
    ...(agents === undefined || agents === 'none' ? [] : agents).map(({ agentId, name }): Actor => ({
      id: idOf(context, 'ai-agent', agentId),
      actor: agentId,
      name,
      what: 'agent',
    })),
  ]
}
