/** Entra Agent ID, in all clouds: https://learn.microsoft.com/graph/api/resources/agentid-platform-overview */
import { z } from 'zod'
import { route } from '../route.ts'
import { Person, personQuery } from './people.ts'

/** The page size is 100, and no more may be asked for. */
export const listAgentIdentities = route({
  wire: 'graph',
  path: '/v1.0/servicePrincipals/microsoft.graph.agentIdentity',
  operation: 'GET /servicePrincipals/microsoft.graph.agentIdentity',
  permission: 'AgentIdentity.Read.All',
  schema: z.object({
    id: z.string(),
    appId: z.string().nullish(),
    displayName: z.string().nullish(),
    accountEnabled: z.boolean().nullish(),
    createdDateTime: z.string().nullish(),
    createdByAppId: z.string().nullish(),
    /** The application id of its blueprint. */
    agentIdentityBlueprintId: z.string().nullish(),
  }),
})
export type AgentIdentity = ReturnType<typeof listAgentIdentities.schema.parse>

export const listBlueprintPrincipals = route({
  wire: 'graph',
  path: '/v1.0/servicePrincipals/microsoft.graph.agentIdentityBlueprintPrincipal',
  operation: 'GET /servicePrincipals/microsoft.graph.agentIdentityBlueprintPrincipal',
  permission: 'AgentIdentityBlueprintPrincipal.Read.All',
  schema: z.object({ id: z.string(), appId: z.string() }),
})

export const listBlueprints = route({
  wire: 'graph',
  path: '/v1.0/applications/microsoft.graph.agentIdentityBlueprint',
  operation: 'GET /applications/microsoft.graph.agentIdentityBlueprint',
  query: { $select: 'id,appId,displayName' },
  permission: 'AgentIdentityBlueprint.Read.All',
  schema: z.object({ id: z.string(), appId: z.string(), displayName: z.string().nullish() }),
})

/** Its page knows no permission but one to write; what a list may be asked with reads its relations as well. */
export const listAgentSponsors = route({
  wire: 'graph',
  path: '/v1.0/servicePrincipals/{id}/microsoft.graph.agentIdentity/sponsors',
  operation: 'GET /servicePrincipals/{id}/microsoft.graph.agentIdentity/sponsors',
  query: personQuery,
  permission: 'AgentIdentity.Read.All',
  schema: Person,
})

export const listBlueprintSponsors = route({
  wire: 'graph',
  path: '/v1.0/applications/{id}/microsoft.graph.agentIdentityBlueprint/sponsors',
  operation: 'GET /applications/{id}/microsoft.graph.agentIdentityBlueprint/sponsors',
  query: personQuery,
  permission: 'Application.Read.All',
  schema: Person,
})

/** `allAllowed`, `enumerated`, `none` */
const inheritance = z.object({
  kind: z.string().nullish(),
  scopes: z.array(z.string()).nullish(),
  roles: z.array(z.string()).nullish(),
})

/** https://learn.microsoft.com/entra/agent-id/configure-inheritable-permissions-blueprints */
export const listInheritablePermissions = route({
  wire: 'graph',
  path: '/v1.0/applications/{id}/microsoft.graph.agentIdentityBlueprint/inheritablePermissions',
  operation: 'GET /applications/{id}/microsoft.graph.agentIdentityBlueprint/inheritablePermissions',
  permission: 'AgentIdentityBlueprint.Read.All',
  schema: z.object({
    resourceAppId: z.string(),
    inheritableScopes: inheritance.nullish(),
    inheritableRoles: inheritance.nullish(),
  }),
})
export type Inheritable = ReturnType<typeof listInheritablePermissions.schema.parse>
