/** Projects, their service accounts and keys, and admin keys: https://developers.openai.com/api/reference/resources/admin */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import { managementRead } from '../needs.ts'

const text = z.string()
const seconds = z.number()
const maybe = seconds.nullish()

/** The next page comes after the last row. */
export const afterLast = { by: 'last-row', field: 'id', to: 'after', more: 'has_more' } as const
const most = 100

export const listProjects = route({
  path: '/organization/projects',
  query: { include_archived: true, limit: most },
  permission: managementRead,
  rows: 'data',
  pages: afterLast,
  schema: z.object({ id: text, name: text.nullish(), status: text.nullish(), created_at: seconds, archived_at: maybe }),
})

/** The redacted value is left where it is: it is a piece of the key. */
const keyOwner = z.object({
  type: text.optional(),
  user: z.object({ id: text, email: text.nullish(), role: text.nullish() }).nullish(),
  service_account: z.object({ id: text, name: text.nullish(), role: text.nullish() }).nullish(),
})

/**
 * `owner_project_access=any`: without it the keys of whoever lost the project may be missing, which are the ones that are
 * looked for: https://developers.openai.com/api/reference/resources/admin/subresources/organization/subresources/projects
 */
export const listProjectKeys = route({
  path: '/organization/projects/{project}/api_keys',
  query: { owner_project_access: 'any', limit: most },
  permission: managementRead,
  rows: 'data',
  pages: afterLast,
  schema: z.object({
    id: text,
    name: text.nullish(),
    created_at: seconds,
    last_used_at: maybe,
    expires_at: maybe,
    owner: keyOwner.nullish(),
    owner_project_access: text.nullish(),
  }),
})
export type ProjectKeyAnswer = z.infer<typeof listProjectKeys.schema>

export const listServiceAccounts = route({
  path: '/organization/projects/{project}/service_accounts',
  query: { limit: most },
  permission: managementRead,
  rows: 'data',
  pages: afterLast,
  schema: z.object({ id: text, name: text.nullish(), role: text.nullish(), created_at: seconds }),
})
export type ServiceAccountAnswer = z.infer<typeof listServiceAccounts.schema>

export const listAdminKeys = route({
  path: '/organization/admin_api_keys',
  query: { limit: most },
  permission: managementRead,
  rows: 'data',
  pages: afterLast,
  schema: z.object({
    id: text,
    name: text.nullish(),
    /** Looked at to find Muster's own, and not kept. */
    redacted_value: text.nullish(),
    created_at: seconds,
    last_used_at: maybe,
    expires_at: maybe,
    owner: z
      .object({ id: text.optional(), type: text.optional(), object: text.optional(), name: text.nullish() })
      .nullish(),
  }),
})
export type AdminKeyAnswer = z.infer<typeof listAdminKeys.schema>
