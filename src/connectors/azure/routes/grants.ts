import { z } from 'zod'
import { route } from '../route.ts'

export const listAppRoleAssignedTo = route({
  wire: 'graph',
  path: '/v1.0/servicePrincipals/{id}/appRoleAssignedTo',
  operation: 'GET /servicePrincipals/{id}/appRoleAssignedTo',
  query: { $top: '999' },
  permission: 'Application.Read.All',
  schema: z.object({
    id: z.string(),
    appRoleId: z.string(),
    principalId: z.string(),
    /** `ServicePrincipal`, `User`, `Group` */
    principalType: z.string().nullish(),
    createdDateTime: z.string().nullish(),
  }),
})
export type AppRoleAssignment = ReturnType<typeof listAppRoleAssignedTo.schema.parse>

/**
 * Its page names Directory.Read.All as the least; DelegatedPermissionGrant.Read.All reads these grants and nothing else:
 * https://learn.microsoft.com/graph/permissions-reference#delegatedpermissiongrantreadall
 */
export const listDelegatedGrants = route({
  wire: 'graph',
  path: '/v1.0/oauth2PermissionGrants',
  operation: 'GET /oauth2PermissionGrants',
  query: { $top: '999' },
  permission: 'DelegatedPermissionGrant.Read.All',
  schema: z.object({
    id: z.string(),
    clientId: z.string(),
    consentType: z.enum(['AllPrincipals', 'Principal']),
    principalId: z.string().nullish(),
    resourceId: z.string(),
    /** Names, with spaces between and before them. */
    scope: z.string().nullish(),
  }),
})
export type DelegatedGrant = ReturnType<typeof listDelegatedGrants.schema.parse>
