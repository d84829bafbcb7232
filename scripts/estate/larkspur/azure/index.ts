/** Larkspur's tenant at Microsoft, with every defect planted beside its twin. */
import type { ExpectedFinding } from '../../account.ts'
import { ledger } from '../github/company.ts'
import { plantAgents } from './agents.ts'
import { plantGrants, plantPrincipals, plantRegistrations, plantSecrets } from './applications.ts'
import { makeTenant } from './builder.ts'
import { plantCrossingApplications } from '../crossings.ts'
import { plantClusterFederation } from '../kubernetes/index.ts'
import { plantFederation } from './federation.ts'
import { guid, microsoftTenant, subscriptions, tenantId } from './ids.ts'
import { plantServices, plantWorkloads } from './resources.ts'

export interface LarkspurAzure {
  readonly files: { readonly [path: string]: string }
  readonly expected: readonly ExpectedFinding[]
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`

export function larkspurAzure(): LarkspurAzure {
  const { expected, expect } = ledger()
  const tenant = makeTenant(guid('user ada.stone'))
  const people = {
    'ada.stone': tenant.user('ada.stone'),
    'ben.okafor': tenant.user('ben.okafor'),
    'carla.ruiz': tenant.user('carla.ruiz'),
    'henrik.berg': tenant.user('henrik.berg', { accountEnabled: false }),
    'nora.fields': tenant.user('nora.fields_quayside.example#EXT#@larkspur.example', { userType: 'Guest' }),
  }
  plantSecrets(tenant, expect)
  plantPrincipals(tenant, expect)
  plantGrants(tenant, people, expect)
  plantRegistrations(tenant, people, expect)
  plantFederation(tenant, expect)
  plantCrossingApplications(tenant, expect)
  plantClusterFederation(tenant, expect)
  plantAgents(tenant, people, expect)
  plantWorkloads(tenant, expect)
  plantServices(tenant, expect)
  scanner(tenant)
  microsofts(tenant)
  expect('entra-user-consent-open', tenantId, 'high')
  const { graph, arm, foundry, ...own } = tenant.build({ graph: settings, managementGroups, subscriptions: containers })
  return {
    expected,
    files: {
      'estate.json': json({ tenants: [own] }),
      [`${tenantId}/graph.json`]: json(graph),
      [`${tenantId}/arm.json`]: json(arm),
      [`${tenantId}/foundry.json`]: json(foundry),
    },
  }
}

/** Muster's own application, with just what it needs. */
function scanner({ app, permission, azureRole }: ReturnType<typeof makeTenant>): void {
  const id = app('muster', {
    certificates: [{ from: '2026-10-01', to: '2027-03-01', used: '2026-11-21' }],
    application: { notes: 'Inventory of non-human identities, security@larkspur.example' },
  })
  for (const value of [
    'Application.Read.All',
    'AuditLog.Read.All',
    'DelegatedPermissionGrant.Read.All',
    'GroupMember.Read.All',
    'Organization.Read.All',
    'Policy.Read.All',
    'RoleManagement.Read.Directory',
  ])
    permission(id, 'graph', value)
  azureRole(id, 'Reader', `/providers/Microsoft.Management/managementGroups/${tenantId}`)
}

/** What Microsoft puts into every tenant: powerful, and nobody's to change. */
function microsofts({ foreign, permission }: ReturnType<typeof makeTenant>): void {
  permission(foreign('Microsoft Approval Management', microsoftTenant), 'graph', 'Directory.Read.All')
  foreign('Windows Azure Service Management API', microsoftTenant)
  foreign('Copilot Studio', microsoftTenant, { appId: '96ff4394-9197-43aa-b393-6a41652e21f8' })
}

const settings = {
  organization: {
    id: tenantId,
    displayName: 'Larkspur Logistics',
    verifiedDomains: [
      { name: 'larkspur.example', isDefault: true, isInitial: false, type: 'Managed' },
      { name: 'larkspur.onmicrosoft.com', isDefault: false, isInitial: true, type: 'Managed' },
    ],
    assignedPlans: [
      {
        capabilityStatus: 'Enabled',
        service: 'AADPremiumService',
        servicePlanId: '41781fb2-bc02-4b7c-bd55-b576c07bb09d',
        assignedDateTime: '2024-01-01T00:00:00Z',
      },
      {
        capabilityStatus: 'Enabled',
        service: 'AADPremiumService',
        servicePlanId: 'eec0eb4f-6444-4f95-aba0-50c24d67f998',
        assignedDateTime: '2024-01-01T00:00:00Z',
      },
    ],
  },
  authorizationPolicy: {
    id: 'authorizationPolicy',
    displayName: 'Authorization Policy',
    allowInvitesFrom: 'adminsAndGuestInviters',
    guestUserRoleId: '2af84b1e-32c8-42b7-82bc-daa82404023b',
    defaultUserRolePermissions: {
      allowedToCreateApps: false,
      allowedToCreateSecurityGroups: false,
      permissionGrantPoliciesAssigned: ['ManagePermissionGrantsForSelf.microsoft-user-default-legacy'],
    },
  },
}

const root = {
  id: `/providers/Microsoft.Management/managementGroups/${tenantId}`,
  name: tenantId,
  type: 'microsoft.management/managementgroups',
  tenantId,
  properties: { displayName: 'Tenant Root Group', details: { managementGroupAncestorsChain: [] } },
}
const managementGroups = [root]
const containers = [
  { name: 'larkspur-production', subscriptionId: subscriptions.production },
  { name: 'larkspur-lab', subscriptionId: subscriptions.lab },
].map(({ name, subscriptionId }) => ({
  id: `/subscriptions/${subscriptionId}`,
  name,
  type: 'microsoft.resources/subscriptions',
  tenantId,
  subscriptionId,
  tags: {},
  properties: {
    state: 'Enabled',
    managedByTenants: [],
    managementGroupAncestorsChain: [{ name: tenantId, displayName: 'Tenant Root Group' }],
  },
}))
