import { z } from 'zod'

const guid = z.guid('That is no id of a tenant or subscription.')
const clientId = z.string().min(1).describe('Application (client) id.')

/** The `azure` section of muster.yaml. */
export const AzureConfig = z.strictObject({
  tenants: z
    .array(z.union([guid, z.string().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i, 'That is no tenant: an id or a domain.')]))
    .default([])
    .describe('Which tenants are read, by id or domain; empty: AZURE_TENANT_ID, else the one that the sign-in is of.'),
  subscriptions: z.array(guid).default([]).describe('Hold Azure to these subscriptions; empty: every one in reach.'),
  cloud: z
    .enum(['public', 'us-government', 'us-government-dod', 'china'])
    .default('public')
    .describe('Which of Microsoft’s clouds; others are reached by endpoints.'),
  endpoints: z
    .strictObject({
      authority: z.url().optional().describe('Where tokens come from; else AZURE_AUTHORITY_HOST.'),
      graph: z.url().optional().describe('Microsoft Graph, without the version.'),
      resourceManager: z.url().optional().describe('Azure Resource Manager.'),
      foundry: z
        .url()
        .optional()
        .describe('Azure AI Foundry: this and the account’s name, in place of https://ACCOUNT.services.ai.azure.com.'),
    })
    .default({})
    .describe('Addresses in place of the cloud’s own.'),
  foundryAgents: z
    .boolean()
    .default(false)
    .describe('Ask each project of Azure AI Foundry for its agents, with --tier deep: takes the role Azure AI User.'),
  auth: z
    .union([
      z.strictObject({ clientId, secretEnv: z.string().min(1).describe('The environment variable with the secret.') }),
      z.strictObject({
        clientId,
        certificateFile: z.string().min(1).describe('PEM file with the certificate and its private key.'),
      }),
      z.strictObject({ clientId, tokenFile: z.string().min(1).describe('A file with the token of another issuer.') }),
      z.strictObject({ clientId, tokenEnv: z.string().min(1).describe('Or the environment variable that holds it.') }),
      z.strictObject({
        managedIdentity: z
          .union([z.literal('system'), z.string().min(1)])
          .describe('The identity of this machine: `system`, or the client id of one that is assigned to it.'),
      }),
      z.strictObject({ cli: z.literal(true).describe('Whoever is signed in to the Azure command line.') }),
    ])
    .optional()
    .describe(
      'How to sign in; left out: what Azure’s own libraries find (environment, workload, machine, command line).',
    ),
})
export type AzureConfig = z.infer<typeof AzureConfig>
