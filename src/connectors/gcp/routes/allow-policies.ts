/** Allow policies, of a whole scope at once or of one thing: https://cloud.google.com/iam/docs/reference/rest/v1/Policy */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'

const text = z.string()

export const policySchema = z.object({
  bindings: z
    .array(
      z.object({
        role: text,
        members: z.array(text).default([]),
        condition: z.object({ title: text.optional(), expression: text.optional() }).optional(),
      }),
    )
    .default([]),
})
export type PolicyAnswer = z.infer<typeof policySchema>

/**
 * Bindings with anything but people in them. Types of members are known to the search as far as they are written with a
 * colon; pools, agents and what was deleted are found by the words that they begin with.
 * https://cloud.google.com/asset-inventory/docs/search-allow-policies, …/docs/search-query-syntax
 */
export const policyQuery =
  'memberTypes:(serviceAccount OR group OR domain OR allUsers OR allAuthenticatedUsers)' +
  ' OR policy:(serviceAccount OR principal OR principalSet OR projectOwner OR projectEditor OR projectViewer)'

/** Capped at 500 a page. Only the bindings that fit the query are told. */
export const searchPolicies = route({
  api: 'cloudasset',
  operation: 'cloudasset.searchAllIamPolicies',
  permission: 'cloudasset.assets.searchAllIamPolicies',
  pace: 'search',
  rows: 'results',
  schema: z.object({
    resource: text,
    assetType: text.default(''),
    project: text.optional(),
    folders: z.array(text).default([]),
    organization: text.optional(),
    policy: policySchema,
  }),
  ask: (api, asked: { readonly scope: string; readonly pageToken?: string }, options) =>
    api.v1.searchAllIamPolicies({ pageSize: 500, query: policyQuery, ...asked }, options),
})
export type PolicyRow = z.infer<typeof searchPolicies.schema>

/** Below version 3 bindings with conditions come without them: https://cloud.google.com/iam/docs/policies#versions */
const requestBody = { options: { requestedPolicyVersion: 3 } }

const container = { api: 'cloudresourcemanager', pace: 'containers', schema: policySchema, perResource: true } as const

export const getOrganizationPolicy = route({
  ...container,
  operation: 'cloudresourcemanager.organizations.getIamPolicy',
  permission: 'resourcemanager.organizations.getIamPolicy',
  ask: (api, asked: { readonly resource: string }, options) =>
    api.organizations.getIamPolicy({ ...asked, requestBody }, options),
})

export const getFolderPolicy = route({
  ...container,
  operation: 'cloudresourcemanager.folders.getIamPolicy',
  permission: 'resourcemanager.folders.getIamPolicy',
  ask: (api, asked: { readonly resource: string }, options) =>
    api.folders.getIamPolicy({ ...asked, requestBody }, options),
})

export const getProjectPolicy = route({
  ...container,
  operation: 'cloudresourcemanager.projects.getIamPolicy',
  permission: 'resourcemanager.projects.getIamPolicy',
  ask: (api, asked: { readonly resource: string }, options) =>
    api.projects.getIamPolicy({ ...asked, requestBody }, options),
})

/** `projects/-/serviceAccounts/<e-mail>` would do too, but tells who asks less well why it was refused. */
export const getAccountPolicy = route({
  api: 'iam',
  operation: 'iam.projects.serviceAccounts.getIamPolicy',
  permission: 'iam.serviceAccounts.getIamPolicy',
  pace: 'iam',
  absent: true,
  schema: policySchema,
  ask: (api, asked: { readonly resource: string }, options) =>
    api.projects.serviceAccounts.getIamPolicy({ ...asked, 'options.requestedPolicyVersion': 3 }, options),
})

export const getSecretPolicy = route({
  api: 'secretmanager',
  operation: 'secretmanager.projects.secrets.getIamPolicy',
  permission: 'secretmanager.secrets.getIamPolicy',
  absent: true,
  schema: policySchema,
  ask: (api, asked: { readonly resource: string }, options) =>
    api.projects.secrets.getIamPolicy({ ...asked, 'options.requestedPolicyVersion': 3 }, options),
})

/** Their names alone: what they are is told by the step `secrets`. */
export const listSecretNames = route({
  api: 'secretmanager',
  operation: 'secretmanager.projects.secrets.list',
  permission: 'secretmanager.secrets.list',
  rows: 'secrets',
  schema: z.object({ name: text }),
  ask: (api, asked: { readonly parent: string }, options) =>
    api.projects.secrets.list({ pageSize: 25_000, ...asked }, options),
})
