import { describe, expect, it } from 'vitest'
import { compilePolicy, decide, decideFor } from './index.ts'
import type { DecideInput, Policy, Request, Verdict } from './types.ts'

const user = 'arn:aws:iam::111122223333:user/team/Ann'
const role = 'arn:aws:iam::111122223333:role/app/Deploy'
const session = 'arn:aws:sts::111122223333:assumed-role/Deploy/ci-7'
const queue = 'arn:aws:sqs:us-east-2:111122223333:queue1'
const foreignQueue = 'arn:aws:sqs:us-east-2:444455556666:queue1'

const statement = (fields: object): Policy => ({ Version: '2012-10-17', Statement: [fields as never] })
const allow = (action: string | string[], resource: string | string[] = '*', more: object = {}): Policy =>
  statement({ Effect: 'Allow', Action: action, Resource: resource, ...more })
const deny = (action: string | string[], resource: string | string[] = '*', more: object = {}): Policy =>
  statement({ Effect: 'Deny', Action: action, Resource: resource, ...more })
const grant = (principal: unknown, action = 'sqs:*', more: object = {}): Policy =>
  statement({ Effect: 'Allow', Principal: principal, Action: action, Resource: '*', ...more })

function ask(request: Partial<Request>, policies: Partial<DecideInput> = {}): Verdict {
  const { verdict } = decide({
    request: { principal: user, action: 'sqs:SendMessage', resource: queue, ...request },
    identityPolicies: [],
    unknownContext: 'absent',
    ...policies,
  })
  return verdict
}

const own = (...identityPolicies: Policy[]) => ({ identityPolicies })

describe('actions and resources', () => {
  const cases: readonly [string, Policy, Partial<Request>, Verdict][] = [
    ['nothing is allowed by itself', deny('s3:*'), {}, 'implicitly-denied'],
    ['actions in any case', allow('SQS:sendmessage'), {}, 'allowed'],
    ['a run of characters', allow('sqs:S*e'), {}, 'allowed'],
    ['an empty run', allow('sqs:SendMessage*'), {}, 'allowed'],
    ['one character', allow('sqs:SendM?ssage'), {}, 'allowed'],
    ['exactly one character', allow('sqs:SendMessage?'), {}, 'implicitly-denied'],
    ['a list of actions', allow(['s3:GetObject', 'sqs:SendMessage']), {}, 'allowed'],
    ['NotAction allows the rest', statement({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }), {}, 'allowed'],
    [
      'NotAction leaves out',
      statement({ Effect: 'Allow', NotAction: 'sqs:*', Resource: '*' }),
      {},
      'implicitly-denied',
    ],
    ['an action that only looks negated', allow('!iam:*'), {}, 'implicitly-denied'],
    ['an ARN as it is', allow('sqs:*', queue), {}, 'allowed'],
    ['resources are case-sensitive', allow('sqs:*', queue.replace('queue1', 'Queue1')), {}, 'implicitly-denied'],
    ['a wildcard in segments', allow('sqs:*', 'arn:aws:sqs:*:*:queue?'), {}, 'allowed'],
    ['a wildcard at the end runs on', allow('sqs:*', 'arn:aws:sqs:*'), {}, 'allowed'],
    ['a short ARN is completed', allow('sqs:*', 'arn:aws:sqs'), {}, 'allowed'],
    ['a wildcard within a segment stays there', allow('sqs:*', 'arn:aws:s*queue1'), {}, 'implicitly-denied'],
    ['NotResource', statement({ Effect: 'Allow', Action: '*', NotResource: queue }), {}, 'implicitly-denied'],
    ['NotResource elsewhere', statement({ Effect: 'Allow', Action: '*', NotResource: foreignQueue }), {}, 'allowed'],
    ['all resources need a pattern for all', allow('sqs:*', 'arn:aws:sqs:*'), { resource: '*' }, 'implicitly-denied'],
    ['all resources', allow('sqs:*'), { resource: '*' }, 'allowed'],
    ['one statement for a list', { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }, {}, 'allowed'],
    ['an effect that is none', statement({ Effect: 'allow', Action: '*', Resource: '*' }), {}, 'implicitly-denied'],
  ]
  it.each(cases)('%s', (_, policy, request, verdict) => {
    expect(ask(request, own(policy))).toBe(verdict)
  })

  it('completes ARNs that lack fields only in policies of identities', () => {
    const short = allow('sqs:*', 'arn:aws:sqs')
    const all = allow('*')
    expect(ask({}, { ...own(all), boundary: short })).toBe('allowed')
    expect(ask({}, { ...own(all), sessionPolicies: [short] })).toBe('allowed')
    expect(ask({}, { ...own(all), serviceControlPolicies: [[short]] })).toBe('implicitly-denied')
    expect(ask({}, { ...own(all), serviceControlPolicies: [[allow('*'), deny('*', 'arn:aws:sqs')]] })).toBe('allowed')
    expect(ask({}, { resourcePolicy: grant({ AWS: user }, 'sqs:*', { Resource: 'arn:aws:sqs' }) })).toBe(
      'implicitly-denied',
    )
    expect(ask({}, { resourcePolicy: grant({ AWS: user }, 'sqs:*', { Resource: 'arn:aws:sqs:*' }) })).toBe('allowed')
  })
  it('denies whatever else allows', () => {
    expect(ask({}, own(allow('*'), deny('sqs:Send*')))).toBe('explicitly-denied')
  })
})

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html */
describe('a policy of the resource, in the same account', () => {
  const other = allow('s3:*')
  const cases: readonly [string, string, unknown, Verdict, Verdict, Verdict][] = [
    // principal, named by, no identity policy, boundary without the action, session policy without it
    ['user', user, { AWS: user }, 'allowed', 'allowed', 'implicitly-denied'],
    ['role', role, { AWS: role }, 'allowed', 'implicitly-denied', 'implicitly-denied'],
    ['session by its role', session, { AWS: role }, 'allowed', 'implicitly-denied', 'implicitly-denied'],
    ['session', session, { AWS: session }, 'allowed', 'allowed', 'allowed'],
    ['account', user, { AWS: '111122223333' }, 'implicitly-denied', 'implicitly-denied', 'implicitly-denied'],
    [
      'account root',
      role,
      { AWS: 'arn:aws:iam::111122223333:root' },
      ...(Array.from({ length: 3 }, () => 'implicitly-denied' as const) as [Verdict, Verdict, Verdict]),
    ],
    ['everyone', user, '*', 'allowed', 'allowed', 'allowed'],
    ['everyone in AWS', role, { AWS: ['*'] }, 'allowed', 'allowed', 'allowed'],
    ['somebody else', user, { AWS: `${user}x` }, 'implicitly-denied', 'implicitly-denied', 'implicitly-denied'],
  ]
  it.each(cases)('names the %s', (_, principal, named, alone, bounded, limited) => {
    const resourcePolicy = grant(named)
    expect(ask({ principal }, { resourcePolicy })).toBe(alone)
    expect(ask({ principal }, { resourcePolicy, boundary: other })).toBe(bounded)
    expect(ask({ principal }, { resourcePolicy, sessionPolicies: [other] })).toBe(limited)
    expect(ask({ principal }, { resourcePolicy, boundary: deny('sqs:*') })).toBe('explicitly-denied')
    expect(ask({ principal }, { resourcePolicy, serviceControlPolicies: [[other]] })).toBe('implicitly-denied')
  })
})

