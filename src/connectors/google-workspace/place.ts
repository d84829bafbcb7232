/** Ids of what a step emits, and what every record of the customer has in common. */
import { entityId } from '../../model/index.ts'
import type { Identity, Instant, Known } from '../../model/index.ts'
import type { StepContext } from '../contract.ts'
import type { WorkspaceSession } from './session.ts'

export type WorkspaceContext = StepContext<WorkspaceSession>

export type Kind =
  | 'customer'
  | 'user'
  | 'group'
  | 'admin-role'
  | 'oauth-client'
  | 'delegation'
  | 'service-account'
  | 'password'

export function idOf({ scope }: Pick<WorkspaceContext, 'scope'>, kind: Kind, native: string): string {
  return entityId('google-workspace', scope.nativeId, kind, native)
}

export function placeOf({ scope }: Pick<WorkspaceContext, 'scope'>) {
  return { provider: 'google-workspace', scope: scope.id } as const
}

/** RFC 3339; who never signed in did so in 1970: https://developers.google.com/workspace/admin/directory/reference/rest/v1/users */
export function instantOf(time: string | null | undefined): Known<Instant> {
  if (time === null || time === undefined || time === '' || time.startsWith('1970-01-01')) return null
  const at = Date.parse(time)
  return Number.isNaN(at) ? { unknown: 'failed' } : new Date(at).toISOString().replace('.000Z', 'Z')
}

/** Unix time as text, in seconds or in milliseconds (Google's page does not say which); 0 is never. */
export function unixInstantOf(time: string | number | null | undefined): Known<Instant> {
  const count = Number(time ?? 0)
  if (!Number.isFinite(count)) return { unknown: 'failed' }
  return count <= 0 ? null : instantOf(new Date(count < 1e11 ? count * 1000 : count).toISOString())
}

/** What identities have that Workspace knows nothing of. */
export const untold = { environment: null, purpose: null, tags: null } as const satisfies Partial<Identity>
