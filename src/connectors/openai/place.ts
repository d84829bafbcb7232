/** Ids of what a step emits, and what every record of the organization has in common. */
import { entityId, unknown } from '../../model/index.ts'
import type { Identity, Instant, Known } from '../../model/index.ts'
import type { StepContext } from '../contract.ts'
import type { OpenaiSession } from './session.ts'

export type OpenaiContext = StepContext<OpenaiSession>

export type Kind =
  | 'organization'
  | 'project'
  | 'user'
  | 'openai-service-account'
  | 'api-key'
  | 'federated'
  | 'role'
  | 'group'

export function idOf({ scope }: Pick<OpenaiContext, 'scope'>, kind: Kind, native: string): string {
  return entityId('openai', scope.nativeId, kind, native)
}

export function placeOf({ scope }: Pick<OpenaiContext, 'scope'>) {
  return { provider: 'openai', scope: scope.id } as const
}

/** Seconds since 1970. Left out is what an older answer does not have. */
export function instantOf(seconds: number | null | undefined): Known<Instant> {
  if (seconds === undefined) return unknown('unsupported')
  if (seconds === null) return null
  const at = new Date(seconds * 1000)
  return Number.isNaN(at.getTime()) ? unknown('failed') : at.toISOString().replace('.000Z', 'Z')
}

/** What identities have that OpenAI knows nothing of. */
export const untold = { environment: null, purpose: null, tags: null } as const satisfies Partial<Identity>
