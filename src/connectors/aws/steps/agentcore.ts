import { isKnown, unknown, type Facts } from '../../../model/index.ts'
import type { Step, StepMeta } from '../../contract.ts'
import { agentRoles, type AgentRoles } from '../agent-roles.ts'
import { all } from '../../shared/fan-out.ts'
import { acrossRegions, from, pages, type AwsContext, type Region } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { configuration, emitWorkload, instantOf, nameOf, resourceId } from '../workload.ts'
import { workloadIdentityId } from './agentcore-identities.ts'

export const agentcore = {
  id: 'agentcore',
  title: 'AgentCore runtimes and gateways',
  tier: 'core',
  scopes: ['account'],
  needs: [
    'bedrock-agentcore:ListAgentRuntimes',
    'bedrock-agentcore:GetAgentRuntime',
    'bedrock-agentcore:ListGateways',
    'bedrock-agentcore:GetGateway',
  ],
  emits: ['workloads', 'agentcore', 'agents'],
  after: ['regions'],
  group: 'resource-map',
} as const satisfies StepMeta

export const listAgentcore: Step<AwsSession> = async (context) => {
  const roles = agentRoles('Amazon Bedrock AgentCore')
  await acrossRegions(context, targets.agentcore, async (region) => {
    await region.attempt(readRuntimes(context, region, roles))
    await region.attempt(readGateways(context, region))
  })
  roles.emit(context)
}

async function readRuntimes(context: AwsContext, region: Region, roles: AgentRoles): Promise<void> {
  const list = (nextToken?: string) =>
    region.ask('agentcore', 'ListAgentRuntimes', (core, o) => core.listAgentRuntimes({ nextToken, maxResults: 100 }, o))
  for await (const page of pages('bedrock-agentcore:ListAgentRuntimes', list, (p) => p.nextToken))
    await all(page.agentRuntimes ?? [], async ({ agentRuntimeId, agentRuntimeArn: arn, agentRuntimeName, status }) => {
      if (!agentRuntimeId || !arn) return
      const answer = await region.attempt(
        region.ask('agentcore', 'GetAgentRuntime', (core, o) => core.getAgentRuntime({ agentRuntimeId }, o)),
      )
      if (answer === null) return
      const name = agentRuntimeName ?? nameOf(arn)
      const roleArn = from(answer, (runtime) => runtime.roleArn ?? null)
      const identity = isKnown(answer) ? answer.workloadIdentityDetails?.workloadIdentityArn : undefined
      emitWorkload(context, {
        kind: 'bedrock-agentcore:runtime',
        arn,
        name,
        region: region.name,
        roleArn,
        source: 'bedrock-agentcore:GetAgentRuntime',
        facts: {
          status: status ?? null,
          createdAt: from(answer, ({ createdAt }) => instantOf(createdAt)),
          networkMode: from(answer, ({ networkConfiguration }) => networkConfiguration?.networkMode ?? null),
          protocol: from(answer, ({ protocolConfiguration }) => protocolConfiguration?.serverProtocol ?? null),
          workloadIdentityArn: from(answer, () => identity ?? null),
          ...(isKnown(answer)
            ? {
                ...authorizerFacts(answer.authorizerConfiguration),
                ...configuration(context, Object.entries(answer.environmentVariables ?? {})),
              }
            : { authorizerType: answer, configSecrets: answer }),
        },
      })
      if (identity)
        linkIdentity(
          context,
          resourceId(context, 'bedrock-agentcore:runtime', arn),
          identity,
          'bedrock-agentcore:GetAgentRuntime',
          region,
        )
      roles.add(roleArn, `runs the AgentCore runtime ${name} (bedrock-agentcore:GetAgentRuntime)`)
    })
}

async function readGateways(context: AwsContext, region: Region): Promise<void> {
  const { partition, accountId } = context.session
  const list = (nextToken?: string) =>
    region.ask('agentcore', 'ListGateways', (core, o) => core.listGateways({ nextToken, maxResults: 100 }, o))
  for await (const page of pages('bedrock-agentcore:ListGateways', list, (p) => p.nextToken))
    await all(page.items ?? [], async ({ gatewayId, name, status, authorizerType, createdAt, protocolType }) => {
      if (!gatewayId) return
      const answer = await region.attempt(
        region.ask('agentcore', 'GetGateway', (core, o) => core.getGateway({ gatewayIdentifier: gatewayId }, o)),
      )
      if (answer === null) return
      const known = isKnown(answer) ? answer : undefined
      const arn =
        known?.gatewayArn ?? `arn:${partition}:bedrock-agentcore:${region.name}:${accountId}:gateway/${gatewayId}`
      emitWorkload(context, {
        kind: 'bedrock-agentcore:gateway',
        arn,
        name: name ?? gatewayId,
        region: region.name,
        roleArn: from(answer, ({ roleArn }) => roleArn ?? null),
        source: 'bedrock-agentcore:GetGateway',
        facts: {
          status: status ?? null,
          createdAt: instantOf(createdAt),
          protocol: protocolType ?? null,
          ...authorizerFacts(known?.authorizerConfiguration),
          authorizerType: authorizerType ?? unknown('failed'),
        },
      })
      const identity = known?.workloadIdentityDetails?.workloadIdentityArn
      if (identity)
        linkIdentity(
          context,
          resourceId(context, 'bedrock-agentcore:gateway', arn),
          identity,
          'bedrock-agentcore:GetGateway',
          region,
        )
    })
}

interface Authorizer {
  readonly customJWTAuthorizer?:
    | {
        readonly discoveryUrl?: string | undefined
        readonly allowedAudience?: readonly string[] | undefined
        readonly allowedClients?: readonly string[] | undefined
      }
    | undefined
}

/** Without an authorizer of its own a runtime takes requests signed with IAM. */
function authorizerFacts(authorizer: Authorizer | undefined): Facts {
  const jwt = authorizer?.customJWTAuthorizer
  if (jwt === undefined) return { authorizerType: 'AWS_IAM' }
  return {
    authorizerType: 'CUSTOM_JWT',
    discoveryUrl: jwt.discoveryUrl ?? null,
    allowedAudience: jwt.allowedAudience ?? null,
    allowedClients: jwt.allowedClients ?? null,
  }
}

function linkIdentity(context: AwsContext, workload: string, identity: string, source: string, region: Region): void {
  context.emit({
    type: 'edge',
    kind: 'runs-as',
    from: workload,
    to: workloadIdentityId(context, identity),
    evidence: [{ source, detail: region.name }],
  })
}
