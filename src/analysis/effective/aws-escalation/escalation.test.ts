import { describe, expect, test } from 'vitest'
import type { PolicyStatement } from '../../../model/facts/aws.ts'
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
import { allow, deny, estate, lets, letsIn } from '../../../../test/support/aws-escalation.ts'
import { adminEquivalence, changesTarget, pathsBetween, pathsOnItself } from './index.ts'

const everything = allow('*')
const me = `arn:aws:iam::${account}:user/me`
const arn = (path: string): string => `arn:aws:iam::${account}:${path}`
const functions = (name: string, region = '*'): string => `arn:aws:lambda:${region}:${account}:function:${name}`
const ops = role({ name: 'ops', inline: [everything], trust: [lets('lambda.amazonaws.com'), letsIn(arn('root'))] })

function itself(statements: readonly PolicyStatement[], held: Parameters<typeof user>[0] = {}, ...more: Records[]) {
  const world = estate(user({ name: 'me', inline: statements, ...held }), ...more)
  return pathsOnItself(world.user('me'), world.account)
}

function become(statements: readonly PolicyStatement[], target: Records = ops, ...more: Records[]) {
  const world = estate(user({ name: 'me', inline: statements }), target, ...more)
  const whom = world.account.principals.find(({ identity }) => identity.name === 'ops')!
  return pathsBetween(world.user('me'), whom, world.account, 'admin')
}

const ids = (paths: readonly { readonly id: string }[]): readonly string[] => paths.map(({ id }) => id)

describe('on itself', () => {
  test('a user puts a policy on itself, and says by which statement', () => {
    const [path] = itself([allow('s3:GetObject'), allow('iam:PutUserPolicy', me)])
    expect(path).toMatchObject({ id: 'iam-007', verdict: 'proven', target: me, gain: 'admin' })
    expect(path?.statements).toMatchObject([{ holder: me, policy: 'inline', index: 1, effect: 'Allow' }])
    expect(path?.mend).toBe('Take iam:PutUserPolicy on user/me out of statement 2 of inline of user/me.')
    expect(path?.mendPolicy).toEqual({
      principal: me,
      statement: { Effect: 'Deny', Action: 'iam:PutUserPolicy', Resource: me },
    })
  })

  test('not on somebody else', () => {
    expect(itself([allow('iam:PutUserPolicy', arn('user/you'))])).toEqual([])
  })

  test('an administrator gains nothing by it', () => {
    expect(itself([everything])).toEqual([])
  })

  test('no more than the boundary leaves', () => {
    const boundary = arn('policy/boundary')
    const limits = policy({ arn: boundary, statements: [allow('iam:PutUserPolicy')] })
    expect(itself([allow('iam:PutUserPolicy')], { boundary }, limits)).toEqual([])
    const wide = policy({ arn: boundary, statements: [allow('iam:PutUserPolicy'), allow('s3:*')] })
    expect(itself([allow('iam:PutUserPolicy')], { boundary }, wide)).toMatchObject([
      { id: 'iam-007', gain: 'sensitive' },
    ])
  })

  test('a condition on the boundary is known to hold or not', () => {
    const bounded = allow('iam:PutUserPolicy', me, {
      StringEquals: { 'iam:PermissionsBoundary': arn('policy/boundary') },
    })
    expect(itself([bounded])).toEqual([])
    const unbounded = allow('iam:PutUserPolicy', me, { Null: { 'iam:PermissionsBoundary': 'true' } })
    expect(itself([unbounded])).toMatchObject([{ id: 'iam-007', verdict: 'proven' }])
  })

  test('a policy of one’s own that grants everything will do where AdministratorAccess is refused', () => {
    const own = arn('policy/platform')
    const held = allow('iam:AttachUserPolicy', me, { ArnEquals: { 'iam:PolicyARN': own } })
    const powerful = policy({ arn: own, statements: [everything] })
    expect(itself([held], {}, powerful)).toMatchObject([{ id: 'iam-008', verdict: 'proven' }])
    expect(itself([held], {}, policy({ arn: own, statements: [allow('s3:GetObject')] }))).toEqual([])
  })

  test('policies of AWS cannot be rewritten', () => {
    const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
    const attached = { attached: [readOnly] }
    expect(itself([allow('iam:CreatePolicyVersion')], attached, policy({ arn: readOnly, statements: [] }))).toEqual([])
  })

  test('a policy that is full of versions takes one more action', () => {
    const own = arn('policy/app')
    const document = { Version: '2012-10-17', Statement: [allow('s3:ListBucket')] }
    const versions = ['v1', 'v2', 'v3', 'v4', 'v5'].map((versionId) => ({
      versionId,
      isDefault: versionId === 'v5',
      document,
    }))
    const full = resource({ kind: 'iam:policy', arn: own, facts: { document, awsManaged: false, versions } })
    const rewrite = allow('iam:CreatePolicyVersion', own)
    expect(itself([rewrite], { attached: [own] }, [full])).toEqual([])
    expect(ids(itself([rewrite, allow('iam:DeletePolicyVersion', own)], { attached: [own] }, [full]))).toEqual([
      'iam-001',
    ])
  })

  test('roles of Identity Center cannot be changed', () => {
    const path = '/aws-reserved/sso.amazonaws.com/'
    const world = estate(role({ name: 'sso', path, inline: [allow('iam:PutRolePolicy')] }))
    expect(pathsOnItself(world.account.roles[0]!, world.account)).toEqual([])
  })

  test('a group is joined for what it grants', () => {
    const groups = [group({ name: 'admins', inline: [everything] }), group({ name: 'readers', inline: [] })]
    const join = (name: string) => itself([allow('iam:AddUserToGroup', arn(`group/${name}`))], {}, ...groups)
    expect(join('admins')).toMatchObject([{ id: 'iam-013', gain: 'admin' }])
    expect(join('readers')).toEqual([])
  })

  test('another version of a policy is worth what it grants', () => {
    const own = arn('policy/app')
    const of = (statement: PolicyStatement) => {
      const [first] = policy({ arn: own, statements: [allow('s3:GetObject', 'arn:aws:s3:::one/*')] })
      const document = { Version: '2012-10-17', Statement: [statement] }
      const versions = [{ versionId: 'v1', isDefault: false, document }]
      const facts = 'facts' in first! ? { ...first.facts, versions } : {}
      return itself([allow('iam:SetDefaultPolicyVersion')], { attached: [own] }, [
        resource({ kind: 'iam:policy', arn: own, facts }),
      ])
    }
    expect(of(everything)).toMatchObject([{ id: 'rhino-02-SetDefaultPolicyVersion', gain: 'admin' }])
    expect(of(allow('s3:ListBucket'))).toEqual([])
  })

  test('is as good as an administrator', () => {
    const world = estate(user({ name: 'me', inline: [allow('iam:PutUserPolicy', me)] }), user({ name: 'you' }))
    expect(adminEquivalence(world.user('me'), world.account)).toMatchObject({ tier: 'admin', verdict: 'proven' })
    expect(adminEquivalence(world.user('you'), world.account).tier).toBe('ordinary')
  })
})

