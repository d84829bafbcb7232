/**
 * A tenant of 5,000 service principals behind the Microsoft test server, in a process of its own: says where it listens
 * in one line of JSON, and on SIGTERM in another what was asked of it.
 */
import { tenantOf } from '../../fixtures/servers/azure/estate.ts'
import type { ObjectRow, Row } from '../../fixtures/servers/azure/estate.ts'
import { startAzureServer } from '../../fixtures/servers/azure/server.ts'
import { apis, azureRoles, directoryRoles } from '../estate/larkspur/azure/apis.ts'
import { guid, inGroup, microsoftTenant } from '../estate/larkspur/azure/ids.ts'

const [principals, applications, grants, assignments, resources, subscriptions] = [5000, 800, 3000, 4000, 6000, 10]
const tenantId = guid('bench tenant')
const range = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n)
const subscription = (n: number): string => guid(`bench subscription ${n % subscriptions}`)

function principal(n: number): ObjectRow {
  const own = n < applications
  const identity = n >= 4000
  return {
    id: guid(`bench principal ${n}`),
    appId: guid(`bench app ${n}`),
    displayName: `service ${n}`,
    servicePrincipalType: identity ? 'ManagedIdentity' : 'Application',
    accountEnabled: true,
    appOwnerOrganizationId: own ? tenantId : identity ? null : n % 4 === 0 ? guid(`vendor ${n % 40}`) : microsoftTenant,
    alternativeNames: identity ? ['isExplicit=False', armId(n - 4000)] : [],
    tags: [],
    passwordCredentials: [],
    keyCredentials: [],
    // Fifty APIs have roles of their own.
    appRoles:
      n < 50
        ? [
            {
              id: guid(`bench role ${n}`),
              value: 'Read',
              displayName: 'Read',
              isEnabled: true,
              allowedMemberTypes: ['Application'],
            },
          ]
        : [],
    oauth2PermissionScopes: [],
  }
}

function application(n: number): ObjectRow {
  return {
    id: guid(`bench application ${n}`),
    appId: guid(`bench app ${n}`),
    displayName: `service ${n}`,
    createdDateTime: '2025-05-06T09:00:00Z',
    signInAudience: 'AzureADMyOrg',
    passwordCredentials: [
      {
        keyId: guid(`bench secret ${n}`),
        displayName: 'ci',
        startDateTime: '2026-07-01T00:00:00Z',
        endDateTime: '2026-12-31T00:00:00Z',
        hint: 'abc',
      },
    ],
    keyCredentials: [],
    requiredResourceAccess: [],
    tags: [],
  }
}

function armId(n: number): string {
  return `${inGroup(subscription(n), `rg-${n % 60}`)}/providers/Microsoft.Web/sites/site-${n}`
}

const graph = {
  id: guid('bench graph'),
  appId: apis.graph.appId,
  displayName: 'Microsoft Graph',
  servicePrincipalType: 'Application',
  accountEnabled: true,
  appOwnerOrganizationId: microsoftTenant,
  alternativeNames: [],
  tags: [],
  passwordCredentials: [],
  keyCredentials: [],
  appRoles: Object.entries(apis.graph.roles).map(([value, id]) => ({
    id,
    value,
    displayName: value,
    isEnabled: true,
    allowedMemberTypes: ['Application'],
  })),
  oauth2PermissionScopes: [],
}

