/** Principals, APIs and rows of a tenant, as steps that build on lists need them. */
import type { ApiRow, PrincipalRow } from '../../src/connectors/azure/session.ts'
import type { Emission } from '../../src/model/index.ts'
import type { AzureRun } from './azure-wire.ts'
import { tenantId } from './azure-wire.ts'

export const objectId = (digit: number): string => `aaaaaaaa-0000-4000-8000-0000000000${String(digit).padStart(2, '0')}`
export const appId = (digit: number): string => `bbbbbbbb-0000-4000-8000-0000000000${String(digit).padStart(2, '0')}`
export const entity = (kind: string, native: string): string => `azure:${tenantId}:${kind}:${native}`

/** One of this kind, known by its digit; of Microsoft's own there is no entity. */
export function principal(digit: number, kind: string | undefined = 'service-principal'): [string, PrincipalRow] {
  const own = kind === 'microsoft-app' ? undefined : entity(kind, objectId(digit))
  return [objectId(digit), { entity: own, appId: appId(digit), name: `app ${digit}` }]
}

/** Roles by id: value. */
export function api(digit: number, name: string, roles: { readonly [id: string]: string }): [string, ApiRow] {
  const named = Object.entries(roles).map(([id, value]) => [id, { value, title: `May ${value}` }] as const)
  return [objectId(digit), { objectId: objectId(digit), appId: appId(digit), name, roles: new Map(named) }]
}

export function edgesOf({ records }: AzureRun, kind: string): readonly (Emission & { readonly type: 'edge' })[] {
  return records.filter((record) => record.type === 'edge').filter((edge) => edge.kind === kind)
}

export function resourcesOf(
  { records }: AzureRun,
  kind: string,
): readonly (Emission & { readonly type: 'resource' })[] {
  return records.filter((record) => record.type === 'resource').filter((each) => each.kind === kind)
}
