import { expect, test } from 'vitest'
import type { Instant, InventoryRecord } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import type { PolicyStatement } from '../../../model/facts/aws.ts'
import { accountScope, group, policy, role, roleArn, user, userArn } from '../../../../test/support/aws-records.ts'
import { viewOf } from '../../../inventory/memory.ts'
import { accountOf, ask } from '../aws-access/index.ts'
import { actionsOf, services as allServiceNames } from '../aws-actions/index.ts'
import { lastAccessedOf, principalAfter, reducedPolicies, type ReduceOptions, type Reduction } from './index.ts'

const now = '2026-11-21T10:00:00Z'
const recent = '2026-11-19T08:00:00Z'
const old = '2026-02-01T08:00:00Z'

type Times = { readonly [name: string]: Instant | null }

function reduce(
  records: readonly (readonly InventoryRecord[])[],
  arn = roleArn('deploy'),
  options: Partial<ReduceOptions> = {},
) {
  const account = accountOf(viewOf({ scope: accountScope(), scopes: [], records: records.flat() }), '111122223333')!
  const principal = account.principal(arn)!
  const usage = lastAccessedOf(principal.identity)
  const reduction = reducedPolicies(principal, account, usage, now, { maxDays: 90, ...options })
  return { principal, account, reduction, after: principalAfter(principal, account, reduction) }
}

function proposed(result: ReturnType<typeof reduce>): Reduction {
  if (!result.reduction.proposed) throw new Error(result.reduction.detail)
  return result.reduction
}

function deploy(inline: readonly PolicyStatement[], services: Times, actions: Times = {}) {
  return role({ inline, facts: { serviceLastAccessed: services, actionLastAccessed: actions } })
}

