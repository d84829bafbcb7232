/** A small tenant that holds at least one of everything that the connector for Microsoft reads. */
import { tenantOf } from '../../fixtures/servers/azure/estate.ts'
import type { AzureEstate, AzureGraph, AzureTenant, ObjectRow, Row } from '../../fixtures/servers/azure/estate.ts'
import { everythingOfAzure } from './azure-everything-arm.ts'
import {
  agent,
  azureCanary,
  blueprint,
  blueprintApp,
  blueprintPrincipal,
  ci,
  ciApp,
  ciPrincipal,
  graphApi,
  group,
  guidOf,
  scanner,
  systemIdentity,
  tenant,
  userIdentity,
} from './azure-everything-ids.ts'

export { azureCanary, scanner, tenant as azureTenant } from './azure-everything-ids.ts'

/** More than an expanded list shows of one object. */
const crowd = 21
const people = Array.from({ length: crowd }, (_, index) => guidOf('person', index))
const [ada = ''] = people

const password = (keyId: string): Row => ({
  keyId,
  displayName: 'deploy',
  startDateTime: '2026-03-01T08:00:00Z',
  endDateTime: '2027-03-01T08:00:00Z',
  hint: azureCanary.slice(0, 3),
  secretText: `${azureCanary}secretText`,
})

const certificate = (keyId: string, usage = 'Verify'): Row => ({
  keyId,
  displayName: 'CN=deploy',
  startDateTime: '2026-03-01T08:00:00Z',
  endDateTime: '2027-03-01T08:00:00Z',
  type: 'AsymmetricX509Cert',
  usage,
  key: `${azureCanary}keybytes`,
  customKeyIdentifier: 'qUqP5cyxm6YcTAhz05Hph5gvu9M=',
})

const principal = (id: string, appId: string, displayName: string, rest: Row = {}): ObjectRow => ({
  id,
  appId,
  displayName,
  servicePrincipalType: 'Application',
  accountEnabled: true,
  appOwnerOrganizationId: tenant,
  createdDateTime: '2025-03-01T08:00:00Z',
  ...rest,
})

const machine = (id: string, displayName: string, names: readonly string[]): ObjectRow =>
  principal(id, guidOf('client', displayName.length), displayName, {
    servicePrincipalType: 'ManagedIdentity',
    alternativeNames: names,
    keyCredentials: [certificate(guidOf('machine-key', displayName.length))],
  })

const servicePrincipals: readonly ObjectRow[] = [
  principal(graphApi, '00000003-0000-0000-c000-000000000000', 'Microsoft Graph', {
    appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
    appRoles: [
      { id: guidOf('role', 1), value: 'Mail.Read', displayName: 'Read mail', allowedMemberTypes: ['Application'] },
      { id: guidOf('role', 2), value: 'Sites.Read.All', displayName: 'Read', allowedMemberTypes: ['Application'] },
    ],
  }),
  principal(ciPrincipal, ciApp, 'ci', {
    notes: 'Deploys the shop.',
    tags: ['HideApp'],
    preferredSingleSignOnMode: 'saml',
    passwordCredentials: [password(guidOf('principal-secret', 1))],
    keyCredentials: [certificate(guidOf('saml', 1), 'Sign'), certificate(guidOf('saml', 2))],
  }),
  principal(scanner.principal, scanner.appId, 'muster'),
  principal(guidOf('foreign', 1), guidOf('foreign', 2), 'ChatGPT', { appOwnerOrganizationId: guidOf('foreign', 3) }),
  principal(blueprintPrincipal, blueprintApp, 'helper blueprint', {
    '@odata.type': '#microsoft.graph.agentIdentityBlueprintPrincipal',
  }),
  principal(agent, agent, 'helper', {
    '@odata.type': '#microsoft.graph.agentIdentity',
    servicePrincipalType: 'ServiceIdentity',
    agentIdentityBlueprintId: blueprintApp,
    createdByAppId: blueprintApp,
  }),
  machine(userIdentity.objectId, 'worker', ['isExplicit=True', userIdentity.armId]),
  machine(systemIdentity, 'shop', ['isExplicit=False']),
]

const application = (id: string, appId: string, displayName: string, rest: Row = {}): ObjectRow => ({
  id,
  appId,
  displayName,
  createdDateTime: '2025-03-01T08:00:00Z',
  signInAudience: 'AzureADMyOrg',
  web: { redirectUris: ['https://shop.example/callback'] },
  ...rest,
})

const applications: readonly ObjectRow[] = [
  application(ci, ciApp, 'ci', {
    passwordCredentials: [password(guidOf('secret', 1)), password(guidOf('secret', 2))],
    keyCredentials: [certificate(guidOf('certificate', 1))],
    requiredResourceAccess: [
      {
        resourceAppId: '00000003-0000-0000-c000-000000000000',
        resourceAccess: [{ id: guidOf('role', 1), type: 'Role' }],
      },
    ],
  }),
  application(blueprint, blueprintApp, 'helper blueprint', {
    '@odata.type': '#microsoft.graph.agentIdentityBlueprint',
    passwordCredentials: [password(guidOf('secret', 3))],
  }),
  application(scanner.application, scanner.appId, 'muster', {
    keyCredentials: [certificate(guidOf('certificate', 2))],
  }),
]

