/** Agents of Entra Agent ID and what their blueprints let them inherit. */
import type { AgentIdentityFacts, InheritablePermission } from '../../../model/facts/entra.ts'
import { aiOfType } from '../ai.ts'
import { idOf, instantOf, orNone, placeOf, untold } from '../place.ts'
import type { AzureContext } from '../place.ts'
import type { AgentIdentity, Inheritable } from '../routes/agents.ts'
import type { ApiRow, PrincipalRow } from '../session.ts'

/** The application id of an agent is its object id, where the answer leaves it out. */
export function agentRow(context: AzureContext, { id, appId, displayName }: AgentIdentity): PrincipalRow {
  return { entity: idOf(context, 'agent-identity', id), appId: appId ?? id, name: displayName ?? id }
}

export function emitAgent(
  context: AzureContext,
  row: AgentIdentity,
  { blueprintPrincipalId, sponsors }: Pick<AgentIdentityFacts, 'blueprintPrincipalId' | 'sponsors'>,
): string {
  const { entity: id = '', appId, name } = agentRow(context, row)
  const facts: AgentIdentityFacts = {
    objectId: row.id,
    appId,
    blueprintAppId: orNone(row.agentIdentityBlueprintId),
    blueprintPrincipalId,
    sponsors,
    createdByAppId: orNone(row.createdByAppId),
  }
  context.emit({
    type: 'identity',
    id,
    ...placeOf(context),
    ...untold,
    kind: 'agent-identity',
    nativeId: appId,
    name,
    createdAt: instantOf(row.createdDateTime),
    enabled: orNone(row.accountEnabled),
    class: 'ai',
    ai: aiOfType('agentIdentity'),
    facts,
  })
  return id
}

type Kind = InheritablePermission['kind']
const kinds: { readonly [kind: string]: Kind } = { allAllowed: 'all', enumerated: 'listed', none: 'none' }

/** What is not said of an API is not inherited; a kind of tomorrow counts as what it lists. */
export function inheritableOf(row: Inheritable, apis: readonly ApiRow[]): InheritablePermission {
  const { inheritableScopes, inheritableRoles } = row
  const scopesKind = kindOf(inheritableScopes?.kind)
  const rolesKind = kindOf(inheritableRoles?.kind)
  const api = apis.find(({ appId }) => appId === row.resourceAppId)
  const value = (role: string): string => api?.roles.get(role)?.value ?? role
  return {
    apiAppId: row.resourceAppId,
    kind: scopesKind === rolesKind ? scopesKind : 'listed',
    scopesKind,
    rolesKind,
    scopes: (inheritableScopes?.scopes ?? []).toSorted(),
    roles: (inheritableRoles?.roles ?? []).map(value).toSorted(),
  }
}

function kindOf(kind: string | null | undefined): Kind {
  return kind === null || kind === undefined ? 'none' : (kinds[kind] ?? 'listed')
}
