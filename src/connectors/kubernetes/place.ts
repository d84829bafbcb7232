/** Ids of what a step emits, and what every record of the cluster has in common. */
import { entityId } from '../../model/index.ts'
import type { Identity, Instant, Known } from '../../model/index.ts'
import type { StepContext } from '../contract.ts'
import type { KubernetesSession } from './session.ts'

export type KubernetesContext = StepContext<KubernetesSession>

export type Kind =
  | 'cluster'
  | 'namespace'
  | 'service-account'
  | 'user'
  | 'group'
  | 'role'
  | 'cluster-role'
  | 'role-binding'
  | 'cluster-role-binding'
  | 'workload'
  | 'node'
  | 'token'
  | 'certificate'
  | 'webhook'
  | 'api-service'
  | 'ai-resource'
  | 'runner-set'

export function idOf({ scope }: Pick<KubernetesContext, 'scope'>, kind: Kind, native: string): string {
  return entityId('kubernetes', scope.nativeId, kind, native)
}

export function placeOf({ scope }: Pick<KubernetesContext, 'scope'>) {
  return { provider: 'kubernetes', scope: scope.id } as const
}

/** As its tokens say it: https://kubernetes.io/docs/reference/access-authn-authz/authentication/#service-account-tokens */
export function accountName(namespace: string, name: string): string {
  return `system:serviceaccount:${namespace}:${name}`
}

export function instantOf(time: string | null | undefined): Known<Instant> {
  if (time === null || time === undefined || time === '') return null
  const at = Date.parse(time)
  return Number.isNaN(at) ? { unknown: 'failed' } : new Date(at).toISOString().replace('.000Z', 'Z')
}

/** What identities have that Kubernetes knows nothing of. */
export const untold = { environment: null, purpose: null, tags: null } as const satisfies Partial<Identity>
