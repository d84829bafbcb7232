import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import { appScope, enterprise } from '../needs.ts'
import { minutely } from './pace.ts'

const flag = z.boolean().nullish()
const App = z.object({
  id: z.string(),
  name: z.string().nullish(),
  is_internal: flag,
  is_app_directory_approved: flag,
})
const Scopes = z.array(z.object({ name: z.string(), is_sensitive: flag, token_type: z.string().nullish() })).nullish()

const Decision = z.object({
  app: App,
  scopes: Scopes,
  date_updated: z.number().nullish(),
  last_resolved_by: z.object({ actor_id: z.string().nullish() }).nullish(),
})
export type DecisionAnswer = z.infer<typeof Decision>

const pages = { by: 'cursor', from: 'response_metadata.next_cursor', to: 'cursor' } as const
const common = { query: { limit: 1000 }, pages, permission: appScope, licence: enterprise }

/** https://docs.slack.dev/reference/methods/admin.apps.approved.list */
export const listApproved = route({
  ...common,
  path: '/admin.apps.approved.list',
  operation: 'admin.apps.approved.list',
  schema: Decision,
  rows: 'approved_apps',
  pace: minutely('admin.apps.approved.list', 20),
})

/** https://docs.slack.dev/reference/methods/admin.apps.restricted.list */
export const listRestricted = route({
  ...common,
  path: '/admin.apps.restricted.list',
  operation: 'admin.apps.restricted.list',
  schema: Decision,
  rows: 'restricted_apps',
  pace: minutely('admin.apps.restricted.list', 20),
})

const Request = z.object({
  id: z.string(),
  app: App,
  scopes: Scopes,
  user: z.object({ id: z.string() }).nullish(),
  date_created: z.number().nullish(),
})
export type RequestAnswer = z.infer<typeof Request>

/** https://docs.slack.dev/reference/methods/admin.apps.requests.list: what who asks wrote is not read. */
export const listRequests = route({
  ...common,
  path: '/admin.apps.requests.list',
  operation: 'admin.apps.requests.list',
  schema: Request,
  rows: 'app_requests',
  pace: minutely('admin.apps.requests.list', 20),
})
