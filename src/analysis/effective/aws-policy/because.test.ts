import { describe, expect, it } from 'vitest'
import { compilePolicy, decide, decideFor } from './index.ts'
import type { DecideInput, Policy, Verdict } from './types.ts'

const principal = 'arn:aws:iam::111122223333:user/Ann'
const role = 'arn:aws:iam::111122223333:role/app/Deploy'
const session = 'arn:aws:sts::111122223333:assumed-role/Deploy/ci'
const request = { principal, action: 'sqs:SendMessage', resource: 'arn:aws:sqs:us-east-2:111122223333:queue1' }
const all = { Effect: 'Allow', Action: '*', Resource: '*' } as const
const everything: Policy = { Statement: all }
const nothing: Policy = { Statement: [] }
const limited: Policy = {
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Reads', Effect: 'Allow', Action: 'sqs:Get*', Resource: '*' },
    { Sid: 'Sends', Effect: 'Allow', Action: 'sqs:Send*', Resource: '*' },
    { Effect: 'Allow', Action: 'sqs:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
    {
      Sid: 'Home',
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' }, StringNotEquals: { 'aws:username': 'Bo' } },
    },
  ],
}
const at = (input: Partial<DecideInput>) => decide({ request, identityPolicies: [], ...input })

describe('because', () => {
  it('lists every Allow of every policy that had to grant', () => {
    const { because, residual } = at({
      identityPolicies: [nothing, everything, everything],
      boundary: everything,
      sessionPolicies: [everything],
      resourcePolicy: { Statement: { ...all, Principal: { AWS: principal } } },
      serviceControlPolicies: [[everything], [nothing, everything]],
    })
    expect(because.map(({ source, policy, level }) => [source, policy, level])).toEqual([
      ['resource', 0, undefined],
      ['session', 0, undefined],
      ['identity', 1, undefined],
      ['identity', 2, undefined],
      ['boundary', 0, undefined],
      ['scp', 0, 0],
      ['scp', 1, 1],
    ])
    expect(residual).toEqual([])
  })
  it('names policies and statements', () => {
    const caller = { principal, identity: [compilePolicy(limited, 'limited')] }
    const { because } = decideFor(caller, {
      ...request,
      action: 'SQS:GETQueueUrl',
      context: { 'aws:SourceIp': '203.0.113.1', 'aws:SecureTransport': 'false' },
    })
    expect(because).toEqual([
      { source: 'identity', policy: 0, name: 'limited', statement: 0, sid: 'Reads', effect: 'Allow' },
    ])
  })
  it('lists the Denies that hit', () => {
    const { verdict, because } = at({
      request: { ...request, context: { 'aws:SourceIp': '192.0.2.1' } },
      identityPolicies: [limited, { Statement: { Effect: 'Deny', Action: '*', Resource: '*' } }],
    })
    expect(verdict).toBe('explicitly-denied')
    expect(because.map(({ policy, statement }) => [policy, statement])).toEqual([
      [0, 3],
      [1, 0],
    ])
  })
  it('lists what granted in vain', () => {
    const { verdict, because } = at({ identityPolicies: [everything], boundary: nothing })
    expect(verdict).toBe('implicitly-denied')
    expect(because).toMatchObject([{ source: 'identity', statement: 0 }])
  })
})

describe('residual', () => {
  it('holds what a Deny must not find, and nothing that is decided', () => {
    const { verdict, because, residual } = at({ identityPolicies: [limited] })
    expect(verdict).toBe('conditional')
    expect(because.map(({ statement }) => statement)).toEqual([1, 3])
    expect(residual).toEqual([
      {
        operator: 'NotIpAddress',
        key: 'aws:SourceIp',
        values: ['203.0.113.0/24'],
        must: 'fail',
        statement: { source: 'identity', policy: 0, statement: 3, sid: 'Home', effect: 'Deny' },
      },
    ])
  })
  it('holds what an Allow must find', () => {
    const { residual } = at({
      identityPolicies: [{ Statement: { ...all, Condition: { Bool: { 'aws:SecureTransport': true } } } }],
    })
    expect(residual).toMatchObject([{ operator: 'Bool', key: 'aws:SecureTransport', values: ['true'], must: 'hold' }])
  })
  it('asks under which name a role acts where only a session is let in', () => {
    const resourcePolicy = {
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: session },
        Action: '*',
        Resource: '*',
      },
    } as const
    const open = at({ request: { ...request, principal: role }, resourcePolicy })
    expect(open.verdict).toBe('conditional')
    expect(open.residual).toMatchObject([{ operator: 'StringLike', key: 'aws:userid', values: ['*:ci'] }])
    const context = { 'aws:userid': 'AROAEXAMPLE:ci' }
    expect(at({ request: { ...request, principal: role, context }, resourcePolicy }).verdict).toBe('allowed')
  })
})

