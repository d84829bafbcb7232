import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PolicyStatement } from '../../../model/facts/aws.ts'
import { compilePolicy, decide, decideFor } from './index.ts'
import type { Context, DecideInput, Policy, StatementRef, Verdict } from './types.ts'

const account = '111122223333'
const user = `arn:aws:iam::${account}:user/team/Ann`
const role = `arn:aws:iam::${account}:role/app/Deploy`
const session = `arn:aws:sts::${account}:assumed-role/Deploy/ci`
const key = `arn:aws:kms:us-east-1:${account}:key/k1`

const principals = [user, role, session, `arn:aws:iam::${account}:root`, 'lambda.amazonaws.com', '*']
const named = [user, role, session, account, `arn:aws:iam::${account}:root`, 'arn:aws:iam::444455556666:user/Bo']
const requests = [
  { action: 's3:GetObject', resource: 'arn:aws:s3:::home/Ann/x' },
  { action: 's3:GetObject', resource: 'arn:aws:s3:::home/Ann/x', resourceAccount: '444455556666' },
  { action: 'sts:AssumeRole', resource: `arn:aws:iam::${account}:role/Admin` },
  { action: 'kms:Decrypt', resource: key },
  { action: 'ec2:DescribeInstances', resource: '*' },
]

/** Keys by name, with the values that are tried; the principal tells none of them for certain. */
const keys: { readonly [name: string]: readonly string[] } = {
  'aws:RequestTag/team': ['Ann', 'blue', '*'],
  'aws:SecureTransport': ['true', 'false'],
  'aws:SourceIp': ['203.0.113.7', '2001:db8::1'],
  'x:Count': ['3', '12'],
  'x:Arn': ['arn:aws:iam::111122223333:role/a', 'none'],
  'x:Tags': ['Ann', 'blue', ''],
}
const names = Object.keys(keys)

const tests: readonly [string, string, readonly (string | boolean | number)[]][] = [
  ['StringEquals', 'aws:RequestTag/team', ['Ann', 'blue']],
  ['StringNotLike', 'aws:requesttag/TEAM', ['b*']],
  ['StringLikeIfExists', 'x:Tags', ['*']],
  ['StringNotEquals', 'x:Tags', ['${aws:RequestTag/team}']],
  ['StringEquals', 'x:Tags', ["${aws:RequestTag/team, 'blue'}", 'Ann']],
  ['Bool', 'aws:SecureTransport', [true]],
  ['BoolIfExists', 'aws:SecureTransport', ['false']],
  ['Null', 'aws:SecureTransport', ['true']],
  ['IpAddress', 'aws:SourceIp', ['203.0.113.0/24']],
  ['NotIpAddress', 'aws:SourceIp', ['2001:db8::/32']],
  ['NumericLessThanEquals', 'x:Count', [3]],
  ['ArnLike', 'x:Arn', ['arn:aws:iam::*:role/*']],
  ['ArnNotEquals', 'x:Arn', ['arn:aws:iam::*:role/a']],
  ['ForAllValues:StringEquals', 'x:Tags', ['Ann', '${aws:RequestTag/team}']],
  ['ForAnyValue:StringNotEquals', 'x:Tags', ['Ann']],
  ['ForAllValues:StringNotLike', 'x:Tags', ['b*']],
  ['StringMatches', 'x:Tags', ['a']],
]

const conditionOf = fc.subarray([...tests], { maxLength: 2 }).map((chosen) => ({
  Condition: Object.fromEntries(chosen.map(([operator, name, values]) => [operator, { [name]: values }])),
}))

const actionOf = fc.oneof(
  fc.constantFrom('*', 's3:*', 's3:Get*', 'kms:Decrypt', 'sts:Assume*', 'ec2:*', 'iam:*').map((Action) => ({ Action })),
  fc.constantFrom('iam:*', 's3:*', 'sts:*').map((NotAction) => ({ NotAction })),
)
const resource = fc.constantFrom(
  '*',
  'arn:aws:s3:::home/*',
  'arn:aws:s3',
  'arn:aws:iam::*:role/Admin',
  key,
  'arn:aws:s3:::home/${aws:RequestTag/team}/*',
  "arn:aws:s3:::home/${aws:RequestTag/team, 'Ann'}/*",
)
const resourceOf = fc.oneof(
  fc.constant({}),
  fc.array(resource, { minLength: 1, maxLength: 2 }).map((Resource) => ({ Resource })),
  fc.array(resource, { minLength: 1, maxLength: 2 }).map((NotResource) => ({ NotResource })),
)
const principalOf = fc.oneof(
  fc.constant({ Principal: '*' as const }),
  fc.subarray(named, { minLength: 1 }).map((AWS) => ({ Principal: { AWS } })),
  fc.subarray(named, { minLength: 1 }).map((AWS) => ({ NotPrincipal: { AWS } })),
  fc.constant({ Principal: { Service: 'lambda.amazonaws.com' } }),
)