describe('limits that it can take off', () => {
  const boundary = arn('policy/boundary')
  const drops = allow('iam:DeleteUserPermissionsBoundary', me)
  const limits = policy({ arn: boundary, statements: [allow(['s3:*', 'iam:DeleteUserPermissionsBoundary'])] })

  test('a boundary, where more is granted beneath', () => {
    expect(itself([everything, drops], { boundary }, limits)).toMatchObject([
      { id: 'muster-iam-DeleteUserPermissionsBoundary', gain: 'admin', verdict: 'proven' },
    ])
    expect(itself([allow('s3:*'), drops], { boundary }, limits)).toEqual([])
  })

  test('a denial in an inline policy, but not one that stays in force elsewhere', () => {
    const document = {
      Version: '2012-10-17',
      Statement: [deny(['iam:Put*', 'iam:A*', 'iam:C*', 'iam:U*', 'iam:PassRole'])],
    }
    const held = (more: readonly PolicyStatement[]) => ({
      inlinePolicies: [
        { name: 'all', document: { Version: '2012-10-17', Statement: [everything, ...more] } },
        { name: 'guard', document },
      ],
    })
    expect(itself([], held([]))).toMatchObject([{ id: 'muster-iam-DeleteUserPolicy', gain: 'admin' }])
    expect(ids(itself([], held([deny('iam:DeleteUserPolicy')])))).toEqual([])
    expect(ids(itself([], held(document.Statement)))).toEqual([])
  })
})

describe('by way of something new', () => {
  const pass = allow('iam:PassRole', roleArn('ops'))
  const create = (on: string) => allow('lambda:CreateFunction', on)
  const invoke = (on: string) => allow('lambda:InvokeFunction', on)

  test('one function has to do for all steps', () => {
    expect(ids(become([pass, create(functions('dev-*')), invoke(functions('dev-*'))]))).toEqual(['lambda-001'])
    expect(become([pass, create(functions('dev-*')), invoke(functions('prod-*'))])).toEqual([])
    expect(become([pass, create(functions('*', 'eu-west-1')), invoke(functions('*', 'us-west-2'))])).toEqual([])
  })

  test('a denial of some names leaves others', () => {
    const all = [pass, create('*'), invoke('*')]
    expect(ids(become([...all, deny('lambda:*', functions('prod-*'))]))).toEqual(['lambda-001'])
    expect(become([...all, deny('lambda:*', functions('*'))])).toEqual([])
  })

  test('a region that is allowed will do', () => {
    const elsewhere = deny('*', '*', { StringNotEquals: { 'aws:RequestedRegion': 'ap-southeast-2' } })
    const found = become([pass, create('*'), invoke('*'), { ...elsewhere, Action: 'lambda:*' }])
    expect(found).toMatchObject([{ id: 'lambda-001', verdict: 'proven' }])
  })

  test('the role goes to the service that it is passed to', () => {
    const to = (service: string) => allow('iam:PassRole', '*', { StringEquals: { 'iam:PassedToService': service } })
    const rest = [create('*'), invoke('*')]
    expect(ids(become([to('lambda.amazonaws.com'), ...rest]))).toEqual(['lambda-001'])
    expect(become([to('ec2.amazonaws.com'), ...rest])).toEqual([])
  })

  test('a role that trusts another service is of no use', () => {
    const other = role({ name: 'ops', inline: [everything], trust: [lets('ec2.amazonaws.com')] })
    expect(become([pass, create('*'), invoke('*')], other)).toEqual([])
  })

  test('one way offers to deny the pass to that service alone', () => {
    const [path] = become([pass, create('*'), invoke('*')])
    expect(path?.mendPolicy!.statement).toEqual({
      Effect: 'Deny',
      Action: 'iam:PassRole',
      Resource: roleArn('ops'),
      Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    })
  })
})

