/** What the tenant that holds one of everything has in Azure. */
import type { AzureArm, AzureTenant, ObjectRow, Row } from '../../fixtures/servers/azure/estate.ts'
import {
  azureCanary,
  ciPrincipal,
  group,
  guidOf,
  production,
  staging,
  systemIdentity,
  tenant,
  userIdentity,
} from './azure-everything-ids.ts'

const inShop = (type: string, name: string): string =>
  `/subscriptions/${production}/resourceGroups/shop/providers/${type}/${name}`

function resource(type: string, name: string, rest: Row = {}): ObjectRow {
  const place = { location: 'westeurope', subscriptionId: production, resourceGroup: 'shop', tags: { team: 'shop' } }
  return { id: inShop(type, name), name, type: type.toLowerCase(), ...place, properties: {}, ...rest }
}

const subscription = (id: string, name: string): ObjectRow => ({
  id: `/subscriptions/${id}`,
  name,
  type: 'microsoft.resources/subscriptions',
  tenantId: tenant,
  subscriptionId: id,
  properties: { state: 'Enabled', managedByTenants: [], managementGroupAncestorsChain: [{ name: tenant }] },
})

const account = 'Microsoft.CognitiveServices/accounts'
const withUser = { type: 'UserAssigned', userAssignedIdentities: { [userIdentity.armId]: {} } }
const withSystem = { type: 'SystemAssigned', principalId: systemIdentity, tenantId: tenant }

const resources: readonly ObjectRow[] = [
  resource('Microsoft.ManagedIdentity/userAssignedIdentities', 'worker', {
    properties: { principalId: userIdentity.objectId, clientId: guidOf('worker', 2), tenantId: tenant },
  }),
  // None of what is set in them is asked for.
  resource('Microsoft.App/containerApps', 'shop', {
    identity: withSystem,
    properties: {
      template: { containers: [{ env: [{ name: 'TOKEN', value: `${azureCanary}environment` }] }] },
      configuration: { secrets: [{ name: 'token', value: `${azureCanary}secret` }] },
    },
  }),
  resource('Microsoft.Logic/workflows', 'orders', {
    identity: withUser,
    properties: {
      definition: { actions: { call: { inputs: { headers: { authorization: `${azureCanary}workflow` } } } } },
      parameters: { token: { value: `${azureCanary}parameter` } },
    },
  }),
  resource('Microsoft.Storage/storageAccounts', 'shopfiles', {
    properties: { allowSharedKeyAccess: true, keyCreationTime: { key1: '2025-03-01T08:00:00Z' } },
  }),
  resource(account, 'brain', { kind: 'AIServices', properties: { disableLocalAuth: false } }),
  {
    ...resource(`${account}/projects`, 'support'),
    id: `${inShop(account, 'brain')}/projects/support`,
    properties: { endpoints: { 'AI Foundry API': 'https://brain.services.ai.azure.com/api/projects/support' } },
  },
  resource('Microsoft.KeyVault/vaults', 'safe', { properties: { enableRbacAuthorization: true, accessPolicies: [] } }),
]

function assignment(index: number, principalId: string, principalType: string, scope: string, role: string): ObjectRow {
  const id = `${scope}/providers/Microsoft.Authorization/roleAssignments/${guidOf('azure-assignment', index)}`
  const roleDefinitionId = `/providers/Microsoft.Authorization/roleDefinitions/${role}`
  return { id, properties: { principalId, principalType, roleDefinitionId, scope, createdOn: '2025-03-01T08:00:00Z' } }
}

const [owner, custom] = [guidOf('azure-role', 1), guidOf('azure-role', 2)]
const inProduction = `/subscriptions/${production}`

function definition(id: string, roleName: string, type: string, actions: readonly string[]): ObjectRow {
  const permissions = [{ actions, notActions: [], dataActions: [], notDataActions: [] }]
  return {
    id: `/providers/Microsoft.Authorization/roleDefinitions/${id}`,
    name: id,
    properties: { roleName, type, permissions, assignableScopes: ['/'] },
  }
}

