import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import { auditScope, enterprise } from '../needs.ts'
import { minutely } from './pace.ts'

/** Where there is nothing, an empty list stands in place of an object. */
const detailsOr = z.union([z.object({ is_internal_integration: z.boolean().nullish() }), z.array(z.unknown())])

const AuditRow = z.object({
  date_create: z.number(),
  action: z.string(),
  entity: z.object({ type: z.string(), app: z.object({ id: z.string() }).nullish() }).nullish(),
  context: z
    .object({ location: z.object({ type: z.string().nullish(), id: z.string().nullish() }).nullish() })
    .nullish(),
  details: detailsOr.nullish(),
})
export type AuditRow = z.infer<typeof AuditRow>

/** https://docs.slack.dev/reference/audit-logs-api/methods-actions-reference: one limit for the whole organization. */
const common = {
  path: '/audit/v1/logs',
  schema: AuditRow,
  rows: 'entries',
  permission: auditScope,
  licence: enterprise,
  pace: minutely('audit', 50),
} as const

export const listAppEvents = route({
  ...common,
  operation: 'audit.logs',
  query: { limit: 9999 },
  pages: { by: 'cursor', from: 'response_metadata.next_cursor', to: 'cursor' },
})

/** The last thing that one user, here the bot of an app, did: entries come newest first. */
export const lastActionOf = route({ ...common, operation: 'audit.logs of a bot', query: { limit: 1 } })
