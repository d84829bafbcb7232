/**
 * Facts of what the Azure connector writes of Entra ID, by type and kind. Ids are built on object ids, which stay when
 * something is renamed; `nativeId` of what signs in is its application id, which is what logs and portals show.
 */
import type { Instant } from '../inventory.ts'
import type { Known } from '../known.ts'
import type { OtherAddress } from './addresses.ts'

/** Whose an application is: told by the tenant that owns it, never by its name. */
export type EntraOrigin =
  /** The scanned tenant's own. */
  | 'tenant'
  /** Owned by one of Microsoft's tenants. */
  | 'microsoft'
  /** Owned by somebody else's tenant: a vendor's, a partner's. */
  | 'foreign'
  /** Without an owning tenant: managed identities and what is older than applications. */
  | 'none'

/**
 * identity `service-principal`: how an application acts in this tenant. Those of Microsoft's own applications are
 * resources (`microsoft-app`) instead, unless they are known to be AI, or carry credentials of their own in this tenant.
 */
export type ServicePrincipalFacts = {
  readonly objectId: string
  readonly appId: string
  readonly origin: EntraOrigin
  /** Id of the tenant that owns the application. */
  readonly ownerTenant: Known<string>
  /** `Application`, `Legacy`, `SocialIdp`: https://learn.microsoft.com/graph/api/resources/serviceprincipal */
  readonly servicePrincipalType: string
  /** Object id of its registration in this tenant; none: the application is registered elsewhere. */
  readonly applicationId: Known<string>
  readonly publisherVerified: Known<boolean>
  readonly publisher: Known<string>
  readonly signInAudience: Known<string>
  /** Free text that administrators left. */
  readonly notes: Known<string>
  /** `WindowsAzureActiveDirectoryIntegratedApp`, `HideApp`, `power-virtual-agents-…` */
  readonly labels: readonly string[]
  /** The application id of the application that made it. */
  readonly createdByAppId: Known<string>
  /** It signs tokens for single sign-on by SAML: certificates of that kind prove nothing to Entra ID. */
  readonly samlSignOn: boolean
  readonly disabledByMicrosoft: Known<string>
  /** What tokens for it may name as their audience: its application id, and its application id URIs. */
  readonly audiences?: readonly string[]
  /**
   * Without one of its roles nobody gets a token for it: `appRoleAssignmentRequired` of
   * https://learn.microsoft.com/graph/api/resources/serviceprincipal. Left out: it was not read, as of the audiences.
   */
  readonly assignmentRequired?: boolean
  /** Set where it is the principal of an agent blueprint. */
  readonly blueprint?: true
  /** Muster itself signs in as this application. */
  readonly scanner?: boolean
}

/** identity `managed-identity`: the service principal of a managed identity; `nativeId` is its application (client) id. */
export type ManagedIdentityFacts = {
  readonly objectId: string
  readonly appId: string
  readonly assigned: Known<'system' | 'user'>
  /** ARM id, in small letters: of the resource it belongs to (system), or of the identity itself (user). */
  readonly resourceId: Known<string>
  readonly subscriptionId: Known<string>
  /** ARM ids of resources that it is attached to, in small letters, in order; unknown: the map was not read. */
  readonly attachedTo: Known<readonly string[]>
  readonly scanner?: boolean
}

/** identity `agent-identity`: of Entra Agent ID. It has no credential of its own: its blueprint signs in for it. */
export type AgentIdentityFacts = {
  readonly objectId: string
  readonly appId: string
  /** Application id of its blueprint. */
  readonly blueprintAppId: Known<string>
  /** Object id of the blueprint's principal in this tenant; none: it is not here. */
  readonly blueprintPrincipalId: Known<string>
  /** Ids of users and groups that answer for it. */
  readonly sponsors: Known<readonly string[]>
  readonly createdByAppId: Known<string>
}

