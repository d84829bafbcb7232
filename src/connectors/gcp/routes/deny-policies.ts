/** Deny policies: https://cloud.google.com/iam/docs/reference/rest/v2/policies */
import { z } from 'zod'
import { plainRoute } from '../../shared/google/route.ts'
import { listAssets } from './assets.ts'

const text = z.string()
const texts = z.array(text).default([])

const ruleSchema = z.object({
  denyRule: z
    .object({
      deniedPrincipals: texts,
      exceptionPrincipals: texts,
      deniedPermissions: texts,
      exceptionPermissions: texts,
      denialCondition: z.object({ title: text.optional(), expression: text.optional() }).optional(),
    })
    .optional(),
})

/** `name`: `policies/cloudresourcemanager.googleapis.com%2Fprojects%2F123/denypolicies/no-keys` */
export const denyPolicySchema = z.object({
  name: text,
  displayName: text.optional(),
  rules: z.array(ruleSchema).optional(),
})
export type DenyPolicyAnswer = z.infer<typeof denyPolicySchema>

/** https://cloud.google.com/asset-inventory/docs/search-resources#deny-policies */
export const listDenyAssets = listAssets('iam.googleapis.com/PolicyV2', denyPolicySchema)

/**
 * By address, since googleapis encodes the percent signs of the attachment point once more. `parent` and `name` are as
 * Google writes them: `policies/cloudresourcemanager.googleapis.com%2Fprojects%2F123/denypolicies`.
 */
const byAddress = { api: 'plain', pace: 'iam-policies', perResource: true } as const

/** Names alone; rules are told of each policy by itself. The size of a page is not for the caller to choose. */
export const listDenyPolicies = plainRoute({
  ...byAddress,
  operation: 'iam.policies.listPolicies',
  permission: 'iam.denypolicies.list',
  rows: 'policies',
  schema: z.object({ name: text }),
  ask: (plain, { parent, pageToken }: { readonly parent: string; readonly pageToken?: string }) =>
    plain.get('iam', `/v2/${parent}`, { pageToken }),
})

export const getDenyPolicy = plainRoute({
  ...byAddress,
  operation: 'iam.policies.get',
  permission: 'iam.denypolicies.get',
  schema: denyPolicySchema,
  absent: true,
  ask: (plain, { name }: { readonly name: string }) => plain.get('iam', `/v2/${name}`),
})
