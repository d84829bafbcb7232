import { z } from 'zod'
import { route } from '../route.ts'
import { Person, personQuery } from './people.ts'

const permission = 'GroupMember.Read.All'

export const getGroup = route({
  wire: 'graph',
  path: '/v1.0/groups/{id}',
  operation: 'GET /groups/{id}',
  query: { $select: 'id,displayName,isAssignableToRole,membershipRule,visibility' },
  permission,
  single: true,
  absent: true,
  schema: z.object({
    id: z.string(),
    displayName: z.string().nullish(),
    isAssignableToRole: z.boolean().nullish(),
    membershipRule: z.string().nullish(),
    visibility: z.string().nullish(),
  }),
})
export type Group = ReturnType<typeof getGroup.schema.parse>

/**
 * Applications stand in the list of members only where the cast, the header and the count are all asked for; with any of
 * them missing the answer is an empty list: https://learn.microsoft.com/graph/aad-advanced-queries
 */
export const listMachineMembers = route({
  wire: 'graph',
  path: '/v1.0/groups/{id}/transitiveMembers/microsoft.graph.servicePrincipal',
  operation: 'GET /groups/{id}/transitiveMembers/microsoft.graph.servicePrincipal',
  query: { $select: 'id', $count: 'true', $top: '999' },
  consistency: 'eventual',
  permission,
  absent: true,
  schema: z.object({ id: z.string() }),
})

/** v1.0 leaves out owners that are applications: https://learn.microsoft.com/graph/api/group-list-owners */
export const listGroupOwners = route({
  wire: 'graph',
  path: '/beta/groups/{id}/owners',
  operation: 'GET /beta/groups/{id}/owners',
  query: personQuery,
  permission,
  absent: true,
  schema: Person,
})
