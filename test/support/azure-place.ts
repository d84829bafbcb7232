/** The tenant that Microsoft's records in tests belong to: its ids, and what its resources have in common. */
import { createHash } from 'node:crypto'
import type { Facts, Resource, Scope } from '../../src/model/index.ts'
import { entityId, scopeId } from '../../src/model/index.ts'
import type { LooseFacts, Records } from './aws-records.ts'

export const tenantId = '7c9d0e1f-2a3b-4c5d-8e9f-0a1b2c3d4e5f'
export const subscriptionId = '11111111-2222-4333-8444-555555555555'
export const microsoftTenant = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'
export const vendorTenant = 'dddddddd-eeee-4fff-8aaa-bbbbbbbbbbbb'
export const recently = '2026-11-20T10:00:00Z'
export const longAgo = '2024-01-15T09:00:00Z'

export function tenantScope(more: Partial<Scope> = {}): Scope {
  return {
    id: scopeId('azure', 'tenant', tenantId),
    provider: 'azure',
    kind: 'tenant',
    nativeId: tenantId,
    name: 'acme.example',
    ...more,
  }
}

/** Object ids as Entra ID would give them: the same for the same name, another for another. */
export function guidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

export function azureId(kind: string, native: string): string {
  return entityId('azure', tenantId, kind, native.toLowerCase())
}

export type PrincipalKind = 'service-principal' | 'managed-identity' | 'agent-identity' | 'user' | 'group'

export const objectIdOf = (kind: string, name: string): string => guidOf(`${kind} ${name}`)
export const principalId = (name: string, kind: PrincipalKind = 'service-principal'): string =>
  azureId(kind, objectIdOf(kind, name))
export const applicationId = (name: string, kind: 'application' | 'agent-blueprint' = 'application'): string =>
  azureId(kind, objectIdOf(kind, name))
/** What portals call the application or client id. */
export const clientIdOf = (name: string): string => guidOf(`client ${name}`)

export function armId(type: string, name: string, group = 'rg-shop'): string {
  return `/subscriptions/${subscriptionId}/resourcegroups/${group}/providers/${type}/${name}`.toLowerCase()
}
export const subscriptionScope = `/subscriptions/${subscriptionId}`
export const resourceGroupScope = `${subscriptionScope}/resourcegroups/rg-shop`
export const userIdentityArm = (name: string): string => armId('microsoft.managedidentity/userassignedidentities', name)

export const place = { provider: 'azure', scope: scopeId('azure', 'tenant', tenantId) } as const

export function azureResource(
  kind: string,
  native: string,
  nativeId: string,
  facts: LooseFacts,
  name = nativeId,
): Records {
  const record: Resource = { ...place, id: azureId(kind, native), kind, nativeId, name, facts: facts as Facts }
  return [{ type: 'resource', ...record }]
}
