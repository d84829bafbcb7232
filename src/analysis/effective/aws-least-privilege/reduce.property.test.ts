import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Instant } from '../../../model/index.ts'
import type { PolicyStatement } from '../../../model/facts/aws.ts'
import { accountScope, role, roleArn } from '../../../../test/support/aws-records.ts'
import { viewOf } from '../../../inventory/memory.ts'
import { accountOf, ask } from '../aws-access/index.ts'
import { actionsOf } from '../aws-actions/index.ts'
import { lastAccessedOf, principalAfter, reducedPolicies } from './index.ts'

const now = '2026-11-21T10:00:00Z'
const told = ['s3', 'dynamodb', 'sqs', 'lambda', 'iam', 'kms', 'secretsmanager', 'ec2']
const untold = ['a4b', 'sns', 'sts']
const services = [...told, ...untold]
const actions = services.flatMap((service) => (actionsOf(service) ?? []).map(({ name }) => name))

const anAction = fc.constantFrom(...actions)
const aPattern = fc.oneof(
  anAction,
  fc.constantFrom(...services).map((service) => `${service}:*`),
  fc
    .tuple(anAction, fc.integer({ min: 1, max: 8 }))
    .map(([action, length]) => `${action.slice(0, action.indexOf(':') + 1 + length)}*`),
  fc
    .tuple(anAction, fc.integer({ min: 3, max: 9 }))
    .map(([action, length]) => `${action.slice(0, action.indexOf(':') + 1)}*${action.slice(-length)}`),
  anAction.map((action) => action.replace(/.$/, '?')),
  anAction.map((action) => action.toUpperCase()),
  fc.constantFrom('nosuch:Run', 's3:GetObjekt', 's3*:*', 'a4?:*', '*:GetBucket*', '*'),
)
const someResources = fc.constantFrom<string | string[]>(
  '*',
  'arn:aws:s3:::orders/*',
  ['arn:aws:s3:::orders', 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders'],
  'arn:aws:iam::111122223333:role/app-*',
)
const aStatement: fc.Arbitrary<PolicyStatement> = fc
  .record({
    effect: fc.constantFrom<PolicyStatement['Effect']>('Allow', 'Allow', 'Allow', 'Deny'),
    patterns: fc.array(aPattern, { minLength: 1, maxLength: 5 }),
    inverted: fc.integer({ min: 0, max: 15 }).map((number) => number === 0),
    Resource: someResources,
    condition: fc.constantFrom<PolicyStatement['Condition'] | undefined>(
      undefined,
      undefined,
      { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
      { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    ),
  })
  .map(({ effect, patterns, inverted, Resource, condition }) => ({
    Effect: effect,
    ...(inverted ? { NotAction: patterns } : { Action: patterns }),
    Resource,
    ...(condition ? { Condition: condition } : {}),
  }))

const aTime = fc.constantFrom<Instant | null>(null, '2026-01-01T00:00:00Z', '2026-11-20T00:00:00Z')
const someUse = fc.record({
  services: fc.record(Object.fromEntries(told.map((service) => [service, aTime]))),
  actions: fc.dictionary(anAction, aTime, { maxKeys: 30 }),
})
const resources = [
  '*',
  'arn:aws:s3:::orders/key',
  'arn:aws:s3:::orders',
  'arn:aws:dynamodb:eu-west-1:111122223333:table/orders',
  'arn:aws:iam::111122223333:role/app-web',
  'arn:aws:sqs:us-east-1:111122223333:jobs',
]
const invented = ['s3:GetObjectTomorrow', 'ec2:DescribeTomorrow', 'iam:TomorrowRole', 'tomorrow:Run', 'a4b:Get']

type Use = {
  readonly services: { readonly [service: string]: Instant | null }
  readonly actions: { readonly [action: string]: Instant | null }
}

function reduced(statements: readonly PolicyStatement[], use: Use) {
  const facts = { serviceLastAccessed: use.services, actionLastAccessed: use.actions }
  const records = role({ inline: statements, facts })
  const account = accountOf(viewOf({ scope: accountScope(), scopes: [], records: [...records] }), '111122223333')!
  const principal = account.principal(roleArn('deploy'))!
  const reduction = reducedPolicies(principal, account, lastAccessedOf(principal.identity), now, { maxDays: 90 })
  return { principal, reduction, after: principalAfter(principal, account, reduction) }
}

const rank = { denied: 0, conditional: 1, allowed: 2 }
const isRecent = (time: Instant | null | undefined): boolean => time === '2026-11-20T00:00:00Z'

/** Told to be in use, or not told of at all. */
function mayBeInUse(action: string, use: Use): boolean {
  const service = action.slice(0, action.indexOf(':'))
  if (!(service in use.services)) return true
  if (!isRecent(use.services[service])) return false
  return use.actions[action] === undefined || isRecent(use.actions[action])
}

const questions = fc.array(fc.tuple(fc.oneof(anAction, fc.constantFrom(...invented)), fc.constantFrom(...resources)), {
  minLength: 40,
  maxLength: 40,
})

/** What is wrong with the answers after the change, in sentences. */
function flaws(statements: readonly PolicyStatement[], use: Use, asked: readonly (readonly [string, string])[]) {
  const { principal, reduction, after } = reduced(statements, use)
  if (!reduction.proposed)
    return { proposed: false, found: reduction.because === 'nothing-unused' ? [] : [reduction.detail] }
  const found = asked.flatMap(([action, resource]) => {
    const [had, has] = [ask(principal, { action, resource }), ask(after, { action, resource })]
    const same = had.verdict === has.verdict && keysOf(had) === keysOf(has)
    return [
      ...(rank[has.verdict] > rank[had.verdict] ? [`${action} on ${resource} is new`] : []),
      ...(!same && !invented.includes(action) && mayBeInUse(action, use) ? [`${action} on ${resource} is lost`] : []),
    ]
  })
  const removed = reduction.policies.flatMap((each) =>
    each.removed.slice(0, 5).flatMap(({ actions: gone }) => gone.slice(0, 3)),
  )
  const left = removed.flatMap((action) =>
    resources.flatMap((resource) =>
      ask(after, { action, resource }).verdict === 'denied' ? [] : [`${action} on ${resource} is left`],
    ),
  )
  return { proposed: true, found: [...found, ...left] }
}

function keysOf({ residual }: ReturnType<typeof ask>): string {
  return residual
    .map(({ key, operator }) => `${operator} ${key}`)
    .toSorted()
    .join(' ')
}

test('what was used, or cannot be known, is answered as before; nothing comes on top; a proposal always holds', () => {
  let proposals = 0
  fc.assert(
    fc.property(fc.array(aStatement, { minLength: 1, maxLength: 4 }), someUse, questions, (statements, use, asked) => {
      const { proposed, found } = flaws(statements, use, asked)
      proposals += proposed ? 1 : 0
      expect(found).toEqual([])
    }),
    { numRuns: 80, seed: 20_261_121 },
  )
  expect(proposals).toBeGreaterThan(40)
})

test('resources, conditions and Denies are as they were', () => {
  const rest = ({ Sid, Effect, Resource, Condition }: PolicyStatement) =>
    JSON.stringify({ Sid, Effect, Resource, Condition })
  fc.assert(
    fc.property(fc.array(aStatement, { minLength: 1, maxLength: 4 }), someUse, (statements, use) => {
      const { reduction } = reduced(statements, use)
      if (!reduction.proposed) return
      for (const { before, after } of reduction.policies) {
        const left = after?.Statement ?? []
        expect(left.filter(({ Effect }) => Effect === 'Deny')).toEqual(
          before.Statement.filter(({ Effect }) => Effect === 'Deny'),
        )
        expect(left.map(rest)).toEqual(left.map(rest).filter((each) => before.Statement.map(rest).includes(each)))
      }
    }),
    { numRuns: 20, seed: 7 },
  )
})
