import { expect, test } from 'vitest'
import { gcpProjectNumber } from '../../../../test/support/gcp-place.ts'
import {
  accountFacts,
  badRequest,
  denied,
  disabled,
  factsOf,
  projectFacts,
  recordsOf,
  runGcp,
  undeclared,
} from '../../../../test/support/gcp-wire.ts'
import type { GcpWire } from '../../../../test/support/gcp-wire.ts'
import { connector } from '../index.ts'
import { accountId } from '../place.ts'

const canary = 'canary-in-the-environment'
const number = gcpProjectNumber('acme-prod')
const compute = `${number}-compute@developer.gserviceaccount.com`
const deploy = 'deploy@acme-prod.iam.gserviceaccount.com'
const idle = 'idle@acme-prod.iam.gserviceaccount.com'
const row = (email: string, uniqueId: string) => ({
  entity: accountId(email),
  uniqueId,
  email,
  projectId: 'acme-prod',
  enabled: true,
})
const facts = { ...projectFacts('acme-prod'), ...accountFacts(row(deploy, '11'), row(idle, '12'), row(compute, '13')) }
const container = { image: 'shop', env: [{ name: 'PASSWORD', value: canary }] }
const above = { ancestors: [`projects/${number}`, 'organizations/1'] }
const at = (host: string, rest: string) => `//${host}.googleapis.com/projects/acme-prod/${rest}`

const machine = {
  name: 'web-1',
  zone: 'https://www.googleapis.com/compute/v1/projects/acme-prod/zones/europe-west1-b',
  labels: { env: 'prod' },
  metadata: { items: [{ key: 'startup-script', value: canary }] },
  serviceAccounts: [{ email: compute, scopes: ['https://www.googleapis.com/auth/cloud-platform'] }],
}
const bare = { name: 'bare', zone: 'zones/europe-west1-b' }
const service = {
  name: 'projects/acme-prod/locations/europe-west1/services/shop',
  labels: { team: 'web' },
  template: { serviceAccount: deploy, containers: [container] },
}
const knative = {
  metadata: { name: 'old', namespace: number, labels: { team: 'web' } },
  spec: { template: { spec: { serviceAccountName: deploy, containers: [container] } } },
}
const cluster = {
  name: 'main',
  location: 'europe-west1-b',
  resourceLabels: {},
  nodePools: [
    { name: 'blue', config: { serviceAccount: 'default', oauthScopes: ['a'], metadata: { secret: canary } } },
    { name: 'green', config: { serviceAccount: deploy } },
  ],
}
const trigger = {
  name: 'ship',
  resourceName: 'projects/acme-prod/locations/global/triggers/1',
  substitutions: { canary },
}

const assets: GcpWire = {
  facts,
  assetRows: {
    'compute.googleapis.com/Instance': [
      { name: at('compute', 'zones/europe-west1-b/instances/web-1'), data: machine, ...above },
      { name: at('compute', 'zones/europe-west1-b/instances/bare'), data: bare, ...above },
    ],
    'run.googleapis.com/Service': [
      { name: at('run', 'locations/europe-west1/services/shop'), data: service, ...above },
      { name: `//run.googleapis.com/projects/${number}/locations/europe-west1/services/old`, data: knative, ...above },
    ],
    'cloudfunctions.googleapis.com/CloudFunction': [
      { name: at('cloudfunctions', 'locations/europe-west1/functions/first'), data: {}, ...above },
    ],
    'container.googleapis.com/Cluster': [
      { name: at('container', 'zones/europe-west1-b/clusters/main'), data: cluster, ...above },
    ],
    'workflows.googleapis.com/Workflow': [
      {
        name: at('workflows', 'locations/europe-west1/workflows/nightly'),
        data: { serviceAccount: 'projects/-/serviceAccounts/11' },
        ...above,
      },
    ],
    'appengine.googleapis.com/Version': [
      { name: '//appengine.googleapis.com/apps/acme-prod/services/default/versions/v1', data: {}, ...above },
    ],
  },
}

