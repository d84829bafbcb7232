/** Services that take keys beside Entra ID, and key vaults. Of their properties only those are asked for that are read. */
import { z } from 'zod'
import { query } from '../resource-graph.ts'
import { columns } from './columns.ts'

/** Some providers write `true` as text. */
const flag = z.union([z.boolean(), z.string()]).nullish()

export const listKeyedServices = query({
  operation: 'resourcegraph:resources/storageaccounts',
  query: `resources | where type in~ ('microsoft.storage/storageaccounts','microsoft.cognitiveservices/accounts','microsoft.search/searchservices','microsoft.machinelearningservices/workspaces/onlineendpoints','microsoft.servicebus/namespaces','microsoft.eventhub/namespaces','microsoft.documentdb/databaseaccounts','microsoft.containerregistry/registries','microsoft.appconfiguration/configurationstores','microsoft.cache/redis','microsoft.containerservice/managedclusters') | project id, name, type, kind, location, subscriptionId, resourceGroup, tags, allowSharedKeyAccess=properties.allowSharedKeyAccess, keyCreationTime=properties.keyCreationTime, keyPolicy=properties.keyPolicy, disableLocalAuth=properties.disableLocalAuth, adminUserEnabled=properties.adminUserEnabled, disableAccessKeyAuthentication=properties.disableAccessKeyAuthentication, disableLocalAccounts=properties.disableLocalAccounts, authMode=properties.authMode | order by id asc`,
  permission: 'Microsoft.ResourceGraph/resources/read',
  schema: z.object({
    ...columns,
    kind: z.string().nullish(),
    allowSharedKeyAccess: flag,
    keyCreationTime: z.object({ key1: z.string().nullish(), key2: z.string().nullish() }).nullish(),
    keyPolicy: z.object({ keyExpirationPeriodInDays: z.number().nullish() }).nullish(),
    disableLocalAuth: flag,
    adminUserEnabled: flag,
    disableAccessKeyAuthentication: flag,
    disableLocalAccounts: flag,
    authMode: z.string().nullish(),
  }),
})
export type KeyedRow = z.infer<typeof listKeyedServices.schema>

const names = z.array(z.string()).nullish()

export const listKeyVaults = query({
  operation: 'resourcegraph:resources/vaults',
  query:
    "resources | where type =~ 'microsoft.keyvault/vaults' | project id, name, type, location, subscriptionId, resourceGroup, tags, enableRbacAuthorization=properties.enableRbacAuthorization, accessPolicies=properties.accessPolicies | order by id asc",
  permission: 'Microsoft.KeyVault/vaults/read',
  schema: z.object({
    ...columns,
    enableRbacAuthorization: flag,
    accessPolicies: z
      .array(
        z.object({
          objectId: z.string(),
          tenantId: z.string().nullish(),
          applicationId: z.string().nullish(),
          permissions: z.object({ secrets: names, keys: names, certificates: names }).nullish(),
        }),
      )
      .nullish(),
  }),
})
export type VaultRow = z.infer<typeof listKeyVaults.schema>
