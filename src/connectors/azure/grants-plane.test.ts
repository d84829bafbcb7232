/** The steps about grants over the wire: against a server that refuses what Graph refuses, and counts what is asked. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tenantOf } from '../../../fixtures/servers/azure/estate.ts'
import type { AzureGraph } from '../../../fixtures/servers/azure/estate.ts'
import { startAzureServer } from '../../../fixtures/servers/azure/server.ts'
import type { AzureServer } from '../../../fixtures/servers/azure/server.ts'
import { tokenFor } from '../../../fixtures/servers/azure/tokens.ts'
import { applicationPermissions } from '../../../fixtures/servers/azure/graph/routes.ts'
import { guidOf, tenantId } from '../../../test/support/azure-place.ts'
import { scan, scanNow } from '../../../test/support/scan.ts'
import type { Scanned } from '../../../test/support/scan.ts'
import { send } from './client.ts'
import { grantsSteps } from './grants-plane.ts'
import { connector } from './index.ts'
import { AzureConfig } from './schema.ts'

const some = <T>(count: number, make: (number: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index))
const principal = (name: string, more: object = {}) => ({
  id: guidOf(name),
  appId: guidOf(`client ${name}`),
  displayName: name,
  servicePrincipalType: 'Application',
  accountEnabled: true,
  appOwnerOrganizationId: tenantId,
  passwordCredentials: [],
  keyCredentials: [],
  appRoles: [],
  ...more,
})
const role = guidOf('role')
const director = guidOf('director')
const signedIn = { lastSignInDateTime: '2026-11-01T00:00:00Z', lastSignInRequestId: 'x' }

/** 5,000 service principals, of which 50 are APIs and 40 agents; 3,000 grants; 20 groups that hold roles. */
const graph: Partial<AzureGraph> = {
  servicePrincipals: [
    ...some(4900, (number) => principal(`app ${number}`)),
    ...some(50, (number) =>
      principal(`api ${number}`, { appRoles: [{ id: role, value: 'Read', allowedMemberTypes: ['Application'] }] }),
    ),
    ...some(40, (number) =>
      principal(`agent ${number}`, {
        '@odata.type': '#microsoft.graph.agentIdentity',
        agentIdentityBlueprintId: guidOf('client blueprint'),
      }),
    ),
    principal('blueprint', { '@odata.type': '#microsoft.graph.agentIdentityBlueprintPrincipal' }),
  ],
  applications: [
    {
      '@odata.type': '#microsoft.graph.agentIdentityBlueprint',
      id: guidOf('blueprint application'),
      appId: guidOf('client blueprint'),
      displayName: 'blueprint',
      passwordCredentials: [{ keyId: guidOf('key'), endDateTime: '2027-01-01T00:00:00Z' }],
    },
  ],
  users: [
    {
      id: guidOf('ada'),
      displayName: 'Ada',
      userPrincipalName: 'ada@acme.example',
      userType: 'Member',
      accountEnabled: true,
    },
  ],
  groups: some(20, (number) => ({
    id: guidOf(`group ${number}`),
    displayName: `group ${number}`,
    isAssignableToRole: true,
    memberIds: [guidOf(`app ${number}`), guidOf('ada')],
  })),
  sponsors: Object.fromEntries(some(40, (number) => [guidOf(`agent ${number}`), [guidOf('ada')]])),
  appRoleAssignments: some(3000, (number) => ({
    id: `role ${number}`,
    appRoleId: role,
    principalId: guidOf(`app ${number}`),
    principalType: 'ServicePrincipal',
    // Most are of one API, as they are of Microsoft Graph.
    resourceId: guidOf(`api ${number % 3 === 0 ? number % 50 : 0}`),
  })),
  oauth2PermissionGrants: some(3000, (number) => ({
    id: `grant ${number}`,
    clientId: guidOf(`app ${number}`),
    consentType: 'AllPrincipals',
    principalId: null,
    resourceId: guidOf('api 0'),
    scope: ' User.Read',
  })),
  roleDefinitions: [
    {
      id: director,
      templateId: director,
      displayName: 'Director',
      isBuiltIn: true,
      isEnabled: true,
      rolePermissions: [],
    },
  ],
  roleAssignments: some(20, (number) => ({
    id: `held ${number}`,
    principalId: guidOf(`group ${number}`),
    roleDefinitionId: director,
    directoryScopeId: '/',
  })),
  roleEligibilityScheduleInstances: [
    {
      id: 'eligible',
      principalId: guidOf('group 0'),
      roleDefinitionId: director,
      directoryScopeId: '/',
      endDateTime: null,
    },
  ],
  appManagementPolicies: [{ id: guidOf('policy'), displayName: 'Old' }],
  appManagementPolicyTargets: { [guidOf('policy')]: [guidOf('blueprint application')] },
  inheritablePermissions: {
    [guidOf('blueprint application')]: [
      { resourceAppId: guidOf('client api 0'), inheritableScopes: { kind: 'allAllowed' } },
    ],
  },
  servicePrincipalSignInActivities: some(4900, (number) => ({
    id: `seen ${number}`,
    appId: guidOf(`client app ${number}`),
    lastSignInActivity: signedIn,
  })),
  appCredentialSignInActivities: [{ id: 'key', keyId: guidOf('key'), signInActivity: signedIn }],
  copilotPackages: [
    { id: 'T_1', displayName: 'Chat', elementTypes: ['declarativeAgent'], appId: guidOf('client app 1') },
  ],
}