const effect = fc.constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const)
const statement = (kind: fc.Arbitrary<'Allow' | 'Deny'>): fc.Arbitrary<PolicyStatement> =>
  fc
    .tuple(kind, actionOf, resourceOf, conditionOf, principalOf)
    .map(([Effect, action, on, condition, principal]) => ({ Effect, ...action, ...on, ...condition, ...principal }))
const policyOf = (kind = effect, least = 0): fc.Arbitrary<Policy> =>
  fc
    .array(statement(kind), { minLength: least, maxLength: 3 })
    .map((Statement) => ({ Version: '2012-10-17', Statement }))
const policies = fc.array(policyOf(), { maxLength: 3 })

const contextOf: fc.Arbitrary<Context> = fc
  .tuple(
    ...names.map((name) =>
      fc.oneof(
        fc.constant(undefined),
        fc.constant(null),
        fc.constantFrom(...(keys[name] ?? [])),
        fc.subarray([...(keys[name] ?? [])]),
      ),
    ),
  )
  .map((values) =>
    Object.fromEntries(names.flatMap((name, at) => (values[at] === undefined ? [] : [[name, values[at]]]))),
  )

const input: fc.Arbitrary<DecideInput> = fc.record(
  {
    request: fc
      .tuple(fc.constantFrom(...requests), fc.constantFrom(...principals), contextOf)
      .map(([request, principal, context]) => ({ ...request, principal, context })),
    identityPolicies: policies,
    boundary: policyOf(),
    sessionPolicies: policies,
    resourcePolicy: policyOf(),
    serviceControlPolicies: fc.array(policies, { maxLength: 2 }),
    resourceControlPolicies: fc.array(policies, { maxLength: 1 }),
  },
  { requiredKeys: ['request', 'identityPolicies'] },
)

const rank = (verdict: Verdict): number => (verdict === 'allowed' ? 2 : verdict === 'conditional' ? 1 : 0)
const rankOf = (asked: DecideInput): number => rank(decide(asked).verdict)
const runs = { numRuns: 200 }

/** Every place of the input where statements stand, rebuilt. */
function mapPolicies(asked: DecideInput, change: (policy: Policy, ref: Partial<StatementRef>) => Policy): DecideInput {
  const list = (source: StatementRef['source'], of: readonly Policy[], level?: number): Policy[] =>
    of.map((policy, place) => change(policy, { source, policy: place, ...(level === undefined ? {} : { level }) }))
  return {
    ...asked,
    identityPolicies: list('identity', asked.identityPolicies),
    ...(asked.boundary ? { boundary: change(asked.boundary, { source: 'boundary', policy: 0 }) } : {}),
    ...(asked.sessionPolicies ? { sessionPolicies: list('session', asked.sessionPolicies) } : {}),
    ...(asked.resourcePolicy
      ? { resourcePolicy: change(asked.resourcePolicy, { source: 'resource', policy: 0 }) }
      : {}),
    ...(asked.serviceControlPolicies
      ? { serviceControlPolicies: asked.serviceControlPolicies.map((of, level) => list('scp', of, level)) }
      : {}),
    ...(asked.resourceControlPolicies
      ? { resourceControlPolicies: asked.resourceControlPolicies.map((of, level) => list('rcp', of, level)) }
      : {}),
  }
}

const statementsOf = (policy: Policy): readonly PolicyStatement[] => [policy.Statement].flat()

function without(asked: DecideInput, refs: readonly StatementRef[]): DecideInput {
  return mapPolicies(asked, (policy, place) => ({
    ...policy,
    Statement: statementsOf(policy).filter(
      (_, index) =>
        !refs.some(
          (ref) =>
            ref.statement === index &&
            ref.source === place.source &&
            ref.policy === place.policy &&
            ref.level === place.level,
        ),
    ),
  }))
}

const adding = (asked: DecideInput, added: PolicyStatement, source: string): DecideInput =>
  mapPolicies(asked, (policy, place) =>
    place.source === source ? { ...policy, Statement: [...statementsOf(policy), added] } : policy,
  )

const sources = fc.constantFrom('identity', 'boundary', 'session', 'resource', 'scp', 'rcp')

