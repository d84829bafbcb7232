import { z } from 'zod'
import { route } from '../route.ts'

/** https://learn.microsoft.com/graph/api/resources/authorizationpolicy */
export const getAuthorizationPolicy = route({
  wire: 'graph',
  path: '/v1.0/policies/authorizationPolicy',
  operation: 'GET /policies/authorizationPolicy',
  permission: 'Policy.Read.All',
  single: true,
  schema: z.object({
    allowInvitesFrom: z.string().nullish(),
    defaultUserRolePermissions: z
      .object({
        allowedToCreateApps: z.boolean().nullish(),
        permissionGrantPoliciesAssigned: z.array(z.string()).nullish(),
      })
      .nullish(),
  }),
})

const restriction = z.object({
  /** `passwordAddition`, `passwordLifetime`, `asymmetricKeyLifetime` … */
  restrictionType: z.string().nullish(),
  /** `enabled`, `disabled`; left out by what is older than the property. */
  state: z.string().nullish(),
  maxLifetime: z.string().nullish(),
})
export type Restriction = z.infer<typeof restriction>

/** https://learn.microsoft.com/graph/api/resources/tenantappmanagementpolicy */
export const getDefaultAppManagementPolicy = route({
  wire: 'graph',
  path: '/v1.0/policies/defaultAppManagementPolicy',
  operation: 'GET /policies/defaultAppManagementPolicy',
  permission: 'Policy.Read.All',
  single: true,
  schema: z.object({
    isEnabled: z.boolean(),
    applicationRestrictions: z
      .object({
        passwordCredentials: z.array(restriction).nullish(),
        keyCredentials: z.array(restriction).nullish(),
      })
      .nullish(),
  }),
})
export type DefaultAppManagementPolicy = ReturnType<typeof getDefaultAppManagementPolicy.schema.parse>

export const listAppManagementPolicies = route({
  wire: 'graph',
  path: '/v1.0/policies/appManagementPolicies',
  operation: 'GET /policies/appManagementPolicies',
  permission: 'Policy.Read.All',
  schema: z.object({ id: z.string(), displayName: z.string().nullish() }),
})

/** It takes Application.Read.All beside it. */
export const listPolicyTargets = route({
  wire: 'graph',
  path: '/v1.0/policies/appManagementPolicies/{id}/appliesTo',
  operation: 'GET /policies/appManagementPolicies/{id}/appliesTo',
  query: { $select: 'id', $top: '999' },
  permission: 'Policy.Read.All',
  schema: z.object({ '@odata.type': z.string().nullish(), id: z.string() }),
})
