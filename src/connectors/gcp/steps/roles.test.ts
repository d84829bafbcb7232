import { expect, test } from 'vitest'
import { gcpProjectNumber } from '../../../../test/support/gcp-place.ts'
import { denied, projectFacts, recordsOf, runGcp, undeclared } from '../../../../test/support/gcp-wire.ts'
import type { GcpRun } from '../../../../test/support/gcp-wire.ts'
import { rolesMeta } from './roles.ts'

const number = gcpProjectNumber('acme-prod')
const held = [
  'roles/editor',
  'roles/hidden.serviceAgent',
  'organizations/1/roles/deployer',
  'projects/acme-prod/roles/reader',
  'projects/acme-prod/roles/gone',
  'projects/acme-prod/roles/off',
]
const facts = () => ({ ...projectFacts('acme-prod'), heldRoles: new Set(held) })

const predefined = {
  roles: [
    { name: 'roles/viewer', title: 'Viewer', stage: 'GA', includedPermissions: ['run.services.get'] },
    {
      name: 'roles/editor',
      title: 'Editor',
      stage: 'GA',
      includedPermissions: ['run.services.update', 'iam.roles.get'],
    },
  ],
}
const ofProject = [
  { name: `projects/${number}/roles/reader`, title: 'Reader', stage: 'GA', includedPermissions: ['run.services.get'] },
  { name: 'projects/acme-prod/roles/gone', title: 'Gone', deleted: true, includedPermissions: ['run.services.get'] },
  { name: 'projects/acme-prod/roles/off', title: 'Off', stage: 'DISABLED', includedPermissions: ['run.services.get'] },
  { name: 'projects/acme-prod/roles/unheld', title: 'Unheld' },
]
const ofOrganization = [{ name: 'organizations/1/roles/deployer', includedPermissions: ['run.services.create'] }]

const told = (run: GcpRun) =>
  Object.fromEntries(
    recordsOf(run, 'resource').map(({ nativeId, facts: { stage, permissions } }) => [nativeId, [stage, permissions]]),
  )

const everything = {
  'roles/editor': ['GA', ['iam.roles.get', 'run.services.update']],
  'roles/hidden.serviceAgent': [{ unknown: 'not-collected' }, { unknown: 'not-collected' }],
  'organizations/1/roles/deployer': [null, ['run.services.create']],
  'projects/acme-prod/roles/reader': ['GA', ['run.services.get']],
  'projects/acme-prod/roles/gone': ['DELETED', []],
  'projects/acme-prod/roles/off': ['DISABLED', []],
}

test('of all roles those that somebody holds are kept, with what they allow now', async () => {
  const run = await runGcp(['roles'], {
    facts: facts(),
    pageSize: 1,
    assetRows: { 'iam.googleapis.com/Role': [...ofProject, ...ofOrganization] },
    at: { 'iam /v1/roles': predefined },
  })
  expect(run.gaps).toEqual([])
  expect(told(run)).toEqual(everything)
  expect(run.questions[0]?.query.get('view')).toBe('FULL')
})

test('a project that is asked by itself asks its own list and that of the organization whose roles it uses', async () => {
  const run = await runGcp(['roles'], {
    root: 'projects/acme-prod',
    assets: false,
    facts: facts(),
    at: {
      'iam /v1/roles': predefined,
      'iam /v1/projects/acme-prod/roles': { roles: ofProject },
      'iam /v1/organizations/1/roles': { roles: ofOrganization },
    },
  })
  expect(run.gaps).toEqual([])
  expect(told(run)).toEqual(everything)
})

test('of a list that is refused nothing is known, and the others are read', async () => {
  const run = await runGcp(['roles'], {
    root: 'projects/acme-prod',
    facts: facts(),
    assetRows: { 'iam.googleapis.com/Role': denied('cloudasset.assets.listResource') },
    at: { 'iam /v1/roles': predefined, 'iam /v1/organizations/1/roles': denied('iam.roles.list') },
  })
  expect(run.gaps.map(({ reason, permission }) => [reason, permission])).toEqual([
    ['denied', 'cloudasset.assets.listResource'],
    ['denied', 'iam.roles.list'],
  ])
  expect(undeclared([rolesMeta], run)).toEqual([])
  expect(told(run)).toMatchObject({
    'roles/editor': everything['roles/editor'],
    'organizations/1/roles/deployer': [{ unknown: 'denied' }, { unknown: 'denied' }],
    'projects/acme-prod/roles/reader': [{ unknown: 'denied' }, { unknown: 'denied' }],
  })
})

test('where nobody holds anything no list is asked', async () => {
  const run = await runGcp(['roles'], { facts: { heldRoles: new Set<string>() } })
  expect(run.asked).toEqual([])
})
