import type { OktaConnectionFacts } from '../../../model/facts/okta.ts'
import type { StepMeta } from '../../contract.ts'
import { forEach } from '../each.ts'
import { emitKey } from '../map/key.ts'
import { tellWithout } from '../map/lacking.ts'
import { idOf, onBy, placeOf, told } from '../place.ts'
import type { OktaContext } from '../place.ts'
import { all } from '../read.ts'
import { listAgentKeys, listConnections } from '../routes/agents.ts'
import type { ConnectionAnswer } from '../routes/agents.ts'

export const agentConnectionsMeta = {
  id: 'agent-connections',
  title: 'What agents may reach, and the keys that they sign in with',
  tier: 'creds',
  scopes: ['organization'],
  needs: ['okta.aiAgents.read'],
  emits: ['agent-connections'],
  after: ['ai-agents'],
} as const satisfies StepMeta

export async function agentConnections(context: OktaContext): Promise<void> {
  const { agents } = context.session.facts
  if (agents === 'none') return context.skip('The organization has no agents: Okta for AI Agents is not there.')
  if (agents === undefined)
    return tellWithout(context, 'agents', 'okta.aiAgents.read', 'what they reach was not asked for')
  await forEach(context, agents, 'Connections and keys of', async ({ agentId }) => {
    const path = { agentId }
    const holder = { on: 'ai-agent', native: agentId, id: idOf(context, 'ai-agent', agentId) } as const
    for (const key of await all(context, listAgentKeys, { path }))
      emitKey(context, { ...holder, source: listAgentKeys.path }, key)
    for (const connection of await all(context, listConnections, { path })) emitConnection(context, agentId, connection)
  })
}

function emitConnection(context: OktaContext, agentId: string, connection: ConnectionAnswer): void {
  const id = idOf(context, 'agent-connection', connection.id)
  const facts: OktaConnectionFacts = {
    agentId,
    connectionType: connection.connectionType,
    active: onBy(connection.status),
    scopeCondition: connection.scopeCondition ?? null,
    scopes: connection.scopes?.toSorted() ?? null,
    target: told(connection.resourceIndicator),
  }
  context.emit({
    type: 'resource',
    id,
    ...placeOf(context),
    kind: 'agent-connection',
    nativeId: connection.id,
    name: `${connection.connectionType.toLowerCase().replaceAll('_', ' ')} ${connection.id}`,
    facts,
  })
  context.emit({
    type: 'edge',
    kind: 'grants',
    from: idOf(context, 'ai-agent', agentId),
    to: id,
    level: 'configured',
    evidence: [{ source: listConnections.path, detail: connection.id }],
  })
}
