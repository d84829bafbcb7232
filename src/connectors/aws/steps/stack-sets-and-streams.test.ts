import { describe, expect, test } from 'vitest'
import {
  factsOf,
  planeAccount,
  planeRole,
  recordsOf,
  runPlane,
  runsAs,
  type PlaneOptions,
} from '../../../../test/support/aws-plane.ts'

const canary = 'CANARYq7m2x9k4r8w3VbT5'
const arn = (service: string, rest: string): string => `arn:aws:${service}:eu-west-1:${planeAccount}:${rest}`
const inRegion = (data: { readonly [service: string]: { readonly [key: string]: unknown } }) => ({
  account: { regionData: { 'eu-west-1': data } },
  tier: 'deep' as const,
  pageSize: 1,
})

describe('stack sets', () => {
  const StackSets = [
    {
      StackSetName: 'baseline',
      StackSetARN: arn('cloudformation', 'stackset/baseline:1'),
      AdministrationRoleARN: planeRole('Admin'),
      ExecutionRoleName: 'Execution',
      Parameters: [{ ParameterKey: 'Password', ParameterValue: canary }],
      Instances: ['eu-west-1', 'us-east-1'].map((Region) => ({ Account: planeAccount, Region })),
    },
    {
      StackSetName: 'usual',
      StackSetARN: arn('cloudformation', 'stackset/usual:1'),
      AdministrationRoleARN: planeRole('Admin'),
    },
    {
      StackSetName: 'managed',
      StackSetARN: arn('cloudformation', 'stackset/managed:1'),
      PermissionModel: 'SERVICE_MANAGED',
    },
    { StackSetName: 'deleted', StackSetARN: arn('cloudformation', 'stackset/deleted:1'), Status: 'DELETED' },
  ]
  const options: PlaneOptions = {
    ...inRegion({ cloudformation: { StackSets } }),
    roles: { Admin: ['cloudformation.amazonaws.com'], Execution: [] },
    steps: ['stack-sets'],
  }

  test('name the role that administers them, and run as the execution role of their own account', async () => {
    const plane = await runPlane(options)
    expect(plane.gaps).toEqual([])
    expect(recordsOf(plane, 'cloudformation:stackset')).toHaveLength(3)
    expect(factsOf(plane, 'cloudformation:stackset', 'baseline')).toMatchObject({
      administrationRoleArn: planeRole('Admin'),
      roleArn: planeRole('Execution'),
      instances: 2,
      permissionModel: 'SELF_MANAGED',
    })
    expect(factsOf(plane, 'cloudformation:stackset', 'usual')).toMatchObject({
      executionRoleName: 'AWSCloudFormationStackSetExecutionRole',
      roleArn: null,
      instances: 0,
    })
    expect(factsOf(plane, 'cloudformation:stackset', 'managed')).toMatchObject({
      administrationRoleArn: null,
      executionRoleName: null,
      roleArn: null,
    })
    expect(JSON.stringify(plane)).not.toContain(canary)
  })

  test('what may not be read of them is unknown', async () => {
    const faults = [{ kind: 'denied', operation: 'DescribeStackSet' } as const]
    const plane = await runPlane({ ...options, faults })
    expect(factsOf(plane, 'cloudformation:stackset', 'baseline')).toMatchObject({
      administrationRoleArn: { unknown: 'denied' },
      roleArn: { unknown: 'denied' },
    })
  })
})

describe('what runs code for whoever reaches it', () => {
  test('development endpoints of Glue run as their role', async () => {
    const DevEndpoints = [
      { EndpointName: 'dev', RoleArn: planeRole('Etl'), Status: 'READY', Arguments: { '--password': canary } },
      { EndpointName: 'lab', RoleArn: planeRole('Etl'), Status: 'PROVISIONING' },
    ]
    const plane = await runPlane({
      ...inRegion({ glue: { DevEndpoints } }),
      roles: { Etl: ['glue.amazonaws.com'] },
      steps: ['glue-dev-endpoints'],
    })
    expect(plane.gaps).toEqual([])
    expect(runsAs(plane)).toHaveLength(2)
    expect(factsOf(plane, 'glue:dev-endpoint', 'dev')).toMatchObject({
      arn: arn('glue', 'devEndpoint/dev'),
      roleArn: planeRole('Etl'),
      status: 'READY',
    })
    expect(JSON.stringify(plane)).not.toContain(canary)
  })

  test('code interpreters run as their execution role, if they have one', async () => {
    const codeInterpreters = ['a', 'b'].map((id) => ({
      codeInterpreterId: id,
      codeInterpreterArn: arn('bedrock-agentcore', `code-interpreter-custom/${id}`),
      name: id,
      status: 'READY',
      createdAt: '2026-01-01T00:00:00Z',
      networkConfiguration: { networkMode: 'SANDBOX' },
      ...(id === 'a' ? { executionRoleArn: planeRole('Sums') } : {}),
    }))
    const plane = await runPlane({
      ...inRegion({ 'bedrock-agentcore': { codeInterpreters } }),
      roles: { Sums: ['bedrock-agentcore.amazonaws.com'] },
      steps: ['code-interpreters'],
    })
    expect(plane.gaps).toEqual([])
    expect(factsOf(plane, 'bedrock-agentcore:code-interpreter', 'a')).toMatchObject({
      status: 'READY',
      networkMode: 'SANDBOX',
      roleArn: planeRole('Sums'),
    })
    expect(factsOf(plane, 'bedrock-agentcore:code-interpreter', 'b')['roleArn']).toBeNull()
  })
})

describe('streams and queues', () => {
  const options: PlaneOptions = {
    ...inRegion({
      dynamodb: {
        Streams: ['orders', 'carts'].map((TableName) => ({
          StreamArn: arn('dynamodb', `table/${TableName}/stream/2026-01-01T00:00:00.000`),
          TableName,
        })),
      },
      kinesis: {
        StreamSummaries: ['clicks', 'views'].map((StreamName) => ({
          StreamName,
          StreamARN: arn('kinesis', `stream/${StreamName}`),
        })),
      },
      sqs: {
        QueueUrls: ['jobs', 'mail.fifo'].map((name) => `https://sqs.eu-west-1.amazonaws.com/${planeAccount}/${name}`),
      },
    }),
    roles: { Fn: ['lambda.amazonaws.com'] },
    steps: ['event-sources'],
  }
  const arnsOf = (plane: Parameters<typeof recordsOf>[0]) =>
    ['dynamodb:stream', 'kinesis:stream', 'sqs:queue'].flatMap((kind) =>
      recordsOf(plane, kind).map((record) => 'nativeId' in record && record.nativeId),
    )

  test('are listed page by page, by their ARNs', async () => {
    const plane = await runPlane(options)
    expect(plane.gaps).toEqual([])
    expect(arnsOf(plane)).toEqual([
      arn('dynamodb', 'table/carts/stream/2026-01-01T00:00:00.000'),
      arn('dynamodb', 'table/orders/stream/2026-01-01T00:00:00.000'),
      arn('kinesis', 'stream/clicks'),
      arn('kinesis', 'stream/views'),
      arn('sqs', 'jobs'),
      arn('sqs', 'mail.fifo'),
    ])
  })

  test('that may not be listed do not hide the others', async () => {
    const plane = await runPlane({ ...options, faults: [{ kind: 'denied', service: 'kinesis' }] })
    expect(arnsOf(plane)).toHaveLength(4)
    expect(plane.gaps).toMatchObject([{ reason: 'denied', permission: 'kinesis:ListStreams' }])
  })
})
