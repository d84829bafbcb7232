/** The directory: https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/ */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'

const text = z.string()

const userSchema = z.object({
  id: text,
  status: text,
  created: text.nullish(),
  statusChanged: text.nullish(),
  lastLogin: text.nullish(),
  profile: z.object({ login: text, email: text.nullish(), secondEmail: text.nullish() }),
})
export type UserAnswer = z.infer<typeof userSchema>

/** Names, telephone numbers and the rest of the profile are not even asked for. */
const fields = 'id,status,created,statusChanged,lastLogin,profile:(login,email,secondEmail)'

const users = {
  path: '/api/v1/users',
  permission: 'okta.users.read',
  rows: '',
  pages: { by: 'link' },
  schema: userSchema,
} as const

/** Everybody but those who are deprovisioned, whom Okta leaves out unless they are asked for. */
export const listUsers = route({ ...users, query: { limit: 200, fields } })
export const listDeprovisioned = route({
  ...users,
  operation: 'GET /api/v1/users (deprovisioned)',
  query: { limit: 200, fields, filter: 'status eq "DEPROVISIONED"' },
})

/** Whose token Muster signs in with. */
export const getMe = route({
  path: '/api/v1/users/me',
  permission: 'okta.users.read',
  schema: z.object({ id: text }),
})
