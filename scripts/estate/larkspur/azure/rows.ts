/** Rows of Graph as it answers them, with what every one of a kind has. */
import type { ObjectRow, Row } from '../../../../fixtures/servers/azure/estate.ts'
import { apis } from './apis.ts'
import type { ApiName } from './apis.ts'
import { guid, microsoftTenant } from './ids.ts'

/** APIs of Larkspur's own stand as applications. */
export function apiObjectId(api: ApiName): string {
  const { owner, name } = apis[api]
  return guid(owner === '' ? `principal ${name}` : `principal api ${api}`)
}

export function federatedRow(name: string, row: Row, index: number): Row {
  return {
    id: guid(`federated ${name} ${index}`),
    name: `${name}-${index + 1}`,
    description: null,
    audiences: ['api://AzureADTokenExchange'],
    issuer: 'https://token.actions.githubusercontent.com',
    ...row,
  }
}

export function identityRow(
  id: string,
  appId: string,
  displayName: string,
  alternativeNames: readonly string[],
): ObjectRow {
  return {
    id,
    appId,
    displayName,
    servicePrincipalType: 'ManagedIdentity',
    accountEnabled: true,
    appOwnerOrganizationId: null,
    alternativeNames,
    tags: [],
    notes: null,
    passwordCredentials: [],
    keyCredentials: [
      {
        keyId: guid(`platform key ${id}`),
        type: 'AsymmetricX509Cert',
        usage: 'Verify',
        key: null,
        displayName: 'CN=platform',
        startDateTime: '2026-10-01T00:00:00Z',
        endDateTime: '2026-12-30T00:00:00Z',
      },
    ],
    appRoles: [],
    oauth2PermissionScopes: [],
    verifiedPublisher: null,
    preferredTokenSigningKeyThumbprint: null,
    signInAudience: null,
  }
}

export function apiRows(api: (typeof apis)[ApiName]): Row {
  return {
    appRoles: Object.entries(api.roles).map(([value, id]) => ({
      id,
      value,
      displayName: value,
      description: value,
      isEnabled: true,
      allowedMemberTypes: ['Application'],
    })),
    oauth2PermissionScopes: api.scopes.map((value) => ({
      id: guid(`scope ${api.name} ${value}`),
      value,
      type: 'User',
      isEnabled: true,
    })),
  }
}

export function apiPrincipal(name: string, api: (typeof apis)[ApiName]): ObjectRow {
  return {
    id: guid(`principal api ${name}`),
    appId: api.appId,
    displayName: api.name,
    servicePrincipalType: 'Application',
    accountEnabled: true,
    appOwnerOrganizationId: microsoftTenant,
    alternativeNames: [],
    tags: [],
    notes: null,
    passwordCredentials: [],
    keyCredentials: [],
    ...apiRows(api),
    verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
    preferredTokenSigningKeyThumbprint: null,
    signInAudience: 'AzureADMultipleOrgs',
  }
}
