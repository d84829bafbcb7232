import { z } from 'zod'
import { route } from '../route.ts'

/** The administration's permission opens it as well as that for seats, and is asked for anyway. */
const billing = {
  permission: 'organization_administration=read',
  scopes: ['manage_billing:copilot', 'read:org', 'admin:org'],
  feature: 'copilot',
} as const

export const getCopilotBilling = route({
  path: 'GET /orgs/{org}/copilot/billing',
  single: true,
  schema: z.object({
    seat_breakdown: z
      .object({
        total: z.int().nullish(),
        active_this_cycle: z.int().nullish(),
        inactive_this_cycle: z.int().nullish(),
      })
      .optional(),
    plan_type: z.string().nullish(),
    seat_management_setting: z.string().nullish(),
    public_code_suggestions: z.string().nullish(),
    ide_chat: z.string().nullish(),
    cli: z.string().nullish(),
    platform_chat: z.string().nullish(),
  }),
  ...billing,
})

const seat = z.object({
  assignee: z.object({ id: z.int(), login: z.string().min(1) }).nullish(),
  plan_type: z.string().nullish(),
  created_at: z.string().nullish(),
  last_activity_at: z.string().nullish(),
  last_activity_editor: z.string().nullish(),
  pending_cancellation_date: z.string().nullish(),
})
export type SeatRow = z.infer<typeof seat>

export const listCopilotSeats = route({
  path: 'GET /orgs/{org}/copilot/billing/seats',
  rows: 'seats',
  schema: seat,
  ...billing,
})

const agent = {
  permission: 'organization_copilot_agent_settings=read',
  scopes: ['admin:org'],
  feature: 'copilot',
} as const

export const getCodingAgentPermissions = route({
  path: 'GET /orgs/{org}/copilot/coding-agent/permissions',
  single: true,
  schema: z.object({ enabled_repositories: z.enum(['all', 'selected', 'none']) }),
  ...agent,
})

export const listCodingAgentRepositories = route({
  path: 'GET /orgs/{org}/copilot/coding-agent/permissions/repositories',
  rows: 'repositories',
  schema: z.object({ full_name: z.string().min(1) }),
  ...agent,
})