it('leaves a federated user nothing of its user but what a session policy hands on', () => {
  const federated = 'arn:aws:sts::111122223333:federated-user/Bo'
  const as = (policies: Partial<DecideInput>) => ask({ principal: federated }, policies)
  expect(as(own(allow('*')))).toBe('implicitly-denied')
  expect(as({ ...own(allow('*')), sessionPolicies: [] })).toBe('implicitly-denied')
  expect(as({ ...own(allow('*')), sessionPolicies: [allow('sqs:*')] })).toBe('allowed')
  expect(as({ ...own(allow('s3:*')), sessionPolicies: [allow('*')] })).toBe('implicitly-denied')
  expect(as({ resourcePolicy: grant({ AWS: federated }) })).toBe('allowed')
  expect(as({ resourcePolicy: grant({ AWS: '111122223333' }) })).toBe('implicitly-denied')
})

describe('another account', () => {
  const resource = foreignQueue
  it('asks both sides', () => {
    expect(ask({ resource }, own(allow('*')))).toBe('implicitly-denied')
    expect(ask({ resource }, { resourcePolicy: grant({ AWS: user }) })).toBe('implicitly-denied')
    expect(ask({ resource }, { ...own(allow('*')), resourcePolicy: grant({ AWS: user }) })).toBe('allowed')
    expect(ask({ resource }, { ...own(allow('*')), resourcePolicy: grant({ AWS: '111122223333' }) })).toBe('allowed')
    expect(ask({ resource }, { ...own(allow('*')), resourcePolicy: grant({ AWS: '444455556666' }) })).toBe(
      'implicitly-denied',
    )
    const bounded = { ...own(allow('*')), resourcePolicy: grant({ AWS: user }), boundary: allow('s3:*') }
    expect(ask({ resource }, bounded)).toBe('implicitly-denied')
  })
  it('is told by resourceAccount', () => {
    const bucket = { action: 's3:GetObject', resource: 'arn:aws:s3:::bucket/key' }
    expect(ask(bucket, own(allow('*')))).toBe('allowed')
    expect(ask({ ...bucket, resourceAccount: '444455556666' }, own(allow('*')))).toBe('implicitly-denied')
  })
})

