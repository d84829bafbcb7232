/** An account with one of everything that the regional steps read, and a planted secret wherever one could stand. */
import { accountOf, estateOf, type Estate } from '../../fixtures/servers/aws/estate.ts'
import { regionOf, type RegionEstate } from '../../fixtures/servers/aws/services/estate-types.ts'
import { roleRow, trusts } from './aws-estate.ts'
import { account, arn, compute, created, home, regionsCanary, role } from './aws-regions-workloads.ts'

export { regionsCanary }

const trusted: { readonly [name: string]: string } = {
  Functions: 'lambda',
  Tasks: 'ecs-tasks',
  Hosts: 'ec2',
  Cluster: 'eks',
  Pods: 'pods.eks',
  Etl: 'glue',
  Build: 'codebuild',
  Stacks: 'cloudformation',
  Lab: 'sagemaker',
  Web: 'tasks.apprunner',
  Flow: 'states',
  Agent: 'bedrock',
  Runtime: 'bedrock-agentcore',
  Onprem: 'rolesanywhere',
}

const hostsProfile = { InstanceProfileName: 'Hosts', Arn: `arn:aws:iam::${account}:instance-profile/Hosts`, Roles: [] }

const roles = Object.entries(trusted).map(([name, service]) =>
  roleRow(account, name, [trusts({ Service: `${service}.amazonaws.com` })], {
    InstanceProfileList: name === 'Hosts' ? [hostsProfile] : [],
  }),
)

const identity = arn('bedrock-agentcore', 'workload-identity-directory/default/workload-identity/support')
const analyzer = arn('access-analyzer', 'analyzer/account')

const agents: RegionEstate = {
  bedrock: {
    agents: [
      {
        agentId: 'A1',
        agentName: 'helpdesk',
        agentArn: arn('bedrock', 'agent/A1'),
        agentStatus: 'PREPARED',
        agentResourceRoleArn: role('Agent'),
        foundationModel: 'anthropic.claude-sonnet-4',
        createdAt: created,
        updatedAt: created,
        instruction: regionsCanary,
      },
    ],
    actionGroups: {
      A1: [{ actionGroupId: '1', actionGroupName: 'tickets', actionGroupState: 'ENABLED', updatedAt: created }],
    },
  },
  'bedrock-agentcore': {
    agentRuntimes: [
      {
        agentRuntimeId: 'r1',
        agentRuntimeArn: arn('bedrock-agentcore', 'runtime/r1'),
        agentRuntimeName: 'support',
        agentRuntimeVersion: '1',
        status: 'READY',
        roleArn: role('Runtime'),
        createdAt: created,
        lastUpdatedAt: created,
        workloadIdentityDetails: { workloadIdentityArn: identity },
        environmentVariables: { CRM_TOKEN: regionsCanary },
      },
    ],
    gateways: [
      {
        gatewayId: 'g1',
        gatewayArn: arn('bedrock-agentcore', 'gateway/g1'),
        name: 'tools',
        status: 'READY',
        authorizerType: 'NONE',
        roleArn: role('Runtime'),
        createdAt: created,
        updatedAt: created,
      },
    ],
    codeInterpreters: [
      {
        codeInterpreterId: 'c1',
        codeInterpreterArn: arn('bedrock-agentcore', 'code-interpreter-custom/c1'),
        name: 'sums',
        status: 'READY',
        executionRoleArn: role('Runtime'),
        createdAt: created,
        lastUpdatedAt: created,
      },
    ],
    workloadIdentities: [
      { name: 'support', workloadIdentityArn: identity, createdTime: created, lastUpdatedTime: created },
    ],
    apiKeyCredentialProviders: [
      {
        name: 'search',
        credentialProviderArn: arn('bedrock-agentcore', 'apikey/search'),
        createdTime: created,
        lastUpdatedTime: created,
        apiKey: regionsCanary,
      },
    ],
    oauth2CredentialProviders: [
      {
        name: 'crm',
        credentialProviderArn: arn('bedrock-agentcore', 'oauth2/crm'),
        credentialProviderVendor: 'SalesforceOauth2',
        createdTime: created,
        lastUpdatedTime: created,
        clientSecret: regionsCanary,
      },
    ],
  },
}

const secretArn = arn('secretsmanager', 'secret:orders-AbCdEf')
const kept: RegionEstate = {
  secretsmanager: {
    SecretList: [{ ARN: secretArn, Name: 'orders', CreatedDate: created, SecretString: regionsCanary }],
    ResourcePolicies: { [secretArn]: { Version: '2012-10-17', Statement: [] } },
  },
  ssm: {
    Parameters: [{ Name: '/orders/db-password', Type: 'String', LastModifiedDate: created, Value: regionsCanary }],
    InstanceInformationList: [{ InstanceId: 'i-1', PingStatus: 'Online' }],
  },
  rolesanywhere: {
    trustAnchors: [
      {
        trustAnchorArn: arn('rolesanywhere', 'trust-anchor/1'),
        name: 'ca',
        enabled: true,
        source: { sourceType: 'CERTIFICATE_BUNDLE' },
      },
    ],
    profiles: [
      { profileArn: arn('rolesanywhere', 'profile/1'), name: 'batch', enabled: true, roleArns: [role('Onprem')] },
    ],
    subjects: [
      {
        subjectArn: arn('rolesanywhere', 'subject/1'),
        x509Subject: 'CN=batch',
        enabled: true,
        lastSeenAt: created,
        createdAt: created,
      },
    ],
  },
  'access-analyzer': {
    analyzers: [{ arn: analyzer, name: 'account', type: 'ACCOUNT', status: 'ACTIVE', createdAt: created }],
    findings: {
      [analyzer]: [
        {
          id: 'f-1',
          status: 'ACTIVE',
          resourceType: 'AWS::IAM::Role',
          findingType: 'ExternalAccess',
          resource: role('Web'),
          resourceOwnerAccount: account,
          analyzedAt: created,
          createdAt: created,
          updatedAt: created,
        },
      ],
    },
  },
}

const elsewhere: RegionEstate = {
  ecs: {
    clusters: [{ clusterArn: arn('ecs', 'cluster/idle', 'us-east-1') }],
    taskDefinitions: [
      {
        taskDefinitionArn: arn('ecs', 'task-definition/later:1', 'us-east-1'),
        family: 'later',
        revision: 1,
        taskRoleArn: role('Tasks'),
        containerDefinitions: [{ name: 'app', environment: [{ name: 'API_TOKEN', value: regionsCanary }] }],
      },
    ],
  },
  lambda: {
    Functions: [
      { FunctionName: 'edge', FunctionArn: arn('lambda', 'function:edge', 'us-east-1'), Role: role('Functions') },
    ],
  },
  cloudtrail: {
    Events: [
      {
        EventId: '1',
        EventName: 'CreateUser',
        EventTime: created,
        Username: 'ana',
        CloudTrailEvent: {
          userIdentity: { arn: `arn:aws:iam::${account}:user/ana` },
          requestParameters: { note: regionsCanary },
          responseElements: { user: { arn: `arn:aws:iam::${account}:user/ci` } },
        },
      },
    ],
  },
}

/** Without a Resource Explorer index every region is asked; with one, only where it shows something. */
export function regionsEstate(): Estate {
  return estateOf([
    accountOf(account, {
      region: home,
      regions: [home, 'us-east-1'],
      details: { UserDetailList: [], GroupDetailList: [], RoleDetailList: roles, Policies: [] },
      regionData: { [home]: regionOf({ ...compute, ...agents, ...kept }), 'us-east-1': regionOf(elsewhere) },
    }),
  ])
}
