/** What runs with which role. */
import { allow, awsManaged, trust } from '../documents.ts'
import type { AccountBuilder } from '../account.ts'

const west = 'eu-west-1'
const north = 'eu-north-1'
const logs = [awsManaged('AWSLambdaBasicExecutionRole')]

function lambdaRole(account: AccountBuilder, name: string, rest: object = {}): string {
  return account.role(name, {
    trust: trust({ Service: 'lambda.amazonaws.com' }),
    created: '2025-05-01',
    used: '2026-11-20',
    attached: logs,
    ...rest,
  })
}

function lambda(account: AccountBuilder, region: string, name: string, role: string, variables?: object): string {
  const arn = `arn:aws:lambda:${region}:${account.id}:function:${name}`
  account.region(region, 'lambda', 'Functions', {
    FunctionName: name,
    FunctionArn: arn,
    Runtime: 'nodejs24.x',
    Role: role,
    Handler: 'index.handler',
    LastModified: '2026-10-01T08:30:00.000+0000',
    Version: '$LATEST',
    ...(variables ? { Environment: { Variables: variables } } : {}),
  })
  return arn
}

export function plantWorkloads(prod: AccountBuilder): void {
  const leaky = lambda(prod, west, 'orders-intake', lambdaRole(prod, 'orders-intake'), {
    TABLE: 'orders',
    AWS_KEY_ID_FOR_TABLE: 'AKIALARKORDERS000001',
    STRIPE_SECRET_KEY: 'sk_live_CANARY51NqX2eKb9dLkVw0aZyT7uHs',
  })
  prod.expect('aws-workload-config-secret', leaky, 'high')
  lambda(prod, west, 'orders-mail', lambdaRole(prod, 'orders-mail'), {
    TABLE: 'orders',
    MAIL_SECRET: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/mail-Ab12Cd',
    LOG_LEVEL: 'info',
    PASSWORD_MIN_LENGTH: '12',
    GREETING: 'CANARY plain words of a setting',
  })

  const shared = lambdaRole(prod, 'shared-functions')
  for (const name of [
    'pick-list',
    'label-print',
    'route-plan',
    'dock-assign',
    'returns-intake',
    'pallet-count',
    'slot-booking',
  ])
    lambda(prod, west, name, shared)
  prod.expect('aws-role-shared-by-workloads', shared, 'medium')
  const pair = lambdaRole(prod, 'quotes')
  for (const name of ['quotes-create', 'quotes-expire']) lambda(prod, west, name, pair)
  lambda(prod, north, 'ferry-times', lambdaRole(prod, 'ferry-times'))

  containers(prod)
  machines(prod)
  pipelines(prod)
  agents(prod)
}