const federated = (index: number): Row => ({
  id: guidOf('federated', index),
  name: `branch-${index}`,
  issuer: 'https://token.actions.githubusercontent.com',
  subject: `repo:acme/shop:ref:refs/heads/${index}`,
  audiences: ['api://AzureADTokenExchange'],
})

const activity = (lastSignInDateTime: string): Row => ({ lastSignInDateTime })
const held = (id: string, principalId: string, rest: Row = {}): ObjectRow => ({
  id,
  principalId,
  roleDefinitionId: guidOf('directory-role', 1),
  directoryScopeId: '/',
  ...rest,
})

const policyId = guidOf('policy', 1)

const grants: Partial<AzureGraph> = {
  appRoleAssignments: [ciPrincipal, userIdentity.objectId, agent].map((principalId, index) => ({
    id: `assignment-${index}`,
    appRoleId: guidOf('role', 1 + (index % 2)),
    principalId,
    principalType: 'ServicePrincipal',
    resourceId: graphApi,
    createdDateTime: '2026-01-01T08:00:00Z',
  })),
  oauth2PermissionGrants: [
    { id: 'grant-1', clientId: ciPrincipal, consentType: 'AllPrincipals', resourceId: graphApi, scope: ' User.Read' },
    {
      id: 'grant-2',
      clientId: guidOf('foreign', 1),
      consentType: 'Principal',
      principalId: ada,
      resourceId: graphApi,
      scope: 'Mail.Read',
    },
  ],
  roleDefinitions: [1, 2].map((index) => ({
    id: guidOf('directory-role', index),
    templateId: guidOf('directory-role', index),
    displayName: `Role ${index}`,
    isBuiltIn: index === 1,
    isEnabled: true,
    rolePermissions: [{ allowedResourceActions: ['microsoft.directory/applications/credentials/update'] }],
  })),
  roleAssignments: [held('held-1', ciPrincipal), held('held-2', group), held('held-3', ada)],
  roleAssignmentScheduleInstances: [
    { ...held('schedule-1', ciPrincipal), roleAssignmentOriginId: 'held-1', endDateTime: '2027-01-01T08:00:00Z' },
  ],
  roleEligibilityScheduleInstances: [held('eligible-1', guidOf('foreign', 1), { endDateTime: '2027-01-01T08:00:00Z' })],
}

const graph: Partial<AzureGraph> = {
  ...grants,
  organization: {
    id: tenant,
    displayName: 'Acme',
    verifiedDomains: [{ name: 'acme.example' }],
    assignedPlans: [{ capabilityStatus: 'Enabled', servicePlanId: 'eec0eb4f-6444-4f95-aba0-50c24d67f998' }],
  },
  servicePrincipals,
  applications,
  users: people.map((id, index) => ({
    id,
    displayName: `person ${index}`,
    userPrincipalName: `person${index}@acme.example`,
    userType: index === 0 ? 'Guest' : 'Member',
    accountEnabled: index !== 1,
  })),
  groups: [
    {
      id: group,
      displayName: 'deployers',
      isAssignableToRole: true,
      visibility: 'Private',
      memberIds: [ciPrincipal, agent, ada],
    },
  ],
  owners: { [ci]: people, [ciPrincipal]: people, [group]: [ada, ciPrincipal], [blueprint]: [ada] },
  sponsors: { [agent]: [ada], [blueprint]: [ada, group] },
  inheritablePermissions: {
    [blueprint]: [
      {
        resourceAppId: '00000003-0000-0000-c000-000000000000',
        inheritableScopes: { kind: 'allAllowed' },
        inheritableRoles: { kind: 'enumerated', roles: [guidOf('role', 1)] },
      },
    ],
  },
  federatedIdentityCredentials: { [ci]: Array.from({ length: crowd }, (_, index) => federated(index)) },
  appManagementPolicies: [{ id: policyId, displayName: 'strict' }],
  appManagementPolicyTargets: { [policyId]: [ci] },
  servicePrincipalSignInActivities: [
    { id: 'a', appId: ciApp, lastSignInActivity: activity('2026-11-18T08:00:00Z') },
    { id: 'b', appId: agent, applicationAuthenticationClientSignInActivity: activity('2026-11-17T08:00:00Z') },
  ],
  appCredentialSignInActivities: [
    { id: 'c', keyId: guidOf('secret', 1), signInActivity: activity('2026-11-18T08:00:00Z') },
    { id: 'd', keyId: guidOf('certificate', 1), signInActivity: activity('2026-11-17T08:00:00Z') },
  ],
  copilotPackages: [
    { id: 'package-1', displayName: 'Helper', appId: ciApp, elementTypes: ['declarativeAgent'], isBlocked: false },
  ],
}

/** `given`: other licences, or another cloud. */
export function everything(given: Partial<Pick<AzureTenant, 'features' | 'cloud'>> = {}): AzureEstate {
  const { arm, foundry } = everythingOfAzure()
  const features = ['p1', 'p2', 'workload-identities', 'agent-365'] as const
  return { tenants: [tenantOf(tenant, { features, ...given, graph, arm, foundry })] }
}
