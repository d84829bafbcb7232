/** The log of activities: https://developers.google.com/workspace/admin/reports/reference/rest/v1/activities/list */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'
import { reportPrivilege, reportScope } from '../needs.ts'

const text = z.string()
const nested = z.object({ parameter: z.array(z.object({ name: text.optional(), value: text.optional() })).optional() })

/** Values are looked at by their names alone; which names, `map/activity.ts` says. */
const activitySchema = z.object({
  id: z.object({ time: text.refine((time) => !Number.isNaN(Date.parse(time)), 'That is no time.') }),
  actor: z
    .object({
      email: text.optional(),
      profileId: text.optional(),
      applicationInfo: z
        .object({
          oauthClientId: text.optional(),
          applicationName: text.optional(),
          impersonation: z.boolean().optional(),
        })
        .optional(),
      agentAttributionInfo: z
        .object({
          agentId: text.optional(),
          agentName: text.optional(),
          agentType: text.optional(),
          agentOwner: z.object({ email: text.optional() }).optional(),
        })
        .optional(),
    })
    .optional(),
  isAgenticAction: z.union([z.boolean(), text]).optional(),
  events: z
    .array(
      z.object({
        name: text.optional(),
        parameters: z
          .array(
            z.object({
              name: text.optional(),
              value: text.optional(),
              multiValue: z.array(text).optional(),
              multiMessageValue: z.array(nested).optional(),
            }),
          )
          .optional(),
      }),
    )
    .optional(),
})
export type ActivityAnswer = z.infer<typeof activitySchema>

export interface ActivityQuestion {
  readonly [name: string]: string | number | undefined
  readonly applicationName: string
  readonly eventName?: string
  readonly startTime: string
  readonly filters?: string
  readonly maxResults?: number
  readonly customerId?: string
}

/** The newest first; 180 days at most, whatever is asked for. */
export const listActivities = route({
  api: 'reports',
  operation: 'reports.activities.list',
  permission: reportScope,
  privilege: reportPrivilege,
  pace: 'reports',
  rows: 'items',
  schema: activitySchema,
  ask: (api, asked: ActivityQuestion, options) =>
    api.activities.list({ userKey: 'all', maxResults: 1000, ...asked }, options),
})