const vaultObject = (kind: string, name: string): Row => ({
  id: `${inShop('Microsoft.KeyVault/vaults', 'safe')}/${kind}/${name}`,
  name,
  properties: {
    value: `${azureCanary}vault`,
    key: { n: `${azureCanary}vault` },
    attributes: { enabled: true, created: 1_740_000_000, updated: 1_740_000_000, exp: 1_800_000_000 },
  },
})

const arm: Partial<AzureArm> = {
  managementGroups: [
    {
      id: `/providers/Microsoft.Management/managementGroups/${tenant}`,
      name: tenant,
      tenantId: tenant,
      properties: { displayName: 'Tenant Root Group', details: { managementGroupAncestorsChain: [] } },
    },
  ],
  subscriptions: [subscription(production, 'production'), subscription(staging, 'staging')],
  resources,
  roleAssignments: [
    assignment(1, ciPrincipal, 'ServicePrincipal', inProduction, owner),
    assignment(2, userIdentity.objectId, 'ServicePrincipal', `${inProduction}/resourceGroups/shop`, custom),
    assignment(3, group, 'Group', inProduction, custom),
    assignment(4, guidOf('deleted', 1), 'ServicePrincipal', `/subscriptions/${staging}`, owner),
  ],
  roleDefinitions: [
    definition(owner, 'Owner', 'BuiltInRole', ['*']),
    definition(custom, 'Deployer', 'CustomRole', ['Microsoft.Web/sites/*']),
    definition(guidOf('azure-role', 3), 'Reader', 'BuiltInRole', ['*/read']),
  ],
  denyAssignments: [
    {
      id: `${inProduction}/providers/Microsoft.Authorization/denyAssignments/${guidOf('deny', 1)}`,
      properties: {
        denyAssignmentName: 'managed application',
        permissions: [{ actions: ['*/delete'], notActions: [], dataActions: [], notDataActions: [] }],
        scope: `${inProduction}/resourceGroups/shop`,
        principals: [{ id: '00000000-0000-0000-0000-000000000000' }],
        excludePrincipals: [],
      },
    },
  ],
  roleEligibilityScheduleInstances: [assignment(5, ciPrincipal, 'ServicePrincipal', inProduction, custom)],
  children: {
    [`${userIdentity.armId}/federatedIdentityCredentials`]: [
      {
        id: `${userIdentity.armId}/federatedIdentityCredentials/nightly`,
        name: 'nightly',
        properties: {
          issuer: 'https://token.actions.githubusercontent.com',
          subject: 'repo:acme/shop:environment:nightly',
          audiences: ['api://AzureADTokenExchange'],
        },
      },
    ],
    [`${inShop(account, 'brain')}/deployments`]: [
      { id: `${inShop(account, 'brain')}/deployments/chat`, name: 'chat', properties: { model: { name: 'gpt-5' } } },
    ],
    [`${inShop('Microsoft.KeyVault/vaults', 'safe')}/secrets`]: [vaultObject('secrets', 'stripe')],
    [`${inShop('Microsoft.KeyVault/vaults', 'safe')}/keys`]: [vaultObject('keys', 'signing')],
  },
}

const agents: AzureTenant['foundry']['agents'] = {
  'brain/support': [
    {
      id: 'helper',
      name: 'helper',
      versions: {
        latest: {
          definition: {
            model: 'gpt-5',
            instructions: `${azureCanary}instructions`,
            tools: [{ type: 'mcp', headers: { authorization: `${azureCanary}tool` } }],
          },
        },
      },
    },
  ],
}

export function everythingOfAzure(): Pick<AzureTenant, 'foundry'> & { readonly arm: Partial<AzureArm> } {
  return { arm, foundry: { agents } }
}
