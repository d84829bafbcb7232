import { z } from 'zod'
import { route } from '../route.ts'
import { Person, personQuery } from './people.ts'

/** Fields of the owners may be named inside: https://learn.microsoft.com/graph/api/resources/application#relationships */
const owners = `owners($select=${personQuery.$select})`
const schema = z.object({ '@odata.type': z.string().optional(), id: z.string(), owners: z.array(Person) })
const common = { wire: 'graph', permission: 'Application.Read.All' } as const

export const listApplicationOwners = route({
  ...common,
  path: '/v1.0/applications',
  operation: 'GET /applications',
  query: { $select: 'id', $expand: owners },
  schema,
})

/** Managed identities cannot have owners, and would double the pages. */
export const listServicePrincipalOwners = route({
  ...common,
  path: '/v1.0/servicePrincipals',
  operation: 'GET /servicePrincipals',
  query: { $filter: "servicePrincipalType eq 'Application'", $select: 'id', $expand: owners },
  schema,
})

export const listOwnersOfApplication = route({
  ...common,
  path: '/v1.0/applications/{id}/owners',
  operation: 'GET /applications/{id}/owners',
  query: personQuery,
  absent: true,
  schema: Person,
})

export const listOwnersOfServicePrincipal = route({
  ...common,
  path: '/v1.0/servicePrincipals/{id}/owners',
  operation: 'GET /servicePrincipals/{id}/owners',
  query: personQuery,
  absent: true,
  schema: Person,
})

export type OwnedRow = ReturnType<typeof listApplicationOwners.schema.parse>
