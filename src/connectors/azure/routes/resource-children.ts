/** What Resource Manager alone lists: what is inside of accounts and vaults. */
import { z } from 'zod'
import { route } from '../route.ts'

/** https://learn.microsoft.com/rest/api/aiservices/accountmanagement/deployments/list */
export const listDeployments = route({
  wire: 'arm',
  path: '{+account}/deployments',
  operation: 'GET arm:Microsoft.CognitiveServices/accounts/deployments',
  query: { 'api-version': '2024-10-01' },
  permission: 'Microsoft.CognitiveServices/accounts/deployments/read',
  perResource: true,
  schema: z.object({
    name: z.string(),
    properties: z.object({ model: z.object({ name: z.string().nullish() }).nullish() }).nullish(),
  }),
})

/** Seconds since 1970. The type of a secret's content is told as well, and only that of certificates is looked at. */
const vaultObject = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    contentType: z.string().nullish(),
    attributes: z
      .object({
        enabled: z.boolean().nullish(),
        created: z.number().nullish(),
        updated: z.number().nullish(),
        exp: z.number().nullish(),
      })
      .nullish(),
  }),
})
export type VaultObjectRow = z.infer<typeof vaultObject>

/** Names and dates; no answer of Resource Manager has a value. https://learn.microsoft.com/rest/api/keyvault/secrets/list */
export const listVaultSecrets = route({
  wire: 'arm',
  path: '{+vault}/secrets',
  operation: 'GET arm:Microsoft.KeyVault/vaults/secrets',
  query: { 'api-version': '2023-07-01' },
  permission: 'Microsoft.KeyVault/vaults/secrets/read',
  perResource: true,
  pace: 'vaults',
  schema: vaultObject,
})

/** https://learn.microsoft.com/rest/api/keyvault/keys/list */
export const listVaultKeys = route({
  wire: 'arm',
  path: '{+vault}/keys',
  operation: 'GET arm:Microsoft.KeyVault/vaults/keys',
  query: { 'api-version': '2023-07-01' },
  permission: 'Microsoft.KeyVault/vaults/keys/read',
  perResource: true,
  pace: 'vaults',
  schema: vaultObject,
})
