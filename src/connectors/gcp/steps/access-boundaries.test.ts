import { expect, test } from 'vitest'
import { gcpProjectNumber } from '../../../../test/support/gcp-place.ts'
import { badRequest, denied, projectFacts, recordsOf, runGcp, undeclared } from '../../../../test/support/gcp-wire.ts'
import type { GcpRun, GcpWire } from '../../../../test/support/gcp-wire.ts'
import { accessBoundariesMeta } from './access-boundaries.ts'

const facts = { ...projectFacts('acme-prod'), above: [] }
const number = gcpProjectNumber('acme-prod')
const name = 'organizations/1/locations/global/principalAccessBoundaryPolicies/stay-in'
const container = '//cloudresourcemanager.googleapis.com'
const pool = `//iam.googleapis.com/projects/${number}/locations/global/workloadIdentityPools/github`

const policy = {
  name,
  displayName: 'Stay in',
  details: {
    rules: [{ resources: [`${container}/projects/${number}`, `${container}/folders/2`], effect: 'ALLOW' }],
    enforcementVersion: '3',
  },
}
const bindings = [
  {
    name: 'organizations/1/locations/global/policyBindings/a',
    policy: name,
    target: { principalSet: `${container}/projects/${number}` },
    condition: { title: 'robots', expression: "principal.type == 'iam.googleapis.com/ServiceAccount'" },
  },
  { name: 'projects/7/locations/global/policyBindings/b', policy: name, target: { principalSet: pool } },
  { name: 'projects/7/locations/global/policyBindings/c', policy: 'another', target: { principalSet: pool } },
]
const told = {
  policyName: name,
  resources: [`${container}/folders/2`, `${container}/projects/acme-prod`],
  bindings: [
    {
      principalSet: `${container}/projects/acme-prod`,
      condition: { title: 'robots', expression: "principal.type == 'iam.googleapis.com/ServiceAccount'" },
    },
    { principalSet: pool, condition: null },
  ],
  enforcementVersion: '3',
}
const boundaries = (run: GcpRun) => recordsOf(run, 'resource').map(({ facts: each }) => each)

const byIam: GcpWire['at'] = {
  'iam /v3/organizations/1/locations/global/principalAccessBoundaryPolicies': {
    principalAccessBoundaryPolicies: [policy],
  },
  [`iam /v3/${name}:searchPolicyBindings`]: { policyBindings: bindings.slice(0, 2) },
}

test('each boundary is told with where those whom it holds may work, and whom it holds', async () => {
  const run = await runGcp(['access-boundaries'], {
    facts,
    pageSize: 1,
    assetRows: {
      'iam.googleapis.com/PrincipalAccessBoundaryPolicy': [policy],
      'iam.googleapis.com/PolicyBinding': bindings,
    },
  })
  expect(run.gaps).toEqual([])
  expect(boundaries(run)).toEqual([told])
})

test('IAM is asked where Cloud Asset does not know them, and by projects and folders', async () => {
  const unknown = await runGcp(['access-boundaries'], {
    facts,
    assetRows: { 'iam.googleapis.com/PrincipalAccessBoundaryPolicy': badRequest() },
    at: byIam,
  })
  expect(unknown.gaps).toEqual([])
  expect(boundaries(unknown)).toEqual([told])
  const project = { root: 'projects/acme-prod', facts: { ...facts, above: ['folders/2', 'organizations/1'] } }
  expect(boundaries(await runGcp(['access-boundaries'], { ...project, at: byIam }))).toEqual([told])
})

test('what is refused is named', async () => {
  const refused = { ...byIam, [`iam /v3/${name}:searchPolicyBindings`]: denied('x') }
  const run = await runGcp(['access-boundaries'], { facts, assets: false, at: refused })
  expect(run.gaps).toMatchObject([
    { reason: 'denied', permission: 'iam.principalaccessboundarypolicies.searchPolicyBindings' },
  ])
  expect(undeclared([accessBoundariesMeta], run)).toEqual([])
})

test('a project of no organization has none; where that is not known they are unknown', async () => {
  const alone = await runGcp(['access-boundaries'], { root: 'projects/acme-prod', facts })
  expect(alone.skipped['access-boundaries']).toMatch(/no organization/)
  const below = await runGcp(['access-boundaries'], { root: 'projects/acme-prod', facts, aboveIsRead: true })
  expect(below.asked).toEqual([])
  const unknown = await runGcp(['access-boundaries'], {
    root: 'projects/acme-prod',
    facts: { ...facts, above: undefined },
  })
  expect(unknown.gaps).toMatchObject([{ reason: 'not-collected' }])
})
