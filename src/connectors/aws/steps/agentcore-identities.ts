import { entityId, isKnown, unknown } from '../../../model/index.ts'
import type { Step, StepMeta } from '../../contract.ts'
import { all } from '../../shared/fan-out.ts'
import { acrossRegions, from, pages, type AwsContext, type Region } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { instantOf, nameOf, resourceOf } from '../workload.ts'

export const agentcoreIdentities = {
  id: 'agentcore-identities',
  title: 'AgentCore workload identities and credential providers',
  tier: 'core',
  scopes: ['account'],
  needs: [
    'bedrock-agentcore:ListWorkloadIdentities',
    'bedrock-agentcore:GetWorkloadIdentity',
    'bedrock-agentcore:ListApiKeyCredentialProviders',
    'bedrock-agentcore:ListOauth2CredentialProviders',
  ],
  emits: ['agents'],
  after: ['regions'],
  group: 'resource-map',
} as const satisfies StepMeta

export const listAgentcoreIdentities: Step<AwsSession> = (context) =>
  acrossRegions(context, targets.agentcore, async (region) => {
    await region.attempt(readIdentities(context, region))
    await region.attempt(readApiKeyProviders(context, region))
    await region.attempt(readOauthProviders(context, region))
  })

export function workloadIdentityId(context: AwsContext, arn: string): string {
  return entityId('aws', context.session.accountId, 'agentcore-workload-identity', arn)
}

async function readIdentities(context: AwsContext, region: Region): Promise<void> {
  // Twenty is the most that one page may hold.
  const list = (nextToken?: string) =>
    region.ask('agentcore', 'ListWorkloadIdentities', (core, o) =>
      core.listWorkloadIdentities({ nextToken, maxResults: 20 }, o),
    )
  for await (const page of pages('bedrock-agentcore:ListWorkloadIdentities', list, (p) => p.nextToken))
    await all(page.workloadIdentities ?? [], async ({ name, workloadIdentityArn: arn }) => {
      if (!name || !arn) return
      const answer = await region.attempt(
        region.ask('agentcore', 'GetWorkloadIdentity', (core, o) => core.getWorkloadIdentity({ name }, o)),
      )
      if (answer === null) return
      const notRead = unknown('not-collected')
      context.emit({
        type: 'identity',
        id: workloadIdentityId(context, arn),
        provider: 'aws',
        scope: context.scope.id,
        kind: 'agentcore-workload-identity',
        nativeId: arn,
        name,
        createdAt: from(answer, ({ createdTime }) => instantOf(createdTime)),
        // It cannot be switched off, only deleted.
        enabled: true,
        class: 'ai',
        ai: {
          kind: 'agent',
          vendor: 'Amazon Bedrock AgentCore',
          models: [],
          confidence: 1,
          evidence: ['bedrock-agentcore:ListWorkloadIdentities'],
        },
        environment: notRead,
        purpose: notRead,
        tags: notRead,
        facts: {
          region: region.name,
          allowedResourceOauth2ReturnUrls: isKnown(answer)
            ? [...(answer.allowedResourceOauth2ReturnUrls ?? [])]
            : answer,
        },
      })
    })
}

interface Provider {
  readonly name: string | undefined
  readonly credentialProviderArn: string | undefined
  readonly createdTime: Date | undefined
}

async function readApiKeyProviders(context: AwsContext, region: Region): Promise<void> {
  const list = (nextToken?: string) =>
    region.ask('agentcore', 'ListApiKeyCredentialProviders', (core, o) =>
      core.listApiKeyCredentialProviders({ nextToken, maxResults: 100 }, o),
    )
  for await (const page of pages('bedrock-agentcore:ListApiKeyCredentialProviders', list, (p) => p.nextToken))
    for (const row of page.credentialProviders ?? []) emitProvider(context, region, row, 'api-key', null)
}

async function readOauthProviders(context: AwsContext, region: Region): Promise<void> {
  const list = (nextToken?: string) =>
    region.ask('agentcore', 'ListOauth2CredentialProviders', (core, o) =>
      core.listOauth2CredentialProviders({ nextToken, maxResults: 20 }, o),
    )
  for await (const page of pages('bedrock-agentcore:ListOauth2CredentialProviders', list, (p) => p.nextToken))
    for (const row of page.credentialProviders ?? [])
      emitProvider(context, region, row, 'oauth2', row.credentialProviderVendor ?? null)
}

/** Through it an agent gets credentials of a third party; the credential itself is in Secrets Manager. */
function emitProvider(
  context: AwsContext,
  region: Region,
  row: Provider,
  type: 'api-key' | 'oauth2',
  vendor: string | null,
): void {
  const { credentialProviderArn: arn, name, createdTime } = row
  if (!arn) return
  context.emit({
    ...resourceOf(context, 'bedrock-agentcore:credential-provider', arn, name ?? nameOf(arn)),
    facts: { region: region.name, type, vendor, createdAt: instantOf(createdTime) },
  })
}
