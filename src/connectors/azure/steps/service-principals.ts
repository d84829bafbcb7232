import type { StepMeta } from '../../contract.ts'
import { classWith } from '../../shared/ai-facets.ts'
import { aiOfAppId, aiOfPrincipal } from '../ai.ts'
import { emitKeys, samlKeysOf } from '../map/keys.ts'
import { originOf } from '../map/origin.ts'
import { emitPrincipal, kindOf, nameOf } from '../map/principals.ts'
import { idOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listServicePrincipals } from '../routes/service-principals.ts'
import type { ServicePrincipalRow } from '../routes/service-principals.ts'
import type { ApiRow, PrincipalRow } from '../session.ts'

export const servicePrincipalsMeta = {
  id: 'service-principals',
  title: 'Service principals and managed identities',
  tier: 'core',
  scopes: ['tenant'],
  needs: ['Application.Read.All'],
  emits: ['service-principals'],
} as const satisfies StepMeta

export async function servicePrincipals(context: AzureContext): Promise<void> {
  const principals = new Map<string, PrincipalRow>()
  const apis = new Map<string, ApiRow>()
  for await (const row of rowsOf(context, listServicePrincipals)) {
    principals.set(row.id, emitRow(context, row))
    const api = apiOf(row)
    if (api !== undefined) apis.set(row.id, api)
  }
  context.session.facts.principals = principals
  context.session.facts.apis = apis
}

/** Agents come in this list too; another step tells them, with what the list does not say of them. */
function emitRow(context: AzureContext, row: ServicePrincipalRow): PrincipalRow {
  const origin = originOf(row.appOwnerOrganizationId, context.session.tenantId)
  const kind = kindOf(row, origin, aiOfAppId(row.appId) !== undefined)
  const entity = kind === 'microsoft-app' ? undefined : idOf(context, kind, row.id)
  if (kind !== 'agent-identity') emitPrincipal(context, row, kind, origin)
  // Azure makes and renews the certificates of managed identities, and lets nobody add any.
  if (kind === 'service-principal')
    emitKeys(context, {
      ...row,
      on: 'service-principal',
      objectId: row.id,
      samlKeys: samlKeysOf(row),
      signsIn: entity,
      source: listServicePrincipals.operation,
    })
  const ai = aiOfPrincipal({ appId: row.appId, name: nameOf(row), labels: row.tags ?? [] })
  const known = kind === 'agent-identity' || (ai !== undefined && classWith(ai, 'machine') === 'ai')
  return { entity, appId: row.appId, name: nameOf(row), ...(known ? { ai: true } : {}) }
}

/** One that has roles for applications. */
function apiOf(row: ServicePrincipalRow): ApiRow | undefined {
  const roles = row.appRoles ?? []
  if (!roles.some(({ allowedMemberTypes }) => allowedMemberTypes?.includes('Application') !== false)) return undefined
  return {
    objectId: row.id,
    appId: row.appId,
    name: nameOf(row),
    roles: new Map(
      roles.map(({ id, value, displayName }) => [id, { value: value ?? null, title: displayName ?? null }]),
    ),
  }
}
