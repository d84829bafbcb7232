/** One customer, read over the wire: what is found of it. */
import { beforeAll, describe, expect, test } from 'vitest'
import {
  adminEmail,
  clientOf,
  customerId,
  emailOf,
  robotNumber,
  scopeOf,
  userIdOf,
} from '../../../test/support/gws-everything.ts'
import { scanWorkspace, workspaceScope } from '../../../test/support/gws-scan.ts'
import type { Found, WorkspaceScanned } from '../../../test/support/gws-scan.ts'

const idOf = (kind: string, native: string): string => `google-workspace:${customerId}:${kind}:${native}`
let scanned: WorkspaceScanned
beforeAll(async () => {
  scanned = await scanWorkspace()
})

const records = (type: string, kind: string) => scanned.all(type, kind)
const pair = ({ from, to }: { readonly [name: string]: unknown }): string => `${String(from)} > ${String(to)}`

test('everything is read, and the scope is the customer', () => {
  expect(scanned.collected.bugs).toEqual([])
  expect(scanned.gaps).toEqual([])
  expect(scanned.collected.scopes).toEqual([workspaceScope])
  expect(scanned.found('resource', customerId)).toMatchObject({ name: 'acme.example' })
})

test('people are kept by address alone, and only those who have something', () => {
  const users = records('resource', 'user')
  expect(users.map(({ nativeId }) => String(nativeId)).toSorted()).toEqual(
    (['ada', 'ben', 'cleo', 'dan'] as const).map(userIdOf).toSorted(),
  )
  expect(scanned.found('resource', userIdOf('cleo'))).toMatchObject({
    name: emailOf('cleo'),
    facts: {
      superAdmin: false,
      delegatedAdmin: false,
      suspended: false,
      lastLoginAt: null,
      otherAddresses: [
        { address: 'c.old@acme.example', field: 'aliases' },
        { address: 'cleo@acme.example.test-google-a.com', field: 'nonEditableAliases' },
      ],
    },
  })
  expect(scanned.found('resource', userIdOf('ada'))).toMatchObject({ facts: { superAdmin: true } })
  expect(scanned.found('resource', userIdOf('ada'))['facts']).not.toHaveProperty('otherAddresses')
})

describe('applications that users let in', () => {
  test('what was let in and not taken away again, with all scopes and users', () => {
    const clients = records('identity', 'oauth-client').map(({ nativeId }) => String(nativeId))
    expect(clients.toSorted()).toEqual(['mail-merge', 'old', 'planner'].map(clientOf).toSorted())
    expect(scanned.found('identity', clientOf('planner'))).toMatchObject({
      name: 'planner',
      facts: {
        users: 2,
        scopes: [scopeOf('calendar')],
        firstGrantedAt: '2026-08-01T10:00:00Z',
        anonymous: false,
        logSince: '2026-05-25T10:00:00Z',
      },
    })
  })
  test('older ones than the log, by each user’s own list', () => {
    expect(scanned.found('identity', clientOf('old'))).toMatchObject({
      facts: { users: 1, anonymous: true, firstGrantedAt: { unknown: 'not-collected' } },
    })
  })
  test('one edge a pair, with the date where the log knows it', () => {
    const grants = records('edge', 'grants').filter(({ from }) => String(from).includes(':oauth-client:'))
    expect(grants.map(pair).toSorted()).toEqual(
      (
        [
          ['mail-merge', 'ada'],
          ['old', 'cleo'],
          ['planner', 'cleo'],
          ['planner', 'dan'],
        ] as const
      )
        .map(([client, person]) => `${idOf('oauth-client', clientOf(client))} > ${idOf('user', userIdOf(person))}`)
        .toSorted(),
    )
    expect(grants.find(({ from }) => from === idOf('oauth-client', clientOf('mail-merge')))).toMatchObject({
      conditions: { scopes: ['https://mail.google.com/', 'openid'], grantedAt: '2026-10-01T10:00:00Z' },
    })
  })
  test('when they were last used', () => {
    const usage = (client: string) =>
      (scanned.records as readonly unknown[] as readonly Found[]).find(
        (row) => row['type'] === 'usage' && row['subject'] === idOf('oauth-client', clientOf(client)),
      )
    expect(usage('planner')).toMatchObject({ lastUsedAt: '2026-11-19T10:00:00Z', precision: 'exact' })
    expect(usage('old')).toMatchObject({ lastUsedAt: null, observedSince: '2026-05-25T10:00:00Z' })
  })
  test('what Google says acted as an agent, and whose it is', () => {
    expect(scanned.found('identity', clientOf('mail-merge'))).toMatchObject({
      class: 'ai',
      ai: { kind: 'agent', confidence: 1 },
      facts: { agentic: true },
    })
    expect(scanned.found('identity', clientOf('planner'))).toMatchObject({
      class: 'unknown',
      facts: { agentic: false },
    })
    expect(records('edge', 'owns').map(pair)).toEqual([
      `${idOf('user', userIdOf('ben'))} > ${idOf('oauth-client', clientOf('mail-merge'))}`,
    ])
  })
})

