import { z } from 'zod'
import { route } from '../route.ts'

const runners = { permission: 'organization_self_hosted_runners=read', scopes: ['admin:org'] } as const

const group = z.object({
  id: z.int(),
  name: z.string(),
  visibility: z.enum(['all', 'selected', 'private']),
  default: z.boolean(),
  /** Lent by the enterprise, whose runners the organization's list does not have. */
  inherited: z.boolean().optional(),
  allows_public_repositories: z.boolean(),
  restricted_to_workflows: z.boolean().optional(),
  selected_workflows: z.array(z.string()).nullish(),
})
export type RunnerGroupRow = z.infer<typeof group>

const runner = z.object({
  id: z.int(),
  name: z.string(),
  os: z.string(),
  status: z.string(),
  labels: z.array(z.object({ name: z.string() })),
  runner_group_id: z.int().nullish(),
  ephemeral: z.boolean().optional(),
})
export type RunnerRow = z.infer<typeof runner>

export const listRunnerGroups = route({
  path: 'GET /orgs/{org}/actions/runner-groups',
  rows: 'runner_groups',
  schema: group,
  ...runners,
})

/** https://docs.github.com/en/rest/actions/self-hosted-runner-groups#list-repository-access-to-a-self-hosted-runner-group-in-an-organization */
export const listRunnerGroupRepositories = route({
  path: 'GET /orgs/{org}/actions/runner-groups/{runner_group_id}/repositories',
  rows: 'repositories',
  schema: z.object({ full_name: z.string().min(1) }),
  ...runners,
})

export const listRunners = route({
  path: 'GET /orgs/{org}/actions/runners',
  rows: 'runners',
  schema: runner,
  ...runners,
})
