import { describe, expect, it } from 'vitest'
import { viewOf } from '../../inventory/memory.ts'
import {
  gcpBoundary,
  gcpDeny,
  gcpFolder,
  gcpFullName,
  gcpGap,
  gcpGrant,
  gcpGroup,
  gcpOrganization,
  gcpProject,
  gcpProjectNumber,
  gcpProjectScope,
  gcpRole,
  gcpScope,
  gcpServiceAccount,
} from '../../../test/support/gcp-records.ts'
import type { Records } from '../../../test/support/aws-records.ts'
import type { View } from '../../inventory/view.ts'
import type { InventoryRecord } from '../../model/index.ts'
import { decideGcp } from './gcp-access.ts'
import type { GcpAsk } from './gcp-access.ts'

const member = 'serviceAccount:deploy@acme-prod.iam.gserviceaccount.com'
const project = gcpFullName('projects/acme-prod')
const placed = [gcpOrganization(), gcpProject(), gcpServiceAccount()]

function viewing(...records: readonly Records[]): View {
  return viewOf({ scope: gcpScope(), records: [...placed, ...records].flat() })
}

/** Of the account `deploy`, to give roles over its project away unless it says otherwise. */
function verdict(records: readonly Records[], ask: Partial<GcpAsk> = {}): string {
  return decided(records, ask).verdict
}

function decided(records: readonly Records[], ask: Partial<GcpAsk> = {}) {
  const permission = 'resourcemanager.projects.setIamPolicy'
  return decideGcp(viewing(...records), { principal: member, permission, resource: project, ...ask })
}

const owner = gcpGrant({ role: 'roles/owner' })

