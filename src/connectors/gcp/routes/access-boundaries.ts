/** Principal access boundaries: https://cloud.google.com/iam/docs/reference/rest/v3, which googleapis does not have. */
import { z } from 'zod'
import { plainRoute } from '../../shared/google/route.ts'
import { listAssets } from './assets.ts'

const text = z.string()

export const boundarySchema = z.object({
  name: text,
  displayName: text.optional(),
  details: z
    .object({
      rules: z.array(z.object({ resources: z.array(text).default([]) })).default([]),
      enforcementVersion: text.optional(),
    })
    .optional(),
})
export type BoundaryAnswer = z.infer<typeof boundarySchema>

export const bindingSchema = z.object({
  name: text,
  policy: text,
  target: z.object({ principalSet: text.optional() }).optional(),
  condition: z.object({ title: text.optional(), expression: text.optional() }).optional(),
})
export type BindingAnswer = z.infer<typeof bindingSchema>

export const listBoundaryAssets = listAssets('iam.googleapis.com/PrincipalAccessBoundaryPolicy', boundarySchema)
export const listBindingAssets = listAssets('iam.googleapis.com/PolicyBinding', bindingSchema)

/** Policies belong to organizations alone. */
export const listBoundaries = plainRoute({
  api: 'plain',
  operation: 'iam.organizations.locations.principalAccessBoundaryPolicies.list',
  permission: 'iam.principalaccessboundarypolicies.list',
  pace: 'iam-policies',
  rows: 'principalAccessBoundaryPolicies',
  schema: boundarySchema,
  perResource: true,
  ask: (plain, { organization, pageToken }: { readonly organization: string; readonly pageToken?: string }) =>
    plain.get('iam', `/v3/${organization}/locations/global/principalAccessBoundaryPolicies`, {
      pageSize: 1000,
      pageToken,
    }),
})

/** Wherever its bindings are, in the organization, a folder or a project. */
export const searchBindings = plainRoute({
  api: 'plain',
  operation: 'iam.organizations.locations.principalAccessBoundaryPolicies.searchPolicyBindings',
  permission: 'iam.principalaccessboundarypolicies.searchPolicyBindings',
  pace: 'iam-policies',
  rows: 'policyBindings',
  schema: bindingSchema,
  perResource: true,
  ask: (plain, { policy, pageToken }: { readonly policy: string; readonly pageToken?: string }) =>
    plain.get('iam', `/v3/${policy}:searchPolicyBindings`, { pageSize: 1000, pageToken }),
})