const byName = (run: Awaited<ReturnType<typeof runGcp>>) =>
  Object.fromEntries(recordsOf(run, 'resource').map(({ name, facts: told }) => [name, told['serviceAccount']]))

test('of every kind it is told what it runs as, the defaults of Google included', async () => {
  const run = await runGcp(['workloads'], assets)
  expect(byName(run)).toEqual({
    'web-1': compute,
    bare: null,
    shop: deploy,
    old: deploy,
    first: 'acme-prod@appspot.gserviceaccount.com',
    'main/blue': compute,
    'main/green': deploy,
    nightly: deploy,
    v1: 'acme-prod@appspot.gserviceaccount.com',
  })
  expect(run.gaps).toEqual([])
  expect(JSON.stringify(run.records)).not.toContain('canary')
})

test('a machine keeps its scopes, its labels and its place, and names go by the project’s id', async () => {
  const run = await runGcp(['workloads'], assets)
  const resources = recordsOf(run, 'resource')
  expect(resources.find(({ name }) => name === 'web-1')?.facts).toEqual({
    resourceName: at('compute', 'zones/europe-west1-b/instances/web-1'),
    assetType: 'compute.googleapis.com/Instance',
    projectId: 'acme-prod',
    location: 'europe-west1-b',
    labels: { env: 'prod' },
    serviceAccount: compute,
    scopes: ['https://www.googleapis.com/auth/cloud-platform'],
  })
  expect(resources.find(({ name }) => name === 'old')).toMatchObject({
    nativeId: at('run', 'locations/europe-west1/services/old'),
    facts: { labels: { team: 'web' }, scopes: null },
  })
  expect(resources.find(({ name }) => name === 'main/blue')?.facts['assetType']).toBe(
    'container.googleapis.com/NodePool',
  )
  expect(recordsOf(run, 'edge')).toContainEqual(
    expect.objectContaining({
      kind: 'runs-as',
      from: `gcp:google:workload:${at('run', 'locations/europe-west1/services/shop')}`,
      to: accountId(deploy),
    }),
  )
})

test('of each account it is told what runs as it, and of an idle one that it is nothing', async () => {
  const run = await runGcp(['workloads'], assets)
  expect(factsOf(run, accountId(idle))).toEqual({ attachedTo: [] })
  expect(factsOf(run, accountId(compute))).toEqual({
    attachedTo: [
      at('compute', 'zones/europe-west1-b/instances/web-1'),
      at('container', 'zones/europe-west1-b/clusters/main/nodePools/blue'),
    ],
  })
})

test('what a build runs as is for the project’s settings to say: its default account is not called idle', async () => {
  const name = at('cloudbuild', 'locations/global/triggers/1')
  const assetRows = { 'cloudbuild.googleapis.com/BuildTrigger': [{ name, data: trigger, ...above }] }
  const run = await runGcp(['workloads'], { facts, assetRows })
  expect(recordsOf(run, 'resource')[0]?.facts['serviceAccount']).toEqual({ unknown: 'not-collected' })
  expect(factsOf(run, accountId(compute))).toEqual({ attachedTo: { unknown: 'not-collected' } })
  expect(factsOf(run, accountId(idle))).toEqual({ attachedTo: [] })
})

test('a type that Cloud Asset does not know keeps back no other, and nothing is called idle', async () => {
  const assetRows = { ...assets.assetRows, 'composer.googleapis.com/Environment': badRequest() }
  const run = await runGcp(['workloads'], { facts, assetRows })
  expect(run.gaps).toEqual([
    expect.objectContaining({ reason: 'unsupported', detail: expect.stringContaining('Environments of Composer') }),
  ])
  expect(byName(run)).toHaveProperty('shop', deploy)
  expect(factsOf(run, accountId(idle))).toEqual({ attachedTo: { unknown: 'unsupported' } })
})

