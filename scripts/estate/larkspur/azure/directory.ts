/** Writes down people, applications and what they were granted, as Graph shows them. */
import type { Row } from '../../../../fixtures/servers/azure/estate.ts'
import { apis, directoryRoles } from './apis.ts'
import type { ApiName } from './apis.ts'
import { noteSignIn, recently } from './draft.ts'
import type { Draft } from './draft.ts'
import { guid, tenantId } from './ids.ts'
import { apiObjectId, federatedRow } from './rows.ts'
import { secretRow } from './secrets.ts'
import type { SecretSpec } from './secrets.ts'

export interface AppSpec {
  /** None: `owner` is. */
  readonly owners?: readonly string[]
  readonly secrets?: readonly SecretSpec[]
  readonly certificates?: readonly SecretSpec[]
  /** Last sign-in of the service principal; none: the report does not list it. */
  readonly used?: string | null
  readonly application?: Row
  readonly principal?: Row
  readonly federated?: readonly Row[]
}

export interface Directory {
  readonly user: (login: string, given?: Row) => string
  /** A registration with its service principal; returns the principal's object id. */
  readonly app: (name: string, spec?: AppSpec) => string
  /** Of another tenant's application. */
  readonly foreign: (name: string, owner: string, given?: Row, used?: string) => string
  readonly permission: (principal: string, api: ApiName, value: string) => void
  /** Returns its id. */
  readonly delegated: (client: string, api: ApiName, scope: string, consent: { principal?: string }) => string
  readonly directoryRole: (principal: string, role: string, scope?: string) => void
}

export function makeDirectory(draft: Draft, owner: string): Directory {
  const { graph, owners, federated } = draft
  return {
    user: (login, given = {}) => {
      const id = guid(`user ${login}`)
      graph['users']!.push({
        id,
        userPrincipalName: login.includes('@') ? login : `${login}@larkspur.example`,
        displayName: login,
        accountEnabled: true,
        userType: 'Member',
        ...given,
      })
      return id
    },
    app: (name, spec = {}) => {
      const [id, principal, appId] = [guid(`application ${name}`), guid(`principal ${name}`), guid(`app ${name}`)]
      graph['applications']!.push({
        id,
        appId,
        displayName: name,
        createdDateTime: '2024-05-06T09:00:00Z',
        createdByAppId: null,
        signInAudience: 'AzureADMyOrg',
        isDisabled: null,
        isFallbackPublicClient: false,
        passwordCredentials: (spec.secrets ?? []).map((each, index) =>
          secretRow(draft, name, appId, 'secret', each, index),
        ),
        keyCredentials: (spec.certificates ?? []).map((each, index) =>
          secretRow(draft, name, appId, 'certificate', each, index),
        ),
        requiredResourceAccess: [],
        web: { redirectUris: [] },
        spa: { redirectUris: [] },
        publicClient: { redirectUris: [] },
        tags: [],
        notes: null,
        serviceManagementReference: null,
        publisherDomain: 'larkspur.example',
        servicePrincipalLockConfiguration: { isEnabled: true, allProperties: true },
        identifierUris: [],
        api: { requestedAccessTokenVersion: null },
        ...spec.application,
      })
      graph['servicePrincipals']!.push({
        id: principal,
        appId,
        displayName: name,
        servicePrincipalType: 'Application',
        accountEnabled: true,
        appOwnerOrganizationId: tenantId,
        alternativeNames: [],
        tags: ['WindowsAzureActiveDirectoryIntegratedApp'],
        servicePrincipalNames: [appId],
        appRoleAssignmentRequired: false,
        notes: null,
        passwordCredentials: [],
        keyCredentials: [],
        appRoles: [],
        oauth2PermissionScopes: [],
        verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
        preferredTokenSigningKeyThumbprint: null,
        signInAudience: 'AzureADMyOrg',
        createdDateTime: '2024-05-06T09:00:00Z',
        ...spec.principal,
      })
      owners[id] = [...(spec.owners ?? [owner])]
      if (spec.federated !== undefined)
        federated[id] = spec.federated.map((row, index) => federatedRow(name, row, index))
      noteSignIn(draft, name, appId, spec.used === undefined ? recently : spec.used)
      return principal
    },
    foreign: (name, ownerTenant, given = {}, used = recently) => {
      const [principal, appId] = [
        guid(`principal ${name}`),
        typeof given['appId'] === 'string' ? given['appId'] : guid(`app ${name}`),
      ]
      graph['servicePrincipals']!.push({
        id: principal,
        appId,
        displayName: name,
        servicePrincipalType: 'Application',
        accountEnabled: true,
        appOwnerOrganizationId: ownerTenant,
        alternativeNames: [],
        tags: ['WindowsAzureActiveDirectoryIntegratedApp'],
        notes: null,
        passwordCredentials: [],
        keyCredentials: [],
        appRoles: [],
        oauth2PermissionScopes: [],
        verifiedPublisher: { displayName: name, verifiedPublisherId: '1234567', addedDateTime: '2025-01-01T00:00:00Z' },
        preferredTokenSigningKeyThumbprint: null,
        signInAudience: 'AzureADMultipleOrgs',
        ...given,
      })
      noteSignIn(draft, name, appId, used)
      return principal
    },
    permission: (principal, api, value) => {
      const { roles, name } = apis[api]
      const appRoleId = (roles as { readonly [value: string]: string })[value]
      if (appRoleId === undefined) throw new Error(`${name} has no role ${value}`)
      graph['appRoleAssignments']!.push({
        id: guid(`grant ${principal} ${value}`).replaceAll('-', ''),
        appRoleId,
        principalId: principal,
        principalType: 'ServicePrincipal',
        principalDisplayName: '',
        resourceId: apiObjectId(api),
        resourceDisplayName: name,
        createdDateTime: '2025-02-03T10:00:00Z',
      })
    },
    delegated: (client, api, scope, { principal }) => {
      const id = guid(`delegated ${client} ${api} ${principal ?? ''}`).replaceAll('-', '')
      graph['oauth2PermissionGrants']!.push({
        id,
        clientId: client,
        consentType: principal === undefined ? 'AllPrincipals' : 'Principal',
        principalId: principal ?? null,
        resourceId: apiObjectId(api),
        scope,
      })
      return id
    },
    directoryRole: (principal, role, scope = '/') => {
      const definition = directoryRoles[role]
      if (definition === undefined) throw new Error(`no directory role ${role}`)
      graph['roleAssignments']!.push({
        id: guid(`directory ${principal} ${role}`).replaceAll('-', ''),
        principalId: principal,
        roleDefinitionId: definition.id,
        directoryScopeId: scope,
      })
    },
  }
}
