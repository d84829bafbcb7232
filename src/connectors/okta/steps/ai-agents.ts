import type { OktaAgentFacts } from '../../../model/facts/okta.ts'
import type { AiFacet } from '../../../model/index.ts'
import { AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { idOf, instantOf, onBy, placeOf, untold } from '../place.ts'
import type { OktaContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listAgents } from '../routes/agents.ts'
import type { AgentAnswer } from '../routes/agents.ts'

export const aiAgentsMeta = {
  id: 'ai-agents',
  title: 'Agents that are registered with Okta for AI Agents',
  tier: 'core',
  scopes: ['organization'],
  needs: ['okta.aiAgents.read'],
  emits: ['ai-agents'],
  after: ['apps'],
} as const satisfies StepMeta

const registered: AiFacet = {
  kind: 'agent',
  vendor: 'unknown',
  models: [],
  confidence: 1,
  evidence: ['registered as an AI agent with Okta'],
}

export async function aiAgents(context: OktaContext): Promise<void> {
  const agents: { readonly agentId: string; readonly name: string }[] = []
  try {
    for await (const agent of rowsOf(context, listAgents)) {
      emitAgent(context, agent)
      agents.push({ agentId: agent.id, name: agent.profile.name })
    }
  } catch (error) {
    // Whoever has been told of some has the product, whatever a further page says.
    if (agents.length === 0 && isWithoutProduct(error)) context.session.facts.agents = 'none'
    throw error
  }
  context.session.facts.agents = agents
}

function isWithoutProduct(error: unknown): boolean {
  return (
    (error instanceof AccessError || error instanceof VendorError) &&
    (error.reason === 'unsupported' || error.reason === 'unlicensed')
  )
}

function emitAgent(context: OktaContext, { id: agentId, status, created, appId, profile }: AgentAnswer): void {
  const id = idOf(context, 'ai-agent', agentId)
  const facts: OktaAgentFacts = { agentId, status, appId: appId ?? null }
  context.emit({
    type: 'identity',
    id,
    ...placeOf(context),
    ...untold,
    kind: 'ai-agent',
    nativeId: agentId,
    name: profile.name,
    createdAt: instantOf(created),
    enabled: onBy(status, ['STAGED', 'INACTIVE']),
    class: 'ai',
    ai: registered,
    purpose: profile.description ?? null,
    facts,
  })
  const app = context.session.facts.apps?.find((each) => each.appId === appId)
  if (app === undefined) return
  context.emit({
    type: 'edge',
    kind: 'delegates-to',
    from: id,
    to: idOf(context, app.kind, app.appId),
    level: 'configured',
    evidence: [{ source: listAgents.path, detail: `appId ${app.appId}` }],
  })
}