describe('what is granted', () => {
  it('is nothing without a binding', () => {
    expect(decided([])).toMatchObject({ verdict: 'none', missing: [], unchecked: [] })
  })

  it('is what a role on the resource allows, told by the binding', () => {
    expect(decided([owner])).toMatchObject({
      verdict: 'allowed',
      statements: [{ holder: project, source: 'grant', policy: 'roles/owner', effect: 'Allow' }],
    })
    expect(verdict([gcpGrant({ role: 'roles/viewer' })])).toBe('none')
  })

  it('is inherited from the organization and from folders, and from no other project', () => {
    const deep = [gcpFolder(), gcpProject({ name: 'acme-deep', above: ['folders/2', 'organizations/1'] })]
    const resource = gcpFullName('projects/acme-deep')
    for (const on of ['organizations/1', 'folders/2', 'projects/acme-deep'])
      expect(verdict([...deep, gcpGrant({ role: 'roles/owner', on })], { resource })).toBe('allowed')
    expect(verdict([...deep, owner], { resource })).toBe('none')
  })

  it('reaches resources in the project, such as other service accounts and secrets, told by number or by id', () => {
    const permission = 'secretmanager.versions.access'
    const secret = '//secretmanager.googleapis.com/projects/acme-prod/secrets/db/versions/1'
    const byNumber = secret.replace('acme-prod', gcpProjectNumber())
    for (const resource of [secret, byNumber]) expect(verdict([owner], { permission, resource })).toBe('allowed')
    const narrow = gcpGrant({
      role: 'roles/secretmanager.secretAccessor',
      on: '//secretmanager.googleapis.com/projects/acme-prod/secrets/db',
    })
    expect(verdict([narrow], { permission, resource: byNumber })).toBe('allowed')
    expect(verdict([narrow], { permission, resource: secret.replace('/db/', '/other/') })).toBe('none')
  })

  it('comes by groups, and may come by groups whose members nobody read', () => {
    const given = gcpGrant({ role: 'roles/owner', to: 'group:deployers@acme.example' })
    expect(verdict([given, gcpGroup({ members: ['deploy'] })])).toBe('allowed')
    expect(verdict([given, gcpGroup({ members: ['other'] })])).toBe('none')
    expect(decided([given, gcpGroup({ serviceAccounts: { unknown: 'denied' } })])).toMatchObject({
      verdict: 'possible',
      missing: ['members of the group deployers@acme.example'],
    })
  })

  it('comes by what names everybody, all accounts of a container, or holders of a basic role', () => {
    const number = gcpProjectNumber()
    for (const to of [
      'allUsers',
      'allAuthenticatedUsers',
      `principalSet://cloudresourcemanager.googleapis.com/projects/${number}/type/ServiceAccount`,
      'principalSet://cloudresourcemanager.googleapis.com/organizations/1/type/ServiceAccount',
    ])
      expect(verdict([gcpGrant({ role: 'roles/owner', to })])).toBe('allowed')
    const other = 'principalSet://cloudresourcemanager.googleapis.com/projects/1/type/ServiceAccount'
    expect(verdict([gcpGrant({ role: 'roles/owner', to: other })])).toBe('none')
    const bucket = '//storage.googleapis.com/shop'
    const read = { permission: 'storage.objects.get', resource: bucket }
    const legacy = gcpGrant({ role: 'roles/storage.objectViewer', to: 'projectViewer:acme-prod', on: bucket })
    expect(verdict([legacy, gcpGrant({ role: 'roles/viewer' })], read)).toBe('allowed')
    expect(verdict([legacy], read)).toBe('none')
  })

  it('is possible by a role whose permissions nobody read, but for what basic roles allow by nature', () => {
    const unread = { permissions: { unknown: 'denied' } as const }
    const custom = 'projects/acme-prod/roles/deployer'
    expect(decided([gcpGrant({ role: custom }), gcpRole({ role: custom, ...unread })])).toMatchObject({
      verdict: 'possible',
      missing: ['permissions of the role projects/acme-prod/roles/deployer'],
    })
    expect(verdict([owner, gcpRole({ role: 'roles/owner', ...unread })])).toBe('allowed')
    expect(verdict([gcpGrant({}), gcpRole({ role: 'roles/editor', ...unread })])).toBe('none')
  })

  it('says what was not read where nothing was found', () => {
    const found = decided([[gcpGap({ step: 'allow-policies', permission: 'cloudasset.assets.searchAllIamPolicies' })]])
    expect(found.verdict).toBe('none')
    expect(found.missing.join()).toContain('cloudasset.assets.searchAllIamPolicies')
  })

  it('is read by a project by itself from what is above it, or that was not', () => {
    const scope = gcpProjectScope()
    const own = (...records: readonly Records[]): readonly InventoryRecord[] =>
      records.flat().map((record) => ('scope' in record ? { ...record, scope: scope.id } : record))
    const asked = (...records: readonly Records[]) =>
      decideGcp(viewOf({ scope, records: own(gcpProject(), gcpServiceAccount(), ...records) }), {
        principal: member,
        permission: 'resourcemanager.projects.setIamPolicy',
        resource: project,
      })
    expect(asked(gcpGrant({ role: 'roles/owner', on: 'organizations/1' })).verdict).toBe('allowed')
    expect(asked()).toMatchObject({ verdict: 'none', missing: [] })
    expect(asked([gcpGap({ step: 'allow-policies' })])).toMatchObject({
      verdict: 'none',
      missing: ['allow policies of projects/acme-prod (denied)', 'allow policies of organizations/1 (denied)'],
    })
  })

  it('hangs on conditions that the request has to meet, and ends where one is not met', () => {
    const given = (condition: string): Records => gcpGrant({ role: 'roles/owner', condition })
    expect(decided([given("resource.matchTag('1/env', 'dev')")])).toMatchObject({
      verdict: 'conditional',
      conditions: ["The condition on roles/owner is met: resource.matchTag('1/env', 'dev')"],
    })
    expect(verdict([given("resource.type == 'storage.googleapis.com/Bucket'")])).toBe('none')
    const ended = given("request.time < timestamp('2026-01-01T00:00:00Z')")
    expect(verdict([ended])).toBe('conditional')
    expect(verdict([ended], { now: '2026-11-21T10:00:00Z' })).toBe('none')
  })
})

