/** One case for each step to control that hangs on something easily missed. */
import { describe, expect, test } from 'vitest'
import { viewOf } from '../../../inventory/memory.ts'
import {
  agentBlueprint,
  agentIdentity,
  application,
  appPermission,
  azureGrant,
  azureWorkload,
  denyAssignment,
  directoryRoleGrant,
  entraGroup,
  federatedCredential,
  groupMembership,
  managedIdentity,
  objectIdOf,
  ownership,
  principalId,
  resourceGroupScope,
  servicePrincipal,
  subscription,
  subscriptionScope,
  tenantId,
  tenantScope,
  userIdentityArm,
  workloadArm,
} from '../../../../test/support/azure-records.ts'
import type { Records } from '../../../../test/support/aws-records.ts'
import { reachOf } from './index.ts'

/** `control`, `none`, or the verdict and the steps of the way of `taker`. */
function wayOf(records: readonly Records[], name = 'taker'): string {
  const reach = reachOf(viewOf({ scope: tenantScope(), records: records.flat() }), tenantScope().id)
  const id = principalId(name)
  const chain = reach.chain(id)
  if (reach.controls(id)) return 'control'
  return chain === undefined ? 'none' : `${chain.verdict}: ${chain.hops.map(({ by }) => by).join(' + ')}`
}

const taker = servicePrincipal({ name: 'taker' })
const control = (holder: string, holderKind: 'service-principal' | 'agent-identity' = 'service-principal') =>
  appPermission({ holder, holderKind, value: 'RoleManagement.ReadWrite.Directory' })
const janitor = [servicePrincipal({ name: 'janitor' }), application({ name: 'janitor' }), control('janitor')]
const holds = (value: string) => appPermission({ holder: 'taker', value })

const machine = workloadArm('runner', 'microsoft.compute/virtualmachines')
const runner = [
  subscription(),
  managedIdentity({ name: 'id-runner' }),
  azureWorkload({ name: 'runner', type: 'microsoft.compute/virtualmachines', identities: ['id-runner'] }),
  azureGrant({ holder: 'id-runner', holderKind: 'managed-identity', role: 'Owner' }),
]
const may = (actions: readonly string[], more: Parameters<typeof azureGrant>[0] = {}) =>
  azureGrant({
    holder: 'taker',
    role: `May ${actions.join(' ')}`,
    permissions: { actions },
    scope: resourceGroupScope,
    ...more,
  })
const runCommands = 'Microsoft.Compute/virtualMachines/runCommand/action'

