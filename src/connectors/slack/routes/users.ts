import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import { userScope } from '../needs.ts'
import { minutely } from './pace.ts'

const flag = z.boolean().nullish()

const UserRow = z.object({
  id: z.string(),
  name: z.string().nullish(),
  deleted: flag,
  is_bot: flag,
  is_workflow_bot: flag,
  is_admin: flag,
  is_owner: flag,
  is_restricted: flag,
  is_ultra_restricted: flag,
  updated: z.number().nullish(),
  profile: z
    .object({
      api_app_id: z.string().nullish(),
      email: z.string().nullish(),
      real_name: z.string().nullish(),
      is_agentforce_bot: flag,
    })
    .nullish(),
})
export type UserRow = z.infer<typeof UserRow>

/** https://docs.slack.dev/reference/methods/users.list: everybody, bots too; there is no way to ask for bots alone. */
export const listUsers = route({
  path: '/users.list',
  operation: 'users.list',
  query: { limit: 1000 },
  schema: UserRow,
  rows: 'members',
  pages: { by: 'cursor', from: 'response_metadata.next_cursor', to: 'cursor' },
  permission: userScope,
  pace: minutely('users.list', 20),
})
