/** An account with one of everything that the regional steps read, and a planted secret wherever one could stand. */
import { accountOf, estateOf, type Estate } from '../../fixtures/servers/aws/estate.ts'
import { regionOf, type RegionEstate } from '../../fixtures/servers/aws/services/estate-types.ts'
import { roleRow, trusts } from './aws-estate.ts'

const account = '444455556666'
export const regionsCanary = 'MUSTERCANARYq7m2x9k4r8w3'
const created = '2026-03-01T08:00:00Z'
const home = 'eu-west-1'

function arn(service: string, rest: string, region = home): string {
  return `arn:aws:${service}:${region}:${account}:${rest}`
}
function role(name: string): string {
  return `arn:aws:iam::${account}:role/${name}`
}

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

const roles = Object.entries(trusted).map(([name, service]) =>
  roleRow(account, name, [trusts({ Service: `${service}.amazonaws.com` })], {
    ...(name === 'Hosts'
      ? {
          InstanceProfileList: [
            { InstanceProfileName: 'Hosts', Arn: `arn:aws:iam::${account}:instance-profile/Hosts`, Roles: [] },
          ],
        }
      : {}),
  }),
)

const secretFlow = { StartAt: 'A', States: { A: { Type: 'Task', Parameters: { ApiKey: regionsCanary }, End: true } } }
const cluster = arn('ecs', 'cluster/main')
const identity = arn('bedrock-agentcore', 'workload-identity-directory/default/workload-identity/support')
const analyzer = arn('access-analyzer', 'analyzer/account')

const compute: RegionEstate = {
  lambda: {
    Functions: [
      {
        FunctionName: 'orders',
        FunctionArn: arn('lambda', 'function:orders'),
        Role: role('Functions'),
        Environment: { Variables: { DB_PASSWORD: regionsCanary } },
      },
    ],
    EventSourceMappings: [{ UUID: '1', FunctionArn: arn('lambda', 'function:orders') }],
    FunctionUrlConfigs: [
      {
        FunctionArn: arn('lambda', 'function:orders'),
        FunctionUrl: 'https://x.on.aws/',
        AuthType: 'NONE',
        CreationTime: created,
        LastModifiedTime: created,
      },
    ],
    Policies: { orders: { Version: '2012-10-17', Statement: [] } },
  },
  ecs: {
    clusters: [{ clusterArn: cluster }],
    services: [
      {
        serviceArn: arn('ecs', 'service/main/api'),
        serviceName: 'api',
        clusterArn: cluster,
        taskDefinition: arn('ecs', 'task-definition/api:1'),
      },
    ],
    tasks: [
      {
        taskArn: arn('ecs', 'task/main/1'),
        clusterArn: cluster,
        group: 'family:nightly',
        taskDefinitionArn: arn('ecs', 'task-definition/nightly:1'),
      },
    ],
    taskDefinitions: ['api', 'nightly'].map((family) => ({
      taskDefinitionArn: arn('ecs', `task-definition/${family}:1`),
      family,
      revision: 1,
      taskRoleArn: role('Tasks'),
      containerDefinitions: [{ name: 'app', environment: [{ name: 'API_TOKEN', value: regionsCanary }] }],
    })),
  },
  ec2: {
    IamInstanceProfileAssociations: [
      {
        InstanceId: 'i-1',
        AssociationId: 'iip-1',
        IamInstanceProfile: { Arn: `arn:aws:iam::${account}:instance-profile/Hosts` },
        State: 'associated',
      },
    ],
    Reservations: [{ Instances: [{ InstanceId: 'i-1', State: { Name: 'running' }, UserData: regionsCanary }] }],
  },
  eks: {
    clusters: [
      {
        name: 'main',
        arn: arn('eks', 'cluster/main'),
        roleArn: role('Cluster'),
        createdAt: created,
        identity: { oidc: { issuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/1' } },
      },
    ],
    podIdentityAssociations: [
      {
        clusterName: 'main',
        associationId: 'a-1',
        associationArn: arn('eks', 'podidentityassociation/main/a-1'),
        namespace: 'x',
        serviceAccount: 'y',
        roleArn: role('Pods'),
      },
    ],
  },
  glue: { Jobs: [{ Name: 'etl', Role: 'Etl', DefaultArguments: { '--db_password': regionsCanary } }] },
  codebuild: {
    projects: [
      {
        name: 'build',
        arn: arn('codebuild', 'project/build'),
        serviceRole: role('Build'),
        environment: { environmentVariables: [{ name: 'NPM_TOKEN', value: regionsCanary, type: 'PLAINTEXT' }] },
      },
    ],
  },
  cloudformation: {
    Stacks: [
      {
        StackId: arn('cloudformation', 'stack/infra/1'),
        StackName: 'infra',
        StackStatus: 'CREATE_COMPLETE',
        CreationTime: created,
        RoleARN: role('Stacks'),
        Outputs: [{ OutputKey: 'DbPassword', OutputValue: regionsCanary }],
      },
    ],
  },
  sagemaker: {
    NotebookInstances: [
      {
        NotebookInstanceName: 'lab',
        NotebookInstanceArn: arn('sagemaker', 'notebook-instance/lab'),
        RoleArn: role('Lab'),
      },
    ],
    Domains: [
      {
        DomainId: 'd-1',
        DomainArn: arn('sagemaker', 'domain/d-1'),
        DomainName: 'studio',
        DefaultUserSettings: { ExecutionRole: role('Lab') },
      },
    ],
  },
  apprunner: {
    Services: [
      {
        ServiceName: 'web',
        ServiceId: '1',
        ServiceArn: arn('apprunner', 'service/web/1'),
        Status: 'RUNNING',
        InstanceConfiguration: { InstanceRoleArn: role('Web') },
        SourceConfiguration: {
          ImageRepository: { ImageConfiguration: { RuntimeEnvironmentVariables: { SESSION_SECRET: regionsCanary } } },
        },
      },
    ],
  },
  states: {
    stateMachines: [
      {
        stateMachineArn: arn('states', 'stateMachine:flow'),
        name: 'flow',
        type: 'STANDARD',
        creationDate: created,
        roleArn: role('Flow'),
        definition: secretFlow,
      },
    ],
  },
}

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
