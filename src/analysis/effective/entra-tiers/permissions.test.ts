import { expect, test } from 'vitest'
import {
  apis,
  applicationGroups,
  applicationPermissionTier,
  delegatedGroups,
  delegatedScopeTier,
  graph,
  graphPermission,
  graphPermissions,
} from './index.ts'

const asApplication = (value: string, apiAppId = graph) => applicationPermissionTier({ apiAppId, value })
const asUser = (scope: string, apiAppId = graph) => delegatedScopeTier({ apiAppId, scope })
const exchange = '00000002-0000-0ff1-ce00-000000000000'
const known = graphPermissions()

test('every permission of Graph is ranked, with a reason', () => {
  expect(Object.keys(known.application).length).toBeGreaterThan(700)
  for (const value of Object.keys(known.application)) {
    const { tier, reason } = asApplication(value)
    expect([value, tier]).not.toEqual([value, 'unranked'])
    expect(reason).toMatch(/\.$/)
  }
  for (const scope of Object.keys(known.delegated)) {
    const { tier, reason } = asUser(scope)
    expect([scope, tier]).not.toEqual([scope, 'unranked'])
    expect([scope, tier]).not.toEqual([scope, 'control'])
    expect(reason).toMatch(/\.$/)
  }
})

test('ids are of one permission each', () => {
  for (const permissions of [known.application, known.delegated]) {
    const ids = Object.values(permissions)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  }
})

test('every row is of a permission that there is, and of one once', () => {
  const applications = applicationGroups.flatMap(({ values }) => values)
  const delegated = delegatedGroups.flatMap(({ values }) => values)
  expect(applications.filter((value) => known.application[value] === undefined)).toEqual([])
  expect(delegated.filter((value) => known.delegated[value] === undefined)).toEqual([])
  expect(new Set(applications).size).toBe(applications.length)
  expect(new Set(delegated).size).toBe(delegated.length)
  for (const { reason } of [...applicationGroups, ...delegatedGroups]) expect(reason).toMatch(/^[A-Z].+\.$/)
})

test.each([
  ['RoleManagement.ReadWrite.Directory', 'control'],
  ['AppRoleAssignment.ReadWrite.All', 'control'],
  ['RoleAssignmentSchedule.ReadWrite.Directory', 'control'],
  ['RoleEligibilitySchedule.ReadWrite.Directory', 'control'],
  ['PrivilegedAccess.ReadWrite.AzureADGroup', 'control'],
  ['UserAuthenticationMethod.ReadWrite.All', 'control'],
  ['Application.ReadWrite.All', 'takeover'],
  ['Directory.ReadWrite.All', 'takeover'],
  ['Group.ReadWrite.All', 'takeover'],
  ['Domain.ReadWrite.All', 'takeover'],
  ['Policy.ReadWrite.ConditionalAccess', 'takeover'],
  ['DeviceManagementScripts.ReadWrite.All', 'takeover'],
  ['AgentIdentityBlueprint.AddRemoveCreds.All', 'takeover'],
  ['Mail.Read', 'data'],
  ['Mail.Send', 'data'],
  ['Files.Read.All', 'data'],
  ['Sites.FullControl.All', 'data'],
  ['AiEnterpriseInteraction.Read.All', 'data'],
  ['AuditLog.Read.All', 'data'],
  ['AccessReview.ReadWrite.All', 'management'],
  ['User.Read.All', 'limited'],
  ['Directory.Read.All', 'limited'],
  ['Application.ReadWrite.OwnedBy', 'limited'],
  ['Sites.Selected', 'limited'],
  ['Chat.Read.WhereInstalled', 'limited'],
] as const)('%s is %s', (value, tier) => {
  expect(asApplication(value).tier).toBe(tier)
})

test('no permission that reads alone controls or takes over, but for passwords', () => {
  const reading = Object.keys(known.application).filter((value) => /\.Read(?:Basic)?(?:\.|$)/.test(value))
  const heavy = reading.filter((value) => ['control', 'takeover'].includes(asApplication(value).tier))
  expect(heavy).toEqual(['DeviceLocalCredential.Read.All'])
})

