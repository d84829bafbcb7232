/** Workloads of the account in aws-regions.ts, one of each kind, with a planted secret wherever one could stand. */
import type { RegionEstate } from '../../fixtures/servers/aws/services/estate-types.ts'

export const account = '444455556666'
export const regionsCanary = 'MUSTERCANARYq7m2x9k4r8w3'
export const created = '2026-03-01T08:00:00Z'
export const home = 'eu-west-1'

export function arn(service: string, rest: string, region = home): string {
  return `arn:aws:${service}:${region}:${account}:${rest}`
}
export function role(name: string): string {
  return `arn:aws:iam::${account}:role/${name}`
}

const secretFlow = { StartAt: 'A', States: { A: { Type: 'Task', Parameters: { ApiKey: regionsCanary }, End: true } } }
const cluster = arn('ecs', 'cluster/main')

export const compute: RegionEstate = {
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
    containerInstances: [
      {
        containerInstanceArn: arn('ecs', 'container-instance/main/1'),
        clusterArn: cluster,
        ec2InstanceId: 'i-1',
        status: 'ACTIVE',
        agentConnected: true,
      },
    ],
    tasks: [
      {
        taskArn: arn('ecs', 'task/main/1'),
        clusterArn: cluster,
        group: 'family:nightly',
        taskDefinitionArn: arn('ecs', 'task-definition/nightly:1'),
        enableExecuteCommand: true,
        lastStatus: 'RUNNING',
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
    LaunchTemplateVersions: [
      {
        LaunchTemplateId: 'lt-1',
        LaunchTemplateName: 'hosts',
        VersionNumber: 1,
        DefaultVersion: true,
        LaunchTemplateData: { IamInstanceProfile: { Name: 'Hosts' }, UserData: regionsCanary },
      },
    ],
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
  glue: {
    Jobs: [{ Name: 'etl', Role: 'Etl', DefaultArguments: { '--db_password': regionsCanary } }],
    DevEndpoints: [
      { EndpointName: 'dev', RoleArn: role('Etl'), Status: 'READY', Arguments: { '--db_password': regionsCanary } },
    ],
  },
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
    StackSets: [
      {
        StackSetName: 'baseline',
        StackSetId: 'baseline:1',
        StackSetARN: arn('cloudformation', 'stackset/baseline:1'),
        AdministrationRoleARN: role('Stacks'),
        ExecutionRoleName: 'Stacks',
        Parameters: [{ ParameterKey: 'DbPassword', ParameterValue: regionsCanary }],
        Instances: [{ Account: account, Region: home, StackSetId: 'baseline:1' }],
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
  dynamodb: { Streams: [{ StreamArn: arn('dynamodb', 'table/orders/stream/1'), TableName: 'orders' }] },
  kinesis: { StreamSummaries: [{ StreamARN: arn('kinesis', 'stream/clicks'), StreamName: 'clicks' }] },
  sqs: { QueueUrls: [`https://sqs.${home}.amazonaws.com/${account}/jobs`] },
}
