/** Ids of what a step emits, and what every record of a scope has in common. */
import { entityId } from '../../model/index.ts'
import type { Identity, Instant, Known } from '../../model/index.ts'
import type { StepContext } from '../contract.ts'
import type { GcpSession } from './session.ts'

export type GcpContext = StepContext<GcpSession>

/** Kinds that belong to one project: their ids are the same from wherever they are read. */
export type OwnKind =
  | 'project'
  | 'service-account'
  | 'agent-identity'
  | 'access-key'
  | 'api-key'
  | 'workload'
  | 'secret'
  | 'workload-pool-provider'
  | 'reasoning-engine'
  | 'auth-provider'
  // Of what lies in the project, and of the project itself.
  | 'iam-policy'
  | 'registered-agent'
  | 'mcp-server'

/** Kinds that several scopes may see: their ids say which one did. */
export type SeenKind =
  | 'organization'
  | 'folder'
  | 'iam-policy'
  | 'iam-role'
  | 'deny-policy'
  | 'access-boundary'
  | 'service-agent'
  | 'group'

export function ownId(kind: OwnKind, native: string): string {
  return entityId('gcp', 'google', kind, native)
}

export function seenId({ scope }: Pick<GcpContext, 'scope'>, kind: SeenKind, native: string): string {
  return entityId('gcp', scope.nativeId, kind, native)
}

export function accountId(email: string): string {
  return ownId('service-account', email.toLowerCase())
}

export function placeOf({ scope }: Pick<GcpContext, 'scope'>) {
  return { provider: 'gcp', scope: scope.id } as const
}

/** RFC 3339, with up to nine digits of a second; the year 9999 means never, and keys without an end have it. */
export function instantOf(time: string | null | undefined): Known<Instant> {
  if (time === null || time === undefined || time === '' || time.startsWith('9999-')) return null
  const at = Date.parse(time)
  return Number.isNaN(at) ? { unknown: 'failed' } : new Date(at).toISOString().replace('.000Z', 'Z')
}

/** What service accounts have that IAM knows nothing of. */
export const untold = { environment: null, purpose: null, tags: null } as const satisfies Partial<Identity>

const containerPrefix = '//cloudresourcemanager.googleapis.com/'

/** `//cloudresourcemanager.googleapis.com/projects/acme` -> `projects/acme` */
export function containerIn(resource: string): string | undefined {
  return resource.startsWith(containerPrefix) ? resource.slice(containerPrefix.length) : undefined
}

export function fullNameOf(container: string): string {
  return `${containerPrefix}${container}`
}

/** `projects/123456` as `projects/acme`, where the number is known: Google's answers use the two by turns. */
export function byProjectId(name: string, { facts }: Pick<GcpSession, 'facts'>): string {
  return name.replace(/(?<=(?:^|\/)projects\/)\d+(?=\/|$)/, (number) => facts.projectIds?.get(number) ?? number)
}