describe('roles and keys', () => {
  const target = 'arn:aws:iam::111122223333:role/Admin'
  const trust = (principal: unknown): Policy => ({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: principal as never, Action: 'sts:AssumeRole' },
  })
  const assume = { action: 'sts:AssumeRole', resource: target }
  const key = { action: 'kms:Decrypt', resource: 'arn:aws:kms:us-east-2:111122223333:key/k1' }
  const account = { AWS: 'arn:aws:iam::111122223333:root' }
  it('have to let the caller in themselves', () => {
    expect(ask(assume, { ...own(allow('*')), resourcePolicy: trust({ AWS: role }) })).toBe('implicitly-denied')
    expect(ask(assume, { resourcePolicy: trust({ AWS: user }) })).toBe('allowed')
    expect(ask(assume, { resourcePolicy: trust(account) })).toBe('implicitly-denied')
    expect(ask(assume, { ...own(allow('sts:*')), resourcePolicy: trust(account) })).toBe('allowed')
    expect(ask(key, { ...own(allow('kms:*')), resourcePolicy: grant({ AWS: role }, 'kms:*') })).toBe(
      'implicitly-denied',
    )
    expect(ask(key, { ...own(allow('kms:*')), resourcePolicy: grant(account, 'kms:*') })).toBe('allowed')
  })
  it('are closed without a policy of their own', () => {
    expect(ask(assume, own(allow('sts:*')))).toBe('implicitly-denied')
    expect(ask({ ...assume, resource: 'arn:aws:iam::444455556666:role/Admin' }, own(allow('sts:*')))).toBe(
      'implicitly-denied',
    )
    expect(ask(key, own(allow('kms:*')))).toBe('implicitly-denied')
  })
  it('leave what is no role or key to identity policies', () => {
    const alias = { action: 'kms:CreateAlias', resource: 'arn:aws:kms:us-east-2:111122223333:alias/mine' }
    expect(ask(alias, own(allow('kms:*')))).toBe('allowed')
    expect(ask({ action: 'kms:CreateKey', resource: '*' }, own(allow('kms:*')))).toBe('allowed')
    expect(ask({ action: 'sts:DecodeAuthorizationMessage', resource: '*' }, own(allow('sts:*')))).toBe('allowed')
  })
  it('are left aside for compiled callers when their policy was not read', () => {
    const caller = { principal: user, identity: [compilePolicy(allow(['sts:*', 'kms:*']))] }
    expect(decideFor(caller, assume).verdict).toBe('allowed')
    expect(decideFor(caller, { ...assume, resource: 'arn:aws:iam::444455556666:role/Admin' }).verdict).toBe('allowed')
    expect(decideFor(caller, key).verdict).toBe('allowed')
  })
  it('let in everyone of the account whom they name without one', () => {
    expect(ask(assume, { resourcePolicy: trust('*') })).toBe('allowed')
    expect(ask(assume, { resourcePolicy: trust({ AWS: '*' }), boundary: allow('s3:*') })).toBe('allowed')
    expect(ask(key, { resourcePolicy: grant({ AWS: user }, 'kms:*') })).toBe('allowed')
    expect(ask(key, { resourcePolicy: grant(account, 'kms:*') })).toBe('implicitly-denied')
    expect(ask(key, { ...own(allow('kms:*')), resourcePolicy: { Statement: [] } })).toBe('implicitly-denied')
  })
  it('let services in by their policy alone', () => {
    const principal = 'lambda.amazonaws.com'
    expect(ask({ ...assume, principal }, { resourcePolicy: trust({ Service: principal }) })).toBe('allowed')
    expect(ask({ ...assume, principal }, { resourcePolicy: trust({ Service: ['ec2.amazonaws.com'] }) })).toBe(
      'implicitly-denied',
    )
    const controlled = { resourcePolicy: trust({ Service: principal }), serviceControlPolicies: [[deny('*')]] }
    expect(ask({ ...assume, principal }, controlled)).toBe('allowed')
  })
})

