/** Roles of administrators and who holds them: https://developers.google.com/workspace/admin/directory/v1/guides/manage-roles */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'
import { groupPrivilege, groupScope, roleScope, superPrivilege } from '../needs.ts'

const text = z.string()
/** Numbers of 64 bits come as text, from older servers as numbers. */
const number = z.union([text, z.number()]).transform(String)

export const listRoles = route({
  api: 'directory',
  operation: 'directory.roles.list',
  permission: roleScope,
  privilege: superPrivilege,
  pace: 'directory',
  rows: 'items',
  schema: z.object({
    roleId: number,
    roleName: text,
    isSuperAdminRole: z.boolean().optional(),
    rolePrivileges: z.array(z.object({ privilegeName: text })).optional(),
  }),
  ask: (api, asked: { readonly customer: string }, options) => api.roles.list({ maxResults: 100, ...asked }, options),
})
export type RoleAnswer = z.infer<typeof listRoles.schema>

export const listRoleAssignments = route({
  api: 'directory',
  operation: 'directory.roleAssignments.list',
  permission: roleScope,
  privilege: superPrivilege,
  pace: 'directory',
  rows: 'items',
  schema: z.object({
    roleAssignmentId: number,
    roleId: number,
    assignedTo: text,
    assigneeType: text.optional(),
    scopeType: text.optional(),
    orgUnitId: text.optional(),
  }),
  ask: (api, asked: { readonly customer: string }, options) =>
    api.roleAssignments.list({ maxResults: 200, ...asked }, options),
})
export type RoleAssignmentAnswer = z.infer<typeof listRoleAssignments.schema>

/** Of a group that holds a role; those of the groups in it too. */
export const listMembers = route({
  api: 'directory',
  operation: 'directory.members.list',
  permission: groupScope,
  privilege: groupPrivilege,
  pace: 'directory',
  rows: 'members',
  perResource: true,
  schema: z.object({ id: text.optional(), email: text.optional(), type: text.optional() }),
  ask: (api, asked: { readonly groupKey: string }, options) =>
    api.members.list({ maxResults: 200, includeDerivedMembership: true, ...asked }, options),
})
