import { expect, test } from 'vitest'
import { gcpPoolName, gcpProjectNumber } from '../../../../test/support/gcp-place.ts'
import { badRequest, denied, projectFacts, recordsOf, runGcp, undeclared } from '../../../../test/support/gcp-wire.ts'
import type { GcpWire } from '../../../../test/support/gcp-wire.ts'
import { connector } from '../index.ts'
import { accountId } from '../place.ts'
import type { PoolBinding } from '../session.ts'

const canary = 'canary-key-of-the-issuer'
const pool = gcpPoolName('github')
const actions = `${pool}/providers/actions`
const deploy = 'deploy@acme-prod.iam.gserviceaccount.com'
const main = `principal://iam.googleapis.com/${pool}/subject/repo:acme/shop:ref:refs/heads/main`
const everyone = `principalSet://iam.googleapis.com/${pool}/*`

function bound(member: string, more: Partial<PoolBinding> = {}): PoolBinding {
  return {
    resource: `//iam.googleapis.com/projects/acme-prod/serviceAccounts/${deploy}`,
    serviceAccount: deploy,
    role: 'roles/iam.workloadIdentityUser',
    member,
    condition: null,
    ...more,
  }
}

const github = {
  name: actions,
  state: 'ACTIVE',
  attributeCondition: "assertion.repository_owner_id == '1'",
  attributeMapping: { 'google.subject': 'assertion.sub' },
  oidc: { issuerUri: 'https://token.actions.githubusercontent.com/', allowedAudiences: ['b', 'a'], jwksJson: canary },
}
const amazon = { name: `${pool}/providers/aws`, disabled: true, aws: { accountId: '210000000001' } }
const signed = { name: `${gcpPoolName('old')}/providers/saml`, saml: { idpMetadataXml: canary } }
const removed = { name: `${pool}/providers/gone`, state: 'DELETED', oidc: { issuerUri: 'https://gone.example' } }
const ofRemovedPool = { name: `${gcpPoolName('gone')}/providers/x`, oidc: { issuerUri: 'https://gone.example' } }

const pools = [
  { name: pool, state: 'ACTIVE' },
  { name: gcpPoolName('old'), disabled: true },
  { name: gcpPoolName('gone'), state: 'DELETED' },
]
const providers = [github, amazon, signed, removed, ofRemovedPool]
const asAssets = (rows: readonly { readonly name: string }[]) =>
  rows.map((data) => ({ name: `//iam.googleapis.com/${data.name}`, data }))

const facts = { ...projectFacts('acme-prod'), poolBindings: [bound(main)] }
const assets: GcpWire = {
  facts,
  assetRows: {
    'iam.googleapis.com/WorkloadIdentityPool': asAssets(pools),
    'iam.googleapis.com/WorkloadIdentityPoolProvider': asAssets(providers),
  },
}

const names = (run: Awaited<ReturnType<typeof runGcp>>) =>
  Object.fromEntries(recordsOf(run, 'resource').map(({ name, facts: told }) => [name, told['disabled']]))
const targets = (run: Awaited<ReturnType<typeof runGcp>>) => recordsOf(run, 'edge').map(({ to }) => to)

test('providers that are there are kept, disabled ones too, deleted ones not; and no key of an issuer', async () => {
  const run = await runGcp(['workload-pools'], assets)
  expect(names(run)).toEqual({ actions: false, aws: true, saml: true })
  expect(recordsOf(run, 'resource')[0]).toMatchObject({
    id: `gcp:google:workload-pool-provider:${actions}`,
    nativeId: actions,
    facts: {
      poolName: pool,
      projectNumber: gcpProjectNumber('acme-prod'),
      kind: 'oidc',
      issuer: 'https://token.actions.githubusercontent.com/',
      audiences: ['a', 'b'],
      awsAccount: null,
      attributeCondition: "assertion.repository_owner_id == '1'",
      attributeMapping: { 'google.subject': 'assertion.sub' },
    },
  })
  expect(JSON.stringify(run.records)).not.toContain(canary)
  expect([run.gaps, run.asked.length]).toEqual([[], 2])
})

