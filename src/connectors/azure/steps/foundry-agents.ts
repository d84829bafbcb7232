import type { FoundryAgentFacts } from '../../../model/facts/azure.ts'
import type { StepMeta } from '../../contract.ts'
import { each } from '../each.ts'
import { foundryAgents as agentsOf, foundryHost } from '../foundry.ts'
import type { FoundryProject } from '../foundry.ts'
import { secondsIn } from '../map/seconds.ts'
import { idOf, placeOf, untold } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { listFoundryAgents, listFoundryProjects } from '../routes/foundry.ts'
import { shown } from '../visible.ts'

export const foundryAgentsMeta = {
  id: 'foundry-agents',
  title: 'Agents of Azure AI Foundry',
  tier: 'deep',
  scopes: ['tenant'],
  needs: [
    'Microsoft.ResourceGraph/resources/read',
    'Microsoft.CognitiveServices/accounts/projects/read',
    'Microsoft.CognitiveServices/accounts/AIServices/agents/read',
  ],
  emits: ['foundry-agents'],
  after: ['subscriptions'],
} as const satisfies StepMeta

export async function foundryAgents(context: AzureContext): Promise<void> {
  const { config, endpoints } = context.session.client
  if (!config.foundryAgents) return context.skip('Not asked for: connectors.azure.foundryAgents is off.')
  if (config.cloud !== 'public' && endpoints.foundry === undefined) {
    const detail = `Where Azure AI Foundry is in the cloud ${config.cloud} has to be said in connectors.azure.endpoints.foundry.`
    return context.gap({ reason: 'unsupported', detail })
  }
  const projects: FoundryProject[] = []
  for await (const row of shown(context, listFoundryProjects)) projects.push(projectOf(context, row))
  const name = ({ account, project }: FoundryProject): string => `${account}/${project}`
  await each(context, projects, { what: 'Agents of', name }, async (project) => {
    for await (const row of agentsOf(context, project)) emitAgent(context, project, row)
  })
}

/** `…/accounts/ACCOUNT/projects/PROJECT` */
function projectOf(
  { session }: AzureContext,
  { id, endpoints }: ReturnType<typeof listFoundryProjects.schema.parse>,
): FoundryProject {
  const [, account = '', project = ''] = /\/accounts\/([^/]+)\/projects\/([^/]+)$/i.exec(id) ?? []
  const { foundry } = session.client.endpoints
  const own = foundryHost(endpoints) ?? `https://${encodeURIComponent(account)}.services.ai.azure.com`
  return { account, project, base: foundry === undefined ? own : `${foundry}/${encodeURIComponent(account)}` }
}

function emitAgent(
  context: AzureContext,
  { account, project }: FoundryProject,
  row: ReturnType<typeof listFoundryAgents.schema.parse>,
): void {
  const { model, tools } = row.versions?.latest?.definition ?? row
  const facts: FoundryAgentFacts = {
    agentId: row.id,
    account,
    project,
    model: model || null,
    tools: [...new Set((tools ?? []).map(({ type }) => type))].toSorted(),
  }
  const nativeId = `${account}/${project}/${row.id}`
  context.emit({
    type: 'identity',
    id: idOf(context, 'foundry-agent', nativeId),
    ...placeOf(context),
    ...untold,
    kind: 'foundry-agent',
    nativeId,
    name: row.name || row.id,
    createdAt: secondsIn(row.created_at),
    enabled: true,
    class: 'ai',
    ai: {
      kind: 'agent',
      vendor: 'Microsoft',
      models: model ? [model] : [],
      confidence: 1,
      evidence: [listFoundryAgents.operation],
    },
    facts,
  })
}
