/** The organization that GitHub's records in tests belong to: its ids, and what its resources have in common. */
import type { Facts, Resource, Scope } from '../../src/model/index.ts'
import { entityId, scopeId } from '../../src/model/index.ts'
import type { LooseFacts, Records } from './aws-records.ts'

export const organizationNumber = '1001'
export const organizationLogin = 'acme'
export const recently = '2026-11-20T10:00:00Z'
export const longAgo = '2024-01-15T09:00:00Z'

export function githubScope(more: Partial<Scope> = {}): Scope {
  return {
    id: scopeId('github', 'organization', organizationNumber),
    provider: 'github',
    kind: 'organization',
    nativeId: organizationNumber,
    name: organizationLogin,
    ...more,
  }
}

/** Numbers as GitHub would give them: the same for the same name, another for another. */
export function numberOf(name: string): number {
  return Buffer.from(name).reduce((sum, byte) => (sum * 31 + byte) % 1_000_003, 7)
}

export function githubId(kind: string, native: string | number): string {
  return entityId('github', organizationNumber, kind, String(native))
}

export function repositoryNumber(repository: string): number {
  return numberOf(repository)
}
export const repositoryIdOf = (repository: string): string => githubId('repository', repositoryNumber(repository))
export const userIdOf = (login: string): string => githubId('user', numberOf(login))
export const appIdOf = (slug: string): string => githubId('app', numberOf(slug))
export const appNumber = (slug: string): number => numberOf(slug)

export const place = { provider: 'github', scope: scopeId('github', 'organization', organizationNumber) } as const

export function githubResource(
  kind: string,
  native: string | number,
  nativeId: string,
  facts: LooseFacts,
  name: string = nativeId.slice(nativeId.lastIndexOf('/') + 1),
): Records {
  const record: Resource = { ...place, id: githubId(kind, native), kind, nativeId, name, facts: facts as Facts }
  return [{ type: 'resource', ...record }]
}