/** identity `user`: only people (and accounts) that own, sponsor or consent to something else here; `nativeId` is the user principal name. */
export type EntraUserFacts = {
  readonly objectId: string
  readonly userPrincipalName: Known<string>
  /** Further addresses: `mail`, `proxyAddresses`, `otherMails`. */
  readonly otherAddresses?: readonly OtherAddress[]
  readonly userType: Known<'Member' | 'Guest'>
  /** Accounts of agents (`agentUser`) are no people. */
  readonly agent?: true
}

/** resource `application`: a registration in this tenant; `nativeId` is the application id. Blueprints of agents have kind `agent-blueprint`. */
export type ApplicationFacts = {
  readonly objectId: string
  readonly appId: string
  /** Entity id of the service principal that acts for it here; none: there is none. */
  readonly servicePrincipal: Known<string>
  readonly signInAudience: Known<string>
  readonly createdAt: Known<Instant>
  readonly createdByAppId: Known<string>
  readonly disabled: Known<boolean>
  readonly publisherDomain: Known<string>
  readonly serviceManagementReference: Known<string>
  readonly notes: Known<string>
  readonly labels: readonly string[]
  readonly redirectUris: readonly RedirectUri[]
  /** Applications that no secret can be kept in may sign in without one. */
  readonly fallbackPublicClient: Known<boolean>
  /** Whether owners of the instance in another tenant may change its credentials: none of the lock's parts is on, or all. */
  readonly instanceLock: Known<'off' | 'partial' | 'on'>
  /** What it asks for, as registered: not what was granted. */
  readonly asksFor: readonly { readonly apiAppId: string; readonly id: string; readonly type: 'Role' | 'Scope' }[]
  /**
   * Of the tokens that are made for it, which tells their issuer too: https://learn.microsoft.com/graph/api/resources/apiapplication.
   * Left out: it was not read.
   */
  readonly tokenVersion?: 1 | 2
  /** Of an agent blueprint: what its agents inherit. */
  readonly inheritable?: Known<readonly InheritablePermission[]>
  readonly sponsors?: Known<readonly string[]>
  /** Facets that depend on another step are patched in: names of the app management policies that hold it. */
  readonly managementPolicies?: Known<readonly string[]>
}

export type InheritablePermission = {
  readonly apiAppId: string
  /** `all`: whatever the blueprint's principal was granted of this API. Of both where they agree; else `listed`. */
  readonly kind: 'all' | 'listed' | 'none'
  /** Of delegated permissions alone, and of application permissions alone. */
  readonly scopesKind?: 'all' | 'listed' | 'none'
  readonly rolesKind?: 'all' | 'listed' | 'none'
  readonly scopes: readonly string[]
  readonly roles: readonly string[]
}

export type RedirectUri = { readonly uri: string; readonly platform: 'web' | 'spa' | 'public' }

/**
 * credential `client-secret` or `certificate`, of an application or of a service principal itself; `nativeId` is its key
 * id. `name` is what its maker called it, or the key id. The secret's first letters (`hint`) and keys are dropped.
 */
export type EntraSecretFacts = {
  readonly on: 'application' | 'service-principal'
  /** Object id of the application or service principal that carries it. */
  readonly objectId: string
  readonly appId: string
  readonly keyId: string
  /** Of certificates: `Verify` proves who signs in, `Sign` signs tokens of single sign-on. */
  readonly usage?: string
  /** Of certificates: the thumbprint, as `customKeyIdentifier` holds it. */
  readonly thumbprint?: Known<string>
  /** It belongs to a certificate of single sign-on by SAML, and proves nothing to Entra ID. */
  readonly samlSigning?: true
}

/** credential `federated`: tokens of another issuer that sign in as the application or managed identity; `nativeId` is its id. */
export type FederatedCredentialFacts = {
  readonly on: 'application' | 'managed-identity'
  /** Object id of the application, or ARM id of the user-assigned identity in small letters. */
  readonly objectId: string
  readonly name: string
  /** As written: `https://token.actions.githubusercontent.com` */
  readonly issuer: string
  /** Exact, and case-sensitive; none: a flexible credential, which has an expression instead. */
  readonly subject: Known<string>
  /** `claims['sub'] matches 'repo:acme/*'`: https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials */
  readonly expression: Known<string>
  readonly audiences: readonly string[]
}

