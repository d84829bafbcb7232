/** The organization of Okta that records in tests belong to: its ids, and what its resources have in common. */
import type { Facts, Resource, Scope } from '../../src/model/index.ts'
import { entityId, scopeId } from '../../src/model/index.ts'
import type { LooseFacts, Records } from './aws-records.ts'

export const oktaOrganization = '00oacme'
export const oktaDomain = 'acme.okta.com'
export const oktaPlace = { provider: 'okta', scope: scopeId('okta', 'organization', oktaOrganization) } as const
export const oktaUntold = { environment: null, purpose: null, tags: null } as const
export const recently = '2026-11-20T10:00:00Z'
export const longAgo = '2024-01-15T09:00:00Z'
export const logSince = '2026-08-23T10:00:00Z'

export function oktaScope(more: Partial<Scope> = {}): Scope {
  return {
    id: oktaPlace.scope,
    provider: 'okta',
    kind: 'organization',
    nativeId: oktaOrganization,
    name: oktaDomain,
    ...more,
  }
}

export function oktaId(kind: string, native: string): string {
  return entityId('okta', oktaOrganization, kind, native)
}

/** Ids as Okta would give them, by name: `00u` and the like before it. */
export const oktaUserId = (name: string): string => `00u${name}`
export const oktaAppId = (name: string): string => `0oa${name}`

export function oktaResource(kind: string, native: string, facts: LooseFacts, name = native): Records {
  const record: Resource = {
    ...oktaPlace,
    id: oktaId(kind, native),
    kind,
    nativeId: native,
    name,
    facts: facts as Facts,
  }
  return [{ type: 'resource', ...record }]
}