const tenant = tenantOf(tenantId, {
  features: ['p1', 'p2', 'workload-identities', 'agent-365'],
  graph: {
    servicePrincipals: [graph, ...range(principals - 1).map(principal)],
    applications: range(applications).map(application),
    users: range(40).map((n) => ({
      id: guid(`bench user ${n}`),
      userPrincipalName: `dev-${n}@bench.example`,
      displayName: `dev-${n}`,
      accountEnabled: true,
      userType: 'Member',
    })),
    owners: Object.fromEntries(
      range(applications).map((n) => [guid(`bench application ${n}`), [guid(`bench user ${n % 40}`)]]),
    ),
    appRoleAssignments: range(1500).map((n) => ({
      id: `bench-role-${n}`,
      appRoleId: n % 2 === 0 ? apis.graph.roles['User.Read.All'] : guid(`bench role ${n % 50}`),
      principalId: guid(`bench principal ${(n * 3) % applications}`),
      principalType: 'ServicePrincipal',
      resourceId: n % 2 === 0 ? graph.id : guid(`bench principal ${n % 50}`),
      resourceDisplayName: 'API',
    })),
    oauth2PermissionGrants: range(grants).map((n) => ({
      id: `bench-grant-${n}`,
      clientId: guid(`bench principal ${n % applications}`),
      consentType: n % 3 === 0 ? 'AllPrincipals' : 'Principal',
      principalId: n % 3 === 0 ? null : guid(`bench user ${n % 40}`),
      resourceId: graph.id,
      scope: 'User.Read offline_access',
    })),
    roleDefinitions: Object.entries(directoryRoles).map(([displayName, { id, actions }]) => ({
      id,
      templateId: id,
      displayName,
      isBuiltIn: true,
      isEnabled: true,
      rolePermissions: [{ allowedResourceActions: actions, condition: null }],
    })),
    groups: range(10).map((n) => ({
      id: guid(`bench group ${n}`),
      displayName: `operators ${n}`,
      isAssignableToRole: false,
      memberIds: range(20).map((m) => guid(`bench principal ${n * 20 + m}`)),
    })),
    servicePrincipalSignInActivities: range(applications).map((n) => ({
      id: `bench-activity-${n}`,
      appId: guid(`bench app ${n}`),
      lastSignInActivity: { lastSignInDateTime: '2026-11-18T10:00:00Z' },
    })),
    appCredentialSignInActivities: range(applications).map((n) => ({
      id: `bench-credential-${n}`,
      keyId: guid(`bench secret ${n}`),
      appId: guid(`bench app ${n}`),
      credentialOrigin: 'application',
      signInActivity: { lastSignInDateTime: '2026-11-18T10:00:00Z' },
    })),
  },
  arm: {
    managementGroups: [],
    subscriptions: range(subscriptions).map((n) => ({
      id: `/subscriptions/${subscription(n)}`,
      name: `bench-${n}`,
      type: 'microsoft.resources/subscriptions',
      tenantId,
      subscriptionId: subscription(n),
      properties: { state: 'Enabled', managedByTenants: [], managementGroupAncestorsChain: [] },
    })),
    roleDefinitions: Object.entries(azureRoles).map(
      ([roleName, { id, actions, notActions = [], dataActions = [] }]) => ({
        id: `/providers/Microsoft.Authorization/RoleDefinitions/${id}`,
        name: id,
        type: 'microsoft.authorization/roledefinitions',
        properties: {
          roleName,
          type: 'BuiltInRole',
          assignableScopes: ['/'],
          permissions: [{ actions, notActions, dataActions, notDataActions: [] }],
        },
      }),
    ),
    roleAssignments: range(assignments).map((n) => ({
      id: `/subscriptions/${subscription(n)}/providers/Microsoft.Authorization/RoleAssignments/${guid(`bench assignment ${n}`)}`,
      name: guid(`bench assignment ${n}`),
      type: 'microsoft.authorization/roleassignments',
      properties: {
        principalId: n % 40 === 0 ? guid(`bench group ${(n / 40) % 10}`) : guid(`bench principal ${n}`),
        principalType: n % 40 === 0 ? 'Group' : 'ServicePrincipal',
        roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${n % 200 === 0 ? azureRoles['Contributor']!.id : azureRoles['Reader']!.id}`,
        scope: inGroup(subscription(n), `rg-${n % 60}`),
        condition: null,
        createdOn: '2026-01-01T00:00:00Z',
      },
    })),
    resources: range(resources).map((n): ObjectRow => ({
      id: armId(n),
      name: `site-${n}`,
      type: 'microsoft.web/sites',
      location: 'westeurope',
      subscriptionId: subscription(n),
      resourceGroup: `rg-${n % 60}`,
      tags: {},
      properties: {},
      ...(n < principals - 1 - 4000
        ? {
            identity: {
              type: 'SystemAssigned',
              principalId: guid(`bench principal ${4000 + n}`),
              tenantId,
            } satisfies Row,
          }
        : {}),
    })),
  },
})

const server = await startAzureServer({ estate: { tenants: [tenant] }, now: '2026-11-21T10:00:00Z' })
const told = { graph: server.url, authority: server.authority, ca: server.certificate, tenant: tenantId, principals }
process.stdout.write(`${JSON.stringify(told)}\n`)
process.on('SIGTERM', () => {
  const requests = server.calls.filter((call) => call.batched !== true)
  process.stdout.write(`${JSON.stringify({ requests: requests.length })}\n`, () => process.exit(0))
})
