import { expect, test } from 'vitest'
import {
  denied,
  disabled,
  factsOf,
  projectFacts,
  recordsOf,
  runGcp,
  undeclared,
} from '../../../../test/support/gcp-wire.ts'
import type { GcpWire } from '../../../../test/support/gcp-wire.ts'
import { gcpProjectNumber } from '../../../../test/support/gcp-place.ts'
import { identitiesSteps } from '../identities-plane.ts'

const type = 'apikeys.googleapis.com/Key'
const name = (uid: string, project = 'acme-prod'): string =>
  `projects/${gcpProjectNumber(project)}/locations/global/keys/${uid}`
const key = (uid: string, more: object = {}, project?: string): object => ({
  name: name(uid, project),
  uid,
  createTime: '2026-02-01T10:00:00.123456Z',
  keyString: 'AIzaSyPLANTED',
  ...more,
})
const id = (uid: string, project?: string): string => `gcp:google:api-key:${name(uid, project)}`
const account = 'ai@acme-prod.iam.gserviceaccount.com'

const organization: GcpWire = {
  facts: projectFacts('acme-prod', 'acme-dev'),
  assetRows: {
    [type]: [
      key('maps', {
        displayName: 'Maps',
        restrictions: {
          apiTargets: [{ service: 'places.googleapis.com' }, { service: 'maps.googleapis.com', methods: ['Get*'] }],
          browserKeyRestrictions: { allowedReferrers: ['https://acme.example/*'] },
        },
      }),
      key('open', { restrictions: { serverKeyRestrictions: {} } }, 'acme-dev'),
      key('bound', {
        serviceAccountEmail: 'AI@acme-prod.iam.gserviceaccount.com',
        restrictions: { apiTargets: [{ service: 'generativelanguage.googleapis.com' }] },
      }),
      key('gone', { deleteTime: '2026-11-01T00:00:00Z' }),
    ],
  },
}

test('what each may call, what holds it to an application, and whom it speaks as', async () => {
  const run = await runGcp(['api-keys'], { ...organization, pageSize: 1 })
  expect(recordsOf(run, 'credential').map((each) => [each.id, each.name])).toEqual([
    [id('maps'), 'Maps'],
    [id('open', 'acme-dev'), 'open'],
    [id('bound'), 'bound'],
  ])
  expect(factsOf(run, id('maps'))).toEqual({
    projectId: 'acme-prod',
    uid: 'maps',
    services: ['maps.googleapis.com', 'places.googleapis.com'],
    application: 'browser',
    boundTo: null,
  })
  expect(factsOf(run, id('open', 'acme-dev'))).toMatchObject({ services: null, application: null })
  expect(recordsOf(run, 'edge').map(({ kind, from, to }) => [kind, from, to])).toEqual([
    ['authenticates', id('bound'), `gcp:google:service-account:${account}`],
  ])
  expect([...(run.session.facts.openKeyProjects ?? [])]).toEqual(['acme-dev'])
  expect(JSON.stringify(run.records)).not.toContain('PLANTED')
})

test('services are asked of projects with an open key alone', async () => {
  const run = await runGcp(['api-keys', 'enabled-services'], {
    ...organization,
    at: {
      'serviceusage /v1/projects/acme-dev/services': {
        services: [
          { name: 'projects/2/services/run.googleapis.com' },
          { name: 'projects/2/services/aiplatform.googleapis.com' },
        ],
      },
    },
  })
  expect(recordsOf(run, 'patch')).toMatchObject([
    { id: 'gcp:google:project:acme-dev', facts: { services: ['aiplatform.googleapis.com', 'run.googleapis.com'] } },
  ])
  expect(run.questions.at(-1)?.query.get('filter')).toBe('state:ENABLED')
})

test('services that may not be listed are unknown', async () => {
  const run = await runGcp(['api-keys', 'enabled-services'], {
    ...organization,
    at: { 'serviceusage /v1/projects/acme-dev/services': denied('serviceusage.services.list') },
  })
  expect(recordsOf(run, 'patch')).toMatchObject([{ facts: { services: { unknown: 'denied' } } }])
  expect(run.gaps).toMatchObject([{ step: 'enabled-services', permission: 'serviceusage.services.list' }])
  expect(undeclared(identitiesSteps, run)).toEqual([])
})

test('a project by itself, where the API is on or off', async () => {
  const address = 'apikeys /v2/projects/acme-prod/locations/global/keys'
  const alone: GcpWire = { root: 'projects/acme-prod', assets: false, facts: projectFacts('acme-prod') }
  const on = await runGcp(['api-keys'], { ...alone, at: { [address]: { keys: [key('open')] } } })
  expect(recordsOf(on, 'credential')).toMatchObject([{ id: id('open'), createdAt: '2026-02-01T10:00:00.123Z' }])
  const off = await runGcp(['api-keys', 'enabled-services'], {
    ...alone,
    at: { [address]: disabled('apikeys.googleapis.com') },
  })
  expect(off.gaps.map(({ step, reason }) => [step, reason])).toEqual([
    ['api-keys', 'unsupported'],
    ['enabled-services', 'not-collected'],
  ])
})