test('a member of a pool is a trust in each of its providers', async () => {
  const run = await runGcp(['workload-pools'], assets)
  expect(targets(run)).toEqual(['oidc:token.actions.githubusercontent.com', 'aws:210000000001'])
  expect(recordsOf(run, 'edge')[0]).toMatchObject({
    kind: 'trusts',
    from: accountId(deploy),
    conditions: { member: main, role: 'roles/iam.workloadIdentityUser', provider: actions, condition: null },
  })
})

test('two roles of one member are two trusts, whichever they are', async () => {
  const poolBindings = [bound(everyone), bound(everyone, { role: 'projects/acme-prod/roles/custom' })]
  const run = await runGcp(['workload-pools'], { ...assets, facts: { ...facts, poolBindings } })
  expect(new Set(recordsOf(run, 'edge').map(({ via }) => via)).size).toBe(4)
})

test('accounts of clusters are trusted by the pool of their project, however they are written', async () => {
  const clusterPool = gcpPoolName('acme-prod.svc.id.goog')
  const poolBindings = [
    bound('serviceAccount:acme-prod.svc.id.goog[shop/api]'),
    bound(`principal://iam.googleapis.com/${clusterPool}/subject/ns/shop/sa/api`),
  ]
  const run = await runGcp(['workload-pools'], { ...assets, facts: { ...facts, poolBindings } })
  expect(targets(run)).toEqual(['gke:acme-prod.svc.id.goog', 'gke:acme-prod.svc.id.goog'])
})

test('where the pool is another scope’s, or unread, the trust names the pool', async () => {
  const elsewhere = 'projects/9/locations/global/workloadIdentityPools/theirs'
  const poolBindings = [
    bound(`principalSet://iam.googleapis.com/${elsewhere}/attribute.repository/acme/shop`),
    bound(`principal://agents.global.org-1.system.id.goog/resources/x`),
    bound(main, { serviceAccount: undefined }),
  ]
  const run = await runGcp(['workload-pools'], { ...assets, facts: { ...facts, poolBindings } })
  expect(targets(run)).toEqual([`gcp:pool:${elsewhere}`])
})

test('where pools are refused, providers are told all the same', async () => {
  const assetRows = { ...assets.assetRows, 'iam.googleapis.com/WorkloadIdentityPool': badRequest() }
  const run = await runGcp(['workload-pools'], { facts, assetRows })
  expect(run.gaps.map(({ reason }) => reason)).toEqual(['unsupported'])
  expect(names(run)).toEqual({ actions: false, aws: true, saml: false, x: false })
})

const project: GcpWire = {
  root: 'projects/acme-prod',
  assets: false,
  facts,
  pageSize: 1,
  at: {
    'iam /v1/projects/acme-prod/locations/global/workloadIdentityPools': { workloadIdentityPools: pools },
    [`iam /v1/${pool}/providers`]: { workloadIdentityPoolProviders: [github, amazon, removed] },
    [`iam /v1/${gcpPoolName('old')}/providers`]: { workloadIdentityPoolProviders: [signed] },
  },
}

test('a project by itself tells the same, page by page', async () => {
  const run = await runGcp(['workload-pools'], project)
  const whole = await runGcp(['workload-pools'], assets)
  expect([run.gaps, run.asked.length]).toEqual([[], 3 + 3 + 1])
  expect(recordsOf(run, 'resource')).toEqual(
    recordsOf(whole, 'resource').map((record) => ({ ...record, scope: 'gcp:project:acme-prod' })),
  )
})

test('providers of one pool that are refused are a gap, and the others are read', async () => {
  const permission = 'iam.googleapis.com/workloadIdentityPoolProviders.list'
  const run = await runGcp(['workload-pools'], {
    ...project,
    at: { ...project.at, [`iam /v1/${pool}/providers`]: denied(permission) },
  })
  expect(run.gaps).toEqual([expect.objectContaining({ reason: 'denied', permission })])
  expect(targets(run)).toEqual([`gcp:pool:${pool}`])
  expect(undeclared(connector.meta.steps, run)).toEqual([])
})
