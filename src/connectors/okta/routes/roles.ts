/** Roles of administrators and who holds them: https://developer.okta.com/docs/api/openapi/okta-management/guides/roles/ */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'

const text = z.string()
const permission = 'okta.roles.read'
const next = { by: 'address', from: '_links.next.href' } as const

/** Custom ones. */
export const listRoles = route({
  path: '/api/v1/iam/roles',
  permission,
  rows: 'roles',
  pages: next,
  schema: z.object({ id: text, label: text }),
})

export const listPermissions = route({
  path: '/api/v1/iam/roles/{roleId}/permissions',
  permission,
  rows: 'permissions',
  absent: true,
  schema: z.object({ label: text }),
})

const assignmentSchema = z.object({
  id: text,
  type: text,
  label: text.nullish(),
  status: text.nullish(),
  assignmentType: text.nullish(),
  role: text.nullish(),
  'resource-set': text.nullish(),
})
export type AssignmentAnswer = z.infer<typeof assignmentSchema>

export const listAdministrators = route({
  path: '/api/v1/iam/assignees/users',
  permission,
  query: { limit: 100 },
  rows: 'value',
  pages: next,
  schema: z.object({ id: text }),
})

/** Also those that a group of the user’s holds. */
export const listRolesOfUser = route({
  path: '/api/v1/users/{userId}/roles',
  permission,
  rows: '',
  absent: true,
  schema: assignmentSchema,
})

export const listRolesOfClient = route({
  path: '/oauth2/v1/clients/{clientId}/roles',
  permission,
  rows: '',
  absent: true,
  schema: assignmentSchema,
})

const target = { permission, rows: '', pages: { by: 'link' }, query: { limit: 200 }, absent: true } as const

/** An empty list: the role ends at nothing. */
export const listGroupTargets = route({
  ...target,
  path: '/oauth2/v1/clients/{clientId}/roles/{assignment}/targets/groups',
  schema: z.object({ id: text }),
})

/** One instance has an id, all of an application its name in the catalogue. */
export const listAppTargets = route({
  ...target,
  path: '/oauth2/v1/clients/{clientId}/roles/{assignment}/targets/catalog/apps',
  schema: z.object({ id: text.nullish(), name: text }),
})