describe('decisions', () => {
  it('never gain by a Deny, wherever it stands', () => {
    fc.assert(
      fc.property(input, statement(fc.constant('Deny')), sources, (asked, added, source) => {
        expect(rankOf(adding(asked, added, source))).toBeLessThanOrEqual(rankOf(asked))
      }),
      runs,
    )
  })
  it('never lose by an Allow, wherever it stands', () => {
    fc.assert(
      fc.property(input, statement(fc.constant('Allow')), sources, (asked, added, source) => {
        expect(rankOf(adding(asked, added, source))).toBeGreaterThanOrEqual(rankOf(asked))
      }),
      runs,
    )
  })
  it('never gain by a boundary, a session policy or a level of the organisation', () => {
    fc.assert(
      fc.property(input, policyOf(), (asked, more) => {
        const { boundary: _boundary, sessionPolicies: _session, ...free } = asked
        const least = rankOf(free)
        expect(rankOf({ ...free, boundary: more })).toBeLessThanOrEqual(least)
        expect(rankOf({ ...free, sessionPolicies: [more] })).toBeLessThanOrEqual(least)
        const levels = asked.serviceControlPolicies ?? []
        expect(rankOf({ ...free, serviceControlPolicies: [...levels, [more]] })).toBeLessThanOrEqual(least)
        const control = asked.resourceControlPolicies ?? []
        expect(rankOf({ ...free, resourceControlPolicies: [...control, [more]] })).toBeLessThanOrEqual(least)
      }),
      runs,
    )
  })
  it('do not depend on the order of statements and policies', () => {
    const withSids = (asked: DecideInput): DecideInput => {
      let count = 0
      return mapPolicies(asked, (policy) => ({
        ...policy,
        Statement: statementsOf(policy).map((source) => ({ ...source, Sid: `s${count++}` })),
      }))
    }
    const turned = (asked: DecideInput): DecideInput => {
      const back = mapPolicies(asked, (policy) => ({ ...policy, Statement: statementsOf(policy).toReversed() }))
      return {
        ...back,
        identityPolicies: back.identityPolicies.toReversed(),
        ...(back.sessionPolicies ? { sessionPolicies: back.sessionPolicies.toReversed() } : {}),
        ...(back.serviceControlPolicies
          ? { serviceControlPolicies: back.serviceControlPolicies.map((level) => level.toReversed()).toReversed() }
          : {}),
      }
    }
    const told = (asked: DecideInput) => {
      const { verdict, because, residual } = decide(asked)
      const left = residual.map(
        ({ operator, key: name, must, statement: { sid } }) => `${sid} ${operator} ${name} ${must}`,
      )
      return [verdict, because.map(({ sid }) => String(sid)).toSorted(), left.toSorted()]
    }
    fc.assert(
      fc.property(input.map(withSids), (asked) => {
        expect(told(turned(asked))).toEqual(told(asked))
      }),
      runs,
    )
  })
  it('are never firmer than any completion of the context', () => {
    fc.assert(
      fc.property(input, contextOf, (asked, more) => {
        const open = decide(asked)
        const context = { ...more, ...asked.request.context }
        const completed = decide({ ...asked, request: { ...asked.request, context }, unknownContext: 'absent' })
        const mayEnd: { readonly [verdict in Verdict]: readonly Verdict[] } = {
          allowed: ['allowed'],
          'explicitly-denied': ['explicitly-denied'],
          'implicitly-denied': ['implicitly-denied', 'explicitly-denied'],
          conditional: ['allowed', 'conditional', 'explicitly-denied', 'implicitly-denied'],
        }
        expect(mayEnd[open.verdict]).toContain(completed.verdict)
        expect(open.residual.length > 0).toBe(open.verdict === 'conditional')
      }),
      { numRuns: 500 },
    )
  })
  it('turn when all that is listed goes', () => {
    fc.assert(
      fc.property(input, (asked) => {
        const { verdict, because } = decide(asked)
        fc.pre(verdict === 'allowed' || verdict === 'explicitly-denied')
        // Only the root user is allowed what no policy speaks of.
        fc.pre(because.length > 0 || !asked.request.principal.endsWith(':root'))
        expect(decide(without(asked, because)).verdict).not.toBe(verdict)
      }),
      { numRuns: 500 },
    )
  })
  it('are the same for compiled callers', () => {
    const all = (of: readonly Policy[]) => of.map((policy) => compilePolicy(policy))
    fc.assert(
      fc.property(input, fc.constantFrom('symbolic' as const, 'absent' as const), (asked, unknownContext) => {
        const { request, boundary, sessionPolicies, resourcePolicy, serviceControlPolicies } = asked
        const caller = {
          principal: request.principal,
          identity: all(asked.identityPolicies),
          ...(boundary ? { boundary: compilePolicy(boundary) } : {}),
          ...(sessionPolicies ? { session: all(sessionPolicies) } : {}),
          ...(serviceControlPolicies ? { serviceControl: serviceControlPolicies.map(all) } : {}),
        }
        const ask = {
          ...request,
          unknownContext,
          resourcePolicy: compilePolicy(resourcePolicy ?? { Statement: [] }),
          ...(asked.resourceControlPolicies ? { resourceControl: asked.resourceControlPolicies.map(all) } : {}),
        }
        const once = decideFor(caller, ask)
        expect(once).toEqual(decide({ ...asked, unknownContext }))
        expect(decideFor(caller, ask)).toEqual(once)
      }),
      runs,
    )
  })
})