const project: GcpWire = {
  root: 'projects/acme-prod',
  assets: false,
  facts,
  at: {
    'compute /compute/v1/projects/acme-prod/aggregated/instances': {
      items: {
        'zones/europe-west1-b': { instances: [machine, bare, { zone: 'without a name' }] },
        'zones/europe-west1-c': { warning: { code: 'NO_RESULTS_ON_PAGE' } },
      },
    },
    'run /v2/projects/acme-prod/locations/-/services': { services: [service] },
    'run /v2/projects/acme-prod/locations/-/jobs': {},
    'cloudfunctions /v2/projects/acme-prod/locations/-/functions': {
      functions: [{ name: 'projects/acme-prod/locations/europe-west1/functions/first', environment: 'GEN_1' }],
    },
    'container /v1/projects/acme-prod/locations/-/clusters': { clusters: [cluster] },
    'cloudbuild /v1/projects/acme-prod/locations/-/triggers': { triggers: [trigger] },
  },
}

test('a project by itself: the same things have the same ids as where Cloud Asset tells of them', async () => {
  const [one, other] = [await runGcp(['workloads'], project), await runGcp(['workloads'], assets)]
  const ids = new Set(recordsOf(other, 'resource').map(({ id, facts: told }) => JSON.stringify([id, told])))
  const common = recordsOf(one, 'resource').filter(({ name }) => name !== '1')
  const names = ['bare', 'first', 'main/blue', 'main/green', 'shop', 'web-1']
  expect(common.map(({ name }) => name).toSorted()).toEqual(names)
  for (const { id, facts: told } of common) expect(ids).toContain(JSON.stringify([id, told]))
  expect(one.gaps).toEqual([
    expect.objectContaining({ reason: 'failed', detail: expect.stringContaining('compute.instances.aggregatedList') }),
  ])
})

test('where projects are asked API by API, an account that nothing was seen with is not called idle', async () => {
  const compute1 = 'compute /compute/v1/projects/acme-prod/aggregated/instances'
  const whole = { ...project.at, [compute1]: { items: { 'zones/x': { instances: [machine] } } } }
  const run = await runGcp(['workloads'], { ...project, at: whole })
  expect(factsOf(run, accountId(idle))).toEqual({ attachedTo: { unknown: 'not-collected' } })
  expect(factsOf(run, accountId(deploy))['attachedTo']).toHaveLength(2)
})

test('an API that is off and one that is refused are told each, and the others are read', async () => {
  const run = await runGcp(['workloads'], {
    ...project,
    at: {
      ...project.at,
      'run /v2/projects/acme-prod/locations/-/jobs': disabled('run.googleapis.com'),
      'container /v1/projects/acme-prod/locations/-/clusters': denied('container.clusters.list'),
      'compute /compute/v1/projects/acme-prod/aggregated/instances': {
        items: { 'zones/x': { warning: { code: 'UNREACHABLE' } } },
      },
    },
  })
  expect(
    run.gaps.map(({ reason, permission }) => `${reason} ${permission}`).toSorted((a, b) => a.localeCompare(b)),
  ).toEqual(['denied container.clusters.list', 'failed undefined', 'unsupported undefined'])
  expect(undeclared(connector.meta.steps, run)).toEqual([])
  expect(byName(run)).toHaveProperty('shop', deploy)
})

test('an organization whose projects are scopes of their own leaves it to them', async () => {
  const run = await runGcp(['workloads'], { assets: false, facts })
  expect([run.asked, Object.keys(run.skipped)]).toEqual([[], ['workloads']])
})

test('thousands of workloads take a request a thousand, and each other kind and the agents one', async () => {
  const many = Array.from({ length: 4000 }, (_, index) => ({
    name: at('compute', `zones/z/instances/i${index}`),
    data: { ...machine, name: `i${index}` },
    ...above,
  }))
  const run = await runGcp(['workloads'], { facts, assetRows: { 'compute.googleapis.com/Instance': many } })
  expect(run.asked.length).toBe(4 + 11 + 1)
})