describe('roles of administrators', () => {
  test('whoever is no user is a service account', () => {
    expect(scanned.found('identity', robotNumber)).toMatchObject({ kind: 'service-account', class: 'machine' })
    const held = records('edge', 'grants').filter(({ to }) => String(to).includes(':admin-role:'))
    expect(held.find(({ via }) => via === '12')).toMatchObject({
      from: idOf('service-account', robotNumber),
      to: idOf('admin-role', '3'),
      conditions: { scope: 'CUSTOMER' },
    })
    expect(held.find(({ via }) => via === '13')).toMatchObject({ conditions: { scope: 'ou1' } })
  })
  test('service accounts in a group that holds one', () => {
    expect(records('edge', 'member-of').map(pair)).toEqual([
      `${idOf('service-account', 'sync@acme-it.iam.gserviceaccount.com')} > ${idOf('group', 'helpers')}`,
    ])
  })
})

test('domain-wide delegation, by the log, by what was seen to act, and by the file', () => {
  const found = Object.fromEntries(
    records('resource', 'delegation').map(({ nativeId, facts }) => [nativeId, facts] as const),
  )
  expect(found).toMatchObject({
    [robotNumber]: { seenIn: 'use', scopes: [scopeOf('drive')], grantedAt: { unknown: 'not-collected' } },
    '100000000000000000092': { seenIn: 'file', grantedAt: '2026-09-01T10:00:00Z', grantedBy: emailOf('ada') },
    '100000000000000000094': { seenIn: 'file', scopes: ['https://mail.google.com/', scopeOf('drive')] },
  })
  expect(Object.keys(found)).toHaveLength(3)
})

test('what users may let in, where it is loosest', () => {
  expect(scanned.found('resource', customerId)).toMatchObject({
    facts: {
      domains: ['acme.example', 'other.example'],
      unconfiguredApps: 'ALLOW_SIGN_IN_ONLY',
      trustsInternalApps: true,
      lessSecureApps: false,
    },
  })
})

test('passwords for applications, with their last use', () => {
  expect(scanned.found('credential', `${userIdOf('ada')}#asp#1`)).toMatchObject({
    kind: 'password',
    name: 'Scanner',
    createdAt: '2025-01-01T09:00:00Z',
    lifetime: 'static',
    facts: { email: emailOf('ada'), title: 'Scanner' },
  })
  expect(scanned.found('credential', `${userIdOf('cleo')}#asp#2`)).toMatchObject({ createdAt: '2025-01-01T09:00:00Z' })
  const uses = (scanned.records as readonly unknown[] as readonly Found[]).filter(
    (row) => row['type'] === 'usage' && String(row['subject']).includes(':password:'),
  )
  expect(uses.map(({ lastUsedAt }) => lastUsedAt)).toEqual(['2025-02-02T09:00:00Z', null])
})

test('every scope is signed in to by itself, for the administrator', () => {
  expect(new Set(scanned.calls.map(({ subject }) => subject))).toEqual(new Set([adminEmail]))
  expect(new Set(scanned.calls.map(({ permission }) => permission)).size).toBe(8)
})
