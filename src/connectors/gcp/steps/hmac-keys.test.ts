import { expect, test } from 'vitest'
import {
  accountFacts,
  denied,
  factsOf,
  projectFacts,
  recordsOf,
  runGcp,
  undeclared,
} from '../../../../test/support/gcp-wire.ts'
import { identitiesSteps } from '../identities-plane.ts'
import type { ServiceAccountRow } from '../session.ts'

const account = (projectId: string): ServiceAccountRow => {
  const email = `backup@${projectId}.iam.gserviceaccount.com`
  return { entity: `gcp:google:service-account:${email}`, uniqueId: '1', email, projectId, enabled: true }
}
const key = (accessId: string, projectId: string, state = 'ACTIVE'): object => ({
  accessId,
  state,
  serviceAccountEmail: account(projectId).email,
  timeCreated: '2025-05-01T10:00:00Z',
})
const address = (projectId: string): string => `storage /storage/v1/projects/${projectId}/hmacKeys`

test('each project with service accounts is asked', async () => {
  const run = await runGcp(['hmac-keys'], {
    facts: {
      ...projectFacts('acme-prod', 'acme-dev', 'acme-empty'),
      ...accountFacts(account('acme-prod'), account('acme-dev')),
    },
    pageSize: 1,
    at: {
      [address('acme-prod')]: {
        items: [
          key('GOOG1A', 'acme-prod'),
          key('GOOG1B', 'acme-prod', 'INACTIVE'),
          key('GOOG1C', 'acme-prod', 'DELETED'),
        ],
      },
      [address('acme-dev')]: denied('storage.hmacKeys.list'),
    },
  })
  expect(recordsOf(run, 'credential').map(({ id, enabled }) => [id, enabled])).toEqual([
    ['gcp:google:access-key:GOOG1A', true],
    ['gcp:google:access-key:GOOG1B', false],
  ])
  expect(factsOf(run, 'gcp:google:access-key:GOOG1A')).toEqual({
    form: 'hmac',
    accessId: 'GOOG1A',
    email: account('acme-prod').email,
    projectId: 'acme-prod',
    state: 'ACTIVE',
  })
  expect(recordsOf(run, 'edge')).toMatchObject([
    { to: account('acme-prod').entity },
    { to: account('acme-prod').entity },
  ])
  expect(run.gaps).toMatchObject([{ permission: 'storage.hmacKeys.list', detail: expect.stringContaining('acme-dev') }])
  expect(undeclared(identitiesSteps, run)).toEqual([])
})

test('where the accounts are not known, every project is', async () => {
  const run = await runGcp(['hmac-keys'], { facts: projectFacts('acme-prod'), at: { [address('acme-prod')]: {} } })
  expect(run.asked).toEqual([address('acme-prod')])
  expect(run.gaps).toEqual([])
})

test('where neither is, nothing is said', async () => {
  const { gaps } = await runGcp(['hmac-keys'], {})
  expect(gaps).toMatchObject([{ reason: 'not-collected' }])
})
