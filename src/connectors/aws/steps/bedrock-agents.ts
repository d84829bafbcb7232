import { isKnown, type Facts } from '../../../model/index.ts'
import type { Step, StepMeta } from '../../contract.ts'
import { agentRoles, type AgentRoles } from '../agent-roles.ts'
import { acrossRegions, firstThenRest, from, pages, type AwsContext, type Region } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { emitWorkload, instantOf } from '../workload.ts'

export const bedrockAgents = {
  id: 'bedrock-agents',
  title: 'Bedrock agents',
  tier: 'core',
  scopes: ['account'],
  needs: ['bedrock:ListAgents', 'bedrock:GetAgent', 'bedrock:ListAgentActionGroups'],
  emits: ['workloads', 'bedrock-agents', 'agents'],
  after: ['regions'],
  group: 'resource-map',
} as const satisfies StepMeta

export const listBedrockAgents: Step<AwsSession> = async (context) => {
  const roles = agentRoles('Amazon Bedrock')
  const seen: Seen = { answered: false }
  await acrossRegions(context, targets.bedrockAgents, async (region) => {
    const list = (nextToken?: string) =>
      region.ask('bedrockAgent', 'ListAgents', (bedrock, o) => bedrock.listAgents({ nextToken, maxResults: 100 }, o))
    for await (const page of pages('bedrock:ListAgents', list, (p) => p.nextToken))
      await firstThenRest(page.agentSummaries ?? [], (row) => readAgent(context, region, row, { roles, seen }))
  })
  roles.emit(context)
}

interface AgentSummary {
  readonly agentId: string | undefined
  readonly agentName: string | undefined
}

/** Once one agent was told of, a refusal is about another one's own key, not about the permission. */
interface Seen {
  answered: boolean
}

/** The list carries no role. The agent's instructions are its owner's text: they are not kept. */
async function readAgent(
  context: AwsContext,
  region: Region,
  { agentId, agentName }: AgentSummary,
  { roles, seen }: { readonly roles: AgentRoles; readonly seen: Seen },
): Promise<void> {
  if (!agentId) return
  const answer = await region.attempt(
    region.ask('bedrockAgent', 'GetAgent', (bedrock, o) => bedrock.getAgent({ agentId }, o), {
      perResource: seen.answered,
    }),
  )
  seen.answered ||= isKnown(answer)
  if (answer === null) return
  const { partition, accountId } = context.session
  const agent = isKnown(answer) ? answer.agent : undefined
  const arn = agent?.agentArn ?? `arn:${partition}:bedrock:${region.name}:${accountId}:agent/${agentId}`
  const name = agentName ?? agentId
  const actionGroups = await region.attempt(actionGroupsOf(region, agentId))
  const facts: Facts = {
    status: from(answer, () => agent?.agentStatus ?? null),
    createdAt: from(answer, () => instantOf(agent?.createdAt)),
    foundationModel: from(answer, () => agent?.foundationModel ?? null),
    guardrail: from(answer, () => agent?.guardrailConfiguration?.guardrailIdentifier ?? null),
    collaboration: from(answer, () => agent?.agentCollaboration ?? null),
    memory: from(answer, () => (agent?.memoryConfiguration?.enabledMemoryTypes?.length ?? 0) > 0),
    actionGroups,
  }
  const roleArn = from(answer, () => agent?.agentResourceRoleArn ?? null)
  emitWorkload(context, {
    kind: 'bedrock:agent',
    arn,
    name,
    region: region.name,
    roleArn,
    source: 'bedrock:GetAgent',
    facts,
  })
  roles.add(roleArn, `runs the Bedrock agent ${name} (bedrock:GetAgent)`, agent?.foundationModel)
}

async function actionGroupsOf(region: Region, agentId: string): Promise<readonly string[]> {
  const names: string[] = []
  const list = (nextToken?: string) =>
    region.ask('bedrockAgent', 'ListAgentActionGroups', (bedrock, o) =>
      bedrock.listAgentActionGroups({ agentId, agentVersion: 'DRAFT', nextToken, maxResults: 100 }, o),
    )
  for await (const page of pages('bedrock:ListAgentActionGroups', list, (p) => p.nextToken))
    for (const { actionGroupName, actionGroupState } of page.actionGroupSummaries ?? [])
      if (actionGroupName && actionGroupState !== 'DISABLED') names.push(actionGroupName)
  return names.toSorted()
}