function containers(prod: AccountBuilder): void {
  const execution = prod.role('ecs-execution', {
    trust: trust({ Service: 'ecs-tasks.amazonaws.com' }),
    created: '2025-05-01',
    used: '2026-11-20',
    attached: [awsManaged('AmazonECSTaskExecutionRolePolicy')],
  })
  const task = prod.role('shop-web-task', {
    trust: trust({ Service: 'ecs-tasks.amazonaws.com' }, { StringEquals: { 'aws:SourceAccount': prod.id } }),
    created: '2025-05-01',
    used: '2026-11-20',
    inline: { assets: allow('s3:GetObject', 'arn:aws:s3:::larkspur-assets/*') },
  })
  const cluster = `arn:aws:ecs:${west}:${prod.id}:cluster/shop`
  const definition = `arn:aws:ecs:${west}:${prod.id}:task-definition/shop-web:42`
  prod.region(west, 'ecs', 'clusters', { clusterArn: cluster, clusterName: 'shop', status: 'ACTIVE' })
  prod.region(west, 'ecs', 'services', {
    serviceArn: `arn:aws:ecs:${west}:${prod.id}:service/shop/web`,
    serviceName: 'web',
    clusterArn: cluster,
    status: 'ACTIVE',
    taskDefinition: definition,
    desiredCount: 3,
    runningCount: 3,
    enableExecuteCommand: false,
    createdAt: '2025-05-02T08:30:00Z',
  })
  prod.region(west, 'ecs', 'taskDefinitions', {
    taskDefinitionArn: definition,
    family: 'shop-web',
    revision: 42,
    status: 'ACTIVE',
    taskRoleArn: task,
    executionRoleArn: execution,
    containerDefinitions: [
      {
        name: 'web',
        image: 'larkspur/shop:42',
        environment: [
          { name: 'PORT', value: '8080' },
          { name: 'BANNER', value: 'CANARY plain words of a container' },
        ],
        secrets: [
          { name: 'DB_PASSWORD', valueFrom: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop/db-Ef34Gh' },
        ],
      },
    ],
  })
}

function machines(prod: AccountBuilder): void {
  prod.role('tracking-host', {
    trust: trust({ Service: 'ec2.amazonaws.com' }),
    created: '2025-05-01',
    used: '2026-11-20',
    attached: [awsManaged('CloudWatchAgentServerPolicy')],
    profile: true,
  })
  prod.region(west, 'ec2', 'IamInstanceProfileAssociations', {
    AssociationId: 'iip-assoc-0a1b',
    InstanceId: 'i-0lark000000000001',
    State: 'associated',
    IamInstanceProfile: { Arn: `arn:aws:iam::${prod.id}:instance-profile/tracking-host`, Id: 'AIPALARK' },
  })
  prod.region(west, 'ec2', 'Reservations', {
    ReservationId: 'r-0lark01',
    OwnerId: prod.id,
    Instances: [
      {
        InstanceId: 'i-0lark000000000001',
        State: { Code: 16, Name: 'running' },
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1, State: 'applied' },
        IamInstanceProfile: { Arn: `arn:aws:iam::${prod.id}:instance-profile/tracking-host` },
        Tags: [{ Key: 'Name', Value: 'tracking-1' }],
      },
    ],
  })
}

function pipelines(prod: AccountBuilder): void {
  const build = prod.role('shop-build', {
    trust: trust({ Service: 'codebuild.amazonaws.com' }, { StringEquals: { 'aws:SourceAccount': prod.id } }),
    created: '2025-05-01',
    used: '2026-11-20',
    inline: { artifacts: allow('s3:PutObject', 'arn:aws:s3:::larkspur-artifacts/*') },
  })
  prod.region(west, 'codebuild', 'projects', {
    name: 'shop',
    arn: `arn:aws:codebuild:${west}:${prod.id}:project/shop`,
    serviceRole: build,
    environment: {
      type: 'LINUX_CONTAINER',
      image: 'aws/codebuild/standard:7.0',
      computeType: 'BUILD_GENERAL1_SMALL',
      environmentVariables: [
        { name: 'NODE_ENV', value: 'production', type: 'PLAINTEXT' },
        { name: 'MOTD', value: 'CANARY plain words of a build', type: 'PLAINTEXT' },
        { name: 'NPM_TOKEN', value: '/shop/npm-token', type: 'PARAMETER_STORE' },
      ],
    },
  })
  const glue = prod.role('nightly-facts', {
    trust: trust({ Service: 'glue.amazonaws.com' }),
    created: '2025-05-01',
    used: '2026-11-20',
    inline: { lake: allow('s3:GetObject', 'arn:aws:s3:::larkspur-lake/*') },
  })
  prod.region(west, 'glue', 'Jobs', {
    Name: 'nightly-facts',
    Role: glue,
    Command: { Name: 'glueetl' },
    DefaultArguments: {
      '--job-language': 'python',
      '--TempDir': 's3://larkspur-lake/tmp/',
      '--note': 'CANARY plain words of a job',
    },
  })
  const machine = prod.role('refund-flow', {
    trust: trust({ Service: 'states.amazonaws.com' }, { StringEquals: { 'aws:SourceAccount': prod.id } }),
    created: '2025-05-01',
    used: '2026-11-20',
    inline: { invoke: allow('lambda:InvokeFunction', `arn:aws:lambda:${west}:${prod.id}:function:quotes-*`) },
  })
  prod.region(west, 'states', 'stateMachines', {
    stateMachineArn: `arn:aws:states:${west}:${prod.id}:stateMachine:refunds`,
    name: 'refunds',
    type: 'STANDARD',
    creationDate: '2025-05-02T08:30:00Z',
    roleArn: machine,
    definition:
      '{"Comment":"CANARY plain words of a flow","StartAt":"Check","States":{"Check":{"Type":"Pass","End":true}}}',
  })
}

