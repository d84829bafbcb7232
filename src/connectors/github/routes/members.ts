import { z } from 'zod'
import { route } from '../route.ts'

const account = z.object({
  id: z.int(),
  login: z.string().min(1),
  name: z.string().nullish(),
  type: z.string(),
})
export type AccountRow = z.infer<typeof account>

/** With `role` admin or member. With a filter, only owners may ask. */
export const listMembers = route({
  path: 'GET /orgs/{org}/members',
  schema: account,
  permission: 'members=read',
  scopes: ['read:org', 'admin:org'],
})

export const listOutsideCollaborators = route({
  path: 'GET /orgs/{org}/outside_collaborators',
  schema: account,
  permission: 'members=read',
  scopes: ['read:org', 'admin:org'],
})
