/** Ids of what a step emits, and what every record of the organization has in common. */
import { entityId } from '../../model/index.ts'
import type { Identity, Instant, Known } from '../../model/index.ts'
import type { StepContext } from '../contract.ts'
import type { GithubSession } from './session.ts'

export type GithubContext = StepContext<GithubSession>

/** By GitHub's own number, which stays when the thing is renamed. */
export function idOf({ scope }: Pick<GithubContext, 'scope'>, kind: string, native: string | number): string {
  return entityId('github', scope.nativeId, kind, String(native))
}

export function placeOf({ scope }: Pick<GithubContext, 'scope'>) {
  return { provider: 'github', scope: scope.id } as const
}

/** `owner/repository` */
export function fullName({ session }: Pick<GithubContext, 'session'>, repository: string): string {
  return `${session.organization.login}/${repository}`
}

/** GitHub gives whole seconds in UTC, now and then with an offset. */
export function instantOf(time: string | null | undefined): Known<Instant> {
  if (time === null || time === undefined || time === '') return null
  const at = Date.parse(time)
  return Number.isNaN(at) ? { unknown: 'failed' } : new Date(at).toISOString().replace('.000Z', 'Z')
}

/** What identities have that GitHub knows nothing of. */
export const untold = { environment: null, purpose: null, tags: null } as const satisfies Partial<Identity>
