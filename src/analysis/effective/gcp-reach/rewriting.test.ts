/** Roles that somebody holds and may update, and what of control is left where something keeps a part of it back. */
import { describe, expect, test } from 'vitest'
import { viewOf } from '../../../inventory/memory.ts'
import {
  gcpBoundary,
  gcpDeny,
  gcpEmail,
  gcpGrant,
  gcpOrganizationName,
  gcpProject,
  gcpRole,
  gcpScope,
  gcpServiceAccount,
} from '../../../../test/support/gcp-records.ts'
import type { Records } from '../../../../test/support/aws-records.ts'
import { ground, may, owner, pathsOf, wayOf } from '../../../../test/support/gcp-ways.ts'
import { controlOf } from './index.ts'

const taker = `serviceAccount:${gcpEmail('taker')}`
const now = '2026-11-21T10:00:00Z'
const custom = 'projects/acme-prod/roles/deployer'
const told = gcpRole({ role: custom, permissions: ['run.services.get'] })
const updates = may(['iam.roles.update'])
const holds = (more: Parameters<typeof gcpGrant>[0] = {}): Records => [
  ...gcpGrant({ to: 'taker', role: custom, ...more }),
  ...told,
]

function controlIn(records: readonly Records[]) {
  return controlOf(viewOf({ scope: gcpScope(), records: [...ground, ...records].flat() }), taker, { now })
}

describe('a custom role that it may update', () => {
  test('gives it the service account that the role is held over', () => {
    expect(wayOf([owner, updates, holds({ on: 'admin' })])).toBe('proven: gcp-update-role')
    expect(wayOf([owner, holds({ on: 'admin' })])).toBe('none')
  })

  test('gives it every service account of the project, whatever those control', () => {
    const root = gcpGrant({ to: 'admin', role: 'roles/resourcemanager.organizationAdmin', on: gcpOrganizationName })
    expect(pathsOf([root, updates, holds()])).toMatchObject([
      { target: gcpOrganizationName, verdict: 'proven', id: 'gcp-update-role' },
      { target: 'projects/acme-prod', verdict: 'proven', id: 'gcp-update-role' },
    ])
  })

  test('is held as its condition lets it', () => {
    const until = (year: number) => holds({ condition: `request.time < timestamp('${year}-01-01T00:00:00Z')` })
    const verdicts = (records: Records) => pathsOf([updates, records], 'taker', { now }).map(({ verdict }) => verdict)
    expect(verdicts(until(2026))).toEqual([])
    expect(verdicts(until(2028))).toEqual(['proven'])
    expect(verdicts(holds({ condition: "request.path == '/'" }))).toEqual(['conditional'])
  })

  test('does not give what is denied', () => {
    const denied = gcpDeny({ permissions: ['cloudresourcemanager.googleapis.com/projects.setIamPolicy'] })
    expect(wayOf([updates, holds(), denied])).toBe('none')
  })

  test('is not rewritten for what another role gives, whichever is read first', () => {
    const owns = gcpGrant({ to: 'taker', role: 'roles/owner' })
    for (const records of [
      [holds(), owns],
      [owns, holds()],
    ]) {
      expect(controlIn([updates, ...records])).toMatchObject({ by: 'grant', container: 'projects/acme-prod' })
      expect(wayOf([updates, ...records])).toBe('none')
    }
  })
})

describe('control of a part', () => {
  const everywhere = gcpGrant({ to: 'taker', role: 'roles/owner', on: gcpOrganizationName })

  test('is what a boundary leaves of it', () => {
    expect(controlIn([everywhere])).toMatchObject({ container: gcpOrganizationName })
    expect(controlIn([everywhere, gcpBoundary()])).toMatchObject({
      container: 'projects/acme-prod',
      verdict: 'proven',
      text: 'taker holds roles/owner on the organization acme.example, kept to the project acme-prod.',
    })
  })

  test('is what a denial leaves of it', () => {
    const denied = gcpDeny({ permissions: ['cloudresourcemanager.googleapis.com/organizations.setIamPolicy'] })
    const admin = gcpGrant({ to: 'taker', role: 'roles/resourcemanager.organizationAdmin', on: gcpOrganizationName })
    expect(controlIn([admin, denied])).toMatchObject({ permission: 'resourcemanager.folders.setIamPolicy' })
  })
})

test('whoever controls two projects is told of a third', () => {
  const project = (name: string) => gcpProject({ name })
  const own = ['acme-a', 'acme-b'].map((name) => gcpGrant({ to: 'taker', role: 'roles/owner', on: `projects/${name}` }))
  const between = gcpServiceAccount({ name: 'between', project: 'acme-a' })
  const third = gcpGrant({
    to: gcpEmail('between', 'acme-a'),
    role: 'roles/resourcemanager.projectIamAdmin',
    on: 'projects/acme-c',
  })
  const records = [project('acme-a'), project('acme-b'), project('acme-c'), between, third, ...own]
  expect(pathsOf(records)).toMatchObject([{ target: 'projects/acme-c', verdict: 'proven' }])
})

test('each of many that may update the role they hold is told', () => {
  const names = Array.from({ length: 300 }, (_, index) => `many-${index}`)
  const accounts = names.flatMap((name) => gcpServiceAccount({ name }))
  const root = gcpGrant({ to: 'admin', role: 'roles/resourcemanager.organizationAdmin', on: gcpOrganizationName })
  const held = names.flatMap((to) => [...gcpGrant({ to, role: custom }), ...may(['iam.roles.update'], { to })])
  expect(pathsOf([root, accounts, held, told], 'many-299')).toMatchObject([
    { target: gcpOrganizationName, id: 'gcp-update-role' },
    { target: 'projects/acme-prod', id: 'gcp-update-role' },
  ])
})
