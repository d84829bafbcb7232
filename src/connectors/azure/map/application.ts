/** What a registration of an application becomes. */
import type { ApplicationFacts, RedirectUri } from '../../../model/facts/entra.ts'
import type { Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { idOf, instantOf, orNone, placeOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import type { ApplicationRow } from '../routes/applications.ts'
import { nameOf, typeOf } from './principals.ts'

export function applicationId(context: AzureContext, row: Pick<ApplicationRow, 'id' | '@odata.type'>): string {
  return idOf(context, kindOf(row), row.id)
}

function kindOf(row: Pick<ApplicationRow, '@odata.type'>): 'application' | 'agent-blueprint' {
  return typeOf(row) === 'agentIdentityBlueprint' ? 'agent-blueprint' : 'application'
}

/** `servicePrincipal`: the entity id of the one that acts for it in this tenant. */
export function emitApplication(context: AzureContext, row: ApplicationRow, servicePrincipal: Known<string>): void {
  const blueprint = kindOf(row) === 'agent-blueprint'
  context.emit({
    type: 'resource',
    id: applicationId(context, row),
    ...placeOf(context),
    kind: kindOf(row),
    nativeId: row.appId,
    name: nameOf(row),
    facts: {
      ...factsOf(row, servicePrincipal),
      ...(blueprint ? { inheritable: unknown('not-collected'), sponsors: unknown('not-collected') } : {}),
    },
  })
}

function factsOf(row: ApplicationRow, servicePrincipal: Known<string>): ApplicationFacts {
  return {
    objectId: row.id,
    appId: row.appId,
    servicePrincipal,
    signInAudience: orNone(row.signInAudience),
    createdAt: instantOf(row.createdDateTime),
    createdByAppId: orNone(row.createdByAppId),
    // Both are off where Graph says nothing: https://learn.microsoft.com/graph/api/resources/application
    disabled: row.isDisabled ?? false,
    fallbackPublicClient: row.isFallbackPublicClient ?? false,
    publisherDomain: orNone(row.publisherDomain),
    serviceManagementReference: orNone(row.serviceManagementReference),
    notes: orNone(row.notes),
    labels: (row.tags ?? []).toSorted(),
    redirectUris: redirectUris(row),
    instanceLock: lockOf(row.servicePrincipalLockConfiguration),
    asksFor: asksFor(row),
    ...tokenVersion(row),
  }
}

/** None is the first. */
function tokenVersion({ api }: ApplicationRow): Pick<ApplicationFacts, 'tokenVersion'> {
  return api == null ? {} : { tokenVersion: api.requestedAccessTokenVersion === 2 ? 2 : 1 }
}

function redirectUris({ web, spa, publicClient }: ApplicationRow): readonly RedirectUri[] {
  const of = (platform: RedirectUri['platform'], given: ApplicationRow['web']): readonly RedirectUri[] =>
    (given?.redirectUris ?? []).toSorted().map((uri) => ({ uri, platform }))
  return [...of('web', web), ...of('spa', spa), ...of('public', publicClient)]
}

/** https://learn.microsoft.com/entra/identity-platform/howto-configure-app-instance-property-locks */
function lockOf(lock: ApplicationRow['servicePrincipalLockConfiguration']): 'off' | 'partial' | 'on' {
  if (lock?.isEnabled !== true) return 'off'
  if (lock.allProperties === true) return 'on'
  const parts = [lock.credentialsWithUsageVerify, lock.credentialsWithUsageSign, lock.tokenEncryptionKeyId]
  if (parts.every((part) => part === true)) return 'on'
  return parts.includes(true) ? 'partial' : 'off'
}

function asksFor({ requiredResourceAccess }: ApplicationRow): ApplicationFacts['asksFor'] {
  return (requiredResourceAccess ?? [])
    .flatMap(({ resourceAppId, resourceAccess }) =>
      (resourceAccess ?? []).flatMap(({ id, type }) =>
        type === 'Role' || type === 'Scope' ? [{ apiAppId: resourceAppId, id, type } as const] : [],
      ),
    )
    .toSorted((a, b) => (`${a.apiAppId} ${a.id}` < `${b.apiAppId} ${b.id}` ? -1 : 1))
}
