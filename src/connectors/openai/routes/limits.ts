/** What holds a project back: https://developers.openai.com/api/reference/resources/admin/subresources/organization/subresources/projects */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import { managementRead } from '../needs.ts'
import { afterLast } from './projects.ts'

const text = z.string()
const spending = z.object({
  threshold_amount: z.number(),
  currency: text,
  enforcement: z.object({ status: text }).nullish(),
})
export type SpendingAnswer = z.infer<typeof spending>

/** 404: nobody set one. */
const limit = { permission: managementRead, absent: true } as const
const list = { query: { limit: 100 }, permission: managementRead, rows: 'data', pages: afterLast } as const

export const getSpendLimit = route({ ...limit, path: '/organization/spend_limit', schema: spending })
export const listSpendAlerts = route({ ...list, path: '/organization/spend_alerts', schema: z.object({ id: text }) })

const project = '/organization/projects/{project}'
export const getProjectSpendLimit = route({ ...limit, path: `${project}/spend_limit`, schema: spending })
export const listProjectSpendAlerts = route({
  ...list,
  path: `${project}/spend_alerts`,
  schema: z.object({ id: text }),
})
export const getModelPermissions = route({
  ...limit,
  path: `${project}/model_permissions`,
  schema: z.object({ mode: z.enum(['allow_list', 'deny_list']), model_ids: z.array(text) }),
})
export const getHostedTools = route({
  permission: managementRead,
  path: `${project}/hosted_tool_permissions`,
  schema: z.record(text, z.union([z.object({ enabled: z.boolean() }), z.unknown()])),
})
export const listRateLimits = route({
  ...list,
  path: `${project}/rate_limits`,
  schema: z.object({ id: text, model: text }),
})
