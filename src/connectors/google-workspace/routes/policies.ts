/** Settings of the Admin console: https://cloud.google.com/identity/docs/concepts/supported-policy-api-settings */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'
import { policyScope, superPrivilege } from '../needs.ts'

const text = z.string()

/** For super administrators alone: https://cloud.google.com/identity/docs/concepts/overview-policies */
export const listPolicies = route({
  api: 'cloudidentity',
  operation: 'cloudidentity.policies.list',
  permission: policyScope,
  privilege: superPrivilege,
  rows: 'policies',
  schema: z.object({
    type: text.optional(),
    policyQuery: z.object({ orgUnit: text.optional(), group: text.optional() }).optional(),
    setting: z.object({
      type: text,
      value: z
        .object({
          accessLevel: text.optional(),
          trustInternalApps: z.boolean().optional(),
          allowLessSecureApps: z.boolean().optional(),
        })
        .optional(),
    }),
  }),
  ask: (api, asked: { readonly filter: string }, options) => api.policies.list({ pageSize: 100, ...asked }, options),
})
export type PolicyAnswer = z.infer<typeof listPolicies.schema>
