import { expect, test } from 'vitest'
import {
  badRequest,
  denied,
  disabled,
  projectFacts,
  recordsOf,
  runGcp,
  undeclared,
} from '../../../../test/support/gcp-wire.ts'
import type { GcpRun } from '../../../../test/support/gcp-wire.ts'
import { identitiesSteps } from '../identities-plane.ts'
import type { ServiceAccountRow } from '../session.ts'

const email = (name: string, project: string): string => `${name}@${project}.iam.gserviceaccount.com`
const row = (name: string, projectId: string, enabled = true): [string, ServiceAccountRow] => {
  const own = email(name, projectId)
  return [own, { entity: `account:${name}`, uniqueId: `77${name.length}`, email: own, projectId, enabled }]
}
const serviceAccounts = new Map([
  row('ci', 'acme-prod'),
  row('old', 'acme-prod'),
  row('off', 'acme-dev', false),
  row('worker', 'acme-data'),
])
const facts = { ...projectFacts('acme-prod', 'acme-dev', 'acme-data'), serviceAccounts }

const activity = (name: string, last: string | undefined, since = '2025-11-01T08:00:00Z'): object => ({
  fullResourceName: `//iam.googleapis.com/projects/${name}`,
  activityType: 'serviceAccountLastAuthentication',
  observationPeriod: { startTime: since, endTime: '2026-11-19T08:00:00Z' },
  activity: last === undefined ? {} : { lastAuthenticatedTime: last },
})
const address = (root: string, of = 'serviceAccount'): string =>
  `policyanalyzer /v1/${root}/locations/global/activityTypes/${of}LastAuthentication/activities:query`
const used = (run: GcpRun) =>
  recordsOf(run, 'usage').map(({ subject, lastUsedAt, observedSince, precision }) => [
    subject,
    lastUsedAt,
    observedSince,
    precision,
  ])

test('one question for an organization; who is not named was not used since its project is watched', async () => {
  const run = await runGcp(['account-activity'], {
    facts,
    at: {
      [address('organizations/1')]: {
        activities: [
          activity(`acme-prod/serviceAccounts/${email('ci', 'acme-prod')}`, '2026-11-18T08:00:00Z'),
          activity(`acme-data/serviceAccounts/776`, undefined, '2026-06-01T07:00:00Z'),
        ],
      },
    },
  })
  expect(used(run)).toEqual([
    ['account:ci', '2026-11-18T08:00:00Z', '2025-11-01T08:00:00Z', 'day'],
    ['account:old', null, '2025-11-01T08:00:00Z', 'window'],
    // Of whose project nothing is told: the latest start of all.
    ['account:off', null, '2026-06-01T07:00:00Z', 'window'],
    ['account:worker', null, '2026-06-01T07:00:00Z', 'window'],
  ])
  expect(run.asked).toHaveLength(1)
})

test('where organizations are not taken, projects with accounts in use are asked one by one', async () => {
  const run = await runGcp(['account-activity'], {
    facts,
    at: {
      [address('organizations/1')]: badRequest('Invalid parent.'),
      [address('projects/acme-prod')]: {
        activities: [activity(`acme-prod/serviceAccounts/${email('ci', 'acme-prod')}`, '2026-11-18T08:00:00Z')],
      },
      [address('projects/acme-data')]: denied('policyanalyzer.serviceAccountLastAuthenticationActivities.query'),
    },
  })
  expect(used(run)).toEqual([
    ['account:ci', '2026-11-18T08:00:00Z', '2025-11-01T08:00:00Z', 'day'],
    ['account:old', null, '2025-11-01T08:00:00Z', 'window'],
    ['account:worker', { unknown: 'denied' }, { unknown: 'denied' }, 'window'],
  ])
  expect(run.gaps).toMatchObject([{ reason: 'denied', detail: expect.stringContaining('acme-data') }])
  expect(undeclared(identitiesSteps, run)).toEqual([])
})

test('a row that cannot be read may be of anybody', async () => {
  const run = await runGcp(['account-activity'], {
    facts,
    at: {
      [address('organizations/1')]: {
        activities: [activity(`acme-prod/serviceAccounts/${email('ci', 'acme-prod')}`, '2026-11-18T08:00:00Z'), {}],
      },
    },
  })
  expect(used(run).map(([subject, last]) => [subject, last])).toEqual([
    ['account:ci', '2026-11-18T08:00:00Z'],
    ...['old', 'off', 'worker'].map((name) => [`account:${name}`, { unknown: 'failed' }]),
  ])
})

test('an answer without a name says nothing of how long was watched', async () => {
  const run = await runGcp(['account-activity'], { facts, at: { [address('organizations/1')]: {} } })
  expect(used(run)[0]).toEqual(['account:ci', null, { unknown: 'unsupported' }, 'window'])
})

test('an API that is switched off is switched off for every project', async () => {
  const run = await runGcp(['account-activity'], {
    facts,
    at: { [address('organizations/1')]: disabled('policyanalyzer.googleapis.com') },
  })
  expect(run.asked).toHaveLength(1)
  expect(used(run)).toEqual([])
  expect(run.gaps).toMatchObject([{ reason: 'unsupported' }])
})

test('keys by account and key id', async () => {
  const own = email('ci', 'acme-prod')
  const run = await runGcp(['key-activity'], {
    root: 'projects/acme-prod',
    assets: false,
    facts: {
      ...facts,
      keys: [
        { entity: 'key:1', email: own, keyId: 'k1' },
        { entity: 'key:2', email: own, keyId: 'k2' },
      ],
    },
    at: {
      [address('projects/acme-prod', 'serviceAccountKey')]: {
        activities: [activity(`123/serviceAccounts/${own}/keys/k1`, '2026-11-18T08:00:00Z')],
      },
    },
  })
  expect(used(run)).toEqual([
    ['key:1', '2026-11-18T08:00:00Z', '2025-11-01T08:00:00Z', 'day'],
    ['key:2', null, '2025-11-01T08:00:00Z', 'window'],
  ])
})

test('without keys there is nothing to ask', async () => {
  const run = await runGcp(['key-activity'], { facts: { ...facts, keys: [] } })
  expect(run.asked).toEqual([])
  expect(run.skipped['key-activity']).toBeDefined()
})