describe('applications', () => {
  const app = [servicePrincipal({ name: 'janitor' }), control('janitor')]
  const owned = ownership({
    owner: 'taker',
    ownerKind: 'service-principal',
    of: 'janitor',
    ofKind: 'service-principal',
  })
  const ownedBy = holds('Application.ReadWrite.OwnedBy')
  test('an owner of the service principal alone may meet the lock of the application', () => {
    expect(wayOf([taker, ownedBy, owned, ...app, application({ name: 'janitor', instanceLock: 'on' })])).toBe(
      'possible: entra-owner-adds-credential',
    )
    expect(wayOf([taker, ownedBy, owned, ...app, application({ name: 'janitor', instanceLock: 'off' })])).toBe(
      'proven: entra-owner-adds-credential',
    )
  })
  test('a role over one application reaches that one', () => {
    const administrator = (scope: string) =>
      directoryRoleGrant({ holder: 'taker', templateId: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', scope })
    expect(wayOf([taker, ...janitor, administrator(`/${objectIdOf('application', 'janitor')}`)])).toMatch(/^proven/)
    expect(wayOf([taker, ...janitor, administrator(`/${objectIdOf('service-principal', 'janitor')}`)])).toMatch(/^poss/)
    expect(wayOf([taker, ...janitor, administrator(`/${objectIdOf('application', 'other')}`)])).toBe('none')
  })
  test('nobody adds a credential to a managed identity, or to one of Microsoft’s own', () => {
    const all = holds('Application.ReadWrite.All')
    expect(wayOf([taker, all, ...runner])).toBe('none')
    expect(wayOf([taker, all, servicePrincipal({ name: 'first', origin: 'microsoft' }), control('first')])).toBe('none')
  })
  test('rights over applications may not reach an agent blueprint, those over blueprints do', () => {
    const agent = [
      servicePrincipal({ name: 'helpdesk', blueprint: true }),
      agentBlueprint(),
      agentIdentity(),
      control('helpdesk-agent', 'agent-identity'),
    ]
    const way = 'entra-add-credential + entra-blueprint-signs-in'
    expect(wayOf([taker, holds('Application.ReadWrite.All'), ...agent])).toBe(`possible: ${way}`)
    expect(wayOf([taker, holds('AgentIdentityBlueprint.AddRemoveCreds.All'), ...agent])).toBe(`proven: ${way}`)
  })
  test('only Entra ID’s own tokens are those of an identity of the tenant', () => {
    const trusting = (issuer: string) => [
      ...janitor,
      subscription(),
      managedIdentity({ name: 'id-ci' }),
      federatedCredential({ app: 'janitor', issuer, subject: objectIdOf('managed-identity', 'id-ci') }),
      taker,
      may(['Microsoft.ManagedIdentity/userAssignedIdentities/*/write']),
    ]
    expect(wayOf(trusting(`https://login.microsoftonline.com/${tenantId}/v2.0`))).toBe(
      'proven: azure-federate-identity + entra-identity-as-credential',
    )
    expect(wayOf(trusting(`https://issuer.example/${tenantId}/v2.0`))).toBe('none')
  })
})

describe('groups', () => {
  const owners = (facts: object = {}) => [
    taker,
    subscription(),
    entraGroup({ name: 'owners', ...facts }),
    azureGrant({ holder: 'owners', holderKind: 'group', role: 'Owner' }),
  ]
  const groupsAdministrator = (scope: string) =>
    directoryRoleGrant({ holder: 'taker', templateId: 'fdd7a751-b60b-444a-984c-02652fe8fa1c', scope })
  test('whoever changes the rule of a dynamic group joins it, whoever changes members alone does not', () => {
    const dynamic = owners({ dynamicRule: 'user.department -eq "it"' })
    expect(wayOf([...dynamic, holds('Group.ReadWrite.All')])).toBe('proven: entra-add-member')
    expect(wayOf([...dynamic, groupsAdministrator('/')])).toBe('proven: entra-add-member')
    expect(wayOf([...dynamic, holds('GroupMember.ReadWrite.All')])).toBe('none')
  })
  test('a role over one group reaches that one, one over an administrative unit perhaps', () => {
    expect(wayOf([...owners(), groupsAdministrator(`/${objectIdOf('group', 'owners')}`)])).toMatch(/^proven/)
    expect(wayOf([...owners(), groupsAdministrator(`/${objectIdOf('group', 'others')}`)])).toBe('none')
    expect(wayOf([...owners(), groupsAdministrator(`/administrativeUnits/${tenantId}`)])).toMatch(/^possible/)
  })
  test('a sponsor adds nobody', () => {
    const sponsor = ownership({ owner: 'taker', ownerKind: 'user', of: 'owners', ofKind: 'group', sponsor: true })
    const reach = reachOf(viewOf({ scope: tenantScope(), records: [...owners().flat(), ...sponsor] }), tenantScope().id)
    expect(reach.chain(principalId('taker', 'user'))).toBeUndefined()
  })
})

describe('managed identities', () => {
  test('one denied action leaves the others of the same kind', () => {
    const denied = denyAssignment({ actions: [runCommands] })
    expect(wayOf([taker, ...runner, may(['Microsoft.Compute/virtualMachines/*']), denied])).toBe(
      'proven: azure-vm-run-command',
    )
    expect(wayOf([taker, ...runner, may([runCommands]), denied])).toBe('none')
  })
  test('what happens on the data plane is denied there', () => {
    const dataActions = ['Microsoft.Compute/virtualMachines/login/action']
    const login = may([], { permissions: { dataActions } })
    expect(wayOf([taker, ...runner, login, denyAssignment({ actions: ['Microsoft.Compute/*'] })])).toBe(
      'proven: azure-vm-login',
    )
    expect(wayOf([taker, ...runner, login, denyAssignment({ actions: [], dataActions: ['*'] })])).toBe('none')
  })
  test('whoever gives roles away does so from above, where only the place is denied', () => {
    const giver = may(['Microsoft.Authorization/roleAssignments/write'])
    const denied = (scope: string) => denyAssignment({ actions: ['Microsoft.Authorization/*'], scope })
    expect(wayOf([taker, ...runner, giver, denied(machine)])).toBe('proven: azure-assign-roles')
    expect(wayOf([taker, ...runner, giver, denied(subscriptionScope)])).toBe('none')
  })
  test('an owner that is denied to give roles away is not in control', () => {
    const denied = denyAssignment({ actions: ['Microsoft.Authorization/*'] })
    const owner = azureGrant({ holder: 'taker', role: 'Owner' })
    expect(wayOf([taker, subscription(), owner])).toBe('control')
    expect(wayOf([taker, subscription(), owner, denied])).toBe('none')
    const member = groupMembership({ holder: 'taker', group: 'kept' })
    const kept = denyAssignment({ principals: [objectIdOf('group', 'kept')] })
    expect(wayOf([taker, subscription(), entraGroup({ name: 'kept' }), member, owner, kept])).toBe('none')
  })
  test('a condition on what is assigned holds nothing else back', () => {
    const giving = (roles: string) =>
      `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${roles}}))`
    const reader = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
    const contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c'
    const known = ['Reader', 'Contributor'].map((role) => azureGrant({ holder: 'somebody', role, scope: machine }))
    const assign = 'Microsoft.Authorization/roleAssignments/write'
    const owner = azureGrant({ holder: 'taker', role: 'Owner', scope: machine, condition: giving(reader) })
    expect(wayOf([taker, ...runner, ...known, owner])).toBe('proven: azure-vm-run-command')
    expect(wayOf([taker, ...runner, ...known, may([assign], { condition: giving(reader) })])).toBe('none')
    expect(wayOf([taker, ...runner, ...known, may([assign], { condition: giving(contributor) })])).toBe(
      'conditional: azure-assign-roles',
    )
  })
  test('writing roles helps over each scope that the own role is for', () => {
    const define = ['Microsoft.Authorization/roleDefinitions/write']
    const both = [subscriptionScope, '/subscriptions/99999999-2222-4333-8444-555555555555']
    expect(wayOf([taker, ...runner, may(define)])).toBe('proven: azure-define-roles')
    expect(wayOf([taker, ...runner, may(define, { assignableScopes: both })])).toBe('none')
    expect(wayOf([taker, ...runner, may(define, { scope: subscriptionScope })])).toBe('control')
  })
  test('the rights to attach an identity and to write what runs may stand in two roles', () => {
    const attach = may(['Microsoft.ManagedIdentity/userAssignedIdentities/*/action'], {
      scope: userIdentityArm('id-runner'),
    })
    const elsewhere = `${subscriptionScope}/resourcegroups/rg-own`
    expect(wayOf([taker, ...runner, attach])).toBe('none')
    expect(wayOf([taker, ...runner, attach, may(['Microsoft.Web/*'], { scope: elsewhere })])).toBe(
      'proven: azure-attach-identity',
    )
    expect(wayOf([taker, ...runner, attach, may(['Microsoft.Web/sites/publishxml/action'])])).toBe('none')
  })
  test('pods run as the nodes’ identity, which the cluster’s own may or may not be', () => {
    const cluster = [
      subscription(),
      managedIdentity({ name: 'id-cluster' }),
      azureWorkload({ name: 'aks', type: 'microsoft.containerservice/managedclusters', identities: ['id-cluster'] }),
      azureGrant({ holder: 'id-cluster', holderKind: 'managed-identity', role: 'Owner' }),
    ]
    const command = ['Microsoft.ContainerService/managedClusters/runCommand/action']
    expect(wayOf([taker, ...cluster, may(command)])).toBe('possible: azure-aks-run-command')
    expect(wayOf([taker, ...cluster, may(['Microsoft.Authorization/roleAssignments/write'])])).toBe(
      // The identity itself stands in the same group, and may be attached elsewhere.
      'proven: azure-assign-roles',
    )
    const nodes = azureWorkload({
      name: 'aks-agentpool-vmss',
      type: 'microsoft.compute/virtualmachinescalesets',
      group: 'MC_rg-shop_aks_westeurope',
      identities: ['id-cluster'],
    })
    expect(wayOf([taker, ...cluster, nodes, may(command)])).toBe('proven: azure-aks-run-command')
  })
})

describe('of several ways', () => {
  const foreign = [servicePrincipal({ name: 'vendor', origin: 'foreign' }), control('vendor')]
  test('the firmest counts, and of those the shortest', () => {
    expect(wayOf([taker, holds('Application.ReadWrite.All'), ...foreign])).toBe('possible: entra-add-credential')
    const owner = azureGrant({ holder: 'deployer', role: 'Owner', scope: resourceGroupScope })
    const deployer = [servicePrincipal({ name: 'deployer' }), application({ name: 'deployer' }), owner]
    expect(wayOf([taker, holds('Application.ReadWrite.All'), ...foreign, ...deployer, ...runner])).toBe(
      'proven: entra-add-credential + azure-assign-roles',
    )
  })
  test('none leads over what is switched off', () => {
    const off = servicePrincipal({ name: 'helpdesk', blueprint: true, enabled: false })
    const agent = [off, agentBlueprint(), agentIdentity(), control('helpdesk-agent', 'agent-identity')]
    expect(wayOf([...agent], 'helpdesk')).toBe('none')
    expect(wayOf([taker, holds('AgentIdentityBlueprint.AddRemoveCreds.All'), ...agent])).toBe('none')
  })
})
