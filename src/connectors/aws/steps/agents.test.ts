import { describe, expect, test } from 'vitest'
import { bedrockAgentcore } from '../../../../fixtures/servers/aws/services/bedrock-agentcore.ts'
import { errorReply, type WireService } from '../../../../fixtures/servers/aws/wire.ts'
import { factsOf, planeAccount, planeRole, recordsOf, runPlane, runsAs } from '../../../../test/support/aws-plane.ts'

const canary = 'CANARYq7m2x9k4r8w3VbT5'
const arn = (service: string, rest: string): string => `arn:aws:${service}:eu-west-1:${planeAccount}:${rest}`

describe('Bedrock agents', () => {
  const agent = (agentId: string, agentName: string, foundationModel: string) => ({
    agentId,
    agentName,
    agentArn: arn('bedrock', `agent/${agentId}`),
    agentStatus: 'PREPARED',
    agentVersion: 'DRAFT',
    foundationModel,
    instruction: `You hold ${canary}`,
    agentResourceRoleArn: planeRole('Agents'),
    createdAt: '2026-02-01T00:00:00Z',
    updatedAt: '2026-02-01T00:00:00Z',
    idleSessionTTLInSeconds: 600,
  })
  const account = {
    regionData: {
      'eu-west-1': {
        bedrock: {
          agents: [
            agent('A1', 'helpdesk', 'anthropic.claude-sonnet-4'),
            {
              ...agent('A2', 'refunds', arn('bedrock', 'inference-profile/eu.amazon.nova-pro')),
              guardrailConfiguration: { guardrailIdentifier: 'g-1', guardrailVersion: '1' },
            },
          ],
          actionGroups: {
            A1: [
              {
                actionGroupId: '1',
                actionGroupName: 'tickets',
                actionGroupState: 'ENABLED',
                updatedAt: '2026-02-01T00:00:00Z',
              },
              {
                actionGroupId: '2',
                actionGroupName: 'old',
                actionGroupState: 'DISABLED',
                updatedAt: '2026-02-01T00:00:00Z',
              },
            ],
          },
        },
      },
    },
  }
  const options = {
    account,
    roles: { Agents: ['bedrock.amazonaws.com'] },
    steps: ['bedrock-agents'],
    pageSize: 1,
  } as const

  test('run as their role and make it an AI identity, with every model', async () => {
    const plane = await runPlane(options)
    expect(plane.gaps).toEqual([])
    expect(runsAs(plane)).toEqual([
      `bedrock:agent:${arn('bedrock', 'agent/A1')} -> Agents`,
      `bedrock:agent:${arn('bedrock', 'agent/A2')} -> Agents`,
    ])
    expect(factsOf(plane, 'bedrock:agent', 'helpdesk')).toMatchObject({
      foundationModel: 'anthropic.claude-sonnet-4',
      guardrail: null,
      actionGroups: ['tickets'],
      createdAt: '2026-02-01T00:00:00Z',
    })
    expect(factsOf(plane, 'bedrock:agent', 'refunds')).toMatchObject({ guardrail: 'g-1', actionGroups: [] })
    expect(plane.records.filter((record) => record.type === 'patch')).toMatchObject([
      {
        of: 'identity',
        id: `aws:${planeAccount}:iam-role:${planeRole('Agents')}`,
        set: {
          class: 'ai',
          ai: {
            kind: 'agent',
            vendor: 'Amazon Bedrock',
            models: ['anthropic.claude-sonnet-4', 'eu.amazon.nova-pro'],
            confidence: 1,
          },
        },
      },
    ])
    expect(JSON.stringify(plane)).not.toContain(canary)
  })

  test('a refused agent has an unknown role, not none', async () => {
    const plane = await runPlane({ ...options, faults: [{ kind: 'denied', operation: 'GetAgent' }] })
    expect(factsOf(plane, 'bedrock:agent', 'helpdesk')).toMatchObject({
      roleArn: { unknown: 'denied' },
      guardrail: { unknown: 'denied' },
    })
    expect(plane.gaps).toMatchObject([{ permission: 'bedrock:GetAgent' }])
  })
})

