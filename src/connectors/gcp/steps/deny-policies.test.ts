import { expect, test } from 'vitest'
import { gcpProjectNumber } from '../../../../test/support/gcp-place.ts'
import { badRequest, denied, projectFacts, recordsOf, runGcp, undeclared } from '../../../../test/support/gcp-wire.ts'
import type { GcpRun, GcpWire } from '../../../../test/support/gcp-wire.ts'
import { denyPoliciesMeta } from './deny-policies.ts'

const number = gcpProjectNumber('acme-prod')
const nameOn = (container: string, id: string) =>
  `policies/cloudresourcemanager.googleapis.com%2F${container.replace('/', '%2F')}/denypolicies/${id}`
const rule = {
  deniedPrincipals: ['principalSet://goog/public:all', 'principal://goog/subject/ann@acme.example'],
  exceptionPrincipals: [
    'principal://iam.googleapis.com/projects/-/serviceAccounts/ci@acme-prod.iam.gserviceaccount.com',
    'principal://goog/subject/bob@acme.example',
  ],
  deniedPermissions: ['iam.googleapis.com/serviceAccountKeys.create'],
  denialCondition: { title: 'outside tests', expression: '!resource.matchTag("1/env", "test")' },
}
const people = { deniedPrincipals: ['principal://goog/subject/ann@acme.example'], deniedPermissions: ['a/b.c'] }
const facts = { ...projectFacts('acme-prod'), folders: ['folders/2'], above: [] }

const policies = (run: GcpRun) => recordsOf(run, 'resource').map(({ facts: told }) => told)

test('deny policies of a whole organization are told with their rules, those that bind people alone left out', async () => {
  const run = await runGcp(['deny-policies'], {
    facts,
    assetRows: {
      'iam.googleapis.com/PolicyV2': [
        { name: nameOn(`projects/${number}`, 'no-keys'), rules: [{ denyRule: rule }, { denyRule: people }] },
        { name: nameOn('organizations/1', 'people'), rules: [{ denyRule: people }] },
        { name: 'policies/cloudresourcemanager.googleapis.com%2Forganizations%2F1/otherpolicies/x' },
      ],
    },
  })
  expect(run.gaps).toEqual([])
  expect(policies(run)).toEqual([
    {
      policyName: nameOn(`projects/${number}`, 'no-keys'),
      attachedTo: 'projects/acme-prod',
      rules: [
        {
          deniedPrincipals: ['principalSet://goog/public:all'],
          exceptionPrincipals: [
            'principal://iam.googleapis.com/projects/-/serviceAccounts/ci@acme-prod.iam.gserviceaccount.com',
          ],
          deniedPermissions: ['iam.googleapis.com/serviceAccountKeys.create'],
          exceptionPermissions: [],
          condition: { title: 'outside tests', expression: '!resource.matchTag("1/env", "test")' },
        },
      ],
    },
  ])
})

const listOn = (container: string) => `iam /v2/policies/cloudresourcemanager.googleapis.com/${container}/denypolicies`
const byIam: NonNullable<GcpWire['at']> = {
  [listOn('projects/acme-prod')]: { policies: [] },
  [listOn('folders/2')]: { policies: [{ name: nameOn('folders/2', 'in-folder') }] },
  [`${listOn('folders/2')}/in-folder`]: { name: nameOn('folders/2', 'in-folder'), rules: [{ denyRule: rule }] },
  [listOn('organizations/1')]: { policies: [{ name: nameOn('organizations/1', 'gone') }] },
}

test('where Cloud Asset does not know them, IAM is asked for the organization and its folders, and projects are a gap', async () => {
  const run = await runGcp(['deny-policies'], {
    facts,
    assetRows: { 'iam.googleapis.com/PolicyV2': badRequest() },
    at: byIam,
  })
  expect(policies(run).map(({ attachedTo }) => attachedTo)).toEqual(['folders/2'])
  expect(run.gaps).toMatchObject([{ detail: expect.stringMatching(/^Deny policies on projects/) }])
})

test('a project by itself asks IAM, also for what it inherits', async () => {
  const run = await runGcp(['deny-policies'], {
    root: 'projects/acme-prod',
    assets: false,
    facts: { ...facts, above: ['folders/2', 'organizations/1'] },
    at: byIam,
  })
  expect(run.gaps).toEqual([])
  expect(policies(run).map(({ attachedTo }) => attachedTo)).toEqual(['folders/2'])
})

test('what is refused is named, and the rest is read', async () => {
  const run = await runGcp(['deny-policies'], {
    root: 'projects/acme-prod',
    assets: false,
    facts: { ...facts, above: ['folders/2', 'organizations/1'] },
    at: {
      ...byIam,
      [`${listOn('folders/2')}/in-folder`]: denied('iam.denypolicies.get'),
      [listOn('organizations/1')]: denied('iam.denypolicies.list'),
    },
  })
  expect(run.gaps.map(({ permission }) => permission)).toEqual(['iam.denypolicies.get', 'iam.denypolicies.list'])
  expect(undeclared([denyPoliciesMeta], run)).toEqual([])
})

test('where nobody knows what is above, what is denied from there is unknown', async () => {
  const run = await runGcp(['deny-policies'], { root: 'folders/2', facts: { ...facts, above: undefined } })
  expect(run.gaps).toMatchObject([{ reason: 'not-collected' }])
})