describe('policies of the organisation', () => {
  const full = allow('*')
  it('allow on every level', () => {
    expect(ask({}, { ...own(full), serviceControlPolicies: [[full], [full, allow('s3:*')]] })).toBe('allowed')
    expect(ask({}, { ...own(full), serviceControlPolicies: [[full], [allow('s3:*')]] })).toBe('implicitly-denied')
    expect(ask({}, { ...own(full), serviceControlPolicies: [[full], []] })).toBe('implicitly-denied')
    expect(ask({}, { ...own(full), serviceControlPolicies: [[full], [full, deny('sqs:*')]] })).toBe('explicitly-denied')
  })
  it('pass by service-linked roles and their sessions', () => {
    const path = 'arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX'
    for (const principal of [path, 'arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForX/s']) {
      expect(ask({ principal }, { ...own(full), serviceControlPolicies: [[deny('*')]] })).toBe('allowed')
      expect(ask({ principal }, { ...own(full), resourceControlPolicies: [[deny('*')]] })).toBe('allowed')
    }
    expect(ask({ principal: session }, { ...own(full), serviceControlPolicies: [[deny('*')]] })).toBe(
      'explicitly-denied',
    )
  })
  it('stop at the services whose resources obey them', () => {
    const controlled = { ...own(full), resourceControlPolicies: [[full, deny('*')]] }
    expect(ask({}, controlled)).toBe('explicitly-denied')
    expect(ask({ principal: 'logs.amazonaws.com' }, { ...controlled, resourcePolicy: grant('*') })).toBe(
      'explicitly-denied',
    )
    const instance = { action: 'ec2:StartInstances', resource: 'arn:aws:ec2:us-east-2:111122223333:instance/i-1' }
    expect(ask(instance, controlled)).toBe('allowed')
  })
})

describe('what policies do not decide', () => {
  const denied = { ...own(deny('*')), serviceControlPolicies: [[deny('*')]] }
  it('is who one is', () => {
    expect(ask({ action: 'sts:GetCallerIdentity', resource: '*' })).toBe('allowed')
    expect(ask({ action: 'STS:getCallerIdentity', resource: '*', principal: session }, denied)).toBe('allowed')
    expect(ask({ action: 'sts:GetCallerIdentity', resource: '*', principal: '*' })).toBe('implicitly-denied')
  })
  it('is how a user signs in', () => {
    expect(ask({ action: 'sts:GetSessionToken', resource: '*' }, denied)).toBe('allowed')
    expect(ask({ action: 'sts:GetSessionToken', resource: '*', principal: role })).toBe('implicitly-denied')
  })
  it.each([
    ['iam:CreatePolicyVersion', 'arn:aws:iam::aws:policy/ReadOnlyAccess', 'implicitly-denied'],
    ['iam:GetPolicyVersion', 'arn:aws:iam::aws:policy/ReadOnlyAccess', 'allowed'],
    ['iam:CreatePolicyVersion', 'arn:aws:iam::111122223333:policy/aws/mine', 'allowed'],
    ['iam:PutRolePolicy', 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/R', 'implicitly-denied'],
    ['iam:GetRole', 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/R', 'allowed'],
    ['iam:DeleteRole', 'arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/R', 'allowed'],
    ['kms:DeleteAlias', 'arn:aws:kms:us-east-2:111122223333:alias/aws/s3', 'implicitly-denied'],
    ['kms:DeleteAlias', 'arn:aws:kms:us-east-2:111122223333:alias/mine', 'allowed'],
  ] as const)('is what AWS keeps: %s on %s is %s', (action, resource, verdict) => {
    expect(ask({ action, resource }, own(allow('*')))).toBe(verdict)
  })
})

describe('a role that is named beside one of its sessions', () => {
  const asCi = { 'aws:userid': 'AROAEXAMPLE:ci-7' }
  const bounded = { boundary: allow('s3:*') }
  it.each([
    ['the role', role],
    ['its account', '111122223333'],
  ])('%s', (_, named) => {
    const resourcePolicy = grant({ AWS: [named, session] })
    const as = (context: Request['context'], unknownContext: DecideInput['unknownContext']) =>
      decide({
        request: { principal: role, action: 'sqs:SendMessage', resource: queue, ...(context ? { context } : {}) },
        identityPolicies: [],
        resourcePolicy,
        ...bounded,
        ...(unknownContext ? { unknownContext } : {}),
      })
    expect(as(asCi, undefined).verdict).toBe('allowed')
    expect(as({ 'aws:userid': 'AROAEXAMPLE:other' }, undefined).verdict).toBe('implicitly-denied')
    const open = as(undefined, 'symbolic')
    expect(open.verdict).toBe('conditional')
    expect(open.residual).toMatchObject([{ key: 'aws:userid', values: ['*:ci-7'] }])
    expect(open.because).toHaveLength(1)
  })
  it('is listed once', () => {
    const { because } = decide({
      request: { principal: role, action: 'sqs:SendMessage', resource: queue, context: asCi },
      identityPolicies: [],
      resourcePolicy: grant({ AWS: [role, session] }),
    })
    expect(because).toHaveLength(1)
  })
  it('is denied under every name', () => {
    const denial = grant({ AWS: [role, session] }, 'sqs:*', { Effect: 'Deny' })
    expect(ask({ principal: role }, { ...own(allow('*')), resourcePolicy: denial })).toBe('explicitly-denied')
  })
})