test('an unused service goes whole, in its statement; the rest is untouched', () => {
  const bucket = { Resource: ['arn:aws:s3:::orders', 'arn:aws:s3:::orders/*'] }
  const result = reduce([
    deploy(
      [
        { Sid: 'Work', Effect: 'Allow', Action: ['s3:*', 'dynamodb:*'], ...bucket },
        { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' },
        { Effect: 'Deny', Action: ['dynamodb:DeleteTable', 's3:DeleteBucket'], Resource: '*' },
      ],
      { s3: recent, dynamodb: null, sqs: old },
    ),
  ])
  const [only] = proposed(result).policies
  expect(only).toMatchObject({ policy: 'inline', kind: 'inline', apply: 'change', sharedWith: [] })
  expect(only?.after?.Statement).toEqual([
    { Sid: 'Work', Effect: 'Allow', Action: ['s3:*'], ...bucket },
    { Effect: 'Deny', Action: ['dynamodb:DeleteTable', 's3:DeleteBucket'], Resource: '*' },
  ])
  expect(only?.removed).toMatchObject([
    { statement: 0, pattern: 'dynamodb:*', service: 'dynamodb', lastAccessed: null, level: 'service' },
    { statement: 1, pattern: 'sqs:SendMessage', actions: ['sqs:SendMessage'], lastAccessed: old },
  ])
  expect(proposed(result)).toMatchObject({
    confidence: 'service-level',
    window: { since: '2025-10-17T10:00:00Z', until: now, days: 400, maxDays: 90 },
  })
  expect(proposed(result).diff).toBe(
    [
      `--- inline (inline, of ${roleArn('deploy')})`,
      '+++ inline',
      '@@ Statement[0] Work @@',
      '- "dynamodb:*"  # dynamodb was not asked for since 2025-10-17',
      '@@ Statement[1]: nothing is left of it @@',
      '- "sqs:SendMessage"  # sqs was last asked for on 2026-02-01',
    ].join('\n'),
  )
})

test('of a used service only actions go that AWS keeps track of one by one', () => {
  const result = reduce([
    deploy(
      [
        {
          Effect: 'Allow',
          Action: ['ec2:*Address', 'ec2:RunInstances', 's3:PutBucketPolicy', 's3:GetObject'],
          Resource: '*',
        },
      ],
      { ec2: recent, s3: recent },
      {
        'ec2:RunInstances': recent,
        'ec2:AllocateAddress': null,
        'ec2:ReleaseAddress': old,
        's3:PutBucketPolicy': null,
      },
    ),
  ])
  const [only] = proposed(result).policies
  expect(proposed(result).confidence).toBe('action-level')
  const stays = only?.after?.Statement[0]?.Action
  expect(stays).toEqual(expect.arrayContaining(['ec2:AssociateAddress', 'ec2:RunInstances', 's3:GetObject']))
  expect(stays).not.toContain('ec2:AllocateAddress')
  expect(stays).not.toContain('s3:PutBucketPolicy')
  expect(only?.removed).toMatchObject([
    { pattern: 'ec2:*Address', actions: ['ec2:AllocateAddress'], lastAccessed: null, level: 'action' },
    { pattern: 'ec2:*Address', actions: ['ec2:ReleaseAddress'], lastAccessed: old, level: 'action' },
    { pattern: 's3:PutBucketPolicy', lastAccessed: null, level: 'action' },
  ])
})

test('services of which AWS tells nothing stay', () => {
  const result = reduce([
    deploy([{ Effect: 'Allow', Action: ['sqs:*', 'a4b:*', 'nosuch:Run'], Resource: '*' }], { sqs: null }),
  ])
  const [only] = proposed(result).policies
  expect(only?.after?.Statement[0]?.Action).toEqual(['a4b:*', 'nosuch:Run'])
  expect(proposed(result).notes.join(' ')).toContain('tells nothing of the use of 1 granted service, which stay: a4b.')
})

test('everything on everything becomes what was used and what nobody can tell of', () => {
  const { services } = everythingTold()
  const result = reduce([
    deploy([{ Effect: 'Allow', Action: '*', Resource: '*' }], { ...services, s3: recent, sqs: old }),
  ])
  const [only] = proposed(result).policies
  const stays = only?.after?.Statement[0]?.Action
  expect(stays).toEqual(expect.arrayContaining(['s3:*', 'iam:PassRole', 'kms:Decrypt']))
  expect(stays).toHaveLength(12)
  expect(ask(result.after, { action: 's3:PutObject', resource: 'arn:aws:s3:::a/b' }).verdict).toBe('allowed')
  expect(ask(result.after, { action: 'sqs:DeleteQueue', resource: '*' }).verdict).toBe('denied')
  expect(proposed(result).notes[0]).toContain('younger than 20')
  expect(proposed(result).notes[1]).toContain('iam:PassRole')
})

test('all but what is named is written out, and what was left out stays out', () => {
  const { services } = everythingTold()
  const result = reduce([
    deploy([{ Effect: 'Allow', NotAction: ['iam:*', 's3:DeleteBucket'], Resource: '*' }], {
      ...services,
      s3: recent,
      iam: recent,
    }),
  ])
  const [statement] = proposed(result).policies[0]?.after?.Statement ?? []
  expect(statement?.NotAction).toBeUndefined()
  expect(ask(result.after, { action: 's3:CreateBucket', resource: 'arn:aws:s3:::a' }).verdict).toBe('allowed')
  expect(ask(result.after, { action: 's3:DeleteBucket', resource: 'arn:aws:s3:::a' }).verdict).toBe('denied')
  expect(ask(result.after, { action: 'iam:GetRole', resource: '*' }).verdict).toBe('denied')
})

test('passing roles stays where something could be given one, and goes where nothing could', () => {
  const statement: PolicyStatement = { Effect: 'Allow', Action: ['iam:*', 'lambda:*', 'dynamodb:*'], Resource: '*' }
  const used = proposed(reduce([deploy([statement], { iam: null, lambda: recent, dynamodb: null })]))
  expect(used.policies[0]?.after?.Statement[0]?.Action).toEqual(['iam:PassRole', 'lambda:*'])
  const unused = proposed(reduce([deploy([statement], { iam: null, lambda: null, dynamodb: recent })]))
  expect(unused.policies[0]?.after?.Statement[0]?.Action).toEqual(['dynamodb:*'])
})

test('keys that services use, and restores that are named, stay though nobody saw them', () => {
  const result = reduce([
    deploy(
      [
        {
          Effect: 'Allow',
          Action: ['s3:*', 'kms:Decrypt', 'kms:ScheduleKeyDeletion', 'rds:*', 'rds:RestoreDB*'],
          Resource: '*',
        },
      ],
      { s3: recent, kms: null, rds: null },
    ),
  ])
  const [only] = proposed(result).policies
  const stays = only?.after?.Statement[0]?.Action
  expect(stays).toEqual(expect.arrayContaining(['s3:*', 'kms:Decrypt', 'rds:RestoreDB*']))
  expect(stays).not.toContain('rds:*')
  expect(stays).not.toContain('kms:ScheduleKeyDeletion')
  expect(proposed(result).kept.rare).toBeGreaterThan(2)
})

test('a policy that others hold is replaced, not changed, and they are named', () => {
  const shared = 'arn:aws:iam::111122223333:policy/build'
  const managed = 'arn:aws:iam::aws:policy/AmazonSQSFullAccess'
  const result = reduce([
    role({ attached: [shared, managed], facts: { serviceLastAccessed: { s3: recent, sqs: null } } }),
    role({ name: 'other', attached: [shared] }),
    policy({ arn: shared, statements: [{ Effect: 'Allow', Action: ['s3:*', 'sqs:*'], Resource: '*' }] }),
    policy({ arn: managed, statements: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }] }),
  ])
  expect(proposed(result).policies).toMatchObject([
    { policy: shared, apply: 'replace', sharedWith: [roleArn('other')], kind: 'customer-managed' },
    { policy: managed, apply: 'drop', sharedWith: [], kind: 'aws-managed', after: null },
  ])
})

