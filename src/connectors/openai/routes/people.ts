/** Members, roles and groups: https://developers.openai.com/api/reference/resources/admin */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import { managementRead } from '../needs.ts'
import { afterLast } from './projects.ts'

const text = z.string()
const flag = z.boolean().nullish()
const byNext = { by: 'cursor', from: 'next', to: 'after', more: 'has_more' } as const

/** Names and pictures of people are not read. */
export const listUsers = route({
  path: '/organization/users',
  query: { limit: 100 },
  permission: managementRead,
  rows: 'data',
  pages: afterLast,
  schema: z.object({
    id: text,
    email: text.nullish(),
    role: text.nullish(),
    added_at: z.number().nullish(),
    is_service_account: flag,
    user: z.object({ email: text.nullish(), enabled: flag, banned: flag }).nullish(),
  }),
})
export type UserAnswer = z.infer<typeof listUsers.schema>

export const listGroups = route({
  path: '/organization/groups',
  query: { limit: 100 },
  permission: managementRead,
  rows: 'data',
  pages: byNext,
  schema: z.object({ id: text, name: text, is_scim_managed: flag }),
})

export const listGroupRoles = route({
  path: '/organization/groups/{group}/roles',
  query: { limit: 100 },
  permission: managementRead,
  rows: 'data',
  pages: byNext,
  schema: z.object({
    id: text,
    name: text,
    permissions: z.array(text).nullish(),
    predefined_role: flag,
    resource_type: text.nullish(),
  }),
})
export type GroupRoleAnswer = z.infer<typeof listGroupRoles.schema>

/** Only counted. */
export const listGroupUsers = route({
  path: '/organization/groups/{group}/users',
  query: { limit: 100 },
  permission: managementRead,
  rows: 'data',
  pages: byNext,
  schema: z.object({ id: text }),
})
