import type { AnthropicAgentFacts } from '../../../model/facts/anthropic.ts'
import { entityId, isKnown, unknown } from '../../../model/index.ts'
import type { Known } from '../../../model/index.ts'
import { AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { all as together } from '../../shared/fan-out.ts'
import { collectMisses } from '../../shared/misses.ts'
import type { Asker } from '../../shared/vendor/index.ts'
import { all, operationOf } from '../../shared/vendor/index.ts'
import { workspaceDeveloper } from '../needs.ts'
import { idOf, instantOf, placeOf, untold } from '../place.ts'
import type { AnthropicContext } from '../place.ts'
import { listAgents } from '../routes/agents.ts'
import type { AgentAnswer } from '../routes/agents.ts'

export const agentsMeta = {
  id: 'agents',
  title: 'Managed agents, with their tools and what they act as',
  tier: 'deep',
  scopes: ['organization'],
  needs: [workspaceDeveloper],
  emits: ['agents'],
  after: ['workspaces'],
} as const satisfies StepMeta

/** One list a workspace, under a key of that workspace: no sign-in of the organization opens it. */
export async function agents(context: AnthropicContext): Promise<void> {
  const { workspaces, facts } = context.session
  const listed = [...(facts.workspaces?.byId.values() ?? [])].filter(({ archived }) => !archived)
  const unsigned = listed.filter(({ id }) => !workspaces.has(id))
  if (unsigned.length > 0 || facts.workspaces === undefined || workspaces.size === 0)
    context.gap({
      reason: 'not-collected',
      permission: workspaceDeveloper,
      detail: `Managed agents are listed with a key of their workspace (auth.workspaceKeyEnvs): ${missing(unsigned.map(({ name }) => name))}.`,
    })
  const misses = collectMisses()
  await together([...workspaces], async ([workspace, vendor]) => {
    const asker: Asker = { call: context.call, gap: context.gap, session: { vendor } }
    try {
      for (const row of await all(asker, listAgents)) emitAgent(context, workspace, row)
    } catch (error) {
      if (!(error instanceof AccessError || error instanceof VendorError)) throw error
      misses.addError(facts.workspaces?.byId.get(workspace)?.name ?? workspace, error)
    }
  })
  misses.tell(context, 'Agents of')
}

function missing(names: readonly string[]): string {
  if (names.length === 0) return 'not every workspace is known, or none has one'
  const told = names.toSorted().slice(0, 5).join(', ')
  return `there is none for ${told}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`
}

function emitAgent(context: AnthropicContext, workspace: string, row: AgentAnswer): void {
  const model = typeof row.model === 'string' ? row.model : row.model.id
  const awsRole = awsRoleOf(row.execution_identity)
  const facts = {
    agentId: row.id,
    workspaceId: workspace,
    model,
    tools: [...new Set((row.tools ?? []).map(({ type }) => type))].toSorted(),
    runsUnasked: runsUnasked(row.tools ?? []),
    mcpHosts: [...new Set((row.mcp_servers ?? []).flatMap(({ url }) => hostOf(url)))].toSorted(),
    awsRole,
  } satisfies AnthropicAgentFacts
  const id = idOf(context, 'agent', row.id)
  context.emit({
    type: 'identity',
    ...placeOf(context),
    ...untold,
    id,
    kind: 'agent',
    nativeId: row.id,
    name: row.name,
    createdAt: instantOf(row.created_at),
    enabled: row.archived_at === null || row.archived_at === undefined,
    class: 'ai',
    ai: { kind: 'agent', vendor: 'Anthropic', models: [model], confidence: 1, evidence: [operationOf(listAgents)] },
    facts,
  })
  if (isKnown(awsRole)) emitRole(context, id, row.id, awsRole)
}

/** null: a service account of Anthropic's. */
function awsRoleOf(identity: AgentAnswer['execution_identity']): Known<string> {
  if (identity === null || identity === undefined || identity.type === 'service_account') return null
  if (identity.type !== 'aws_role') return unknown('failed')
  return identity.role_arn ?? unknown('unsupported')
}

/** By the id that the AWS connector gives the role, so that what it may is followed on from here. */
function emitRole(context: AnthropicContext, from: string, agent: string, arn: string): void {
  context.emit({
    type: 'edge',
    kind: 'runs-as',
    from,
    to: entityId('aws', arn.split(':')[4] ?? '', 'iam-role', arn),
    level: 'configured',
    evidence: [{ source: operationOf(listAgents), detail: `${agent} execution_identity ${arn}` }],
  })
}

/** https://platform.claude.com/docs/en/managed-agents/tools: `always_allow` asks nobody; `auto` leaves it to a model. */
function runsUnasked(tools: NonNullable<AgentAnswer['tools']>): Known<boolean> {
  const policies = tools
    .flatMap(({ default_config, configs }) => [default_config, ...(configs ?? [])])
    .flatMap((config) => config?.permission_policy?.type ?? [])
  if (policies.some((type) => type === 'always_allow' || type === 'auto')) return true
  return policies.every((type) => type === 'always_ask') ? false : unknown('failed')
}

function hostOf(url: string): readonly string[] {
  return URL.canParse(url) ? [new URL(url).hostname] : []
}
