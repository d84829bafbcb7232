/** Ids of what a step emits, and what every record of the organization has in common. */
import { entityId } from '../../model/index.ts'
import type { Identity, Instant, Known } from '../../model/index.ts'
import { unknown } from '../../model/index.ts'
import type { StepContext } from '../contract.ts'
import type { OktaSession } from './session.ts'

export type OktaContext = StepContext<OktaSession>

export type Kind =
  | 'organization'
  | 'user'
  | 'service-app'
  | 'oauth-app'
  | 'swa-app'
  | 'api-service'
  | 'ai-agent'
  | 'agent-connection'
  | 'managed-account'
  | 'client-secret'
  | 'certificate'
  | 'token'
  | 'api-scope'
  | 'admin-role'
  | 'event-hook'
  | 'inline-hook'

export function idOf({ scope }: Pick<OktaContext, 'scope'>, kind: Kind, native: string): string {
  return entityId('okta', scope.nativeId, kind, native)
}

export function placeOf({ scope }: Pick<OktaContext, 'scope'>) {
  return { provider: 'okta', scope: scope.id } as const
}

/** What identities have that Okta knows nothing of. */
export const untold = { environment: null, purpose: null, tags: null } as const satisfies Partial<Identity>

export function instantOf(time: string | null | undefined): Known<Instant> {
  if (time === null) return null
  if (time === undefined || time === '') return unknown('unsupported')
  const at = Date.parse(time)
  return Number.isNaN(at) ? unknown('failed') : new Date(at).toISOString().replace('.000Z', 'Z')
}

/**
 * Whether something is on, by its status; `off`: words that say that it is not. A word that is not known here says neither
 * the one nor the other.
 */
export function onBy(status: string | null | undefined, off: readonly string[] = ['INACTIVE']): Known<boolean> {
  if (status === null || status === undefined) return unknown('unsupported')
  if (status === 'ACTIVE') return true
  return off.includes(status) ? false : unknown('failed')
}

/** What Okta leaves out where it should stand, it does not have here: an older version, or a plan without it. */
export function told<T>(value: T | null | undefined): Known<T> {
  return value ?? unknown('unsupported')
}
