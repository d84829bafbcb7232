/** A tenant, written down one application, identity or grant at a time. */
import type { AzureTenant, ObjectRow, Row } from '../../../../fixtures/servers/azure/estate.ts'
import { apis, azureRoles, directoryRoles } from './apis.ts'
import type { ApiName } from './apis.ts'
import { makeDirectory } from './directory.ts'
import type { Directory } from './directory.ts'
import type { Draft } from './draft.ts'
import { tenantId } from './ids.ts'
import { apiPrincipal } from './rows.ts'
import { makeEstate } from './subscriptions.ts'
import type { Estate } from './subscriptions.ts'

export interface TenantBuilder extends Directory, Estate, Draft {
  readonly build: (more: {
    readonly graph: Row
    readonly managementGroups: readonly ObjectRow[]
    readonly subscriptions: readonly ObjectRow[]
  }) => AzureTenant
}

/** `owner`: who answers for an application that names nobody. */
export function makeTenant(owner: string): TenantBuilder {
  const draft: Draft = {
    graph: emptyGraph(),
    arm: emptyArm(),
    owners: {},
    sponsors: {},
    federated: {},
    inheritable: {},
    children: {},
  }
  return { ...draft, ...makeDirectory(draft, owner), ...makeEstate(draft, owner), build: (more) => built(draft, more) }
}

function emptyGraph(): Draft['graph'] {
  return {
    servicePrincipals: (Object.keys(apis) as ApiName[])
      .filter((name) => apis[name].owner !== '')
      .map((name) => apiPrincipal(name, apis[name])),
    applications: [],
    users: [],
    groups: [],
    appRoleAssignments: [],
    oauth2PermissionGrants: [],
    roleDefinitions: Object.entries(directoryRoles).map(([displayName, { id, actions }]) => ({
      id,
      templateId: id,
      displayName,
      isBuiltIn: true,
      isEnabled: true,
      rolePermissions: [{ allowedResourceActions: actions, condition: null }],
    })),
    roleAssignments: [],
    roleEligibilityScheduleInstances: [],
    servicePrincipalSignInActivities: [],
    appCredentialSignInActivities: [],
  }
}

function emptyArm(): Draft['arm'] {
  return {
    resources: [],
    roleAssignments: [],
    roleDefinitions: Object.entries(azureRoles).map(
      ([roleName, { id, actions, notActions = [], dataActions = [] }]) => ({
        id: `/providers/Microsoft.Authorization/RoleDefinitions/${id}`,
        name: id,
        type: 'microsoft.authorization/roledefinitions',
        properties: {
          roleName,
          type: 'BuiltInRole',
          description: '',
          assignableScopes: ['/'],
          permissions: [{ actions, notActions, dataActions, notDataActions: [] }],
        },
      }),
    ),
  }
}

function built(draft: Draft, more: Parameters<TenantBuilder['build']>[0]): AzureTenant {
  const { graph, arm, owners, sponsors, federated, inheritable, children } = draft
  const { managementGroups, subscriptions } = more
  return {
    tenantId,
    features: ['p1', 'p2', 'workload-identities', 'agent-365'],
    cloud: 'public',
    graph: {
      ...more.graph,
      ...graph,
      owners,
      sponsors,
      federatedIdentityCredentials: federated,
      inheritablePermissions: inheritable,
    } as unknown as AzureTenant['graph'],
    arm: { ...arm, managementGroups, subscriptions, children } as unknown as AzureTenant['arm'],
    foundry: { agents: {} },
  }
}
