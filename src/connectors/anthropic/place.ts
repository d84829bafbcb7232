/** Ids of what a step emits, and what every record of the organization has in common. */
import type { AnthropicPlace } from '../../model/facts/anthropic.ts'
import { entityId, unknown } from '../../model/index.ts'
import type { Identity, Instant, Known } from '../../model/index.ts'
import type { StepContext } from '../contract.ts'
import type { AnthropicSession } from './session.ts'

export type AnthropicContext = StepContext<AnthropicSession>

export type Kind =
  | 'organization'
  | 'workspace'
  | 'user'
  | 'anthropic-service-account'
  | 'api-key'
  | 'federated'
  | 'agent'

export function idOf({ scope }: Pick<AnthropicContext, 'scope'>, kind: Kind, native: string): string {
  return entityId('anthropic', scope.nativeId, kind, native)
}

export function placeOf({ scope }: Pick<AnthropicContext, 'scope'>) {
  return { provider: 'anthropic', scope: scope.id } as const
}

/** As the Console names the workspace that is in no list. */
export const defaultWorkspace = 'Default'

export function workspaceNamed({ session }: Pick<AnthropicContext, 'session'>, id: string): AnthropicPlace {
  const { workspaces } = session.facts
  const name = workspaces?.byId.get(id)?.name ?? (workspaces?.whole === true ? defaultWorkspace : id)
  return { id, name }
}

/** RFC 3339, with or without fractions of a second. */
export function instantOf(time: string | null | undefined): Known<Instant> {
  if (time === undefined) return unknown('unsupported')
  if (time === null) return null
  const at = Date.parse(time)
  return Number.isNaN(at) ? unknown('failed') : new Date(at).toISOString().replace('.000Z', 'Z')
}

/** What identities have that Anthropic knows nothing of. */
export const untold = { environment: null, purpose: null, tags: null } as const satisfies Partial<Identity>
