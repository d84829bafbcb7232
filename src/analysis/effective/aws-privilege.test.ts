import { describe, expect, it } from 'vitest'
import { group, policy, policyDocument, user } from '../../../test/support/aws-records.ts'
import type { Records, UserInput } from '../../../test/support/aws-records.ts'
import { accountScope } from '../../../test/support/aws-records.ts'
import { viewOf } from '../../inventory/memory.ts'
import { unknown } from '../../model/index.ts'
import { becomesAdmin, controlsService, looksAdmin } from './aws-privilege.ts'

function looked(input: UserInput, ...records: readonly Records[]) {
  const view = viewOf({ scope: accountScope(), records: [user(input), ...records].flat() })
  const [holder] = view.identities({ kind: 'iam-user' })
  return {
    admin: looksAdmin(holder!, view),
    becomes: becomesAdmin(holder!, view),
    bedrock: controlsService(holder!, view, 'bedrock'),
  }
}

const all = { Effect: 'Allow', Action: '*', Resource: '*' } as const
const local = 'arn:aws:iam::111122223333:policy/ops'
const readOnly = { Effect: 'Allow', Action: ['s3:Get*'], Resource: '*' } as const

describe('who looks like an administrator', () => {
  it.each<[string, UserInput, readonly Records[], boolean | object]>([
    ['nothing granted', {}, [], false],
    ['everything inline', { inline: [all] }, [], true],
    ['all of IAM, which is a step away', { inline: [{ ...all, Action: ['iam:*'] }] }, [], false],
    ['AdministratorAccess', { attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] }, [], true],
    ['AdministratorAccess in China', { attached: ['arn:aws-cn:iam::aws:policy/AdministratorAccess'] }, [], true],
    [
      'a policy of one’s own by that name',
      { attached: ['arn:aws:iam::111122223333:policy/AdministratorAccess'] },
      [policy({ arn: 'arn:aws:iam::111122223333:policy/AdministratorAccess' })],
      false,
    ],
    ['everything in a managed policy', { attached: [local] }, [policy({ arn: local, statements: [all] })], true],
    ['a policy that was not read', { attached: [local] }, [], unknown('not-collected')],
    [
      'a policy that was denied',
      { attached: [local] },
      [policy({ arn: local, document: unknown('denied') })],
      unknown('denied'),
    ],
    ['everything by a group', { groups: ['ops'] }, [group({ name: 'ops', inline: [all] })], true],
    ['a group that was not read', { groups: ['ops'] }, [], unknown('not-collected')],
    ['everything but billing', { inline: [{ Effect: 'Allow', NotAction: 'aws-portal:*', Resource: '*' }] }, [], true],
    ['everything but IAM', { inline: [{ Effect: 'Allow', NotAction: ['iam:*'], Resource: '*' }] }, [], false],
    ['everything but a wildcard', { inline: [{ Effect: 'Allow', NotAction: ['i*:*'], Resource: '*' }] }, [], false],
    ['everything on one bucket', { inline: [{ ...all, Resource: 'arn:aws:s3:::one' }] }, [], false],
    [
      'everything on a condition',
      { inline: [{ ...all, Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }] },
      [],
      unknown('unsupported'),
    ],
    ['everything, denied again', { inline: [all, { ...all, Effect: 'Deny' }] }, [], false],
    [
      'everything within a boundary',
      { inline: [all], boundary: local },
      [policy({ arn: local, statements: [readOnly] })],
      false,
    ],
    [
      'everything within a boundary of everything',
      { inline: [all], boundary: local },
      [policy({ arn: local, statements: [all] })],
      true,
    ],
    [
      'everything within a boundary that was not read',
      { inline: [all], boundary: local },
      [],
      unknown('not-collected'),
    ],
    [
      'an unread inline policy',
      { inlinePolicies: [{ name: 'x', document: unknown('failed') }] },
      [],
      unknown('failed'),
    ],
    [
      'a user that only the report knows',
      {
        facts: {
          groups: unknown('denied'),
          inlinePolicies: unknown('denied'),
          attachedPolicies: unknown('denied'),
          permissionsBoundary: unknown('denied'),
        },
      },
      [],
      unknown('denied'),
    ],
    ['an unread policy beside everything', { inline: [all], attached: [local] }, [], true],
  ])('%s', (_, input, records, expected) => {
    expect(looked(input, ...records).admin).toEqual(expected)
  })

  it('sees control of one service', () => {
    expect(looked({ inline: [{ ...all, Action: 'bedrock:*' }] })).toMatchObject({ admin: false, bedrock: true })
    expect(
      looked({
        inline: [
          { ...all, Action: 'bedrock:*' },
          { ...all, Action: 'bedrock:*', Effect: 'Deny' },
        ],
      }).bedrock,
    ).toBe(false)
    expect(looked({ attached: ['arn:aws:iam::aws:policy/AmazonBedrockFullAccess'] }).bedrock).toBe(true)
    expect(looked({ inlinePolicies: [{ name: 'x', document: policyDocument([all]) }] }).bedrock).toBe(true)
    expect(looked({ inline: [{ ...all, Action: 'bedrock:InvokeModel' }] }).bedrock).toBe(false)
  })

  it.each<[string, UserInput, boolean]>([
    ['its own policies', { inline: [{ ...all, Action: 'iam:PutUserPolicy' }] }, true],
    [
      'its own policies, by its name',
      { inline: [{ ...all, Action: 'iam:Attach*', Resource: 'arn:aws:iam::*:user/ci-*' }] },
      true,
    ],
    [
      'policies of another user',
      { inline: [{ ...all, Action: 'iam:Attach*', Resource: 'arn:aws:iam::*:user/app-*' }] },
      false,
    ],
    ['a policy of its own', { inline: [{ ...all, Action: ['iam:CreatePolicyVersion'] }], attached: [local] }, true],
    ['policies that it does not have', { inline: [{ ...all, Action: ['iam:CreatePolicyVersion'] }] }, false],
    ['keys of everybody, none of whom holds more', { inline: [{ ...all, Action: 'iam:CreateAccessKey' }] }, false],
    ['all of IAM', { inline: [{ ...all, Action: 'iam:*' }] }, true],
    [
      'its own policies, on a condition',
      {
        inline: [
          { ...all, Action: 'iam:PutUserPolicy', Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } },
        ],
      },
      false,
    ],
    [
      'every policy, denied again',
      {
        inline: [
          { ...all, Action: 'iam:*Version' },
          { ...all, Effect: 'Deny', Action: ['iam:Create*', 'iam:Set*'] },
        ],
        attached: [local],
      },
      false,
    ],
    ['which role runs what', { inline: [{ ...all, Action: ['iam:PassRole', 'iam:Get*', 'iam:List*'] }] }, false],
    ['every policy within a boundary', { inline: [{ ...all, Action: 'iam:PutUserPolicy' }], boundary: local }, false],
  ])('sees who may change %s', (_, input, expected) => {
    expect(looked(input, policy({ arn: local, statements: [readOnly] })).becomes).toBe(expected)
  })
})
