import { describe, expect, it } from 'vitest'
import { decide } from './index.ts'
import type { Context } from './types.ts'

type Block = { readonly [operator: string]: { readonly [key: string]: unknown } }

/** Whether an Allow under the block matches; `undefined` when that is left open. */
function holds(block: Block, context: Context, unknownContext: 'symbolic' | 'absent' = 'absent'): boolean | undefined {
  const statement = { Effect: 'Allow', Action: '*', Resource: '*', Condition: block } as never
  const { verdict } = decide({
    request: { principal: 'arn:aws:iam::111122223333:role/app', action: 'ec2:RunInstances', resource: '*', context },
    identityPolicies: [{ Version: '2012-10-17', Statement: statement }],
    unknownContext,
  })
  return verdict === 'conditional' ? undefined : verdict === 'allowed'
}

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
describe('operators', () => {
  const cases: readonly [string, unknown, string, boolean][] = [
    ['StringEquals', 'prod', 'prod', true],
    ['StringEquals', 'prod', 'Prod', false],
    ['StringEquals', 'pr*', 'prod', false],
    ['StringEquals', ['dev', 'prod'], 'prod', true],
    ['stringequals', 'prod', 'prod', true],
    ['StringNotEquals', 'prod', 'prod', false],
    ['StringNotEquals', ['dev', 'prod'], 'test', true],
    ['StringNotEquals', ['dev', 'prod'], 'dev', false],
    ['StringEqualsIgnoreCase', 'Prod', 'pROD', true],
    ['StringNotEqualsIgnoreCase', 'Prod', 'pROD', false],
    ['StringEquals', letters, 'j', true],
    ['StringEquals', letters, 'J', false],
    ['StringNotEquals', letters, 'k', true],
    ['StringEqualsIgnoreCase', letters.map((letter) => letter.toUpperCase()), 'j', true],
    ['StringNotEqualsIgnoreCase', letters.map((letter) => letter.toUpperCase()), 'j', false],
    ['StringEquals', [...letters, '${x:key}'], 'z', true],
    ['StringLike', 't?.*', 't2.micro', true],
    ['StringLike', 't?.*', 't10.micro', false],
    ['StringLike', '', '', true],
    ['StringLike', '[a-z]+.$^', '[a-z]+.$^', true],
    ['StringNotLike', ['t1.*', 't2.*'], 't2.micro', false],
    ['StringNotLike', ['t1.*', 't2.*'], 'm3.large', true],
    ['NumericEquals', 10, '10.0', true],
    ['NumericNotEquals', '10', '10', false],
    ['NumericLessThan', '10', '9', true],
    ['NumericLessThan', '10', '10', false],
    ['NumericLessThanEquals', '10', '10', true],
    ['NumericGreaterThan', '10', '100', true],
    ['NumericGreaterThanEquals', '10', '9.99', false],
    ['NumericLessThan', '10', 'few', false],
    ['NumericEquals', '0x10', '16', false],
    ['NumericEquals', '5.', '.5e1', true],
    ['DateEquals', '2026-01-01', '2026-01-01T00:00:00Z', true],
    ['DateNotEquals', '2026-01-01', '2026-01-02', true],
    ['DateGreaterThan', '2020-01-01T00:00:01Z', '2020-01-01T00:00:02Z', true],
    ['DateGreaterThan', '2020-01-01T00:00:01Z', '1577836801', false],
    ['DateGreaterThanEquals', '1577836801', '2020-01-01T00:00:01Z', true],
    ['DateLessThan', '2020-06-01T02:00:00+02:00', '2020-05-31T23:59:59Z', true],
    ['DateLessThanEquals', '2020', '2019-12-31', true],
    ['DateGreaterThan', '0', '2019-12-31', true],
    ['DateLessThan', '2020', '999', true],
    ['DateLessThan', 'tomorrow', '2020-01-01', false],
    ['Bool', 'true', 'TRUE', true],
    ['Bool', false, 'false', true],
    ['Bool', 'true', 'false', false],
    ['BinaryEquals', 'QmluYXJ5VmFsdWVJbkJhc2U2NA==', 'QmluYXJ5VmFsdWVJbkJhc2U2NA==', true],
    ['BinaryEquals', 'QmluYXJ5VmFsdWVJbkJhc2U2NA==', 'QmluYXJ5', false],
    ['IpAddress', '203.0.113.0/24', '203.0.113.1', true],
    ['IpAddress', '203.0.113.0/24', '198.51.100.1', false],
    ['IpAddress', '203.0.113.7', '203.0.113.7', true],
    ['IpAddress', '0.0.0.0/0', '8.8.8.8', true],
    ['IpAddress', '10.0.0.0/9', '10.128.0.0', false],
    ['IpAddress', '2001:DB8:1234:5678::/64', '2001:db8:1234:5678:1::', true],
    ['IpAddress', '2001:DB8:1234:5678::/64', '2001:db8:1234:5679::1', false],
    ['IpAddress', '2001:db8::1', '2001:db8:0:0:0:0:0:1', true],
    ['IpAddress', '::ffff:0:0/96', '::ffff:192.0.2.1', true],
    ['IpAddress', ['203.0.113.0/24', '2001:DB8::/32'], '203.0.113.9', true],
    ['IpAddress', '::/0', '203.0.113.9', false],
    ['IpAddress', '203.0.113.0/33', '203.0.113.0', false],
    ['IpAddress', '203.0.113.0/24', 'not-an-address', false],
    ['NotIpAddress', '203.0.113.0/24', '203.0.113.1', false],
    ['NotIpAddress', '203.0.113.0/24', '2001:db8::1', true],
    ['ArnEquals', 'arn:aws:sns:us-east-1:123456789012:TOPIC', 'arn:aws:sns:us-east-1:123456789012:TOPIC', true],
    ['ArnEquals', 'arn:aws:sns:*:123456789012:T*', 'arn:aws:sns:us-east-1:123456789012:TOPIC', true],
    ['ArnLike', 'arn:aws:sns:us-west-2:123456789012:T', 'arn:aws:sns:us-west-2:777788889999:T', false],
    ['ArnLike', 'arn:aws:sns:*:TOPIC', 'arn:aws:sns:us-east-1:123456789012:TOPIC', false],
    ['ArnLike', 'arn:aws:logs:*:*:log-group:*:log-stream:x', 'arn:aws:logs:a:b:log-group:/x:log-stream:x', true],
    ['ArnLike', 'arn:aws:s?s:us-*-1:*:q', 'arn:aws:sqs:us-east-1:123456789012:q', true],
    ['ArnLike', 'arn:aws:sqs:us-*:q', 'arn:aws:sqs:us-east-1:123456789012:q', false],
    ['ArnNotEquals', 'arn:aws:sns:*:*:T', 'arn:aws:sns:us-east-1:123456789012:T', false],
    ['ArnNotLike', 'arn:aws:iam::*:role/a*', 'arn:aws:iam::123456789012:role/b', true],
  ]
  it.each(cases)('%s %j on %s is %s', (operator, values, value, expected) => {
    expect(holds({ [operator]: { 'x:Key': values } }, { 'X:kEY': value })).toBe(expected)
  })
  it('read a long text that is no number at once', { timeout: 2000 }, () => {
    const long = `${'1'.repeat(100_000)}x`
    expect(holds({ NumericEquals: { 'x:key': long } }, { 'x:key': '1' })).toBe(false)
    expect(holds({ NumericEquals: { 'x:key': '1' } }, { 'x:key': long })).toBe(false)
  })
})

