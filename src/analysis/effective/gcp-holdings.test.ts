import { describe, expect, it } from 'vitest'
import type { Records } from '../../../test/support/aws-records.ts'
import {
  gcpAgentPrincipal,
  gcpBoundary,
  gcpDeny,
  gcpFullName,
  gcpGrant,
  gcpGroup,
  gcpOrganization,
  gcpPolicy,
  gcpPoolName,
  gcpProject,
  gcpProjectNumber,
  gcpRole,
  gcpScope,
  gcpServiceAccount,
} from '../../../test/support/gcp-records.ts'
import { viewOf } from '../../inventory/memory.ts'
import { holdingsOf, weighing, weightOf } from './gcp-holdings.ts'
import type { GcpHolding } from './gcp-holdings.ts'

const member = 'serviceAccount:deploy@acme-prod.iam.gserviceaccount.com'
const project = gcpFullName('projects/acme-prod')
const placed = [gcpOrganization(), gcpProject(), gcpServiceAccount()]

function held(records: readonly Records[], of = member): readonly GcpHolding[] {
  return holdingsOf(viewOf({ scope: gcpScope(), records: [...placed, ...records].flat() }), of)
}

function weight(...records: readonly Records[]): string {
  return weightOf(held(records))
}

describe('holdings', () => {
  it('are what policies name somebody in, wherever they stand', () => {
    const bucket = '//storage.googleapis.com/shop'
    const found = held([
      gcpGrant({ role: 'roles/editor' }),
      gcpGrant({ role: 'roles/viewer', on: 'organizations/1' }),
      gcpGrant({ role: 'roles/storage.objectViewer', on: bucket }),
      gcpGrant({ role: 'roles/owner', to: 'other' }),
    ])
    expect(found.map(({ role, resource, container, through }) => [role, resource, container, through])).toEqual([
      ['roles/viewer', gcpFullName('organizations/1'), 'organizations/1', undefined],
      ['roles/editor', project, 'projects/acme-prod', undefined],
      ['roles/storage.objectViewer', bucket, 'projects/acme-prod', undefined],
    ])
  })

  it('come by groups and by sets of accounts, and not by what everybody has', () => {
    const all = `principalSet://cloudresourcemanager.googleapis.com/projects/${gcpProjectNumber()}/type/ServiceAccount`
    const found = held([
      gcpGroup({ members: ['deploy'] }),
      gcpGrant({ role: 'roles/editor', to: 'group:deployers@acme.example' }),
      gcpGrant({ role: 'roles/viewer', to: all }),
      gcpGrant({ role: 'roles/browser', to: 'allUsers' }),
    ])
    expect(found.map(({ role, through }) => [role, through])).toEqual([
      ['roles/editor', 'group:deployers@acme.example'],
      ['roles/viewer', all],
    ])
  })

  it('are found for principals of pools and for agents', () => {
    const pool = `iam.googleapis.com/${gcpPoolName()}`
    const subject = `principal://${pool}/subject/repo:acme/api`
    const records = [
      gcpGrant({ role: 'roles/editor', to: `principalSet://${pool}/*` }),
      gcpGrant({ role: 'roles/viewer', to: `principalSet://${pool}/attribute.repository/acme/api` }),
      gcpGrant({ role: 'roles/owner', to: gcpAgentPrincipal() }),
    ]
    expect(held(records, subject).map(({ role }) => role)).toEqual(['roles/editor'])
    expect(held(records, gcpAgentPrincipal()).map(({ role }) => role)).toEqual(['roles/owner'])
  })

  it('know the accounts of a cluster by both of their names', () => {
    const old = 'serviceAccount:acme-prod.svc.id.goog[shop/api]'
    const own = `principal://iam.googleapis.com/${gcpPoolName('acme-prod.svc.id.goog')}/subject/ns/shop/sa/api`
    for (const [to, of] of [
      [old, own],
      [own, old],
    ] as const)
      expect(held([gcpGrant({ role: 'roles/editor', to })], of).map(({ role }) => role)).toEqual(['roles/editor'])
  })

  it('count once what two scopes have read', () => {
    const bindings = [{ role: 'roles/editor', members: ['deploy'] }]
    const policy = gcpPolicy({ bindings })
    const twin = policy.map((record) => ('id' in record ? { ...record, id: `${record.id}#again` } : record))
    expect(held([policy, twin])).toHaveLength(1)
  })

  it('end with time, where now is told', () => {
    const grant = gcpGrant({ condition: "request.time < timestamp('2026-01-01T00:00:00Z')" })
    const view = viewOf({ scope: gcpScope(), records: [...placed, grant].flat() })
    expect(holdingsOf(view, member)).toMatchObject([{ state: 'conditional' }])
    expect(holdingsOf(view, member, '2026-11-21T10:00:00Z')).toEqual([])
    expect(holdingsOf(view, member, '2025-11-21T10:00:00Z')).toMatchObject([{ state: 'active' }])
  })
})

