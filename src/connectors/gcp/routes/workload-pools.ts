/** Pools whose tokens become principals, and their providers: https://cloud.google.com/iam/docs/reference/rest/v1/projects.locations.workloadIdentityPools */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'
import { listAssets } from './assets.ts'

const text = z.string()

const poolSchema = z.object({ name: text, state: text.optional(), disabled: z.boolean().optional() })

/** Keys that tokens are checked with, and metadata of SAML, are not read. */
const providerSchema = z.object({
  name: text,
  state: text.optional(),
  disabled: z.boolean().optional(),
  attributeCondition: text.optional(),
  attributeMapping: z.record(text, text).optional(),
  oidc: z.object({ issuerUri: text.optional(), allowedAudiences: z.array(text).optional() }).optional(),
  aws: z.object({ accountId: text.optional() }).optional(),
  saml: z.object({}).optional(),
  x509: z.object({}).optional(),
})
export type ProviderAnswer = z.infer<typeof providerSchema>

export const listPoolAssets = listAssets('iam.googleapis.com/WorkloadIdentityPool', poolSchema)
export const listProviderAssets = listAssets('iam.googleapis.com/WorkloadIdentityPoolProvider', providerSchema)

/** IAM writes these two permissions with its host in front, in roles too: https://cloud.google.com/iam/docs/roles-permissions/iam */
export const listPools = route({
  api: 'iam',
  operation: 'iam.projects.locations.workloadIdentityPools.list',
  permission: 'iam.googleapis.com/workloadIdentityPools.list',
  pace: 'iam',
  rows: 'workloadIdentityPools',
  schema: poolSchema,
  ask: (api, asked: { readonly parent: string }, options) =>
    api.projects.locations.workloadIdentityPools.list({ pageSize: 1000, ...asked }, options),
})

export const listProviders = route({
  api: 'iam',
  operation: 'iam.projects.locations.workloadIdentityPools.providers.list',
  permission: 'iam.googleapis.com/workloadIdentityPoolProviders.list',
  pace: 'iam',
  rows: 'workloadIdentityPoolProviders',
  schema: providerSchema,
  ask: (api, asked: { readonly parent: string }, options) =>
    api.projects.locations.workloadIdentityPools.providers.list({ pageSize: 100, ...asked }, options),
})
