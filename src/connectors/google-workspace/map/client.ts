/** Applications that users let in. */
import type { OauthClientFacts, OauthGrant } from '../../../model/facts/google-workspace.ts'
import type { Instant, Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { classWith } from '../../shared/ai-facets.ts'
import { aiOfClient } from '../ai.ts'
import { idOf, placeOf, untold } from '../place.ts'
import type { WorkspaceContext } from '../place.ts'

/** A client as one step knows it, while its users are gone through. */
export interface ClientSoFar {
  name: string | undefined
  type: string | undefined
  readonly scopes: Set<string>
  readonly users: Set<string>
  firstGrantedAt: Instant | undefined
  anonymous: boolean | undefined
}

function newClient(): ClientSoFar {
  return {
    name: undefined,
    type: undefined,
    scopes: new Set(),
    users: new Set(),
    firstGrantedAt: undefined,
    anonymous: undefined,
  }
}

export function clientAt(clients: Map<string, ClientSoFar>, clientId: string): ClientSoFar {
  const known = clients.get(clientId)
  if (known !== undefined) return known
  const made = newClient()
  clients.set(clientId, made)
  return made
}

export function emitClient(
  context: WorkspaceContext,
  clientId: string,
  client: ClientSoFar,
  logSince: Known<Instant>,
): string {
  const id = idOf(context, 'oauth-client', clientId)
  const ai = aiOfClient(clientId, client.name)
  context.emit({
    type: 'identity',
    id,
    ...placeOf(context),
    kind: 'oauth-client',
    nativeId: clientId,
    name: client.name ?? clientId,
    createdAt: unknown('unsupported'),
    enabled: true,
    class: classWith(ai, 'unknown'),
    ...(ai === undefined ? {} : { ai }),
    ...untold,
    facts: factsOf(clientId, client, logSince),
  })
  context.session.facts.oauthClients.set(clientId, { name: client.name })
  return id
}

export function factsOf(clientId: string, client: ClientSoFar, logSince: Known<Instant>): OauthClientFacts {
  return {
    clientId,
    displayText: client.name ?? null,
    clientType: client.type ?? null,
    users: client.users.size,
    scopes: [...client.scopes].toSorted(),
    firstGrantedAt: client.firstGrantedAt ?? unknown('not-collected'),
    anonymous: client.anonymous ?? unknown('not-collected'),
    agentic: unknown('not-collected'),
    logSince,
  }
}

/** What one user let a client do. */
export function emitGrant(
  context: WorkspaceContext,
  {
    clientId,
    userId,
    scopes,
    grantedAt,
    source,
  }: {
    readonly clientId: string
    readonly userId: string
    readonly scopes: readonly string[]
    readonly grantedAt: Instant | null
    readonly source: string
  },
): void {
  context.emit({
    type: 'edge',
    kind: 'grants',
    from: idOf(context, 'oauth-client', clientId),
    to: idOf(context, 'user', userId),
    conditions: { scopes: [...new Set(scopes)].toSorted(), grantedAt } satisfies OauthGrant,
    level: 'configured',
    evidence: [{ source, detail: `user ${userId}` }],
  })
}
