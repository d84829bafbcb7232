import { z } from 'zod'
import { query } from '../resource-graph.ts'

export const listSubscriptions = query({
  operation: 'resourcegraph:resourcecontainers/subscriptions',
  query:
    "resourcecontainers | where type =~ 'microsoft.resources/subscriptions' | project id, name, tenantId, subscriptionId, properties, tags | order by id asc",
  permission: 'Microsoft.Resources/subscriptions/read',
  schema: z.object({
    id: z.string(),
    name: z.string(),
    tenantId: z.string(),
    subscriptionId: z.string(),
    properties: z.object({
      state: z.string().nullish(),
      managedByTenants: z.array(z.object({ tenantId: z.string() })).nullish(),
      managementGroupAncestorsChain: z
        .array(z.object({ name: z.string(), displayName: z.string().nullish() }))
        .nullish(),
    }),
  }),
})

export const listManagementGroups = query({
  operation: 'resourcegraph:resourcecontainers/managementgroups',
  query:
    "resourcecontainers | where type =~ 'microsoft.management/managementgroups' | project id, name, tenantId, properties | order by id asc",
  permission: 'Microsoft.Management/managementGroups/read',
  schema: z.object({
    id: z.string(),
    name: z.string(),
    tenantId: z.string(),
    properties: z.object({
      displayName: z.string().nullish(),
      details: z
        .object({
          managementGroupAncestorsChain: z.array(z.object({ name: z.string() })).nullish(),
        })
        .nullish(),
    }),
  }),
})
