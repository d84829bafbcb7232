/** Roles: https://cloud.google.com/iam/docs/reference/rest/v1/roles */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'
import { listAssets } from './assets.ts'

const text = z.string()

export const roleSchema = z.object({
  name: text,
  title: text.optional(),
  stage: text.optional(),
  deleted: z.boolean().optional(),
  includedPermissions: z.array(text).default([]),
})
export type RoleAnswer = z.infer<typeof roleSchema>

/** Custom ones alone. */
export const listRoleAssets = listAssets('iam.googleapis.com/Role', roleSchema)

const listed = { api: 'iam', permission: 'iam.roles.list', pace: 'iam', rows: 'roles', schema: roleSchema } as const

/** Google's own: more than two thousand, a thousand a page. Without the view they come without their permissions. */
export const listPredefinedRoles = route({
  ...listed,
  operation: 'iam.roles.list',
  ask: (api, asked: { readonly pageToken?: string }, options) =>
    api.roles.list({ view: 'FULL', pageSize: 1000, ...asked }, options),
})

/** Deleted ones still stand in policies for a while, and give nothing. */
const custom = { view: 'FULL', pageSize: 1000, showDeleted: true } as const

export const listOrganizationRoles = route({
  ...listed,
  operation: 'iam.organizations.roles.list',
  perResource: true,
  ask: (api, asked: { readonly parent: string; readonly pageToken?: string }, options) =>
    api.organizations.roles.list({ ...custom, ...asked }, options),
})

export const listProjectRoles = route({
  ...listed,
  operation: 'iam.projects.roles.list',
  perResource: true,
  ask: (api, asked: { readonly parent: string; readonly pageToken?: string }, options) =>
    api.projects.roles.list({ ...custom, ...asked }, options),
})