describe('their weight', () => {
  it('is that of the heaviest that is active', () => {
    expect(weight()).toBe('none')
    expect(weight(gcpGrant({ role: 'roles/browser' }))).toBe('limited')
    expect(weight(gcpGrant({ role: 'roles/browser' }), gcpGrant({ role: 'roles/owner' }))).toBe('control')
    expect(weight(gcpGrant({ role: 'roles/owner', condition: "resource.matchTag('1/env', 'dev')" }))).toBe('none')
  })

  it('is of the place: giving roles away over a project, not over one account', () => {
    expect(weight(gcpGrant({ role: 'roles/iam.securityAdmin' }))).toBe('control')
    expect(weight(gcpGrant({ role: 'roles/iam.securityAdmin', on: 'other' }))).not.toBe('control')
    expect(weight(gcpGrant({ role: 'roles/iam.serviceAccountTokenCreator', on: 'other' }))).toBe('takeover')
  })

  it('is known of basic roles that were not read, and of no others', () => {
    const unread = { permissions: { unknown: 'denied' } as const }
    expect(weight(gcpGrant({ role: 'roles/owner' }), gcpRole({ role: 'roles/owner', ...unread }))).toBe('control')
    expect(weight(gcpGrant({ role: 'roles/editor' }), gcpRole({ role: 'roles/editor', ...unread }))).toBe('takeover')
    const custom = held([gcpGrant({ role: 'roles/x.y' }), gcpRole({ role: 'roles/x.y', ...unread })])
    expect(custom).toMatchObject([{ rank: { tier: 'unranked' }, permissions: { unknown: 'denied' } }])
  })

  it('is what denials leave', () => {
    const owner = gcpGrant({ role: 'roles/owner' })
    const denied = gcpDeny({ permissions: ['cloudresourcemanager.googleapis.com/*.*'] })
    expect(weight(owner, denied)).toBe('takeover')
    expect(held([owner, denied])[0]?.permissions).not.toContain('resourcemanager.projects.setIamPolicy')
    expect(weight(owner, gcpDeny({ permissions: ['iam.googleapis.com/roles.create'] }))).toBe('control')
    const tagged = gcpDeny({
      permissions: ['cloudresourcemanager.googleapis.com/*.*'],
      condition: "resource.hasTagKey('1/x')",
    })
    expect(held([owner, tagged])).toMatchObject([{ state: 'conditional', rank: { tier: 'control' } }])
  })

  it('is what boundaries leave', () => {
    const elsewhere = [gcpProject({ name: 'acme-dev' }), gcpGrant({ role: 'roles/owner', on: 'projects/acme-dev' })]
    expect(weight(...elsewhere, gcpBoundary({ enforcementVersion: '4' }))).not.toBe('control')
    expect(weight(...elsewhere, gcpBoundary({ resources: ['organizations/1'] }))).toBe('control')
  })

  it('tells which holdings make it', () => {
    const found = held([gcpGrant({ role: 'roles/owner' }), gcpGrant({ role: 'roles/viewer' })])
    expect(weighing(found, weightOf(found)).map(({ role }) => role)).toEqual(['roles/owner'])
  })
})
