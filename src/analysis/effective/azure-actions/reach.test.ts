import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { abilityKinds, abilityRows, reachTiers, roleReach } from './index.ts'
import type { ReachTier, RolePermission } from './index.ts'

const permission = (given: Partial<RolePermission>): RolePermission => ({
  actions: [],
  notActions: [],
  dataActions: [],
  notDataActions: [],
  ...given,
})
const reach = (...permissions: readonly Partial<RolePermission>[]) =>
  roleReach({ permissions: permissions.map((each) => permission(each)) })

/** As Azure describes its own roles: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const contributor = {
  actions: ['*'],
  notActions: [
    'Microsoft.Authorization/*/Delete',
    'Microsoft.Authorization/*/Write',
    'Microsoft.Authorization/elevateAccess/Action',
  ],
}

const cases: readonly (readonly [string, ReachTier, string, Partial<RolePermission>])[] = [
  ['Owner', 'owner', 'assign-roles', { actions: ['*'] }],
  ['User Access Administrator', 'owner', 'assign-roles', { actions: ['*/read', 'Microsoft.Authorization/*'] }],
  ['Contributor', 'contributor', 'vm-run-command', contributor],
  ['Virtual Machine Contributor', 'takeover', 'vm-run-command', { actions: ['Microsoft.Compute/virtualMachines/*'] }],
  [
    'Virtual Machine User Login',
    'takeover',
    'vm-login',
    {
      actions: ['Microsoft.Compute/virtualMachines/*/read'],
      dataActions: ['Microsoft.Compute/virtualMachines/login/action'],
    },
  ],
  ['Website Contributor', 'takeover', 'web-deploy', { actions: ['Microsoft.Web/sites/*'] }],
  [
    'Managed Identity Contributor',
    'takeover',
    'federate-identity',
    { actions: ['Microsoft.ManagedIdentity/userAssignedIdentities/*/write'] },
  ],
  [
    'Managed Identity Operator',
    'operator',
    'assign-identity',
    {
      actions: [
        'Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action',
        'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
      ],
    },
  ],
  [
    'Resource Policy Contributor',
    'takeover',
    'policy-assignments',
    { actions: ['*/read', 'Microsoft.Authorization/policyassignments/*'] },
  ],
  ['AcrPush', 'takeover', 'registry-push', { actions: ['Microsoft.ContainerRegistry/registries/push/write'] }],
  ['Key Vault Contributor', 'data', 'vault-open', { actions: ['Microsoft.KeyVault/*'] }],
  [
    'Key Vault Secrets User',
    'data',
    'vault-secrets',
    {
      dataActions: [
        'Microsoft.KeyVault/vaults/secrets/getSecret/action',
        'Microsoft.KeyVault/vaults/secrets/readMetadata/action',
      ],
    },
  ],
  ['Storage Account Contributor', 'data', 'storage-keys', { actions: ['Microsoft.Storage/storageAccounts/*'] }],
  [
    'Storage Blob Data Reader',
    'data',
    'storage-data',
    { dataActions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'] },
  ],
  [
    'Cognitive Services OpenAI User',
    'operator',
    'invoke-model',
    {
      actions: ['Microsoft.CognitiveServices/*/read'],
      dataActions: ['Microsoft.CognitiveServices/accounts/OpenAI/*/action'],
    },
  ],
  [
    'Tag Contributor',
    'operator',
    'deployments',
    { actions: ['Microsoft.Resources/tags/*', 'Microsoft.Resources/deployments/*'] },
  ],
]

test.each(cases)('%s is %s, by %s', (_name, tier, ability, given) => {
  const found = reach(given)
  expect(found.tier).toBe(tier)
  expect(found.abilities.map(({ id }) => id)).toContain(ability)
  expect(found.reason).toMatch(/\w/)
})

test('a reader has no ability, and its reason names what it reads', () => {
  expect(reach({ actions: ['*/read'] })).toEqual({
    tier: 'reader',
    reason: '*/read: It reads settings, and changes nothing.',
    abilities: [],
  })
})

test('a role of nothing is none', () => {
  expect(reach().tier).toBe('none')
  expect(reach({ notActions: ['*'] }).tier).toBe('none')
})

test('the reason names the action, and the pattern that gives it', () => {
  expect(reach({ actions: ['Microsoft.Compute/virtualMachines/runCommand/*'] }).reason).toBe(
    'Microsoft.Compute/virtualMachines/runCommand/action (by Microsoft.Compute/virtualMachines/runCommand/*): It runs commands on machines, as their administrator.',
  )
})

test('an action taken away is no ability', () => {
  const found = reach({ actions: ['Microsoft.Compute/*'], notActions: ['Microsoft.Compute/virtualMachines/*'] })
  expect(found.abilities.map(({ id }) => id)).not.toContain('vm-run-command')
  expect(found.abilities.map(({ id }) => id)).toContain('vmss-write')
})

test('an identity is attached only by whoever may write what it is attached to', () => {
  const assign = 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'
  const alone = reach({ actions: [assign] })
  const beside = reach({ actions: [assign, 'Microsoft.Compute/virtualMachines/write'] })
  expect(alone.abilities.map(({ id }) => id)).toEqual(['assign-identity'])
  expect(beside.abilities.map(({ id }) => id)).toContain('attach-identity')
})

test('a role whose own permission has a condition owns nothing, and says so', () => {
  const condition =
    '@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {…}'
  const found = reach({ actions: ['Microsoft.Authorization/roleAssignments/write'], condition })
  expect(found.tier).toBe('operator')
  expect(found.abilities[0]?.conditions).toEqual([condition])
  expect(found.reason).toContain('The role itself holds it to a condition.')
  expect(
    reach(
      { actions: ['Microsoft.Authorization/roleAssignments/write'], condition },
      { actions: ['Microsoft.Authorization/*'] },
    ).tier,
  ).toBe('owner')
})

test('data of a service that nobody listed is told, not passed over', () => {
  expect(reach({ dataActions: ['Microsoft.Tomorrow/things/read'] })).toMatchObject({
    tier: 'operator',
    reason: 'Microsoft.Tomorrow/things/read: It acts inside a service that the table does not name.',
  })
})

test('rows have ids of their own, something to match, and a reason', () => {
  const ids = abilityRows.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { actions = [], dataActions = [], reason, does, kind, resourceTypes } of abilityRows) {
    expect(actions.length + dataActions.length).toBeGreaterThan(0)
    for (const action of [...actions, ...dataActions]) expect(action).toMatch(/^Microsoft\.\w+(?:\/\w+)+$/)
    for (const type of resourceTypes) expect(type).toBe(type.toLowerCase())
    expect(reason).toMatch(/^[A-Z].+\.$/)
    expect(does).toMatch(/^it /)
    expect(abilityKinds).toContain(kind)
  }
})

test('every ability is found by each of its actions alone', () => {
  for (const { id, actions = [], dataActions = [], beside } of abilityRows) {
    for (const action of actions)
      expect(reach({ actions: [action, ...(beside ?? [])] }).abilities.map((each) => each.id)).toContain(id)
    for (const action of dataActions)
      expect(reach({ dataActions: [action] }).abilities.map((each) => each.id)).toContain(id)
  }
})

test('one permission more never lowers a role', () => {
  const pattern = fc.constantFrom(
    '*/read',
    'Microsoft.Compute/*',
    'Microsoft.Authorization/*',
    'Microsoft.Storage/storageAccounts/listKeys/action',
    'Microsoft.Tomorrow/things/write',
  )
  fc.assert(
    fc.property(fc.array(pattern), pattern, (actions, more) => {
      const before = reachTiers.indexOf(reach({ actions }).tier)
      expect(reachTiers.indexOf(reach({ actions }, { actions: [more] }).tier)).toBeLessThanOrEqual(before)
    }),
  )
})
