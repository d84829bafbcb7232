import { expect, test } from 'vitest'
import { dataKinds, directoryRoles, directoryRoleTier, takenOver, tiers } from './index.ts'

const custom = (...actions: readonly string[]) => directoryRoleTier({ templateId: 'own', builtIn: false, actions })

test('every built-in role has an id of its own, a tier and a reason', () => {
  const ids = directoryRoles.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(new Set(directoryRoles.map(({ name }) => name)).size).toBe(ids.length)
  expect(ids.length).toBeGreaterThan(140)
  for (const { id, tier, reason, takesOver = [], data = [] } of directoryRoles) {
    expect(id).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(tiers).toContain(tier)
    expect(reason).toMatch(/^[A-Z].+\.$/)
    for (const taken of takesOver) expect(takenOver).toContain(taken)
    for (const kind of data) expect(dataKinds).toContain(kind)
  }
})

test.each([
  ['Global Administrator', 'control'],
  ['Privileged Role Administrator', 'control'],
  ['Privileged Authentication Administrator', 'control'],
  ['Partner Tier2 Support', 'control'],
  ['Application Administrator', 'takeover'],
  ['Cloud Application Administrator', 'takeover'],
  ['Hybrid Identity Administrator', 'takeover'],
  ['Domain Name Administrator', 'takeover'],
  ['Agent ID Administrator', 'takeover'],
  ['AI Administrator', 'takeover'],
  ['Groups Administrator', 'takeover'],
  ['Intune Administrator', 'takeover'],
  ['Helpdesk Administrator', 'takeover'],
  ['Directory Synchronization Accounts', 'takeover'],
  ['Global Reader', 'data'],
  ['Exchange Administrator', 'management'],
  ['Agent Registry Administrator', 'management'],
  ['Directory Readers', 'limited'],
  ['Application Developer', 'limited'],
  ['Agent ID Developer', 'limited'],
] as const)('%s is %s', (name, tier) => {
  const row = directoryRoles.find((role) => role.name === name)
  expect(directoryRoleTier({ templateId: row?.id.toUpperCase() ?? '', builtIn: true, actions: [] })).toMatchObject({
    tier,
    source: 'table',
  })
})

test('whoever adds credentials takes over applications, also with a custom role', () => {
  const administrator = { templateId: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', builtIn: true, actions: [] }
  expect(directoryRoleTier(administrator).takesOver).toEqual(['application'])
  expect(custom('microsoft.directory/applications.myOrganization/credentials/update')).toEqual({
    tier: 'takeover',
    reason:
      'microsoft.directory/applications.myOrganization/credentials/update: It adds credentials to applications, or makes itself their owner, and signs in as them.',
    source: 'derived',
    takesOver: ['application'],
  })
})

test.each([
  ['microsoft.directory/roleAssignments/allProperties/allTasks', 'control'],
  ['microsoft.directory/roleAssignments/create', 'control'],
  ['microsoft.directory/groupsAssignableToRoles/allProperties/update', 'control'],
  ['microsoft.directory/servicePrincipals/managePermissionGrantsForAll.microsoft-company-admin', 'control'],
  ['microsoft.directory/servicePrincipals/credentials/update', 'takeover'],
  ['microsoft.directory/agentIdentityBlueprints/credentials/update', 'takeover'],
  ['microsoft.directory/users/password/update', 'takeover'],
  ['microsoft.directory/domains/allProperties/allTasks', 'takeover'],
  ['microsoft.directory/conditionalAccessPolicies/basic/update', 'takeover'],
  ['microsoft.directory/groups.security/members/update', 'takeover'],
  ['microsoft.directory/deviceLocalCredentials/password/read', 'takeover'],
  ['microsoft.intune/allEntities/allTasks', 'takeover'],
  ['microsoft.directory/bitlockerKeys/key/read', 'data'],
  ['microsoft.directory/applications/basic/update', 'management'],
  ['microsoft.directory/users/photo/update', 'management'],
  ['microsoft.intune/allEntities/read', 'limited'],
  ['microsoft.directory/users/standard/read', 'limited'],
  ['microsoft.directory/roleAssignments/standard/read', 'limited'],
  ['microsoft.directory/deviceLocalCredentials/standard/read', 'limited'],
] as const)('a custom role of %s is %s', (action, tier) => {
  const ranked = custom('microsoft.directory/organization/standard/read', action)
  expect(ranked).toMatchObject({ tier, source: 'derived' })
  expect(ranked.reason).toMatch(/^microsoft\.[\w./-]+: [A-Z].+\.$/)
})

test('a custom role takes over what all of its actions take over, and groups of Microsoft 365 are told apart', () => {
  const ranked = custom(
    'microsoft.directory/groups.unified/members/update',
    'microsoft.directory/servicePrincipals/owners/update',
  )
  expect(ranked.takesOver?.toSorted()).toEqual(['application', 'unified-group'])
})

test('a role is never ranked by its name, nor a custom one by the id of a built-in one', () => {
  const { id } = directoryRoles[0]!
  expect(
    directoryRoleTier({ templateId: id, builtIn: false, actions: ['microsoft.directory/users/standard/read'] }).tier,
  ).toBe('limited')
})

test('a built-in role that the table does not know is derived, and said to be', () => {
  const unknown = { templateId: '11111111-2222-3333-4444-555555555555', builtIn: true }
  const ranked = directoryRoleTier({ ...unknown, actions: ['microsoft.directory/domains/federation/update'] })
  expect(ranked).toMatchObject({ tier: 'takeover', source: 'derived', takesOver: ['user'] })
  expect(ranked.reason).toMatch(/^Newer than the table of built-in roles\. microsoft\.directory/)
  expect(directoryRoleTier({ ...unknown, actions: [] }).tier).toBe('unranked')
})
