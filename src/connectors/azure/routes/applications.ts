import { z } from 'zod'
import { route } from '../route.ts'
import { KeyRow, PasswordRow } from './keys.ts'

const uris = z.object({ redirectUris: z.array(z.string()).nullish() }).nullish()

/** https://learn.microsoft.com/graph/api/application-list */
export const listApplications = route({
  wire: 'graph',
  path: '/v1.0/applications',
  operation: 'GET /applications',
  query: {
    $top: '999',
    $select: [
      'id',
      'appId',
      'displayName',
      'createdDateTime',
      'createdByAppId',
      'signInAudience',
      'isDisabled',
      'isFallbackPublicClient',
      'passwordCredentials',
      'keyCredentials',
      'requiredResourceAccess',
      'web',
      'spa',
      'publicClient',
      'tags',
      'notes',
      'serviceManagementReference',
      'publisherDomain',
      'servicePrincipalLockConfiguration',
      'api',
    ].join(','),
  },
  permission: 'Application.Read.All',
  schema: z.object({
    '@odata.type': z.string().optional(),
    id: z.string(),
    appId: z.string(),
    displayName: z.string().nullish(),
    createdDateTime: z.string().nullish(),
    createdByAppId: z.string().nullish(),
    signInAudience: z.string().nullish(),
    isDisabled: z.boolean().nullish(),
    isFallbackPublicClient: z.boolean().nullish(),
    passwordCredentials: z.array(PasswordRow).nullish(),
    keyCredentials: z.array(KeyRow).nullish(),
    requiredResourceAccess: z
      .array(
        z.object({
          resourceAppId: z.string(),
          resourceAccess: z.array(z.object({ id: z.string(), type: z.string() })).nullish(),
        }),
      )
      .nullish(),
    web: uris,
    spa: uris,
    publicClient: uris,
    tags: z.array(z.string()).nullish(),
    notes: z.string().nullish(),
    serviceManagementReference: z.string().nullish(),
    publisherDomain: z.string().nullish(),
    api: z.object({ requestedAccessTokenVersion: z.int().nullish() }).nullish(),
    servicePrincipalLockConfiguration: z
      .object({
        isEnabled: z.boolean().nullish(),
        allProperties: z.boolean().nullish(),
        credentialsWithUsageVerify: z.boolean().nullish(),
        credentialsWithUsageSign: z.boolean().nullish(),
        tokenEncryptionKeyId: z.boolean().nullish(),
      })
      .nullish(),
  }),
})

export type ApplicationRow = ReturnType<typeof listApplications.schema.parse>
