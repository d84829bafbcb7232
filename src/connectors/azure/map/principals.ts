/** What a service principal of the list becomes. */
import type {
  EntraOrigin,
  ManagedIdentityFacts,
  MicrosoftAppFacts,
  ServicePrincipalFacts,
} from '../../../model/facts/entra.ts'
import type { Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { classWith } from '../../shared/ai-facets.ts'
import { aiOfPrincipal } from '../ai.ts'
import { idOf, instantOf, orNone, partsOf, placeOf, untold } from '../place.ts'
import type { AzureContext } from '../place.ts'
import type { ServicePrincipalRow } from '../routes/service-principals.ts'

export type PrincipalKind = 'service-principal' | 'managed-identity' | 'agent-identity' | 'microsoft-app'

/**
 * Microsoft's own are resources, but for those that are known to be AI, and those to which the tenant has given
 * credentials: whoever holds these acts as Microsoft's application here, as hybrid Exchange does.
 */
export function kindOf(row: ServicePrincipalRow, origin: EntraOrigin, ai: boolean): PrincipalKind {
  if (typeOf(row) === 'agentIdentity') return 'agent-identity'
  if (typeOf(row) === '' && row.servicePrincipalType === 'ServiceIdentity') return 'agent-identity'
  if (row.servicePrincipalType === 'ManagedIdentity') return 'managed-identity'
  const carries = (row.passwordCredentials?.length ?? 0) + (row.keyCredentials?.length ?? 0) > 0
  return origin === 'microsoft' && !ai && !carries ? 'microsoft-app' : 'service-principal'
}

/** `#microsoft.graph.agentIdentityBlueprintPrincipal`; rows of the list's own type say nothing. */
export function typeOf(row: { readonly '@odata.type'?: string | undefined }): string {
  return row['@odata.type']?.replace(/^#?microsoft\.graph\./, '') ?? ''
}

export function nameOf({ displayName, appId }: Pick<ServicePrincipalRow, 'displayName' | 'appId'>): string {
  return displayName == null || displayName === '' ? appId : displayName
}

export function emitPrincipal(
  context: AzureContext,
  row: ServicePrincipalRow,
  kind: PrincipalKind,
  origin: EntraOrigin,
): void {
  const common = {
    id: idOf(context, kind, row.id),
    ...placeOf(context),
    nativeId: row.appId,
    name: nameOf(row),
  }
  if (kind === 'microsoft-app') {
    const facts: MicrosoftAppFacts = { objectId: row.id, appId: row.appId, enabled: enabledOf(row) }
    context.emit({ type: 'resource', ...common, kind, facts })
    return
  }
  const ai = aiOfPrincipal({
    appId: row.appId,
    name: origin === 'microsoft' ? '' : nameOf(row),
    labels: row.tags ?? [],
  })
  context.emit({
    type: 'identity',
    ...common,
    ...untold,
    kind,
    createdAt: row.createdDateTime == null ? unknown('unsupported') : instantOf(row.createdDateTime),
    enabled: enabledOf(row),
    class: classWith(ai, 'machine'),
    ...(ai === undefined ? {} : { ai }),
    facts:
      kind === 'managed-identity' ? managedIdentityFacts(context, row) : servicePrincipalFacts(context, row, origin),
  })
}

/** An application that its owner or Microsoft has switched off gets no tokens, whatever its instance here says. */
function enabledOf({ accountEnabled, isDisabled, ...row }: ServicePrincipalRow): Known<boolean> {
  if (isDisabled === true || accountEnabled === false || disabledByMicrosoft(row) !== null) return false
  return accountEnabled ?? unknown('not-collected')
}

function disabledByMicrosoft({
  disabledByMicrosoftStatus: status,
}: Pick<ServicePrincipalRow, 'disabledByMicrosoftStatus'>): string | null {
  return status == null || status === 'NotDisabled' ? null : status
}

function servicePrincipalFacts(
  context: AzureContext,
  row: ServicePrincipalRow,
  origin: EntraOrigin,
): ServicePrincipalFacts {
  return {
    objectId: row.id,
    appId: row.appId,
    origin,
    ownerTenant: orNone(row.appOwnerOrganizationId),
    servicePrincipalType: row.servicePrincipalType ?? '',
    // Of an own one, the list of applications knows it.
    applicationId: origin === 'tenant' ? unknown('not-collected') : null,
    publisherVerified:
      row.verifiedPublisher === undefined
        ? unknown('not-collected')
        : row.verifiedPublisher?.verifiedPublisherId != null,
    publisher: orNone(row.verifiedPublisher?.displayName),
    signInAudience: orNone(row.signInAudience),
    notes: orNone(row.notes),
    labels: (row.tags ?? []).toSorted(),
    createdByAppId: orNone(row.createdByAppId),
    samlSignOn: row.preferredSingleSignOnMode === 'saml' || row.preferredTokenSigningKeyThumbprint != null,
    disabledByMicrosoft: disabledByMicrosoft(row),
    ...audienceFacts(row),
    ...(typeOf(row) === 'agentIdentityBlueprintPrincipal' ? { blueprint: true as const } : {}),
    ...scannerIn(context, row),
  }
}

/** Exports that do not name them leave both out. */
function audienceFacts({
  servicePrincipalNames: names,
  appRoleAssignmentRequired: required,
}: ServicePrincipalRow): Pick<ServicePrincipalFacts, 'audiences' | 'assignmentRequired'> {
  return {
    ...(names == null ? {} : { audiences: names.toSorted() }),
    ...(required == null ? {} : { assignmentRequired: required }),
  }
}

/** Alternative names say it: https://learn.microsoft.com/azure/role-based-access-control/transfer-subscription */
function managedIdentityFacts(context: AzureContext, row: ServicePrincipalRow): ManagedIdentityFacts {
  const names = row.alternativeNames
  const armId = names?.find((name) => name.startsWith('/'))?.toLowerCase() ?? null
  const subscription = armId === null ? '' : partsOf(armId).subscriptionId
  return {
    objectId: row.id,
    appId: row.appId,
    assigned:
      names == null
        ? unknown('not-collected')
        : names.some((name) => /^isExplicit=True$/i.test(name))
          ? 'user'
          : 'system',
    resourceId: names == null ? unknown('not-collected') : armId,
    subscriptionId: subscription === '' ? null : subscription,
    attachedTo: unknown('not-collected'),
    ...scannerIn(context, row),
  }
}

function scannerIn({ session }: AzureContext, { appId }: ServicePrincipalRow): { readonly scanner?: true } {
  const { delegated, appId: own } = session.claims
  return !delegated && own?.toLowerCase() === appId.toLowerCase() ? { scanner: true } : {}
}
