/** Whatever is granted: a denial opens no way to another identity, and a way ends with the statements that it names. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PolicyStatement } from '../../../model/facts/aws.ts'
import type { FoundPath } from '../../../model/index.ts'
import { account, resource, role, roleArn, user } from '../../../../test/support/aws-records.ts'
import { allow, estate, lets, letsIn } from '../../../../test/support/aws-escalation.ts'
import { pathsBetween } from './index.ts'

const me = `arn:aws:iam::${account}:user/me`
const orders = `arn:aws:lambda:eu-west-1:${account}:function:orders`
const ops = [
  ...role({
    name: 'ops',
    inline: [allow('*')],
    trust: [lets('lambda.amazonaws.com'), lets('glue.amazonaws.com'), letsIn(`arn:aws:iam::${account}:root`)],
  }),
  resource({ kind: 'lambda:function', arn: orders, facts: { arn: orders, roleArn: roleArn('ops'), hasTrigger: true } }),
]

const actions = [
  '*',
  'iam:*',
  'iam:PassRole',
  'iam:UpdateAssumeRolePolicy',
  'iam:AttachRolePolicy',
  'iam:PutRolePolicy',
  'sts:AssumeRole',
  'lambda:*',
  'lambda:CreateFunction',
  'lambda:InvokeFunction',
  'lambda:UpdateFunctionCode',
  'glue:*',
  'glue:CreateJob',
  'glue:Start*',
]
const resources = [
  '*',
  roleArn('ops'),
  roleArn('o*'),
  orders,
  `arn:aws:lambda:*:${account}:function:dev-*`,
  `arn:aws:glue:*:*:job/*`,
]
const conditions = [
  undefined,
  { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
  { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
  { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
] as const

const statement = (effect: 'Allow' | 'Deny') =>
  fc
    .tuple(fc.constantFrom(...actions), fc.constantFrom(...resources), fc.constantFrom(...conditions))
    .map(([action, on, condition]): PolicyStatement => ({ ...allow(action, on, condition), Effect: effect }))

function look(statements: readonly PolicyStatement[]): readonly FoundPath[] {
  const world = estate(user({ name: 'me', inline: statements }), ops)
  return pathsBetween(world.user('me'), world.role('ops'), world.account, 'admin')
}

const ids = (paths: readonly FoundPath[]) => paths.map(({ id }) => id)
const allows = fc.array(statement('Allow'), { minLength: 1, maxLength: 5 })

test('a denial adds no way', () => {
  fc.assert(
    fc.property(allows, statement('Deny'), (granted, denial) => {
      const before = ids(look(granted))
      expect(ids(look([...granted, denial])).filter((id) => !before.includes(id))).toEqual([])
    }),
    { numRuns: 120 },
  )
})

test('a grant takes no way, save that assuming by trust alone becomes assuming', () => {
  fc.assert(
    fc.property(allows, statement('Allow'), (granted, grant) => {
      const after = ids(look([...granted, grant]))
      expect(ids(look(granted)).filter((id) => !after.includes(id))).toEqual([])
    }),
    { numRuns: 120 },
  )
})

test('without the statements that it names, a way is closed; with what it offers as well', () => {
  fc.assert(
    fc.property(allows, fc.array(statement('Deny'), { maxLength: 1 }), (granted, denials) => {
      const all = [...granted, ...denials]
      for (const path of look(all)) {
        const named = new Set(path.statements.filter(({ holder }) => holder === me).map(({ index }) => index))
        const rest = all.filter((each, index) => each.Effect === 'Deny' || !named.has(index))
        expect(ids(look(rest))).not.toContain(path.id)
        expect(ids(look([...all, path.mendPolicy!.statement as unknown as PolicyStatement]))).not.toContain(path.id)
      }
    }),
    { numRuns: 60 },
  )
})