describe('what is denied', () => {
  const setsPolicy = ['cloudresourcemanager.googleapis.com/projects.setIamPolicy']

  it('outweighs every grant', () => {
    expect(decided([owner, gcpDeny({ permissions: setsPolicy })])).toMatchObject({
      verdict: 'denied',
      statements: [{ effect: 'Deny', holder: gcpFullName('organizations/1') }],
    })
    expect(verdict([owner, gcpDeny({})])).toBe('allowed')
  })

  it('is told by wildcards, and is not what is excepted', () => {
    for (const pattern of ['*.*', 'projects.*', '*.setIamPolicy'])
      expect(verdict([owner, gcpDeny({ permissions: [`cloudresourcemanager.googleapis.com/${pattern}`] })])).toBe(
        'denied',
      )
    const except = { permissions: ['cloudresourcemanager.googleapis.com/*.*'], exceptPermissions: setsPolicy }
    expect(verdict([owner, gcpDeny(except)])).toBe('allowed')
  })

  it('holds those whom it names, in each of the forms', () => {
    const number = gcpProjectNumber()
    for (const principal of [
      'principal://iam.googleapis.com/projects/-/serviceAccounts/deploy@acme-prod.iam.gserviceaccount.com',
      `principalSet://cloudresourcemanager.googleapis.com/projects/${number}`,
      `principalSet://cloudresourcemanager.googleapis.com/projects/${number}/type/ServiceAccount`,
      'principalSet://cloudresourcemanager.googleapis.com/organizations/1',
    ]) {
      expect(verdict([owner, gcpDeny({ permissions: setsPolicy, principals: [principal] })])).toBe('denied')
      expect(verdict([owner, gcpDeny({ permissions: setsPolicy, except: [principal] })])).toBe('allowed')
    }
    const agents = `principalSet://cloudresourcemanager.googleapis.com/projects/${number}/type/ServiceAgent`
    expect(verdict([owner, gcpDeny({ permissions: setsPolicy, principals: [agents] })])).toBe('allowed')
  })

  it('is possible by groups that nobody read, conditional by tags', () => {
    const group = 'principalSet://goog/group/robots@acme.example'
    expect(verdict([owner, gcpDeny({ permissions: setsPolicy, principals: [group] })])).toBe('possible')
    const inside = gcpGroup({ name: 'robots', members: ['deploy'] })
    expect(verdict([owner, inside, gcpDeny({ permissions: setsPolicy, principals: [group] })])).toBe('denied')
    expect(verdict([owner, inside, gcpDeny({ permissions: setsPolicy, except: [group] })])).toBe('allowed')
    const condition = "!resource.matchTag('1/env', 'dev')"
    expect(verdict([owner, gcpDeny({ permissions: setsPolicy, condition })])).toBe('conditional')
  })

  it('stands as it was found where deny policies were not read, which is told beside it', () => {
    const found = decided([owner, [gcpGap({ step: 'deny-policies', permission: 'iam.denypolicies.list' })]])
    expect(found.verdict).toBe('allowed')
    expect(found.unchecked.join()).toContain('iam.denypolicies.list')
  })
})

describe('a boundary', () => {
  const other = gcpProject({ name: 'acme-dev' })
  const there = gcpFullName('projects/acme-dev')
  const grant = gcpGrant({ role: 'roles/owner', on: 'projects/acme-dev' })
  const asked = (...records: readonly Records[]): string => verdict([other, grant, ...records], { resource: there })

  it('keeps those whom it holds in what it lists', () => {
    expect(asked()).toBe('allowed')
    expect(asked(gcpBoundary())).toBe('denied')
    expect(asked(gcpBoundary({ resources: ['organizations/1'] }))).toBe('allowed')
    expect(asked(gcpBoundary({ principalSet: there }))).toBe('allowed')
    expect(verdict([owner, gcpBoundary()])).toBe('allowed')
  })

  it('is no limit where another one that holds the same lists the place', () => {
    expect(asked(gcpBoundary(), gcpBoundary({ name: 'wider', resources: ['projects/acme-dev'] }))).toBe('allowed')
  })

  it('holds whom its condition names', () => {
    const only = (condition: string): string => asked(gcpBoundary({ condition }))
    expect(only("principal.type == 'iam.googleapis.com/ServiceAccount'")).toBe('denied')
    expect(only("principal.subject != 'deploy@acme-prod.iam.gserviceaccount.com'")).toBe('allowed')
    expect(only('principal.subject ==')).toBe('conditional')
  })

  it('blocks what its version can block', () => {
    const permission = 'iam.serviceAccountKeys.create'
    const by = (enforcementVersion: string | null): string =>
      verdict([other, grant, gcpBoundary({ enforcementVersion })], { resource: there, permission })
    expect([by('2'), by('3'), by('latest'), by(null)]).toEqual(['allowed', 'denied', 'denied', 'conditional'])
  })
})