/**
 * resource `app-role`: a permission of an API that applications are granted as themselves; `nativeId` is
 * `<api's application id>/<value>`. Edge `grants` from who holds it, `via` the assignment's id.
 */
export type AppRoleFacts = {
  readonly apiAppId: string
  readonly apiName: string
  readonly roleId: string
  /** `Mail.Read`; none: the default access of an API that defines no roles. */
  readonly value: Known<string>
  readonly displayName: Known<string>
}

/** resource `delegated-grant`: what a client may do in the name of users; `nativeId` is the grant's id. Edge `grants` from the client. */
export type DelegatedGrantFacts = {
  /** Object id of the client's service principal. */
  readonly clientId: string
  /** `AllPrincipals`: an administrator consented for everybody. */
  readonly consentType: 'AllPrincipals' | 'Principal'
  /** Object id of the one user, of `Principal`. */
  readonly principalId: Known<string>
  readonly apiAppId: Known<string>
  readonly apiName: Known<string>
  readonly scopes: readonly string[]
}

/**
 * resource `directory-role`: a definition; `nativeId` is its template id. Edge `grants` from who holds it, `via` the
 * assignment's id, conditions `DirectoryGrant`.
 */
export type DirectoryRoleFacts = {
  readonly templateId: string
  readonly displayName: string
  readonly builtIn: boolean
  readonly enabled: boolean
  /** `microsoft.directory/applications/credentials/update` */
  readonly actions: readonly string[]
}

/** Conditions of the edge. */
export type DirectoryGrant = {
  /** `/` is all of the tenant; else an administrative unit or one object: `/<object id>`. */
  readonly directoryScope: string
  /** Eligible roles have to be activated first. */
  readonly state: 'active' | 'eligible'
  readonly until: Instant | null
}

/** resource `group`: one that holds rights; `nativeId` is its object id. Edges `member-of` from identities that act, `owns` from its owners. */
export type GroupFacts = {
  readonly objectId: string
  readonly displayName: string
  readonly roleAssignable: Known<boolean>
  readonly dynamicRule: Known<string>
  /** Object ids of members that are applications, managed identities or agents. */
  readonly machineMembers: Known<readonly string[]>
}

/** resource `tenant`: one a scope; `nativeId` is the tenant's id. */
export type TenantFacts = {
  readonly tenantId: string
  readonly displayName: string
  readonly domains: readonly string[]
  /** Service plans by name, as far as they matter here: `AAD_PREMIUM`, `AAD_PREMIUM_P2`. */
  readonly plans: readonly string[]
  /** Ids of policies by which users may consent: https://learn.microsoft.com/entra/identity/enterprise-apps/configure-user-consent */
  readonly userConsent?: Known<readonly string[]>
  readonly usersRegisterApplications?: Known<boolean>
  readonly guestsInvitedBy?: Known<string>
  readonly secretRestrictions?: Known<SecretRestrictions>
  /** The application that Muster signed in as. */
  readonly scannerAppId: Known<string>
}

/** Of the tenant's default policy for applications. */
export type SecretRestrictions = {
  readonly enabled: boolean
  readonly passwordAddition: 'blocked' | 'allowed'
  /** ISO 8601, as Graph says it: `P180D`. */
  readonly passwordLifetime: string | null
  readonly keyLifetime: string | null
}

/** resource `microsoft-app`: a service principal of one of Microsoft's own applications; `nativeId` is the application id. */
export type MicrosoftAppFacts = {
  readonly objectId: string
  readonly appId: string
  readonly enabled: Known<boolean>
}

/** resource `copilot-package`: an agent or app of Microsoft 365's catalogue; `nativeId` is the package's id. */
export type CopilotPackageFacts = {
  readonly packageId: string
  readonly appId: Known<string>
  readonly ownerId: Known<string>
  readonly publisher: Known<string>
  readonly type: Known<string>
  readonly elementTypes: readonly string[]
  readonly blocked: Known<boolean>
  readonly availableTo: Known<string>
  readonly lastModifiedAt: Known<Instant>
}