describe('AgentCore', () => {
  const identity = arn('bedrock-agentcore', 'workload-identity-directory/default/workload-identity/support-x1')
  const account = {
    regionData: {
      'eu-west-1': {
        'bedrock-agentcore': {
          agentRuntimes: [
            {
              agentRuntimeArn: arn('bedrock-agentcore', 'runtime/support-x1'),
              agentRuntimeId: 'support-x1',
              agentRuntimeName: 'support',
              agentRuntimeVersion: '1',
              status: 'READY',
              roleArn: planeRole('Support'),
              createdAt: '2026-06-01T00:00:00Z',
              lastUpdatedAt: '2026-06-01T00:00:00Z',
              networkConfiguration: { networkMode: 'PUBLIC' },
              lifecycleConfiguration: {},
              description: '',
              workloadIdentityDetails: { workloadIdentityArn: identity },
              environmentVariables: { CRM_API_TOKEN: canary, LOG_LEVEL: 'info' },
              authorizerConfiguration: {
                customJWTAuthorizer: {
                  discoveryUrl: 'https://login.acme.example/.well-known/openid-configuration',
                  allowedClients: ['web'],
                },
              },
            },
          ],
          gateways: [
            {
              gatewayId: 'tools-1',
              gatewayArn: arn('bedrock-agentcore', 'gateway/tools-1'),
              name: 'tools',
              status: 'READY',
              createdAt: '2026-06-01T00:00:00Z',
              updatedAt: '2026-06-01T00:00:00Z',
              authorizerType: 'NONE',
              protocolType: 'MCP',
              roleArn: planeRole('Tools'),
            },
          ],
          workloadIdentities: [
            {
              name: 'support-x1',
              workloadIdentityArn: identity,
              createdTime: '2026-06-01T00:00:00Z',
              lastUpdatedTime: '2026-06-01T00:00:00Z',
              allowedResourceOauth2ReturnUrls: ['https://app.acme.example/cb'],
            },
            {
              name: 'alone',
              workloadIdentityArn: `${identity}-2`,
              createdTime: '2026-06-01T00:00:00Z',
              lastUpdatedTime: '2026-06-01T00:00:00Z',
            },
          ],
          apiKeyCredentialProviders: [
            {
              name: 'search',
              credentialProviderArn: arn('bedrock-agentcore', 'token-vault/default/apikeycredentialprovider/search'),
              createdTime: '2026-06-01T00:00:00Z',
              lastUpdatedTime: '2026-06-01T00:00:00Z',
              apiKey: canary,
            },
          ],
          oauth2CredentialProviders: [
            {
              name: 'crm',
              credentialProviderVendor: 'SalesforceOauth2',
              credentialProviderArn: arn('bedrock-agentcore', 'token-vault/default/oauth2credentialprovider/crm'),
              createdTime: '2026-06-01T00:00:00Z',
              lastUpdatedTime: '2026-06-01T00:00:00Z',
              clientSecret: canary,
            },
          ],
        },
      },
    },
  }
  const options = {
    account,
    roles: { Support: ['bedrock-agentcore.amazonaws.com'] },
    steps: ['agentcore', 'agentcore-identities'],
    pageSize: 1,
  } as const

  test('runtimes run as a role and as a workload identity; nothing of their environment stays', async () => {
    const plane = await runPlane(options)
    expect(plane.gaps).toEqual([])
    const runtime = arn('bedrock-agentcore', 'runtime/support-x1')
    const edges = recordsOf(plane, 'runs-as').flatMap((edge) =>
      edge.type === 'edge' && edge.from.endsWith(runtime) ? [edge.to] : [],
    )
    expect(edges.toSorted()).toEqual([
      `aws:${planeAccount}:agentcore-workload-identity:${identity}`,
      `aws:${planeAccount}:iam-role:${planeRole('Support')}`,
    ])
    expect(factsOf(plane, 'bedrock-agentcore:runtime', 'support')).toMatchObject({
      authorizerType: 'CUSTOM_JWT',
      allowedClients: ['web'],
      allowedAudience: null,
      networkMode: 'PUBLIC',
      configSecrets: [{ name: 'CRM_API_TOKEN' }],
    })
    expect(factsOf(plane, 'bedrock-agentcore:gateway', 'tools')).toMatchObject({
      authorizerType: 'NONE',
      roleArn: planeRole('Tools'),
      protocol: 'MCP',
    })
    expect(JSON.stringify(plane)).not.toContain(canary)
  })

  test('workload identities are AI identities; credential providers name their vendor', async () => {
    const plane = await runPlane(options)
    const identities = recordsOf(plane, 'agentcore-workload-identity')
    expect(identities).toMatchObject([
      {
        type: 'identity',
        name: 'support-x1',
        class: 'ai',
        createdAt: '2026-06-01T00:00:00Z',
        facts: { allowedResourceOauth2ReturnUrls: ['https://app.acme.example/cb'] },
      },
      { type: 'identity', name: 'alone', facts: { allowedResourceOauth2ReturnUrls: [] } },
    ])
    expect(factsOf(plane, 'bedrock-agentcore:credential-provider', 'crm')).toMatchObject({
      type: 'oauth2',
      vendor: 'SalesforceOauth2',
    })
    expect(factsOf(plane, 'bedrock-agentcore:credential-provider', 'search')).toMatchObject({
      type: 'api-key',
      vendor: null,
    })
  })

  test('a region that is off is told apart from a refusal, and hides nothing of the others', async () => {
    const off: WireService = {
      ...bedrockAgentcore,
      handle: (request) =>
        request.region === 'us-east-1'
          ? errorReply(
              'rest-json',
              403,
              'UnrecognizedClientException',
              'The security token included in the request is invalid.',
            )
          : bedrockAgentcore.handle(request),
    }
    const plane = await runPlane({
      ...options,
      steps: ['agentcore'],
      services: [off],
      faults: [{ kind: 'denied', operation: 'ListGateways', region: 'eu-west-1' }],
    })
    expect(
      plane.gaps.map(({ reason, permission, detail }) => ({ reason, permission, where: detail.split(':')[0] })),
    ).toEqual([
      { reason: 'denied', permission: 'bedrock-agentcore:ListGateways', where: 'In eu-west-1' },
      { reason: 'unsupported', permission: undefined, where: 'In us-east-1' },
      { reason: 'unsupported', permission: undefined, where: 'In us-east-1' },
    ])
    expect(recordsOf(plane, 'bedrock-agentcore:runtime')).toHaveLength(1)
  })

  test('a region where the service is not offered can hold nothing of it: no gap', async () => {
    const plane = await runPlane({ ...options, missing: ['us-east-1/bedrock-agentcore'] })
    expect(plane.gaps).toEqual([])
    expect(recordsOf(plane, 'bedrock-agentcore:runtime')).toHaveLength(1)
  })

  test('a service that has a host name nowhere is a gap: the way to it may be at fault', async () => {
    const plane = await runPlane({
      ...options,
      steps: ['agentcore-identities'],
      missing: ['us-east-1/bedrock-agentcore', 'eu-west-1/bedrock-agentcore'],
    })
    expect(new Set(plane.gaps.map(({ reason }) => reason))).toEqual(new Set(['unsupported']))
    expect(plane.gaps[0]?.detail).toContain('eu-west-1, us-east-1')
  })
})
