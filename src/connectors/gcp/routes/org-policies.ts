/** What constraints of the organization policy come to, where they are in force. */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'

const ruleSchema = z.object({
  enforce: z.boolean().optional(),
  allowAll: z.boolean().optional(),
  denyAll: z.boolean().optional(),
  values: z.object({}).optional(),
  condition: z.object({ expression: z.string().optional() }).optional(),
  conditionEvaluation: z.object({ evaluationValue: z.string().optional() }).optional(),
})
export type RuleAnswer = z.infer<typeof ruleSchema>
const rules = z.array(ruleSchema).default([])

/**
 * Everything that a constraint governs in an organization, 200 containers a page; there is no smaller scope.
 * https://cloud.google.com/asset-inventory/docs/reference/rest/v1/TopLevel/analyzeOrgPolicyGovernedContainers
 */
export const analyzeConstraint = route({
  api: 'cloudasset',
  operation: 'cloudasset.analyzeOrgPolicyGovernedContainers',
  permission: 'cloudasset.assets.analyzeOrgPolicy',
  pace: 'governed',
  rows: 'governedContainers',
  absent: true,
  schema: z.object({ fullResourceName: z.string(), consolidatedPolicy: z.object({ rules }).optional() }),
  ask: (api, asked: { readonly scope: string; readonly constraint: string; readonly pageToken?: string }, options) =>
    api.v1.analyzeOrgPolicyGovernedContainers({ pageSize: 200, ...asked }, options),
})

const effective = {
  api: 'orgpolicy',
  permission: 'orgpolicy.policy.get',
  absent: true,
  schema: z.object({ spec: z.object({ rules }).optional() }),
} as const

/** `name`: `projects/acme/policies/iam.disableServiceAccountKeyCreation` */
interface Named {
  readonly [name: string]: string
  readonly name: string
}

export const effectiveOnProject = route({
  ...effective,
  operation: 'orgpolicy.projects.policies.getEffectivePolicy',
  ask: (api, { name }: Named, options) => api.projects.policies.getEffectivePolicy({ name }, options),
})

export const effectiveOnFolder = route({
  ...effective,
  operation: 'orgpolicy.folders.policies.getEffectivePolicy',
  perResource: true,
  ask: (api, { name }: Named, options) => api.folders.policies.getEffectivePolicy({ name }, options),
})

export const effectiveOnOrganization = route({
  ...effective,
  operation: 'orgpolicy.organizations.policies.getEffectivePolicy',
  perResource: true,
  ask: (api, { name }: Named, options) => api.organizations.policies.getEffectivePolicy({ name }, options),
})
