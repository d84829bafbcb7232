import { beforeAll, describe, expect, test } from 'vitest'
import { arn, company, dev } from '../../../../test/support/aws-questions.ts'
import type { View } from '../../../inventory/view.ts'
import { accountOf, can, isOpen, whatCan, whoCan } from './index.ts'
import type { Extent, Principal, Verdict } from './index.ts'

const prod = '111122223333'
let view: View
beforeAll(async () => {
  view = await company()
})

function principal(name: string, account = prod, from: View = view): Principal {
  const found = accountOf(from, account)?.principals.find(({ identity }) => identity.name === name)
  if (!found) throw new Error(`There is no ${name} in ${account}.`)
  return found
}

const asked = (name: string, action: string, resource: string, context = {}): Verdict =>
  can(view, principal(name), action, resource, context)

describe('may it', () => {
  test.each([
    ['reader', 's3:GetObject', 'arn:aws:s3:::reports/2026.csv', 'allowed'],
    ['reader', 's3:GetObject', 'arn:aws:s3:::invoices/2026.csv', 'denied'],
    ['reader', 's3:GetObject', '*', 'denied'],
    ['home', 's3:PutObject', 'arn:aws:s3:::homes/home/note', 'allowed'],
    ['home', 's3:PutObject', 'arn:aws:s3:::homes/reader/note', 'denied'],
    ['office', 'ec2:StartInstances', '*', 'conditional'],
    ['barred', 's3:GetObject', 'arn:aws:s3:::keep/x', 'denied'],
    ['bounded', 's3:GetObject', 'arn:aws:s3:::reports/x', 'allowed'],
    ['bounded', 'ec2:RunInstances', '*', 'denied'],
    ['chief', 'organizations:LeaveOrganization', '*', 'denied'],
    ['pipeline', 'sts:AssumeRole', arn('role/deploy'), 'allowed'],
    ['chief', 'sts:AssumeRole', arn('role/deploy'), 'denied'],
    ['chief', 'sts:AssumeRole', arn('role/archive', dev), 'allowed'],
    ['reader', 'sts:AssumeRole', arn('role/archive', dev), 'denied'],
  ])('%s %s %s: %s', (name, action, resource, verdict) => {
    expect(asked(name, action, resource).verdict).toBe(verdict)
  })

  test('names the statements that decide, where they stand and their text', () => {
    const { statements, explicit } = asked('barred', 's3:GetObject', 'arn:aws:s3:::keep/x')
    expect(explicit).toBe(true)
    expect(statements).toMatchObject([
      { holder: arn('user/barred'), policy: 'duty', index: 1, sid: 'NoKeep', effect: 'Deny' },
    ])
    expect(statements[0]?.text).toContain('arn:aws:s3:::keep/*')
  })

  test('names the conditions that remain, and takes them from the context', () => {
    expect(asked('office', 'ec2:StartInstances', '*').conditions).toEqual(['if IpAddress aws:SourceIp 10.0.0.0/8'])
    const inside = asked('office', 'ec2:StartInstances', '*', { 'aws:SourceIp': '10.1.2.3' })
    const outside = asked('office', 'ec2:StartInstances', '*', { 'AWS:sourceip': '192.0.2.1' })
    expect([inside.verdict, outside.verdict]).toEqual(['allowed', 'denied'])
  })

  test('a trust policy brings its own statement', () => {
    const { statements } = asked('pipeline', 'sts:AssumeRole', arn('role/deploy'))
    expect(statements.map(({ holder, source }) => [holder, source])).toContainEqual([arn('role/deploy'), 'resource'])
  })
})

