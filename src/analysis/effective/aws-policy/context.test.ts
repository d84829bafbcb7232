import { describe, expect, it } from 'vitest'
import { decide } from './index.ts'
import type { Context, Decision, Policy, Verdict } from './types.ts'

const account = '111122223333'
const user = `arn:aws:iam::${account}:user/team/Ann`
const role = `arn:aws:iam::${account}:role/app/Deploy`
const session = `arn:aws:sts::${account}:assumed-role/Deploy/ci-7`
const bucket = 'arn:aws:s3:::home'

interface Question {
  readonly principal?: string
  readonly resource?: string
  readonly context?: Context
  readonly unknownContext?: 'symbolic' | 'absent'
}

function ask(statement: object, question: Question, version: string | undefined = '2012-10-17'): Decision {
  const { principal = user, resource = `${bucket}/Ann/x`, context = {}, unknownContext = 'symbolic' } = question
  const policy = { ...(version ? { Version: version } : {}), Statement: { Action: 's3:*', ...statement } } as Policy
  return decide({
    request: { principal, action: 's3:GetObject', resource, context },
    identityPolicies: [policy],
    unknownContext,
  })
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
describe('variables in resources', () => {
  const own = { Effect: 'Allow', Resource: `${bucket}/\${aws:username}/*` }
  const team = { Effect: 'Allow', Resource: `${bucket}-\${aws:PrincipalTag/team, 'company-wide'}/*` }
  const tagged = { Effect: 'Allow', Resource: `${bucket}/\${aws:PrincipalTag/Team}/*` }
  const cases: readonly [string, object, Question, Verdict][] = [
    ['stand for the name of a user', own, {}, 'allowed'],
    ['stand for nobody else', own, { resource: `${bucket}/Bob/x` }, 'implicitly-denied'],
    ['have no value for roles', own, { principal: role }, 'implicitly-denied'],
    ['take values in any case of the key', tagged, { context: { 'AWS:principaltag/TEAM': 'Ann' } }, 'allowed'],
    ['are open when the key is not known', tagged, {}, 'conditional'],
    ['are decided when no value would do', tagged, { resource: 'arn:aws:s3:::other/x' }, 'implicitly-denied'],
    ['match nothing without a value', tagged, { context: { 'aws:PrincipalTag/Team': null } }, 'implicitly-denied'],
    ['bring no wildcards', tagged, { context: { 'aws:PrincipalTag/Team': '*' } }, 'implicitly-denied'],
    [
      'bring what looks like a wildcard',
      tagged,
      { context: { 'aws:PrincipalTag/Team': '*' }, resource: `${bucket}/*/x` },
      'allowed',
    ],
    ['take one value only', tagged, { context: { 'aws:PrincipalTag/Team': ['Ann', 'Bob'] } }, 'implicitly-denied'],
    [
      'have a default',
      team,
      { resource: `${bucket}-company-wide/x`, context: { 'aws:PrincipalTag/team': null } },
      'allowed',
    ],
    [
      'prefer the value to the default',
      team,
      { resource: `${bucket}-company-wide/x`, context: { 'aws:PrincipalTag/team': 'yellow' } },
      'implicitly-denied',
    ],
    ['with a default are open as well', team, { resource: `${bucket}-yellow/x` }, 'conditional'],
    [
      'leave the other patterns alone',
      { Effect: 'Allow', Resource: [`${bucket}/\${aws:username}/*`, `${bucket}/shared/*`] },
      { principal: role, resource: `${bucket}/shared/x` },
      'allowed',
    ],
    [
      'without a value take NotResource out of effect',
      { Effect: 'Allow', NotResource: `${bucket}/\${aws:username}/*` },
      { principal: role },
      'implicitly-denied',
    ],
    ['work in NotResource', { Effect: 'Allow', NotResource: `${bucket}/\${aws:username}/*` }, {}, 'implicitly-denied'],
    [
      'spell wildcards out',
      { Effect: 'Allow', Resource: `${bucket}/\${*}\${?}\${$}` },
      { resource: `${bucket}/*?$` },
      'allowed',
    ],
    ['spelt out are no wildcards', { Effect: 'Allow', Resource: `${bucket}/\${*}` }, {}, 'implicitly-denied'],
  ]
  it.each(cases)('%s', (_, statement, question, verdict) => {
    expect(ask(statement, question).verdict).toBe(verdict)
  })
  it('are text in older policies', () => {
    expect(ask(own, {}, '2008-10-17').verdict).toBe('implicitly-denied')
    expect(ask(own, {}, '').verdict).toBe('implicitly-denied')
    expect(ask(own, { resource: `${bucket}/\${aws:username}/x` }, '').verdict).toBe('allowed')
  })
  it('are left to be decided by name', () => {
    expect(ask(tagged, {}).residual).toMatchObject([
      { operator: 'Resource', key: 'aws:principaltag/team', values: [tagged.Resource], must: 'hold' },
    ])
  })
})

describe('variables in conditions', () => {
  const owner = (operator: string, Effect = 'Allow') => ({
    Effect,
    Resource: '*',
    Condition: { [operator]: { 's3:ExistingObjectTag/Team': '${aws:PrincipalTag/Team}' } },
  })
  const tags = (object: string | null, principal?: string | null): Context => ({
    's3:ExistingObjectTag/Team': object,
    ...(principal === undefined ? {} : { 'aws:PrincipalTag/Team': principal }),
  })
  it('compare one key with another', () => {
    expect(ask(owner('StringEquals'), { context: tags('a', 'a') }).verdict).toBe('allowed')
    expect(ask(owner('StringEquals'), { context: tags('a', 'b') }).verdict).toBe('implicitly-denied')
    expect(ask(owner('StringLike'), { context: tags('ab', 'a*') }).verdict).toBe('implicitly-denied')
    expect(ask(owner('StringEqualsIgnoreCase'), { context: tags('A', 'a') }).verdict).toBe('allowed')
    expect(ask(owner('StringEquals'), { context: tags('a') }).verdict).toBe('conditional')
  })
  it('take the statement out of effect without a value, whether the test is negated or not', () => {
    expect(ask(owner('StringEquals'), { context: tags('a', null) }).verdict).toBe('implicitly-denied')
    expect(ask(owner('StringNotEquals'), { context: tags('a', null) }).verdict).toBe('implicitly-denied')
    expect(ask(owner('StringNotEquals'), { context: tags('a', 'b') }).verdict).toBe('allowed')
    expect(ask(owner('StringNotEquals', 'Deny'), { context: tags('a', null) }).verdict).toBe('implicitly-denied')
    expect(ask(owner('StringNotEquals', 'Deny'), { context: tags('a', 'b') }).verdict).toBe('explicitly-denied')
    expect(ask(owner('StringNotEqualsIfExists', 'Deny'), { context: tags('a', null) }).verdict).toBe(
      'implicitly-denied',
    )
    expect(ask(owner('StringNotEquals'), { context: tags('a') }).verdict).toBe('conditional')
    expect(ask(owner('StringNotEquals'), { context: tags(null, null) }).verdict).toBe('allowed')
  })
  it('leave the other values of a positive test alone', () => {
    const either = (operator: string) => ({
      Effect: 'Allow',
      Resource: '*',
      Condition: { [operator]: { 's3:ExistingObjectTag/Team': ['${aws:PrincipalTag/Team}', 'a'] } },
    })
    expect(ask(either('StringLike'), { context: tags('a', null) }).verdict).toBe('allowed')
    expect(ask(either('StringNotLike'), { context: tags('b', null) }).verdict).toBe('implicitly-denied')
  })
})

describe('what principal and resource tell', () => {
  const cases: readonly [string, string, string, boolean | undefined][] = [
    [user, 'aws:PrincipalArn', user, true],
    [role, 'aws:PrincipalArn', role, true],
    [session, 'aws:PrincipalArn', `arn:aws:iam::${account}:role/Deploy`, true],
    [`arn:aws:sts::${account}:assumed-role/AWSReservedSSO_Admin_0/a`, 'aws:PrincipalArn', role, undefined],
    [user, 'aws:PrincipalAccount', account, true],
    [user, 'aws:PrincipalType', 'User', true],
    [role, 'aws:PrincipalType', 'AssumedRole', true],
    [session, 'aws:PrincipalType', 'AssumedRole', true],
    [`arn:aws:iam::${account}:root`, 'aws:PrincipalType', 'Account', true],
    [`arn:aws:sts::${account}:federated-user/Bo`, 'aws:PrincipalType', 'FederatedUser', true],
    [user, 'aws:username', 'Ann', true],
    [role, 'aws:username', 'Deploy', false],
    [session, 'aws:username', 'ci-7', false],
    [user, 'aws:PrincipalIsAWSService', 'false', true],
    [user, 'aws:PrincipalServiceName', 'lambda.amazonaws.com', false],
    [user, 'aws:PrincipalOrgID', 'o-1', undefined],
    [user, 'aws:PrincipalTag/Team', 'blue', undefined],
    [user, 'aws:SourceIp', '192.0.2.1', undefined],
    [user, 'aws:ResourceAccount', account, undefined],
  ]
  it.each(cases)('%s: %s is %s: %s', (principal, key, value, expected) => {
    const statement = { Effect: 'Deny', Resource: '*', Condition: { StringEquals: { [key]: value } } }
    const everything: Policy = { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }
    const { verdict } = decide({
      request: { principal, action: 's3:GetObject', resource: bucket },
      identityPolicies: [everything, { Statement: { ...statement, Action: '*' } as never }],
    })
    expect(verdict).toBe(expected === undefined ? 'conditional' : expected ? 'explicitly-denied' : 'allowed')
  })
  it('gives way to the context', () => {
    const statement = { Effect: 'Allow', Resource: '*', Condition: { StringEquals: { 'aws:username': 'Bob' } } }
    expect(ask(statement, { context: { 'AWS:UserName': 'Bob' } }).verdict).toBe('allowed')
  })
  it('takes what JSON has besides texts', () => {
    const under = (Condition: object, value: unknown) =>
      ask({ Effect: 'Allow', Resource: '*', Condition }, { context: { 'x:k': value } as never }).verdict
    expect(under({ Bool: { 'x:k': 'true' } }, true)).toBe('allowed')
    expect(under({ Bool: { 'x:k': 'true' } }, false)).toBe('implicitly-denied')
    expect(under({ NumericLessThan: { 'x:k': '8' } }, 7)).toBe('allowed')
    expect(under({ 'ForAllValues:StringEquals': { 'x:k': ['7', 'true'] } }, [7, true])).toBe('allowed')
    for (const value of [undefined, {}, () => 'a', Symbol('a')]) {
      expect(under({ StringEquals: { 'x:k': 'a' } }, value)).toBe('conditional')
    }
  })
  it('tells the account of the resource', () => {
    const statement = (value: string) => ({
      Effect: 'Allow',
      Resource: '*',
      Condition: { StringEquals: { 'aws:ResourceAccount': value } },
    })
    const resource = `arn:aws:s3:eu-west-1:${account}:accesspoint/a`
    expect(ask(statement(account), { resource }).verdict).toBe('allowed')
    expect(ask(statement('444455556666'), { resource }).verdict).toBe('implicitly-denied')
  })
  it('knows services and anonymous callers', () => {
    const policy = (Condition: object): Policy => ({
      Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', Condition: Condition as never },
    })
    const verdict = (principal: string, Condition: object) =>
      decide({
        request: { principal, action: 's3:GetObject', resource: bucket },
        identityPolicies: [],
        resourcePolicy: policy(Condition),
      }).verdict
    expect(verdict('logs.amazonaws.com', { Bool: { 'aws:PrincipalIsAWSService': 'true' } })).toBe('allowed')
    expect(verdict('logs.amazonaws.com', { StringEquals: { 'aws:PrincipalServiceName': 'logs.amazonaws.com' } })).toBe(
      'allowed',
    )
    expect(verdict('logs.amazonaws.com', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })).toBe('implicitly-denied')
    expect(verdict('*', { 'ForAllValues:StringLike': { 'aws:PrincipalArn': 'arn:aws:iam::1:user/admin' } })).toBe(
      'allowed',
    )
    expect(verdict('*', { StringEquals: { 'aws:PrincipalType': 'Anonymous' } })).toBe('allowed')
  })
})