test('what a user has from a group is told with its other members', () => {
  const facts = { serviceLastAccessed: { s3: recent, sqs: null } }
  const result = reduce(
    [
      user({ name: 'ci', groups: ['builders'], facts }),
      user({ name: 'cd', groups: ['builders'] }),
      group({ name: 'builders', inline: [{ Effect: 'Allow', Action: ['s3:*', 'sqs:*'], Resource: '*' }] }),
    ],
    userArn('ci'),
  )
  expect(proposed(result).policies).toMatchObject([
    { through: 'group', apply: 'replace', sharedWith: [userArn('cd')], removed: [{ pattern: 'sqs:*' }] },
  ])
})

test('policies that AWS makes for its services are not cut', () => {
  const managed = 'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole'
  const result = reduce([
    role({ attached: [managed], facts: { serviceLastAccessed: { logs: recent, ec2: null } } }),
    policy({
      arn: managed,
      statements: [{ Effect: 'Allow', Action: ['logs:*', 'ec2:CreateNetworkInterface'], Resource: '*' }],
    }),
  ])
  expect(result.reduction).toMatchObject({ proposed: false, because: 'nothing-unused' })
})

test('escalation paths that hang on what goes are told', () => {
  const statement: PolicyStatement = { Effect: 'Allow', Action: ['s3:*', 'iam:PutRolePolicy'], Resource: '*' }
  const paths: ReduceOptions['paths'] = (principal) => {
    const { verdict } = ask(principal, { action: 'iam:PutRolePolicy', resource: principal.arn })
    const path = { id: 'iam-005', verdict: 'proven', target: principal.id, gain: 'admin', hops: [], statements: [] }
    const rest = { conditions: [], missingFacts: [], mend: '', actions: [], title: '' }
    return verdict === 'allowed' ? [{ ...path, ...rest } as never] : []
  }
  const result = reduce([deploy([statement], { s3: recent, iam: null })], roleArn('deploy'), { paths })
  expect(proposed(result).verified).toMatchObject({ gone: 1, pathsGone: ['iam-005'], pathsLeft: [] })
})

test.each<[string, readonly InventoryRecord[], object]>([
  [
    'nobody asked',
    role({ inline: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }] }),
    { because: 'usage-unknown' },
  ],
  [
    'asking was refused',
    role({ facts: { serviceLastAccessed: unknown('denied') } }),
    { because: 'usage-unknown', gap: 'denied' },
  ],
  [
    'it was made last month',
    role({
      createdAt: '2026-10-25T10:00:00Z',
      inline: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }],
      facts: { serviceLastAccessed: { sqs: null } },
    }),
    { because: 'younger-than-window' },
  ],
  [
    'nobody knows its age',
    role({ createdAt: unknown('denied'), facts: { serviceLastAccessed: { sqs: null } } }),
    { because: 'age-unknown' },
  ],
  [
    'everything is used',
    deploy([{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }], { sqs: recent }),
    { because: 'nothing-unused' },
  ],
])('nothing is proposed where %s', (_, records, refusal) => {
  expect(reduce([records]).reduction).toMatchObject({ proposed: false, ...refusal })
})

function everythingTold(): { readonly services: Times } {
  return { services: Object.fromEntries(allServiceNames().map((service) => [service, null])) }
}

test('what was never asked for is told together, what was once by itself', () => {
  const result = reduce([
    deploy([{ Effect: 'Allow', Action: '*', Resource: '*' }], {
      ...everythingTold().services,
      s3: recent,
      sqs: old,
    }),
  ])
  const lines = proposed(result).diff.split('\n')
  expect(lines.length).toBeLessThan(200)
  expect(lines.filter((line) => line.length > 100)).toEqual([])
  expect(lines).toContain(`#   sqs (${actionsOf('sqs')?.length} actions): sqs was last asked for on 2026-02-01`)
  expect(lines.at(-1)).toBe('+ "s3:*"')
})
