/** The organization, its workspaces, members and keys: https://platform.claude.com/docs/en/manage-claude/admin-api */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import { adminKey } from '../needs.ts'

const text = z.string()
const maybe = text.nullish()
const byLast = { by: 'cursor', from: 'last_id', to: 'after_id', more: 'has_more' } as const
const list = { permission: adminKey, rows: 'data', pages: byLast } as const

export const getOrganization = route({
  path: '/v1/organizations/me',
  permission: adminKey,
  schema: z.object({ id: text, name: text }),
})

export const listWorkspaces = route({
  ...list,
  path: '/v1/organizations/workspaces',
  query: { include_archived: true, limit: 100 },
  schema: z.object({
    id: text,
    name: text,
    created_at: maybe,
    archived_at: maybe,
    tags: z.record(text, text).nullish(),
  }),
})

/** Names of people are not read. */
export const listUsers = route({
  ...list,
  path: '/v1/organizations/users',
  query: { limit: 100 },
  schema: z.object({ id: text, email: maybe, role: maybe, added_at: maybe }),
})
export type UserAnswer = z.infer<typeof listUsers.schema>

/** The hint is a piece of the key: it is looked at to find Muster's own, and not kept. Older answers have `workspace_id` in place of `scope`. */
export const listKeys = route({
  ...list,
  path: '/v1/organizations/api_keys',
  query: { limit: 100 },
  schema: z.object({
    id: text,
    name: maybe,
    partial_key_hint: maybe,
    status: text,
    created_at: text,
    expires_at: maybe,
    created_by: z.object({ id: text, type: text }).nullish(),
    principal: z.object({ type: text, user_id: text.optional(), service_account_id: text.optional() }).nullish(),
    scope: z.object({ type: text, workspace_id: text.optional() }).nullish(),
    workspace_id: maybe,
  }),
})
export type KeyAnswer = z.infer<typeof listKeys.schema>

/** Each row is a day. 31 days are the most of one page. */
export const reportUsage = route({
  path: '/v1/organizations/usage_report/messages',
  query: { bucket_width: '1d', limit: 31, 'group_by[]': ['api_key_id', 'workspace_id', 'model'] },
  permission: adminKey,
  rows: 'data',
  pages: { by: 'cursor', from: 'next_page', to: 'page', more: 'has_more' },
  schema: z.object({
    starting_at: text,
    results: z.array(z.object({ api_key_id: maybe, workspace_id: maybe, model: maybe })),
  }),
})
export type UsageAnswer = z.infer<typeof reportUsage.schema>
