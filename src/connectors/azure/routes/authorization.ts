/** Roles of Azure. What is left out stands as '' where a column is made by `tostring`. */
import { z } from 'zod'
import { query } from '../resource-graph.ts'
import { route } from '../route.ts'

export const listRoleAssignments = query({
  operation: 'resourcegraph:authorizationresources/roleassignments',
  query:
    "authorizationresources | where type =~ 'microsoft.authorization/roleassignments' | project id, principalId=tostring(properties.principalId), principalType=tostring(properties.principalType), roleDefinitionId=tostring(properties.roleDefinitionId), scope=tostring(properties.scope), condition=tostring(properties.condition), delegated=tostring(properties.delegatedManagedIdentityResourceId), createdOn=tostring(properties.createdOn), createdBy=tostring(properties.createdBy) | order by id asc",
  permission: 'Microsoft.Authorization/roleAssignments/read',
  schema: z.object({
    id: z.string(),
    principalId: z.string().min(1),
    principalType: z.string().nullish(),
    roleDefinitionId: z.string().min(1),
    scope: z.string().nullish(),
    condition: z.string().nullish(),
    delegated: z.string().nullish(),
    createdOn: z.string().nullish(),
    createdBy: z.string().nullish(),
  }),
})

const actions = z.array(z.string()).nullish()
const permissions = z.array(
  z.object({
    actions,
    notActions: actions,
    dataActions: actions,
    notDataActions: actions,
    condition: z.string().nullish(),
  }),
)

export const listRoleDefinitions = query({
  operation: 'resourcegraph:authorizationresources/roledefinitions',
  query:
    "authorizationresources | where type =~ 'microsoft.authorization/roledefinitions' | project id, name, roleName=tostring(properties.roleName), roleType=tostring(properties.type), permissions=properties.permissions, assignableScopes=properties.assignableScopes | order by id asc",
  permission: 'Microsoft.Authorization/roleDefinitions/read',
  schema: z.object({
    id: z.string(),
    name: z.string(),
    roleName: z.string().nullish(),
    roleType: z.string().nullish(),
    permissions: permissions.nullish(),
    assignableScopes: z.array(z.string()).nullish(),
  }),
})

/** Asked only of service principals that no list knows: whether they are there. */
export const getServicePrincipal = route({
  wire: 'graph',
  path: '/v1.0/servicePrincipals/{id}',
  operation: 'GET /servicePrincipals/{id}',
  query: { $select: 'id' },
  permission: 'Application.Read.All',
  single: true,
  absent: true,
  schema: z.object({ id: z.string() }),
})

/** https://learn.microsoft.com/rest/api/authorization/deny-assignments/list */
export const listDenyAssignments = route({
  wire: 'arm',
  path: '/subscriptions/{subscription}/providers/Microsoft.Authorization/denyAssignments',
  operation: 'GET arm:Microsoft.Authorization/denyAssignments',
  query: { 'api-version': '2022-04-01' },
  permission: 'Microsoft.Authorization/denyAssignments/read',
  perResource: true,
  schema: z.object({
    id: z.string(),
    properties: z.object({
      denyAssignmentName: z.string().nullish(),
      permissions: permissions.nullish(),
      scope: z.string().nullish(),
      doNotApplyToChildScopes: z.boolean().nullish(),
      principals: z.array(z.object({ id: z.string() })).nullish(),
      excludePrincipals: z.array(z.object({ id: z.string() })).nullish(),
      condition: z.string().nullish(),
    }),
  }),
})

/** https://learn.microsoft.com/rest/api/authorization/role-eligibility-schedule-instances/list-for-scope */
export const listEligibleRoleAssignments = route({
  wire: 'arm',
  path: '/subscriptions/{subscription}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances',
  operation: 'GET arm:Microsoft.Authorization/roleEligibilityScheduleInstances',
  query: { 'api-version': '2020-10-01' },
  permission: 'Microsoft.Authorization/roleEligibilityScheduleInstances/read',
  licence: 'Entra ID P2 or ID Governance',
  perResource: true,
  schema: z.object({
    id: z.string(),
    properties: z.object({
      scope: z.string().nullish(),
      roleDefinitionId: z.string().min(1),
      principalId: z.string().min(1),
      principalType: z.string().nullish(),
      condition: z.string().nullish(),
      createdOn: z.string().nullish(),
    }),
  }),
})