describe('tests of one key', () => {
  const under = (Effect: 'Allow' | 'Deny', Condition: object): Policy => ({
    Statement: { ...all, Effect, Condition: Condition as never },
  })
  const mfa = (value: string, operator = 'Bool') => ({ [operator]: { 'aws:MultiFactorAuthPresent': value } })
  const tag = (...values: string[]) => ({ StringEquals: { 'aws:RequestTag/team': values } })
  const untagged = (...values: string[]) => ({ StringNotEquals: { 'aws:requesttag/team': values } })
  const long = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  const cases: readonly [string, readonly Policy[], Verdict][] = [
    ['rule each other out', [under('Allow', mfa('true')), under('Deny', mfa('true'))], 'implicitly-denied'],
    ['leave a choice', [under('Allow', mfa('true')), under('Deny', mfa('false', 'BoolIfExists'))], 'conditional'],
    ['allow in either case', [under('Allow', tag('a')), under('Allow', untagged('a'))], 'allowed'],
    ['allow in two cases of three', [under('Allow', tag('a')), under('Allow', untagged('a', 'b'))], 'conditional'],
    ['deny in either case', [everything, under('Deny', tag('a')), under('Deny', untagged('a'))], 'explicitly-denied'],
    ['deny more than is allowed', [under('Allow', tag('a')), under('Deny', tag('a', 'b'))], 'implicitly-denied'],
    [
      'deny a longer list than is allowed',
      [under('Allow', tag('a')), under('Deny', tag('a', 'b', 'c', 'd', 'e', 'f', 'g'))],
      'implicitly-denied',
    ],
    [
      'deny in either case of a long list',
      [everything, under('Deny', tag(...long)), under('Deny', untagged(...long))],
      'explicitly-denied',
    ],
    ['deny less than a long list', [under('Allow', tag(...long)), under('Deny', tag(...long.slice(1)))], 'conditional'],
    [
      'deny what is allowed by several lists',
      [
        under('Allow', tag('a', 'b', 'c', 'd')),
        under('Deny', tag('a', 'b', 'e', 'f')),
        under('Deny', tag('c', 'd', 'g', 'h')),
      ],
      'implicitly-denied',
    ],
    ['deny less than is allowed', [under('Allow', tag('a', 'b')), under('Deny', tag('a'))], 'conditional'],
    [
      'are only looked at together when whole texts are compared',
      [under('Allow', { StringLike: { 'x:k': 'a*' } }), under('Deny', { StringLike: { 'x:k': 'a*' } })],
      'conditional',
    ],
  ]
  it.each(cases)('%s', (_, identityPolicies, verdict) => {
    expect(at({ identityPolicies }).verdict).toBe(verdict)
  })
  it('are looked at together in time that grows with their lists, not with the square', { timeout: 5000 }, () => {
    const many = Array.from({ length: 20_000 }, (_, number) => `v${number}`)
    const identityPolicies = [under('Allow', tag(...many)), under('Deny', tag(...many, 'last'))]
    expect(at({ identityPolicies }).verdict).toBe('implicitly-denied')
  })
})

describe('NotPrincipal', () => {
  const deny = (names: object): Policy => ({
    Statement: { Effect: 'Deny', NotPrincipal: names as never, Action: '*', Resource: '*' },
  })
  it('spares whom it names', () => {
    expect(at({ identityPolicies: [everything], resourcePolicy: deny({ AWS: principal }) }).verdict).toBe('allowed')
    expect(at({ identityPolicies: [everything], resourcePolicy: deny({ AWS: `${principal}a` }) }).verdict).toBe(
      'explicitly-denied',
    )
  })
  it.each([
    ['the root user by the account', 'arn:aws:iam::111122223333:root', ['111122223333'], 'allowed'],
    ['no user by the account', principal, ['111122223333'], 'explicitly-denied'],
    ['no user beside another', principal, [`${principal}a`, '111122223333'], 'explicitly-denied'],
    ['a session', session, [session, role, '111122223333'], 'allowed'],
    ['no session by its role', session, [role, '111122223333'], 'explicitly-denied'],
    ['no role whose sessions are not named', role, [role, '111122223333'], 'explicitly-denied'],
    ['a role under the name of a session', role, [session, role], 'conditional'],
    ['a service', 'lambda.amazonaws.com', ['lambda.amazonaws.com'], 'allowed'],
  ] as const)('spares %s', (_, caller, names, verdict) => {
    const resourcePolicy = {
      Statement: [
        { ...all, Principal: '*' },
        { Effect: 'Deny', NotPrincipal: { AWS: names, Service: names }, Action: '*', Resource: '*' },
      ],
    } as const
    const asked = { ...request, principal: caller }
    expect(at({ request: asked, identityPolicies: [everything], resourcePolicy }).verdict).toBe(verdict)
  })
  it('spares nobody who carries a boundary', () => {
    const input = { identityPolicies: [everything], boundary: everything, resourcePolicy: deny({ AWS: principal }) }
    expect(at(input).verdict).toBe('explicitly-denied')
  })
})

it('reads whatever it is given', () => {
  const odd = [
    null,
    'x',
    3,
    {},
    { Statement: null },
    { Statement: [null, 'x', { Effect: 'Allow' }] },
    { Statement: { Effect: 'Allow', Action: 7, Resource: {} } },
  ]
  for (const policy of odd) {
    expect(at({ identityPolicies: [policy as never] }).verdict).toBe('implicitly-denied')
  }
})
