/** The cluster that records in tests belong to: its ids, and what its resources have in common. */
import { entityId, scopeId } from '../../src/model/index.ts'
import type { Facts, Resource, Scope } from '../../src/model/index.ts'
import type { LooseFacts, Records } from './aws-records.ts'

export const k8sClusterUid = '6f1c0c58-0000-4000-8000-0000000000aa'
export const k8sIssuer = 'oidc.eks.eu-west-1.amazonaws.com/id/ACME'
export const k8sPlace = { provider: 'kubernetes', scope: scopeId('kubernetes', 'cluster', k8sClusterUid) } as const
export const recently = '2026-11-20T00:00:00Z'
export const longAgo = '2025-03-03T09:00:00Z'

export function k8sScope(more: Partial<Scope> = {}): Scope {
  return {
    id: k8sPlace.scope,
    provider: 'kubernetes',
    kind: 'cluster',
    nativeId: k8sClusterUid,
    name: 'acme-prod',
    ...more,
  }
}

export function k8sId(kind: string, native: string): string {
  return entityId('kubernetes', k8sClusterUid, kind, native)
}

/** `shop/api` -> `system:serviceaccount:shop:api` */
export function k8sAccountName(name: string): string {
  return `system:serviceaccount:${name.replace('/', ':')}`
}

export function k8sAccountId(name: string): string {
  return k8sId('service-account', k8sAccountName(name))
}

export function k8sResource(kind: string, nativeId: string, facts: LooseFacts, name = nativeId): Records {
  const record: Resource = { ...k8sPlace, id: k8sId(kind, nativeId), kind, nativeId, name, facts: facts as Facts }
  return [{ type: 'resource', ...record }]
}

/** `shop/api` -> namespace and name; what has no slash is of the whole cluster. */
export function apart(name: string): readonly [namespace: string | null, name: string] {
  const at = name.indexOf('/')
  return at === -1 ? [null, name] : [name.slice(0, at), name.slice(at + 1)]
}
