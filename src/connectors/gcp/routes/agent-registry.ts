/**
 * What agents are registered, and what they fetch credentials of others from:
 * https://cloud.google.com/agent-registry/docs/reference/rest and https://cloud.google.com/iam/docs/agent-identity-overview
 */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'
import { listAssets } from './assets.ts'

const text = z.string()
const present = z.object({}).optional()

/** Keys and client secrets stand in the parameters of a provider; which parameters there are is all that is read of them. */
const providerSchema = z.object({
  name: text,
  state: text.optional(),
  deleted: z.boolean().optional(),
  allowedScopes: z.array(text).optional(),
  workloadIds: z.array(text).optional(),
  authProviderTypeParams: z.object({ apiKey: present, threeLeggedOauth: present, twoLeggedOauth: present }).optional(),
})
export type AuthProviderAnswer = z.infer<typeof providerSchema>

export const listAuthProviderAssets = listAssets('agentidentity.googleapis.com/AuthProvider', providerSchema)

export const listAuthProviders = route({
  api: 'agentidentity',
  operation: 'agentidentity.projects.locations.authProviders.list',
  permission: 'agentidentity.authProviders.list',
  rows: 'authProviders',
  schema: providerSchema,
  perResource: true,
  ask: (api, asked: { readonly parent: string }, options) =>
    api.projects.locations.authProviders.list({ pageSize: 1000, ...asked }, options),
})

/** Of each user of an agent a row; who that is, is not read. */
export const listAccessSummaries = route({
  api: 'agentidentity',
  operation: 'agentidentity.projects.locations.accessSummaries.list',
  permission: 'agentidentity.accessSummaries.list',
  rows: 'accessSummaries',
  schema: z.object({ workloadId: text.optional(), lastAccessTime: text.optional() }),
  perResource: true,
  ask: (api, asked: { readonly parent: string }, options) =>
    api.projects.locations.accessSummaries.list({ pageSize: 1000, ...asked }, options),
})

export const listRegistryLocations = route({
  api: 'agentregistry',
  operation: 'agentregistry.projects.locations.list',
  permission: 'agentregistry.locations.list',
  rows: 'locations',
  schema: z.object({ locationId: text }),
  perResource: true,
  ask: (api, { name, pageToken }: { readonly name: string; readonly pageToken?: string }, options) =>
    api.projects.locations.list({ name, pageSize: 100, ...(pageToken === undefined ? {} : { pageToken }) }, options),
})

const system = 'agentregistry.googleapis.com/system'

/** Cards, tools and the like are not read. */
const registeredSchema = z.object({
  name: text,
  displayName: text.optional(),
  attributes: z
    .object({
      [`${system}/RuntimeIdentity`]: z.object({ principal: text.optional() }).optional(),
      [`${system}/RuntimeReference`]: z.object({ uri: text.optional() }).optional(),
    })
    .optional(),
})

const entrySchema = registeredSchema.transform(({ name, displayName, attributes }) => ({
  name,
  displayName,
  principal: told(attributes?.[`${system}/RuntimeIdentity`], 'principal'),
  runtime: told(attributes?.[`${system}/RuntimeReference`], 'uri'),
}))
export type RegisteredAnswer = z.infer<typeof entrySchema>

function told(attribute: object | undefined, name: string): string | undefined {
  const value: unknown = attribute === undefined ? undefined : Reflect.get(attribute, name)
  return typeof value === 'string' ? value : undefined
}

export const listRegisteredAgents = route({
  api: 'agentregistry',
  operation: 'agentregistry.projects.locations.agents.list',
  permission: 'agentregistry.agents.list',
  rows: 'agents',
  schema: entrySchema,
  perResource: true,
  ask: (api, asked: { readonly parent: string }, options) =>
    api.projects.locations.agents.list({ pageSize: 500, ...asked }, options),
})

export const listMcpServers = route({
  api: 'agentregistry',
  operation: 'agentregistry.projects.locations.mcpServers.list',
  permission: 'agentregistry.mcpServers.list',
  rows: 'mcpServers',
  schema: entrySchema,
  perResource: true,
  ask: (api, asked: { readonly parent: string }, options) =>
    api.projects.locations.mcpServers.list({ pageSize: 500, ...asked }, options),
})