describe('a key that is not there', () => {
  const cases: readonly [string, unknown, boolean][] = [
    ['StringEquals', 'a', false],
    ['StringLike', '*', false],
    ['NumericLessThan', 1, false],
    ['Bool', 'false', false],
    ['IpAddress', '0.0.0.0/0', false],
    ['ArnLike', '*', false],
    ['StringNotEquals', 'a', true],
    ['StringNotEqualsIgnoreCase', 'a', true],
    ['StringNotLike', 'a', true],
    ['NumericNotEquals', 1, true],
    ['DateNotEquals', '2020', true],
    ['NotIpAddress', '0.0.0.0/0', true],
    ['ArnNotLike', '*', true],
    ['ArnNotEquals', 'arn:aws:iam::1:role/a', true],
    ['StringEqualsIfExists', 'a', true],
    ['BoolIfExists', 'true', true],
    ['StringNotEqualsIfExists', 'a', true],
    ['Null', 'true', true],
    ['Null', false, false],
    ['ForAllValues:StringEquals', 'a', true],
    ['ForAllValues:StringNotEquals', 'a', true],
    ['ForAnyValue:StringEquals', 'a', false],
    ['ForAnyValue:StringNotEquals', 'a', false],
    ['ForAnyValue:StringEqualsIfExists', 'a', true],
  ]
  it.each(cases)('%s %j is %s', (operator, values, expected) => {
    const block = { [operator]: { 'x:Key': values } }
    expect(holds(block, {})).toBe(expected)
    expect(holds(block, { 'x:key': null }, 'symbolic')).toBe(expected)
    expect(holds(block, { 'x:key': [] }, 'symbolic')).toBe(expected)
    expect(holds(block, {}, 'symbolic')).toBeUndefined()
  })
  it('leaves nothing open that holds whatever comes', () => {
    expect(holds({ StringLikeIfExists: { 'x:key': ['a', '*'] } }, {}, 'symbolic')).toBe(true)
    expect(holds({ 'ForAllValues:StringLike': { 'x:key': '*' } }, {}, 'symbolic')).toBe(true)
    expect(holds({ Null: { 'x:key': ['true', 'false'] } }, {}, 'symbolic')).toBe(true)
  })
})

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
describe('several values in the request', () => {
  const cases: readonly [string, string | string[], string | string[], boolean][] = [
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
    ['ForAllValues:StringEquals', ['a', 'b'], 'a', true],
    ['ForAllValues:StringEquals', ['a'], '', true],
    ['ForAllValues:StringNotEquals', ['a'], ['b', 'c'], true],
    ['ForAllValues:StringNotEquals', ['a'], ['a', 'c'], false],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'b'], true],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c'], false],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['A'], false],
    ['ForAnyValue:StringLike', 'a*', ['c', 'abc'], true],
    ['ForAnyValue:StringNotEquals', ['a'], ['a', 'c'], true],
    ['ForAnyValue:StringNotEquals', ['a'], ['a'], false],
    ['forallvalues:arnlike', 'arn:aws:cloudfront::1:distribution/*', ['arn:aws:cloudfront::1:distribution/a'], true],
    ['StringEquals', 'a', ['a', 'b'], true],
    ['StringNotEquals', 'a', ['a', 'b'], false],
    ['StringNotEquals', 'c', ['a', 'b'], true],
  ]
  it.each(cases)('%s %j on %j is %s', (operator, values, value, expected) => {
    expect(holds({ [operator]: { 'aws:TagKeys': values } }, { 'aws:TagKeys': value })).toBe(expected)
  })
})

