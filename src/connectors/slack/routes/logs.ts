import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import { adminScope } from '../needs.ts'
import { minutely } from './pace.ts'

const text = z.string().nullish()
/** Numbers come as text in one row and as numbers in the next. */
const id = z.union([z.string(), z.number()]).nullish()

const LogRow = z.object({
  app_id: id,
  app_type: text,
  service_id: id,
  service_type: text,
  user_id: text,
  channel: text,
  date: z.union([z.string(), z.number()]),
  change_type: z.string(),
  reason: text,
  scope: text,
})
export type LogRow = z.infer<typeof LogRow>

/**
 * https://docs.slack.dev/reference/methods/team.integrationLogs: what was let in, changed and taken away, since the
 * workspace exists. Addresses of feeds and names of people are not read.
 */
export const listIntegrationLogs = route({
  path: '/team.integrationLogs',
  operation: 'team.integrationLogs',
  query: { count: 1000 },
  schema: LogRow,
  rows: 'logs',
  pages: { by: 'page', to: 'page', first: 1, last: 'paging.pages' },
  permission: adminScope,
  licence: 'a paid plan',
  pace: minutely('team.integrationLogs', 20),
})
