/** What grants, trusts and resources are held to by those who wrote them. */
import { describe, expect, test } from 'vitest'
import type { PolicyStatement } from '../../../model/facts/aws.ts'
import { unknown } from '../../../model/index.ts'
import {
  account,
  group,
  policy,
  resource,
  role,
  roleArn,
  user,
  type Records,
} from '../../../../test/support/aws-records.ts'
import { allow, estate, lets, letsIn } from '../../../../test/support/aws-escalation.ts'
import { pathsBetween, pathsOnItself } from './index.ts'

const everything = allow('*')
const arn = (path: string): string => `arn:aws:iam::${account}:${path}`
const at = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:${account}:${rest}`
const pass = allow('iam:PassRole', roleArn('ops'))

function itself(statements: readonly PolicyStatement[], ...more: Records[]) {
  const world = estate(user({ name: 'me', inline: statements }), ...more)
  return pathsOnItself(world.user('me'), world.account).map(({ id, verdict }) => `${id} ${verdict}`)
}

function become(statements: readonly PolicyStatement[], target: Records, ...more: Records[]) {
  const world = estate(user({ name: 'me', inline: statements }), target, ...more)
  return pathsBetween(world.user('me'), world.role('ops'), world.account, 'admin').map(
    ({ id, verdict }) => `${id} ${verdict}`,
  )
}

const ops = (statement: PolicyStatement, more: Parameters<typeof role>[0] = {}): Records =>
  role({ name: 'ops', inline: [everything], trust: [statement], ...more })
const there = (kind: string, where: string, facts: object = {}): Records => [
  resource({ kind, arn: where, facts: { arn: where, roleArn: null, ...facts } }),
]

describe('a service of ECS is made in a cluster that is there', () => {
  const shop = there('ecs:cluster', at('ecs', 'cluster/shop'))
  const serving = (on: string) => [pass, allow('ecs:RegisterTaskDefinition'), allow('ecs:CreateService', on)]
  const target = ops(lets('ecs-tasks.amazonaws.com'))

  test.each([
    [at('ecs', 'service/shop/*'), ['ecs-003 proven']],
    [at('ecs', 'service/*/app-*'), ['ecs-003 proven']],
    [at('ecs', 'service/bank/*'), []],
  ])('%s', (on, ids) => {
    expect(become(serving(on), target, shop)).toEqual(ids)
  })

  test('its instances say which one they are in', () => {
    const box = (facts: object) => there('ecs:container-instance', at('ecs', 'container-instance/0f9de17a'), facts)
    const start = [pass, allow('ecs:RegisterTaskDefinition'), allow('ecs:StartTask')]
    const inShop = { clusterArn: at('ecs', 'cluster/shop') }
    expect(become(start, target, shop, box(inShop))).toContain('ecs-005 proven')
    expect(become(start, target, shop, box({}))).toContain('ecs-005 possible')
  })
})

describe('a trust may name the resources that the service acts for', () => {
  const trusting = (source: string): PolicyStatement => ({
    ...lets('ecs-tasks.amazonaws.com'),
    Condition: { ArnLike: { 'aws:SourceArn': source }, StringEquals: { 'aws:SourceAccount': account } },
  })
  const run = [pass, allow(['ecs:CreateCluster', 'ecs:RegisterTaskDefinition', 'ecs:RunTask'])]

  test.each([
    [`arn:aws:ecs:*:${account}:*`, ['ecs-002 proven']],
    [`arn:aws:ecs:eu-central-1:${account}:*`, ['ecs-002 proven']],
    [`arn:aws:ecs:us-east-1:${account}:task/shop/*`, ['ecs-002 conditional']],
    ['arn:aws:ecs:*:999988887777:*', []],
  ])('%s', (source, ids) => {
    expect(become(run, ops(trusting(source)))).toEqual(ids)
  })
})

describe('a pass may name the resources that the role goes to', () => {
  const launch = (source: string) => [
    allow('iam:PassRole', '*', { ArnLike: { 'iam:AssociatedResourceArn': source } }),
    allow('ec2:RunInstances'),
  ]
  const target = ops(lets('ec2.amazonaws.com'), { facts: { instanceProfiles: [arn('instance-profile/ops')] } })

  test.each([
    [`arn:aws:ec2:*:${account}:instance/*`, ['ec2-001 proven']],
    [`arn:aws:ec2:*:${account}:instance/i-0a1b`, ['ec2-001 conditional']],
    [`arn:aws:lambda:*:${account}:function:*`, []],
  ])('%s', (source, ids) => {
    expect(become(launch(source), target)).toEqual(ids)
  })

  test('and the instance profile', () => {
    const by = (name: string) => [
      pass,
      allow('ec2:RunInstances', '*', { ArnEquals: { 'ec2:InstanceProfile': arn(`instance-profile/${name}`) } }),
    ]
    expect(become(by('ops'), target)).toHaveLength(1)
    expect(become(by('web'), target)).toEqual([])
  })

  test('and the region, in the words of EC2', () => {
    const elsewhere = allow('ec2:RunInstances', '*', { StringEquals: { 'ec2:Region': 'eu-central-1' } })
    expect(become([pass, elsewhere], target)).toEqual(['ec2-001 proven'])
  })
})

test('a trust that nobody read is possible for whom its own policies allow it', () => {
  const unreadTrust = ops(letsIn(arn('root')), { facts: { trustPolicy: unknown('failed') } })
  expect(become([allow('sts:AssumeRole')], unreadTrust)).toEqual(['sts-001 possible'])
  expect(become([allow('s3:GetObject')], unreadTrust)).toEqual([])
  expect(become([pass, allow(['lambda:CreateFunction', 'lambda:InvokeFunction'])], unreadTrust)).toEqual([
    'lambda-001 possible',
  ])
})

test('a function of any name is one that the trust lets in', () => {
  const functions: PolicyStatement = {
    ...lets('lambda.amazonaws.com'),
    Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:lambda:*:${account}:function:*` } },
  }
  const make = [pass, allow(['lambda:CreateFunction', 'lambda:InvokeFunction'])]
  expect(become(make, ops(functions))).toEqual(['lambda-001 proven'])
})

test('sessions that were revoked are followed by others', () => {
  const revoked: PolicyStatement = {
    ...allow('*', '*', { DateLessThan: { 'aws:TokenIssueTime': '2026-01-01T00:00:00Z' } }),
    Effect: 'Deny',
  }
  const world = estate(role({ name: 'me', inline: [allow('sts:AssumeRole'), revoked] }), ops(letsIn(arn('root'))))
  const paths = pathsBetween(world.role('me'), world.role('ops'), world.account, 'admin')
  expect(paths).toMatchObject([{ id: 'sts-001', verdict: 'proven', conditions: [] }])
})

test('what the caller chooses itself holds nobody up', () => {
  const named = { ...letsIn(arn('root')), Condition: { StringLike: { 'sts:RoleSessionName': 'deploy-*' } } }
  expect(become([allow('sts:AssumeRole')], ops(named))).toEqual(['sts-001 proven'])
  const secret = { ...letsIn(arn('root')), Condition: { StringEquals: { 'sts:ExternalId': 'k3x9' } } }
  expect(become([allow('sts:AssumeRole')], ops(secret))).toEqual(['sts-001 conditional'])
})

test('tags of a role decide who assumes it, too', () => {
  const tagged = ops(letsIn(arn('root')), { tags: { team: 'shop' } })
  const held = (key: string, team: string) => [allow('sts:AssumeRole', '*', { StringEquals: { [key]: team } })]
  expect(become(held('aws:ResourceTag/team', 'shop'), tagged)).toEqual(['sts-001 proven'])
  expect(become(held('iam:ResourceTag/team', 'bank'), tagged)).toEqual([])
})

test('a stack set without an administration role is CloudFormation’s own', () => {
  const administration = role({
    name: 'administration',
    trust: [lets('cloudformation.amazonaws.com')],
    inline: [allow('sts:AssumeRole')],
  })
  const set = (facts: object) =>
    there('cloudformation:stackset', at('cloudformation', 'stackset/base:1'), {
      roleArn: roleArn('ops'),
      instances: 2,
      ...facts,
    })
  const held = [allow('iam:PassRole', roleArn('administration')), allow('cloudformation:UpdateStackSet')]
  const build = (facts: object) => become(held, ops(letsIn(roleArn('administration'))), administration, set(facts))
  expect(build({ administrationRoleArn: roleArn('administration') })).toEqual(['cloudformation-004 proven'])
  expect(build({ administrationRoleArn: null })).toEqual([])
  expect(build({})).toEqual(['cloudformation-004 possible'])
})

describe('a policy that one may attach', () => {
  const teams = arn('policy/teams/*')
  const attach = allow('iam:AttachUserPolicy', arn('user/me'), { ArnLike: { 'iam:PolicyARN': teams } })
  const offered = (...statements: PolicyStatement[]) => policy({ arn: arn('policy/teams/one'), statements })

  test('is worth it by which everything is had one call later', () => {
    expect(itself([attach], offered(allow('iam:*')))).toEqual(['iam-008 proven'])
    expect(itself([attach], offered(allow('iam:*'), { ...allow('iam:Put*'), Effect: 'Deny' }))).toEqual([])
    expect(itself([attach], offered(allow('iam:PutRolePolicy')))).toEqual([])
  })

  test('may be one of its own making', () => {
    expect(itself([attach, allow('iam:CreatePolicy', teams)])).toEqual(['iam-008 proven'])
    expect(itself([attach, allow('iam:CreatePolicy')])).toEqual(['iam-008 proven'])
    expect(itself([attach, allow('iam:CreatePolicy', arn('policy/other/*'))])).toEqual([])
  })
})

test('a group is joined for what its members may change', () => {
  const editors = group({ name: 'editors', inline: [allow('iam:PutGroupPolicy', arn('group/editors'))] })
  expect(itself([allow('iam:AddUserToGroup')], editors)).toEqual(['iam-013 proven'])
})

test('a policy of AWS that nobody read takes nothing away, unless denying is its task', () => {
  const holding = (name: string) => {
    const attached = [`arn:aws:iam::aws:policy/${name}`]
    const world = estate(user({ name: 'me', inline: [allow('iam:PutUserPolicy')], attached }))
    return pathsOnItself(world.user('me'), world.account).map(({ id, verdict }) => `${id} ${verdict}`)
  }
  expect(holding('ReadOnlyAccess')).toEqual(['iam-007 proven'])
  expect(holding('AWSDenyAll')).toEqual(['iam-007 possible'])
})

test('a call on two resources is ended on the one that matters', () => {
  const instance = at('ec2', 'instance/i-0a1b')
  const runs = there('ec2:instance', instance, { roleArn: roleArn('ops'), state: 'running', ssmManaged: true })
  const world = estate(user({ name: 'me', inline: [allow('ssm:SendCommand')] }), ops(lets('ec2.amazonaws.com')), runs)
  const [path] = pathsBetween(world.user('me'), world.role('ops'), world.account, 'admin')
  expect(path).toMatchObject({
    id: 'ssm-002',
    mend: expect.stringContaining('ssm:SendCommand on instance/i-0a1b out of'),
  })
  expect(path?.mendPolicy!.statement['Resource']).toBe(instance)
})
