import { describe, expect, test } from 'vitest'
import { facetsOf } from '../../engine/facets.ts'
import { facetOfKind } from '../../model/facts/aws.ts'
import type { OfflineScope } from '../contract.ts'
import { connector } from './index.ts'

const prod = '111122223333'
const roleArn = `arn:aws:iam::${prod}:role/ops`
const profileArn = `arn:aws:iam::${prod}:instance-profile/hosts`
const details = {
  UserDetailList: [],
  GroupDetailList: [],
  RoleDetailList: [
    {
      Arn: roleArn,
      RoleName: 'ops',
      RoleId: 'AROAX',
      Path: '/',
      CreateDate: '2025-01-01T00:00:00Z',
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
      InstanceProfileList: [{ Arn: profileArn, InstanceProfileName: 'hosts' }],
    },
  ],
  Policies: [],
}
const arn = (service: string, rest: string): string => `arn:aws:${service}:eu-west-1:${prod}:${rest}`

async function read(rows: unknown, rest: { from?: readonly string[]; organization?: object } = {}) {
  const files: { readonly [path: string]: string } = {
    'details.json': JSON.stringify(details),
    'resources.json': JSON.stringify(rows),
    'org.json': JSON.stringify(rest.organization),
  }
  const io = {
    now: '2026-11-21T10:00:00Z',
    fingerprint: () => 'f',
    readFile: async (path: string) => files[path] ?? '',
  }
  const given = {
    from: rest.from ?? ['details.json'],
    credentialReports: [],
    ...(rows === undefined ? {} : { resources: 'resources.json' }),
    ...(rest.organization === undefined ? {} : { organization: 'org.json' }),
  }
  const scopes: OfflineScope[] = []
  for await (const scope of connector.offline?.(given, io) ?? []) scopes.push(scope)
  return scopes
}

const recordsOf = (scope: OfflineScope | undefined) => scope?.records.map(({ record }) => record) ?? []
const resourceOf = (scope: OfflineScope | undefined, kind: string) =>
  recordsOf(scope).find((record) => record.type === 'resource' && record.kind === kind)

