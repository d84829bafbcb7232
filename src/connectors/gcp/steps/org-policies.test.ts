import { expect, test } from 'vitest'
import { gcpProjectNumber } from '../../../../test/support/gcp-place.ts'
import { denied, factsOf, notFound, projectFacts, runGcp, undeclared } from '../../../../test/support/gcp-wire.ts'
import type { GcpWire } from '../../../../test/support/gcp-wire.ts'
import { orgPoliciesMeta } from './org-policies.ts'

const keyCreation = 'iam.disableServiceAccountKeyCreation'
const apiKeys = 'iam.managed.disableServiceAccountApiKeyCreation'
const expiry = 'iam.serviceAccountKeyExpiryHours'
const facts = { ...projectFacts('acme-prod', 'acme-lab'), folders: ['folders/2'], above: [] }
const full = (name: string) => `//cloudresourcemanager.googleapis.com/${name}`
const project = (id: string) => `gcp:google:project:${id}`

const governed = (container: string, ...rules: readonly object[]) => ({
  fullResourceName: full(container),
  consolidatedPolicy: { attachedResource: full('organizations/1'), rules },
})

const rowsByConstraint: { readonly [constraint: string]: readonly object[] } = {
  [keyCreation]: [
    governed('organizations/1', { enforce: true }),
    governed('folders/2', { enforce: true }),
    governed(`projects/${gcpProjectNumber('acme-prod')}`, { enforce: true }),
    governed(
      `projects/${gcpProjectNumber('acme-lab')}`,
      { enforce: true, condition: { expression: 'resource.matchTag("1/env", "prod")' } },
      { enforce: false },
    ),
  ],
  [expiry]: [
    governed('organizations/1', { allowAll: true }),
    governed('folders/2', { values: { allowedValues: ['24h'] } }),
  ],
}

const whole: GcpWire = {
  facts,
  pageSize: 2,
  at: {
    'cloudasset /v1/organizations/1:analyzeOrgPolicyGovernedContainers': ({ query }) => ({
      governedContainers: rowsByConstraint[query.get('constraint')?.replace('constraints/', '') ?? ''] ?? [],
    }),
  },
}

test('of each container it is told which constraints are in force, by what Google worked out', async () => {
  const run = await runGcp(['org-policies'], whole)
  expect(run.gaps).toEqual([])
  const told = (id: string) => factsOf(run, id)['constraints']
  expect(told(project('acme-prod'))).toMatchObject({ [keyCreation]: true, [expiry]: false, [apiKeys]: true })
  expect(told(project('acme-lab'))).toMatchObject({ [keyCreation]: false })
  expect(told('gcp:organizations/1:folder:folders/2')).toMatchObject({ [keyCreation]: true, [expiry]: true })
  expect(told('gcp:organizations/1:organization:organizations/1')).toMatchObject({
    [keyCreation]: true,
    [expiry]: false,
  })
})

test('of a folder the organization above is asked, since there is no smaller scope', async () => {
  const run = await runGcp(['org-policies'], {
    ...whole,
    root: 'folders/2',
    facts: { ...facts, above: ['organizations/1'] },
  })
  expect(factsOf(run, 'gcp:folders/2:folder:folders/2')['constraints']).toMatchObject({ [keyCreation]: true })
  const unknown = await runGcp(['org-policies'], { ...whole, root: 'folders/2', facts: { ...facts, above: undefined } })
  expect(unknown.gaps).toMatchObject([{ reason: 'not-collected' }])
})

test('where one constraint was not read, nothing is said of the others', async () => {
  const at = {
    'cloudasset /v1/organizations/1:analyzeOrgPolicyGovernedContainers': denied('cloudasset.assets.analyzeOrgPolicy'),
  }
  const run = await runGcp(['org-policies'], { facts, at })
  expect(run.gaps[0]).toMatchObject({ reason: 'denied', permission: 'cloudasset.assets.analyzeOrgPolicy' })
  expect(undeclared([orgPoliciesMeta], run)).toEqual([])
  expect(factsOf(run, project('acme-prod'))['constraints']).toEqual({ unknown: 'denied' })
})

const policy = (constraint: string) => `orgpolicy /v2/projects/acme-prod/policies/${constraint}:getEffectivePolicy`

test('a project that is asked by itself is asked for what is in force on it; a constraint that is not known holds nothing', async () => {
  const run = await runGcp(['org-policies'], {
    root: 'projects/acme-prod',
    assets: false,
    facts,
    at: {
      [policy(keyCreation)]: { spec: { rules: [{ enforce: true }] } },
      [policy(expiry)]: { spec: { rules: [{ values: { allowedValues: ['24h'] } }] } },
      [policy('iam.managed.disableServiceAccountKeyCreation')]: notFound(),
      [policy(apiKeys)]: { name: 'projects/7/policies/x' },
    },
  })
  expect(run.gaps).toEqual([])
  expect(factsOf(run, project('acme-prod'))['constraints']).toEqual({
    [keyCreation]: true,
    'iam.managed.disableServiceAccountKeyCreation': false,
    'iam.disableServiceAccountKeyUpload': false,
    'iam.managed.disableServiceAccountKeyUpload': false,
    [expiry]: true,
    'iam.automaticIamGrantsForDefaultServiceAccounts': false,
    [apiKeys]: true,
  })
})

test('an organization without Cloud Asset asks for itself and its folders', async () => {
  const run = await runGcp(['org-policies'], { assets: false, facts: { folders: ['folders/2'] } })
  expect(new Set(run.asked.map((address) => address.split('/policies/')[0]))).toEqual(
    new Set(['orgpolicy /v2/organizations/1', 'orgpolicy /v2/folders/2']),
  )
})