describe('a condition block', () => {
  it('asks for every operator and every key', () => {
    const block = { StringEquals: { 'x:a': 'a', 'x:b': 'b' }, Bool: { 'x:c': 'true' } }
    expect(holds(block, { 'x:a': 'a', 'x:b': 'b', 'x:c': 'true' })).toBe(true)
    expect(holds(block, { 'x:a': 'a', 'x:b': 'x', 'x:c': 'true' })).toBe(false)
    expect(holds(block, { 'x:a': 'a', 'x:b': 'b' })).toBe(false)
    expect(holds(block, { 'x:a': 'x' }, 'symbolic')).toBe(false)
    expect(holds(block, { 'x:a': 'a' }, 'symbolic')).toBeUndefined()
  })
  it('is left open by an operator that AWS does not have', () => {
    expect(holds({ StringMatches: { 'x:a': 'a' } }, { 'x:a': 'a' })).toBeUndefined()
    expect(holds({ NullIfExists: { 'x:a': 'true' } }, {})).toBeUndefined()
    expect(holds({ StringMatches: { 'x:a': 'a' }, Bool: { 'x:b': 'true' } }, { 'x:b': 'false' })).toBe(false)
    expect(holds({ StringEquals: 'a' } as never, {})).toBeUndefined()
  })
  it('takes tag keys in any case', () => {
    const block = { StringEquals: { 'aws:PrincipalTag/Team': 'blue' } }
    expect(holds(block, { 'AWS:principaltag/team': 'blue' })).toBe(true)
  })
})

/** Long-term keys carry no word of a second factor, so that only `BoolIfExists` keeps them out. */
it('lets access keys past a Bool test of the second factor', () => {
  expect(holds({ Bool: { 'aws:MultiFactorAuthPresent': 'false' } }, {})).toBe(false)
  expect(holds({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }, {})).toBe(true)
})
