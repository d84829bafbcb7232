import { z } from 'zod'
import { route } from '../route.ts'

const reviewers = z.array(z.object({ type: z.string().optional() }))

export const listEnvironments = route({
  path: 'GET /repos/{owner}/{repo}/environments',
  rows: 'environments',
  schema: z.object({
    id: z.int(),
    name: z.string().min(1),
    created_at: z.string().nullish(),
    /** GitHub sends it, though its description does not say so. */
    can_admins_bypass: z.boolean().optional(),
    protection_rules: z
      .array(z.object({ type: z.string(), wait_timer: z.int().nullish(), reviewers: reviewers.nullish() }))
      .optional(),
    deployment_branch_policy: z
      .object({ protected_branches: z.boolean(), custom_branch_policies: z.boolean() })
      .nullish(),
  }),
  permission: 'actions=read',
  scopes: ['repo'],
  perResource: true,
})

export type EnvironmentRow = z.infer<typeof listEnvironments.schema>

export const listBranchPolicies = route({
  path: 'GET /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies',
  rows: 'branch_policies',
  schema: z.object({ name: z.string().optional(), type: z.enum(['branch', 'tag']).optional() }),
  permission: 'actions=read',
  scopes: ['repo'],
  perResource: true,
})
