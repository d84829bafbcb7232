import type { AgentConfigurationFacts } from '../../../model/facts/github.ts'
import { unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { mcpServersOf } from '../map/mcp.ts'
import { fullName, idOf, placeOf } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { one } from '../read.ts'
import { askEach, indexed, nameIn, ofOrganization } from '../repository-round.ts'
import { getAgentConfiguration } from '../routes/repository-settings.ts'
import type { IndexedRepository } from '../session.ts'

export const agentConfigurationMeta = {
  id: 'agent-configuration',
  title: 'How Copilot’s cloud agent runs in repositories, and its MCP servers',
  tier: 'creds',
  scopes: ['organization'],
  needs: ['copilot_agent_settings=read'],
  emits: ['agent-configurations'],
  after: ['repositories', 'copilot'],
} as const satisfies StepMeta

export async function agentConfiguration(context: GithubContext): Promise<void> {
  const agent = context.session.facts.codingAgent
  if (agent === undefined) {
    const detail = 'Where Copilot’s cloud agent may work is not known, so that no repository was asked.'
    return context.gap({ reason: 'not-collected', detail })
  }
  if (agent.enabledFor === 'none') return context.skip('Copilot’s cloud agent may work in no repository.')
  const selected = new Set(agent.repositories.map((name) => name.toLowerCase()))
  const nameOf = nameIn(context)
  const items = indexed(context, 'The agent settings of repositories')?.filter(
    (repository) =>
      !repository.archived && (agent.enabledFor === 'all' || selected.has(nameOf(repository).toLowerCase())),
  )
  if (items === undefined) return
  await askEach(context, { items, nameOf, what: 'Agent settings of' }, (repository, asker) =>
    readConfiguration(context, repository, asker),
  )
}

async function readConfiguration(
  context: GithubContext,
  repository: IndexedRepository,
  asker: GithubContext,
): Promise<void> {
  const row = await one(asker, getAgentConfiguration, ofOrganization(context, repository))
  const name = fullName(context, repository.name)
  const facts: AgentConfigurationFacts = {
    repository: name,
    repositoryId: repository.id,
    firewall: row.is_firewall_enabled ?? unknown('unsupported'),
    workflowsNeedApproval: row.require_actions_workflow_approval ?? unknown('unsupported'),
    mcpServers: mcpServersOf(row.mcp_configuration, context.io.fingerprint),
  }
  if (facts.mcpServers !== null && 'unknown' in facts.mcpServers)
    context.gap({ reason: 'failed', detail: `The MCP configuration of ${name} has another form than is known.` })
  context.emit({
    type: 'resource',
    id: idOf(context, 'agent-configuration', repository.id),
    ...placeOf(context),
    kind: 'agent-configuration',
    nativeId: name,
    name: `Copilot cloud agent in ${name}`,
    facts,
  })
}