describe('unknown', () => {
  test('what a policy of unknown text could grant', () => {
    const answer = asked('opaque', 's3:GetObject', 'arn:aws:s3:::reports/x')
    expect([answer.verdict, answer.asRead]).toEqual(['unknown', 'denied'])
    expect(answer.missing.map(({ fact }) => fact)).toEqual(['text of the policy arn:aws:iam::aws:policy/SomethingNew'])
  })

  test('not what an organization that was read denies whatever the policy says', () => {
    expect(asked('opaque', 'organizations:LeaveOrganization', '*').verdict).toBe('denied')
  })

  test('without the organization an Allow is not certain, and a lack of one is', async () => {
    const alone = await company({ organization: false })
    const ask = (resource: string) => can(alone, principal('reader', prod, alone), 's3:GetObject', resource)
    expect([ask('arn:aws:s3:::reports/x').verdict, ask('arn:aws:s3:::reports/x').asRead]).toEqual([
      'unknown',
      'allowed',
    ])
    expect(ask('arn:aws:s3:::invoices/x').verdict).toBe('denied')
  })

  test('a resource of another account whose policy nobody read', () => {
    const queue = `arn:aws:sqs:eu-west-1:${dev}:jobs`
    expect(asked('chief', 'sqs:SendMessage', queue)).toMatchObject({ verdict: 'unknown', asRead: 'allowed' })
    expect(asked('reader', 'sqs:SendMessage', queue).verdict).toBe('denied')
  })

  test('a key of KMS, which its own policy opens', () => {
    expect(asked('chief', 'kms:Decrypt', `arn:aws:kms:eu-west-1:${prod}:key/k-1`).verdict).toBe('unknown')
  })

  test('a bucket counts by the policies of who asks, and it is said that its own was not read', () => {
    const { verdict, notes } = asked('reader', 's3:GetObject', 'arn:aws:s3:::reports/x')
    expect([verdict, notes.length]).toEqual(['allowed', 1])
  })
})

describe('who may', () => {
  test('everybody who may, and no other', () => {
    const found = whoCan(view, [prod], 's3:GetObject', 'arn:aws:s3:::reports/x')
    const told = found.map(({ principal: { identity }, answer }) => [identity.name, answer.verdict])
    expect(Object.fromEntries(told)).toEqual({
      barred: 'allowed',
      bounded: 'allowed',
      chief: 'allowed',
      deploy: 'allowed',
      opaque: 'unknown',
      reader: 'allowed',
    })
  })
})

describe('what it may', () => {
  const extents = (name: string): readonly Extent[] => whatCan(principal(name), accountOf(view, prod)!).extents

  test('by service, level and scope, with the statements', () => {
    expect(extents('reader')).toMatchObject([
      {
        service: 's3',
        levels: ['Read'],
        actions: ['s3:GetObject'],
        scope: ['arn:aws:s3:::reports/*'],
        conditional: false,
      },
    ])
    expect(extents('reader')[0]?.statements[0]).toMatchObject({ policy: 'duty', index: 0 })
  })

  test('under conditions where one remains', () => {
    expect(extents('office')).toMatchObject([{ service: 'ec2', conditional: true }])
  })

  test('less what a boundary leaves out', () => {
    const found = extents('bounded')
    expect(new Set(found.map(({ service }) => service))).toEqual(new Set(['s3', 'sqs', 'iam']))
    expect(found.find(({ service }) => service === 'sqs')).toMatchObject({ whole: true, scope: ['*'] })
    expect(found.find(({ service }) => service === 'iam')).toMatchObject({
      actions: ['iam:GetUser'],
      scope: [arn('user/bounded')],
    })
  })

  test('an administrator: all but what the organization denies', () => {
    const { extents: found, denies } = whatCan(principal('chief'), accountOf(view, prod)!)
    expect(found.filter(isOpen).length).toBeGreaterThan(300)
    expect(found.some(({ actions }) => actions.includes('organizations:LeaveOrganization'))).toBe(false)
    expect(denies.map(({ sid }) => sid)).toEqual(['Stay'])
  })

  test('nothing for who holds nothing', () => {
    expect(extents('vendor')).toEqual([])
  })
})