function agents(prod: AccountBuilder): void {
  const source = { StringEquals: { 'aws:SourceAccount': prod.id } }
  const model = allow('bedrock:InvokeModel', 'arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-sonnet-4-5')
  const helper = prod.role('AmazonBedrockExecutionRoleForAgents_helpdesk', {
    trust: trust({ Service: 'bedrock.amazonaws.com' }, source),
    created: '2026-03-01',
    used: '2026-11-20',
    inline: { model },
    tags: { owner: 'support-platform@larkspur.example' },
  })
  prod.region(west, 'bedrock', 'agents', {
    agentId: 'LARKHELP01',
    agentName: 'helpdesk',
    agentArn: `arn:aws:bedrock:${west}:${prod.id}:agent/LARKHELP01`,
    agentStatus: 'PREPARED',
    agentResourceRoleArn: helper,
    foundationModel: 'anthropic.claude-sonnet-4-5',
    idleSessionTTLInSeconds: 600,
    createdAt: '2026-03-01T08:30:00Z',
    updatedAt: '2026-10-01T08:30:00Z',
    agentVersion: 'DRAFT',
    latestAgentVersion: '3',
    instruction: 'CANARY instructions of an agent',
  })
  const runtime = prod.role('agentcore-dispatcher', {
    trust: trust({ Service: 'bedrock-agentcore.amazonaws.com' }, source),
    created: '2026-04-01',
    used: '2026-11-20',
    inline: { model },
  })
  prod.region(west, 'bedrock-agentcore', 'agentRuntimes', {
    agentRuntimeId: 'dispatcher-x1',
    agentRuntimeName: 'dispatcher',
    agentRuntimeArn: `arn:aws:bedrock-agentcore:${west}:${prod.id}:runtime/dispatcher-x1`,
    agentRuntimeVersion: '4',
    status: 'READY',
    lastUpdatedAt: '2026-10-10T08:30:00Z',
    createdAt: '2026-04-01T08:30:00Z',
    roleArn: runtime,
    networkConfiguration: { networkMode: 'PUBLIC' },
    lifecycleConfiguration: {},
    environmentVariables: { LOG_LEVEL: 'info', TONE: 'CANARY plain words of an agent' },
    workloadIdentityDetails: {
      workloadIdentityArn: `arn:aws:bedrock-agentcore:${west}:${prod.id}:workload-identity-directory/default/workload-identity/dispatcher-x1`,
    },
  })
  prod.region(west, 'bedrock-agentcore', 'workloadIdentities', {
    name: 'dispatcher-x1',
    workloadIdentityArn: `arn:aws:bedrock-agentcore:${west}:${prod.id}:workload-identity-directory/default/workload-identity/dispatcher-x1`,
    allowedResourceOauth2ReturnUrls: [],
    createdTime: '2026-04-01T08:30:00Z',
    lastUpdatedTime: '2026-04-01T08:30:00Z',
  })
  prod.region(west, 'bedrock-agentcore', 'gateways', {
    gatewayId: 'tools-g1',
    name: 'tools',
    gatewayArn: `arn:aws:bedrock-agentcore:${west}:${prod.id}:gateway/tools-g1`,
    status: 'READY',
    createdAt: '2026-04-01T08:30:00Z',
    updatedAt: '2026-04-01T08:30:00Z',
    authorizerType: 'AWS_IAM',
    protocolType: 'MCP',
    roleArn: runtime,
  })
}
