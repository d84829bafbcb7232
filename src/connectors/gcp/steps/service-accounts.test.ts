import { expect, test } from 'vitest'
import { denied, disabled, recordsOf, runGcp, undeclared } from '../../../../test/support/gcp-wire.ts'
import { identitiesSteps } from '../identities-plane.ts'

const type = 'iam.googleapis.com/ServiceAccount'
const account = (name: string, more: object = {}): object => ({
  email: `${name}@acme-prod.iam.gserviceaccount.com`,
  uniqueId: `1000${name.length}`,
  projectId: 'acme-prod',
  ...more,
})
const made = (end: string, createTime?: string): object => ({
  name: `//iam.googleapis.com/projects/acme-prod/serviceAccounts/${end}`,
  ...(createTime === undefined ? {} : { createTime }),
})

test('of an organization at once, with the day on which each was made', async () => {
  const run = await runGcp(['service-accounts'], {
    pageSize: 2,
    assetRows: {
      [type]: [account('ci'), account('app', { disabled: true, displayName: 'App' }), account('longer')],
    },
    searchRows: {
      [type]: [
        made('10002', '2024-01-15T09:00:00Z'),
        made('app@acme-prod.iam.gserviceaccount.com', '2025-01-15T09:00:00.5Z'),
      ],
    },
  })
  const identities = recordsOf(run, 'identity')
  expect(identities.map(({ id, name, enabled, createdAt }) => [id, name, enabled, createdAt])).toEqual([
    [
      'gcp:google:service-account:ci@acme-prod.iam.gserviceaccount.com',
      'ci@acme-prod.iam.gserviceaccount.com',
      true,
      '2024-01-15T09:00:00Z',
    ],
    ['gcp:google:service-account:app@acme-prod.iam.gserviceaccount.com', 'App', false, '2025-01-15T09:00:00.500Z'],
    [
      'gcp:google:service-account:longer@acme-prod.iam.gserviceaccount.com',
      'longer@acme-prod.iam.gserviceaccount.com',
      true,
      { unknown: 'not-collected' },
    ],
  ])
  expect(run.session.facts.serviceAccounts?.size).toBe(3)
  expect(run.gaps).toEqual([])
  expect(run.asked).toEqual([
    `cloudasset /v1/organizations/1:searchAllResources ${type}`,
    `cloudasset /v1/organizations/1/assets ${type}`,
    `cloudasset /v1/organizations/1/assets ${type}`,
  ])
})

test('where the search is refused, they are there and their age is not', async () => {
  const run = await runGcp(['service-accounts'], {
    assetRows: { [type]: [account('ci')] },
    searchRows: { [type]: denied('cloudasset.assets.searchAllResources') },
  })
  expect(recordsOf(run, 'identity')).toMatchObject([{ createdAt: { unknown: 'denied' } }])
  expect(run.gaps).toMatchObject([{ reason: 'denied', permission: 'cloudasset.assets.searchAllResources' }])
  expect(undeclared(identitiesSteps, run)).toEqual([])
})

test('of a project by itself', async () => {
  const run = await runGcp(['service-accounts'], {
    root: 'projects/acme-prod',
    assets: false,
    without: { reason: 'denied', detail: 'No.' },
    self: 'CI@acme-prod.iam.gserviceaccount.com',
    at: { 'iam /v1/projects/acme-prod/serviceAccounts': { accounts: [account('ci'), { email: 7 }] } },
  })
  expect(recordsOf(run, 'identity')).toMatchObject([
    { nativeId: 'ci@acme-prod.iam.gserviceaccount.com', createdAt: { unknown: 'denied' }, facts: { scanner: true } },
  ])
  expect(run.gaps).toMatchObject([{ reason: 'failed', detail: expect.stringContaining('email') }])
})

test('an API that is switched off is no empty list', async () => {
  const run = await runGcp(['service-accounts'], {
    root: 'projects/acme-prod',
    assets: false,
    at: { 'iam /v1/projects/acme-prod/serviceAccounts': disabled('iam.googleapis.com') },
  })
  expect(run.gaps).toMatchObject([{ reason: 'unsupported' }])
  expect(run.session.facts.serviceAccounts).toBeUndefined()
})

test('an organization that Cloud Asset does not answer for leaves them to its projects', async () => {
  const run = await runGcp(['service-accounts'], { assets: false })
  expect(run.asked).toEqual([])
  expect(run.skipped['service-accounts']).toBeDefined()
})
