import { expect, test } from 'vitest'
import { denied, factsOf, notFound, recordsOf, runGcp, undeclared } from '../../../../test/support/gcp-wire.ts'
import type { GcpWire } from '../../../../test/support/gcp-wire.ts'
import { identitiesSteps } from '../identities-plane.ts'
import type { ServiceAccountRow } from '../session.ts'

const type = 'iam.googleapis.com/ServiceAccountKey'
const never = '9999-12-31T23:59:59Z'

const email = (name: string): string => `${name}@acme-prod.iam.gserviceaccount.com`
const row = (name: string): [string, ServiceAccountRow] => {
  const entity = `gcp:google:service-account:${email(name)}`
  return [
    email(name),
    { entity, uniqueId: `1${name.length}`, email: email(name), projectId: 'acme-prod', enabled: true },
  ]
}
const serviceAccounts = new Map(['ci', 'app'].map(row))

const key = (account: string, id: string, more: object = {}): object => ({
  name: `projects/acme-prod/serviceAccounts/${account}/keys/${id}`,
  keyType: 'USER_MANAGED',
  keyOrigin: 'GOOGLE_PROVIDED',
  validAfterTime: '2025-03-01T08:00:00Z',
  validBeforeTime: never,
  ...more,
})
const id = (name: string, keyId: string): string => `gcp:google:access-key:${email(name)}/${keyId}`

const organization: GcpWire = {
  facts: { serviceAccounts },
  assetRows: {
    [type]: [
      { data: key(email('ci'), 'k1') },
      { data: key(email('ci'), 'g1', { keyType: 'SYSTEM_MANAGED' }) },
      // By the unique id of the account `app`.
      { data: key('13', 'k2', { keyOrigin: 'USER_PROVIDED', validBeforeTime: '2026-12-01T00:00:00Z' }) },
      { data: key(email('ci'), 'k3', { disabled: true }) },
    ],
  },
}

test('keys of users are told with whom they prove, those of Google are read past', async () => {
  const run = await runGcp(['service-account-keys'], { ...organization, pageSize: 2 })
  expect(recordsOf(run, 'credential').map((each) => [each.id, each.expiresAt, each.lifetime, each.enabled])).toEqual([
    [id('ci', 'k1'), null, 'static', true],
    [id('app', 'k2'), '2026-12-01T00:00:00Z', 'expiring', true],
    [id('ci', 'k3'), null, 'static', false],
  ])
  expect(recordsOf(run, 'edge').map(({ kind, from, to }) => [kind, from, to])).toEqual([
    ['authenticates', id('ci', 'k1'), `gcp:google:service-account:${email('ci')}`],
    ['authenticates', id('app', 'k2'), `gcp:google:service-account:${email('app')}`],
    ['authenticates', id('ci', 'k3'), `gcp:google:service-account:${email('ci')}`],
  ])
  expect(run.session.facts.keys?.map(({ keyId }) => keyId)).toEqual(['k2', 'k1', 'k3'])
})

test('Cloud Asset does not tell why a key is disabled, nor whether it was found exposed', async () => {
  const run = await runGcp(['service-account-keys'], organization)
  expect(factsOf(run, id('ci', 'k1'))).toMatchObject({ disabledBecause: null, exposed: { unknown: 'not-collected' } })
  expect(factsOf(run, id('app', 'k2'))).toMatchObject({ origin: 'uploaded', managed: 'user' })
  expect(factsOf(run, id('ci', 'k3'))).toMatchObject({ disabledBecause: { unknown: 'not-collected' } })
})

const keysOf = (name: string): string => `iam /v1/projects/acme-prod/serviceAccounts/${email(name)}/keys`
const exposed = {
  disabled: true,
  disableReason: 'SERVICE_ACCOUNT_KEY_DISABLE_REASON_EXPOSED',
  extendedStatus: [{ key: 'SERVICE_ACCOUNT_KEY_EXTENDED_STATUS_KEY_EXPOSED', value: 'https://example.com' }],
}

test('IAM does, and is asked of accounts with keys alone', async () => {
  const run = await runGcp(['service-account-keys', 'key-status'], {
    ...organization,
    at: {
      [keysOf('ci')]: { keys: [key(email('ci'), 'k1', exposed), key(email('ci'), 'k3')] },
      [keysOf('app')]: denied('iam.serviceAccountKeys.list'),
    },
  })
  expect(factsOf(run, id('ci', 'k1'))).toMatchObject({
    exposed: true,
    disabledBecause: 'SERVICE_ACCOUNT_KEY_DISABLE_REASON_EXPOSED',
  })
  expect(factsOf(run, id('ci', 'k3'))).toMatchObject({ exposed: false, disabledBecause: null })
  expect(factsOf(run, id('app', 'k2'))).toMatchObject({ exposed: { unknown: 'denied' } })
  expect(recordsOf(run, 'patch').map(({ set }) => set.enabled)).toEqual([false, true, undefined])
  expect(run.gaps).toMatchObject([{ step: 'key-status', reason: 'denied', permission: 'iam.serviceAccountKeys.list' }])
  expect(undeclared(identitiesSteps, run)).toEqual([])
})

test('a project by itself is asked account by account, and what is gone holds nothing', async () => {
  const run = await runGcp(['service-account-keys', 'key-status'], {
    root: 'projects/acme-prod',
    assets: false,
    facts: { serviceAccounts: new Map(['ci', 'app', 'gone'].map(row)) },
    at: {
      [keysOf('ci')]: { keys: [key(email('ci'), 'k1', exposed)] },
      [keysOf('app')]: {},
      [keysOf('gone')]: notFound(),
    },
  })
  expect(factsOf(run, id('ci', 'k1'))).toMatchObject({ exposed: true })
  expect(recordsOf(run, 'credential')).toHaveLength(1)
  expect(run.gaps).toEqual([])
  expect(run.skipped['key-status']).toBeDefined()
})

test('refused for the first five accounts, the others are not asked and are told with them', async () => {
  const names = Array.from({ length: 40 }, (_, index) => `a${index}`)
  const run = await runGcp(['service-account-keys'], {
    root: 'projects/acme-prod',
    assets: false,
    facts: { serviceAccounts: new Map(names.map(row)) },
    at: Object.fromEntries(names.map((name) => [keysOf(name), denied('iam.serviceAccountKeys.list')])),
  })
  expect(run.asked).toHaveLength(5)
  expect(run.gaps).toMatchObject([
    { permission: 'iam.serviceAccountKeys.list', detail: expect.stringContaining('and 35 more were not read') },
  ])
})

test('where the accounts were not read, neither are their keys, and nothing is said of them', async () => {
  const run = await runGcp(['service-account-keys', 'key-status', 'key-activity'], {
    root: 'projects/acme-prod',
    assets: false,
  })
  expect(run.asked).toEqual([])
  expect(run.gaps.map(({ step, reason }) => [step, reason])).toEqual([
    ['service-account-keys', 'not-collected'],
    ['key-activity', 'not-collected'],
  ])
})
