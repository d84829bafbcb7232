import { describe, expect, it } from 'vitest'
import type { Records } from '../../../../test/support/aws-records.ts'
import {
  gcpFolder,
  gcpGap,
  gcpGroup,
  gcpOrganization,
  gcpProject,
  gcpProjectNumber,
  gcpProjectScope,
  gcpProvider,
  gcpPoolName,
  gcpRole,
  gcpScope,
  gcpServiceAccount,
  gcpUniqueId,
} from '../../../../test/support/gcp-records.ts'
import { viewOf } from '../../../inventory/memory.ts'
import { worldOf } from './index.ts'

function world(...records: readonly Records[]) {
  return worldOf(viewOf({ scope: gcpScope(), records: records.flat() }))
}

describe('where things lie', () => {
  const deep = [gcpOrganization(), gcpFolder(), gcpProject({ above: ['folders/2', 'organizations/1'] })]
  const number = gcpProjectNumber()

  it('is told by id and by number', () => {
    const { chain, container, canonical, containerOf } = world(...deep)
    expect(chain(`projects/${number}`).names).toEqual(['projects/acme-prod', 'folders/2', 'organizations/1'])
    expect(container(`projects/${number}`)?.name).toBe('projects/acme-prod')
    const secret = `//secretmanager.googleapis.com/projects/${number}/secrets/db`
    expect(canonical(secret)).toBe('//secretmanager.googleapis.com/projects/acme-prod/secrets/db')
    expect(containerOf(secret)).toBe('projects/acme-prod')
    expect(containerOf('//storage.googleapis.com/projects/_/buckets/b')).toBe(undefined)
  })

  it('is unknown above what was not read, and below what is another one for certain', () => {
    const { holds } = world(...deep, gcpProject({ name: 'lone', above: { unknown: 'denied' } }))
    expect(holds('folders/2', 'projects/acme-prod')).toBe(true)
    expect(holds('folders/3', 'projects/acme-prod')).toBe(false)
    expect(holds('folders/2', 'projects/lone')).toBe(undefined)
    expect(holds('projects/acme-prod', 'projects/lone')).toBe(false)
    expect(holds('organizations/1', 'projects/never-seen')).toBe(undefined)
  })
})

describe('what was not read', () => {
  it('is told by the scope that is nearest', () => {
    const [organization, project] = [gcpScope(), gcpProjectScope()]
    const records = [...gcpOrganization(), ...gcpProject(), gcpGap({ step: 'allow-policies', scope: project.id })]
    const { unread } = worldOf(viewOf({ scope: organization, scopes: [project], records }))
    expect(unread('allow-policies', 'organizations/1')).toBe(undefined)
    expect(unread('allow-policies', 'projects/acme-prod')).toBe('allow policies of projects/acme-prod (denied)')
    expect(unread('allow-policies', 'organizations/2')).toBe('allow policies of organizations/2')
  })

  it('leaves the permissions of a role and the members of a group unknown', () => {
    const { permissionsOf, membersRead } = world(
      gcpRole({ role: 'roles/owner', permissions: { unknown: 'denied' } }),
      gcpGroup({ name: 'unseen', serviceAccounts: { unknown: 'denied' } }),
      gcpGroup({ members: ['deploy'] }),
    )
    expect(permissionsOf('roles/owner')).toEqual({ unknown: 'denied' })
    expect(permissionsOf('roles/never.seen')).toEqual({ unknown: 'not-collected' })
    expect(membersRead('unseen@acme.example')).toBe(false)
    expect(membersRead('deployers@acme.example')).toBe(true)
  })
})

it('lets disabled roles allow nothing', () => {
  const role = 'projects/acme-prod/roles/deployer'
  const permissions = ['run.services.create']
  expect(world(gcpRole({ role, permissions })).permissionsOf(role)).toEqual(new Set(permissions))
  expect(world(gcpRole({ role, permissions, stage: 'DISABLED' })).permissionsOf(role)).toEqual(new Set())
})

it('finds accounts by e-mail and by unique id, and providers by their pool', () => {
  const email = 'deploy@acme-prod.iam.gserviceaccount.com'
  const { account, accountByUniqueId, providers } = world(gcpServiceAccount(), gcpProvider())
  expect(account(email.toUpperCase())).toMatchObject({ email, projectId: 'acme-prod' })
  expect(accountByUniqueId(gcpUniqueId(email))?.email).toBe(email)
  expect(providers(gcpPoolName()).map(({ kind }) => kind)).toEqual(['oidc'])
})