describe('a resources file', () => {
  test.each([
    ['lambda:function', 'lambda', 'function:orders', { hasTrigger: true }],
    ['ec2:instance', 'ec2', 'instance/i-1', { state: 'running', publicIp: '203.0.113.9', ssmManaged: true }],
    ['ec2:launch-template', 'ec2', 'launch-template/lt-1', { usedByAutoScalingGroup: true }],
    ['codebuild:project', 'codebuild', 'project/build', { batch: false }],
    ['ecs:task', 'ecs', 'task/main/1', { enableExecuteCommand: true }],
    ['ecs:container-instance', 'ecs', 'container-instance/main/1', {}],
    ['ecs:task-definition', 'ecs', 'task-definition/api:1', {}],
    ['cloudformation:stack', 'cloudformation', 'stack/infra/1', {}],
    ['cloudformation:stackset', 'cloudformation', 'stackset/base:1', { administrationRoleArn: roleArn, instances: 1 }],
    ['sagemaker:notebook-instance', 'sagemaker', 'notebook-instance/lab', { status: 'InService' }],
    ['glue:job', 'glue', 'job/etl', {}],
    ['glue:dev-endpoint', 'glue', 'devEndpoint/dev', {}],
    ['apprunner:service', 'apprunner', 'service/web/1', {}],
    ['bedrock-agentcore:code-interpreter', 'bedrock-agentcore', 'code-interpreter/c-1', { status: 'READY' }],
    ['quantum:circuitBoard', 'quantum', 'circuit/1', { spin: 'up', layers: [1, 2] }],
  ])('%s is kept as that kind, with its facts and its role', async (type, service, rest, facts) => {
    const [scope] = await read([{ type, arn: arn(service, rest), roleArn, ...facts }])
    const found = resourceOf(scope, type)
    expect(found).toMatchObject({
      nativeId: arn(service, rest),
      facts: { ...facts, roleArn, arn: arn(service, rest), region: 'eu-west-1' },
    })
    expect(recordsOf(scope)).toContainEqual(
      expect.objectContaining({
        kind: 'runs-as',
        from: `aws:${prod}:${type}:${arn(service, rest)}`,
        to: `aws:${prod}:iam-role:${roleArn}`,
      }),
    )
  })

  test.each([
    ['ecs:cluster', 'ecs', 'cluster/main'],
    ['dynamodb:stream', 'dynamodb', 'table/orders/stream/2026'],
    ['sqs:queue', 'sqs', 'orders'],
    ['kinesis:stream', 'kinesis', 'stream/clicks'],
  ])('%s needs no role', async (type, service, rest) => {
    const [scope] = await read([{ type, arn: arn(service, rest) }])
    expect(resourceOf(scope, type)).toMatchObject({ facts: { roleArn: null } })
    expect(recordsOf(scope).filter((record) => record.type === 'edge' && record.kind === 'runs-as')).toEqual([])
  })

  test('an instance profile leads to its role; where the roles are not given, the role is unknown', async () => {
    const row = { type: 'ec2:instance', arn: arn('ec2', 'instance/i-1'), instanceProfileArn: profileArn }
    const [known] = await read([row])
    expect(resourceOf(known, 'ec2:instance')).toMatchObject({ facts: { roleArn, instanceProfileArn: profileArn } })
    const [blind] = await read([row], { from: [] })
    expect(resourceOf(blind, 'ec2:instance')).toMatchObject({ facts: { roleArn: { unknown: 'not-collected' } } })
  })

  test('tags are a table, however they are written', async () => {
    const [scope] = await read([
      {
        type: 'sqs:queue',
        arn: arn('sqs', 'orders'),
        tags: [{ Key: 'env', Value: 'prod' }, { key: 'a', value: 'b' }, 7],
      },
    ])
    expect(resourceOf(scope, 'sqs:queue')).toMatchObject({ facts: { tags: { env: 'prod', a: 'b' } } })
  })

  test('what names no account belongs to the only account that is given, or is refused', async () => {
    const bucket = { type: 's3:bucket', arn: 'arn:aws:s3:::orders' }
    const [scope] = await read([bucket])
    expect(resourceOf(scope, 's3:bucket')).toMatchObject({ facts: { region: null } })
    await expect(read([bucket], { from: [] })).rejects.toThrow(
      'resources.json does not say which account the resource at [0] belongs to',
    )
  })

  test.each([
    [
      { type: 'lambda:function', arn: arn('lambda', 'function:f'), hasTrigger: 'yes' },
      'hasTrigger of the lambda:function at [1]',
      'true or false',
    ],
    [
      { type: 'codebuild:project', arn: arn('codebuild', 'project/p'), batch: 1 },
      'batch of the codebuild:project at [1]',
      'true or false',
    ],
    [
      { type: 'ec2:instance', arn: arn('ec2', 'instance/i'), state: true },
      'state of the ec2:instance at [1]',
      'text in quotes',
    ],
    [
      { type: 'cloudformation:stackset', arn: arn('cloudformation', 'stackset/s'), instances: [] },
      'instances of the cloudformation:stackset at [1]',
      'a number',
    ],
  ])('a fact of another form than the one it has is refused in one sentence: %j', async (row, which, form) => {
    const rows = [{ type: 'ecs:cluster', arn: arn('ecs', 'cluster/main') }, row]
    await expect(read(rows)).rejects.toThrow(`resources.json gives ${which} in another form than ${form}.`)
  })

  test('facts may be none, or unknown for a reason, as inventories write them', async () => {
    const [scope] = await read([
      { type: 'ec2:instance', arn: arn('ec2', 'instance/i'), publicIp: null, ssmManaged: { unknown: 'denied' } },
    ])
    expect(resourceOf(scope, 'ec2:instance')).toMatchObject({
      facts: { publicIp: null, ssmManaged: { unknown: 'denied' } },
    })
  })

  test('tells of every kind that it may hold; without it none of them is known', async () => {
    const { of } = facetsOf([connector.meta])
    const hidden = ({ gaps }: OfflineScope) => new Set(gaps.flatMap(({ step }) => of('aws', step)))
    const [given] = await read([])
    const [missing] = await read(undefined)
    if (given === undefined || missing === undefined) throw new Error('no scope was read')
    for (const facet of [...Object.values(facetOfKind), 'aws.managed-instances']) {
      expect(hidden(given)).not.toContain(facet)
      expect(hidden(missing)).toContain(facet)
    }
  })
})

describe('an organization file', () => {
  const organization = (rest: object) => ({
    id: 'o-acme',
    managementAccountId: '999999999999',
    accounts: [{ id: prod, path: ['r-root', 'ou-1'] }],
    ...rest,
  })
  const allow = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
  const deny = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'iam:*', Resource: '*' }] }

  test('has each policy once, with all its targets; another document under the same name is another policy', async () => {
    const [org] = await read(undefined, {
      organization: organization({
        serviceControlPolicies: [
          { target: 'r-root', name: 'P', document: allow },
          { target: prod, name: 'P', document: allow },
          { target: 'ou-1', name: 'P', document: deny },
        ],
      }),
    })
    const policies = recordsOf(org).filter(
      (record) => record.type === 'resource' && record.kind === 'organizations:service-control-policy',
    )
    expect(policies).toMatchObject([
      { name: 'P', facts: { targets: [prod, 'r-root'], document: allow } },
      { name: 'P', facts: { targets: ['ou-1'], document: deny } },
    ])
    expect(resourceOf(org, 'organizations:account')).toMatchObject({ facts: { path: ['r-root', 'ou-1'] } })
    expect(resourceOf(org, 'organizations:organization')).toMatchObject({
      facts: { policyTypes: ['SERVICE_CONTROL_POLICY'] },
    })
  })

  test.each([[{ serviceControlPolicies: [], resourceControlPolicies: null }], [{}]])(
    'without policies has none of their types switched on: %j',
    async (rest) => {
      const [org] = await read(undefined, { organization: organization(rest) })
      expect(resourceOf(org, 'organizations:organization')).toMatchObject({ facts: { policyTypes: [] } })
    },
  )

  test.each([
    [[{ id: prod, path: ['r-root'] }], 'aws:organization:o-acme'],
    [[{ id: '222233334444' }], undefined],
  ])('an account is a member when it is listed: %j', async (accounts, parent) => {
    const [, account] = await read(undefined, { organization: organization({ accounts }) })
    expect(account?.scope.parent).toBe(parent)
  })
})
