/** Managed identities, and what runs with them. */
import { z } from 'zod'
import { query } from '../resource-graph.ts'
import { route } from '../route.ts'
import { columns } from './columns.ts'

export const listUserIdentities = query({
  operation: 'resourcegraph:resources/userassignedidentities',
  query:
    "resources | where type =~ 'microsoft.managedidentity/userassignedidentities' | project id, name, type, location, subscriptionId, resourceGroup, tags, principalId=tostring(properties.principalId), clientId=tostring(properties.clientId), tenantId=tostring(properties.tenantId) | order by id asc",
  permission: 'Microsoft.ManagedIdentity/userAssignedIdentities/read',
  schema: z.object({
    ...columns,
    principalId: z.string().min(1),
    clientId: z.string().min(1),
    tenantId: z.string().nullish(),
  }),
})

const identity = z.object({
  principalId: z.string().nullish(),
  tenantId: z.string().nullish(),
  userAssignedIdentities: z.record(z.string(), z.object({ principalId: z.string().nullish() }).nullable()).nullish(),
})

/** Resources of any type, so that it takes the right to read any. */
export const listWorkloads = query({
  operation: 'resourcegraph:resources/identity',
  query:
    'resources | where isnotnull(identity) | project id, name, type, location, subscriptionId, resourceGroup, tags, identity | order by id asc',
  permission: '*/read',
  schema: z.object({ ...columns, identity }),
})

/** https://learn.microsoft.com/rest/api/managedidentity/federated-identity-credentials/list */
export const listIdentityFederation = route({
  wire: 'arm',
  path: '{+identity}/federatedIdentityCredentials',
  operation: 'GET arm:Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials',
  query: { 'api-version': '2023-01-31' },
  permission: 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/read',
  perResource: true,
  schema: z.object({
    id: z.string(),
    name: z.string(),
    properties: z.object({
      issuer: z.string(),
      subject: z.string().nullish(),
      audiences: z.array(z.string()).nullish(),
      claimsMatchingExpression: z.object({ value: z.string() }).nullish(),
    }),
  }),
})