test('a permission of tomorrow is told by its name, and said to be', () => {
  expect(asApplication('HoloMeeting.ReadWrite.All')).toEqual({
    tier: 'management',
    reason: 'By its name, it changes, over all of the tenant: holo meeting.',
    source: 'derived',
  })
  expect(asApplication('HoloMeeting.Read.All').reason).toBe(
    'By its name, it reads, over all of the tenant: holo meeting.',
  )
  expect(asApplication('HoloMeeting.ReadWrite.OwnedBy').tier).toBe('limited')
  expect(asApplication('holo').tier).toBe('unranked')
})

test('an API that nobody here knows is unranked, whatever its permissions are called', () => {
  const own = '11111111-2222-3333-4444-555555555555'
  expect(asApplication('Mail.Read', own).tier).toBe('unranked')
  expect(asApplication('', own).tier).toBe('unranked')
  expect(asUser('openid', own).tier).toBe('unranked')
  expect(asApplication('constructor', 'constructor').tier).toBe('unranked')
})

test('other APIs of Microsoft have rows of their own, and those of Graph where they mean the same', () => {
  expect(asApplication('full_access_as_app', exchange)).toMatchObject({
    tier: 'data',
    data: ['mail', 'calendar', 'contacts'],
  })
  expect(asApplication('Mail.ReadWrite', exchange.toUpperCase())).toMatchObject({ tier: 'data', data: ['mail'] })
  expect(asApplication('Exchange.ManageAsApp', exchange).tier).toBe('management')
  expect(asApplication('Sites.FullControl.All', '00000003-0000-0ff1-ce00-000000000000').tier).toBe('data')
  expect(asApplication('User.ReadWrite.All', '00000003-0000-0ff1-ce00-000000000000').tier).toBe('management')
  expect(asApplication('Application.ReadWrite.All', '00000002-0000-0000-c000-000000000000').takesOver).toEqual([
    'application',
  ])
  expect(asApplication('', exchange).tier).toBe('limited')
  for (const [appId, { application, delegated }] of Object.entries(apis)) {
    expect(appId).toBe(appId.toLowerCase())
    for (const { reason } of [...application, ...delegated]) expect(reason).toMatch(/^[A-Z].+\.$/)
  }
})

test('in the name of a user nothing controls the tenant by itself', () => {
  expect(asUser('RoleManagement.ReadWrite.Directory')).toEqual({
    tier: 'takeover',
    reason: 'It gives itself any role of the directory. Only as far as whoever signs in may.',
    source: 'table',
  })
  expect(asUser('Directory.AccessAsUser.All').tier).toBe('takeover')
  expect(asUser('user_impersonation', '797f4846-ba00-4fd7-ba43-dac1f8f63013').tier).toBe('takeover')
})

test('in the name of a user it gets at the data of that user', () => {
  const reason = 'It gets at mail, as far as whoever signs in may.'
  for (const scope of ['Mail.Read', 'Mail.ReadWrite.Shared', 'Mail.Send'])
    expect(asUser(scope)).toMatchObject({ tier: 'data', reason, data: ['mail'] })
  expect(asUser('Files.Read')).toMatchObject({ tier: 'data', data: ['files'] })
  expect(asUser('Chat.ReadWrite')).toMatchObject({ tier: 'data', data: ['chat'] })
})

test('what a user changes of itself is limited', () => {
  for (const scope of ['openid', 'offline_access', 'User.Read', 'User.ReadWrite', 'UserAuthenticationMethod.ReadWrite'])
    expect([scope, asUser(scope).tier]).toEqual([scope, 'limited'])
})

test('permissions are found by value in any case, and by id', () => {
  const found = { value: 'Mail.Read', applicationId: '810c84a8-4a9e-49e6-bf7d-12d183f40d01' }
  expect(graphPermission('mail.read')).toMatchObject(found)
  expect(graphPermission('810C84A8-4a9e-49e6-bf7d-12d183f40d01')).toMatchObject(found)
  expect(graphPermission('Directory.AccessAsUser.All')?.applicationId).toBeUndefined()
  expect(graphPermission('nothing')).toBeUndefined()
})
