import { z } from 'zod'
import { route } from '../route.ts'
import { KeyRow, PasswordRow } from './keys.ts'

const fields = [
  'id',
  'appId',
  'displayName',
  'servicePrincipalType',
  'accountEnabled',
  'isDisabled',
  'appOwnerOrganizationId',
  'createdByAppId',
  'alternativeNames',
  'tags',
  'notes',
  'passwordCredentials',
  'keyCredentials',
  'appRoles',
  'verifiedPublisher',
  'preferredSingleSignOnMode',
  'preferredTokenSigningKeyThumbprint',
  'signInAudience',
  'disabledByMicrosoftStatus',
  'servicePrincipalNames',
  'appRoleAssignmentRequired',
]

const ServicePrincipal = z.object({
  '@odata.type': z.string().optional(),
  id: z.string(),
  appId: z.string(),
  displayName: z.string().nullish(),
  servicePrincipalType: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
  isDisabled: z.boolean().nullish(),
  appOwnerOrganizationId: z.string().nullish(),
  createdByAppId: z.string().nullish(),
  createdDateTime: z.string().nullish(),
  alternativeNames: z.array(z.string()).nullish(),
  tags: z.array(z.string()).nullish(),
  notes: z.string().nullish(),
  passwordCredentials: z.array(PasswordRow).nullish(),
  keyCredentials: z.array(KeyRow).nullish(),
  appRoles: z
    .array(
      z.object({
        id: z.string(),
        value: z.string().nullish(),
        displayName: z.string().nullish(),
        allowedMemberTypes: z.array(z.string()).nullish(),
      }),
    )
    .nullish(),
  verifiedPublisher: z
    .object({ displayName: z.string().nullish(), verifiedPublisherId: z.string().nullish() })
    .nullish(),
  preferredSingleSignOnMode: z.string().nullish(),
  preferredTokenSigningKeyThumbprint: z.string().nullish(),
  signInAudience: z.string().nullish(),
  disabledByMicrosoftStatus: z.string().nullish(),
  servicePrincipalNames: z.array(z.string()).nullish(),
  appRoleAssignmentRequired: z.boolean().nullish(),
})

/**
 * To name `keyCredentials` brings the keys' bytes, which go no further, and is held to 150 requests a minute, far more
 * than there are pages: https://learn.microsoft.com/graph/api/serviceprincipal-list. `createdDateTime` is in no schema
 * of v1.0, but the type is open, and Graph answers it: https://github.com/microsoftgraph/msgraph-sdk-java/issues/2246
 */
export const listServicePrincipals = route({
  wire: 'graph',
  path: '/v1.0/servicePrincipals',
  operation: 'GET /servicePrincipals',
  permission: 'Application.Read.All',
  schema: ServicePrincipal,
  query: { $top: '999', $select: [...fields, 'createdDateTime'].join(',') },
})

export type ServicePrincipalRow = z.infer<typeof ServicePrincipal>