const steps = grantsSteps.map(({ id }) => id)
const features = ['p1', 'p2', 'agent-365'] as const
const servers: AzureServer[] = []

async function scanned(
  cloud: 'public' | 'national',
  roles: readonly string[] = applicationPermissions,
): Promise<Scanned> {
  const tenant = tenantOf(tenantId, { features, cloud, graph })
  const server = await startAzureServer({ estate: { tenants: [tenant] }, now: scanNow })
  servers.push(server)
  const audience = 'https://graph.microsoft.com'
  const { url } = server
  const client = {
    config: AzureConfig.parse({}),
    endpoints: {
      authority: url,
      graph: url,
      resourceManager: url,
      graphAudience: audience,
      resourceManagerAudience: url,
    },
    send,
    signIns: [
      { tenant: tenantId, tokens: async () => tokenFor(tenant, { audience, clientId: guidOf('client app 0'), roles }) },
    ],
    found: new Map(),
  }
  const chosen = connector.meta.steps.filter(({ id }) => ['service-principals', 'applications', ...steps].includes(id))
  return scan({
    connector: { ...connector, meta: { ...connector.meta, steps: chosen }, connect: async () => client },
    config: {},
    tier: 'creds',
  })
}

let whole: Scanned
beforeAll(async () => {
  whole = await scanned('public')
}, 60_000)
afterAll(() => Promise.all(servers.map((server) => server.close())))

test('a large tenant is read whole, in few requests', () => {
  expect(whole.collected.bugs).toEqual([])
  expect(whole.gaps).toEqual([])
  const own = whole.coverage.filter(({ step }) => steps.some((id) => id === step))
  expect(own.map(({ step, status }) => [step, status])).toEqual(own.map(({ step }) => [step, 'complete']))
  expect(own).toHaveLength(steps.length)
  expect(own.reduce((sum, { calls }) => sum + calls, 0)).toBe(34)
})

test('what was granted, who belongs where, and who was used arrives', () => {
  const edges = whole.records.filter((record) => record.type === 'edge')
  const count = (kind: string, to: string) => edges.filter((edge) => edge.kind === kind && edge.to.includes(to)).length
  expect(count('grants', ':app-role:')).toBe(3000)
  expect(count('grants', ':delegated-grant:')).toBe(3000)
  expect(count('grants', ':directory-role:')).toBe(21)
  expect(count('member-of', ':group:')).toBe(20)
  expect(count('delegates-to', ':agent-identity:')).toBe(40)
  expect(count('owns', ':agent-identity:')).toBe(40)
  expect(
    whole.records.filter((record) => record.type === 'usage' && record.lastUsedAt === signedIn.lastSignInDateTime),
  ).toHaveLength(4901)
})

test('a national cloud has no reports and no catalogue of Copilot, and says so', async () => {
  const { step } = await scanned('national')
  for (const id of ['sign-in-activity', 'credential-activity', 'copilot-agents'])
    expect(step(id)).toMatchObject({ status: 'unsupported' })
  expect(step('groups')).toMatchObject({ status: 'complete' })
}, 60_000)

test('with a single permission each step names the one that it lacks', async () => {
  const { gaps } = await scanned('public', ['Application.Read.All'])
  const lacking = new Set(
    gaps.filter(({ reason }) => reason === 'denied').map(({ step, permission }) => `${step} ${permission}`),
  )
  expect([...lacking].toSorted()).toEqual([
    'agent-identities AgentIdentity.Read.All',
    'agent-identities AgentIdentityBlueprint.Read.All',
    'agent-identities AgentIdentityBlueprintPrincipal.Read.All',
    'copilot-agents CopilotPackages.Read.All',
    'credential-activity AuditLog.Read.All',
    'delegated-grants DelegatedPermissionGrant.Read.All',
    'directory-roles RoleManagement.Read.Directory',
    'policies Policy.Read.All',
    'sign-in-activity AuditLog.Read.All',
  ])
}, 60_000)