describe('by way of what is there', () => {
  const runs = (name: string, facts: object = {}) => [
    resource({
      kind: 'lambda:function',
      arn: functions(name, 'eu-west-1'),
      facts: { arn: functions(name, 'eu-west-1'), roleArn: roleArn('ops'), ...facts },
    }),
  ]
  const update = allow('lambda:UpdateFunctionCode', functions('orders', 'eu-west-1'))

  test('a function with a trigger, without one, and one of which nobody wrote that down', () => {
    expect(become([update], ops, runs('orders', { hasTrigger: true }))).toMatchObject([
      { id: 'lambda-003', verdict: 'proven' },
    ])
    expect(become([update], ops, runs('orders', { hasTrigger: false }))).toEqual([])
    expect(become([update], ops, runs('orders'))).toMatchObject([{ verdict: 'possible' }])
    expect(become([update], ops, runs('billing', { hasTrigger: true }))).toEqual([])
  })

  test('every function that it may change counts for what ends it', () => {
    const both = [...runs('orders', { hasTrigger: true }), ...runs('billing', { hasTrigger: true })]
    const [path] = become([update, allow('lambda:UpdateFunctionCode', functions('billing'))], ops, both)
    expect(path?.statements.filter(({ holder }) => holder === me)).toHaveLength(2)
    expect(path?.mendPolicy!.statement['Resource']).toEqual([
      functions('billing', 'eu-west-1'),
      functions('orders', 'eu-west-1'),
    ])
  })
})

describe('by its trust', () => {
  const assume = allow('sts:AssumeRole', roleArn('ops'))
  const trusting = (statement: PolicyStatement) => role({ name: 'ops', inline: [everything], trust: [statement] })

  test('of the account, with leave of one’s own', () => {
    expect(ids(become([assume], trusting(letsIn(arn('root')))))).toEqual(['sts-001'])
    expect(become([], trusting(letsIn(arn('root'))))).toEqual([])
  })

  test('of oneself, which is enough', () => {
    expect(ids(become([], trusting(letsIn(me))))).toEqual(['sts-001-explicit-trust-no-identity-policy'])
    expect(ids(become([assume], trusting(letsIn(me))))).toEqual(['sts-001'])
    expect(become([deny('sts:AssumeRole')], trusting(letsIn(me)))).toEqual([])
  })

  test('rewritten, unless it may not assume anything', () => {
    const edit = allow('iam:UpdateAssumeRolePolicy', roleArn('ops'))
    const closed = trusting(lets('ec2.amazonaws.com'))
    expect(ids(become([edit], closed))).toEqual(['iam-012'])
    expect(become([edit, deny('sts:AssumeRole')], closed)).toEqual([])
  })

  test('tags of the role decide where a policy asks for them', () => {
    const edit = allow('iam:UpdateAssumeRolePolicy', '*', { StringEquals: { 'aws:ResourceTag/team': 'shop' } })
    const tagged = (team: string) => role({ name: 'ops', inline: [everything], tags: { team }, trust: [] })
    expect(become([edit], tagged('shop'))).toMatchObject([{ id: 'iam-012', verdict: 'proven' }])
    expect(become([edit], tagged('bank'))).toEqual([])
  })

  test('a SAML provider whose metadata it may replace', () => {
    const provider = arn('saml-provider/okta')
    const federated: PolicyStatement = {
      Effect: 'Allow',
      Principal: { Federated: provider },
      Action: 'sts:AssumeRoleWithSAML',
      Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
    }
    const replace = allow('iam:UpdateSAMLProvider', provider)
    expect(become([replace], trusting(federated))).toMatchObject([
      { id: 'muster-iam-UpdateSAMLProvider', verdict: 'proven' },
    ])
    expect(become([replace], trusting(letsIn(arn('root'))))).toEqual([])
  })
})

test('a user with a second factor is not taken by its password alone', () => {
  const target = user({ name: 'ops', inline: [everything], mfaActive: true, facts: { passwordEnabled: true } })
  const [path] = become([allow('iam:UpdateLoginProfile')], target)
  expect(path).toMatchObject({ id: 'iam-006', verdict: 'conditional' })
  expect(path?.conditions).toHaveLength(1)
})

test('what is changed before it is taken is told apart', () => {
  expect(['iam-014', 'iam-015', 'iam-016', 'iam-021'].every(changesTarget)).toBe(true)
  expect(['iam-002', 'iam-012', 'lambda-001', 'iam-007'].some(changesTarget)).toBe(false)
})
