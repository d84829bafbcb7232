/** Facts of what the Okta connector writes, by type and kind. */
import type { Instant } from '../inventory.ts'
import type { Known } from '../known.ts'
import type { OtherAddress } from './addresses.ts'

/**
 * identity `user`: everybody in the directory, because owners of other things are looked up here; `nativeId` is the
 * login. Addresses are kept, names and the rest of the profile are not.
 */
export type OktaUserFacts = {
  readonly userId: string
  readonly login: string
  readonly email: Known<string>
  /** The second address, of those who have one. */
  readonly otherAddresses?: readonly OtherAddress[]
  /** `ACTIVE`, `SUSPENDED`, `DEPROVISIONED`, …: https://developer.okta.com/docs/reference/api/users/#user-status */
  readonly status: string
  /** null: never since it was made. */
  readonly statusChangedAt: Known<Instant>
  /** null: never. */
  readonly lastLoginAt: Known<Instant>
  /** Why it is taken for a machine's account: `login svc-deploy@acme.example`; empty: nothing says so. */
  readonly machineSigns: readonly string[]
}

/** From where something may be used. */
export type OktaNetwork = {
  /** `ANYWHERE`, `ZONE` */
  readonly connection: string
  /** Ids of zones, or `ALL_IP_ZONES`. */
  readonly include: readonly string[]
  readonly exclude: readonly string[]
}

/**
 * identity `service-app` (it signs in as itself) or `oauth-app` (only in the name of users): an application that speaks
 * OpenID Connect; `nativeId` is its client id.
 */
export type OktaAppFacts = {
  readonly appId: string
  readonly clientId: string
  /** Of the catalogue: `oidc_client` is one that the organization made itself. */
  readonly catalogName: string
  /** `service`, `web`, `browser`, `native` */
  readonly applicationType: Known<string>
  readonly grantTypes: Known<readonly string[]>
  /** `private_key_jwt`, `client_secret_basic`, …, `none` */
  readonly authMethod: Known<string>
  /** Its tokens are bound to a key of its own: https://developer.okta.com/docs/guides/dpop/ */
  readonly boundTokens: Known<boolean>
  /** Its keys are read from an address instead of being kept by Okta; only the host of it is kept. */
  readonly keysAt: Known<string>
  readonly network: Known<OktaNetwork>
  /** Muster itself signs in as this application. */
  readonly scanner?: true
}

/** resource `swa-app`: an application that Okta fills a form of with a name and a password, or signs in to in a way that is not known here; `nativeId` is its id. */
export type OktaSwaAppFacts = {
  readonly appId: string
  readonly signOnMode: string
  /** `SHARED_USERNAME_AND_PASSWORD`, `EDIT_USERNAME_AND_PASSWORD`, … */
  readonly scheme: Known<string>
  readonly active: boolean
}

/** credential `client-secret` of an application or an API service integration; `nativeId` is its id. The secret and its hash are dropped. */
export type OktaSecretFacts = {
  readonly on: 'app' | 'api-service'
  readonly appId: string
}

/** credential `certificate`: a public key that an application or an agent signs in with; `nativeId` is its id. `fingerprint` is its thumbprint by RFC 7638. */
export type OktaKeyFacts = {
  readonly on: 'app' | 'ai-agent'
  /** Id of the application or of the agent. */
  readonly appId: string
  readonly keyId: Known<string>
  /** `RSA`, `EC` */
  readonly keyType: string
}

/** credential `token`: an API token (SSWS), which may whatever the user may who made it; `nativeId` is its id. */
export type OktaTokenFacts = {
  readonly userId: string
  readonly clientName: Known<string>
  /** ISO 8601: it ends by itself after so long without use, `P30D`. */
  readonly window: Known<string>
  readonly network: Known<OktaNetwork>
  /** Muster itself signs in with it. */
  readonly scanner?: true
}

/** resource `api-scope`: a scope of the management API; `nativeId` is its name. Edge `grants` from the application, conditions `OktaScopeGrant`. */
export type OktaScopeFacts = {
  readonly scope: string
}

export type OktaScopeGrant = {
  readonly grantId: string | null
  /** Id of the user who consented; none: Okta names nobody. */
  readonly grantedBy: string | null
}

/**
 * resource `admin-role`: of administrators, standard (`nativeId` is its type) or custom (its id). Edge `grants` from who
 * holds it, `via` the assignment's id, conditions `OktaRoleGrant`.
 */
export type OktaRoleFacts = {
  readonly roleId: string
  /** `SUPER_ADMIN`, …, `CUSTOM` */
  readonly type: string
  readonly label: string
  /** Of custom roles: `okta.users.manage`; none: a standard role, whose type says it. */
  readonly permissions: Known<readonly string[]>
}

export type OktaRoleGrant = {
  /** `USER`, `GROUP` (the user is in one that holds it), `CLIENT` */
  readonly assignment: string
  /** Of custom roles: what they reach. */
  readonly resourceSet: string | null
  /** Ids of groups, or apps, that a standard role ends at; null: at nothing. Only of applications. */
  readonly targets: Known<readonly string[]>
}

/** identity `api-service`: an integration of a vendor that reads or changes this organization by API; `nativeId` is its client id. */
export type OktaApiServiceFacts = {
  readonly clientId: string
  /** Of the catalogue: `acme_log_export`. */
  readonly catalogName: string
  /** Id of the user who installed it. */
  readonly createdBy: Known<string>
  /** Okta did not say which scopes it was granted: that no scope is known then means nothing. */
  readonly scopesUntold?: true
}

/** identity `ai-agent`: registered with Okta for AI Agents; `nativeId` is its id. Edge `delegates-to` the application that it signs users in by. */
export type OktaAgentFacts = {
  readonly agentId: string
  /** `STAGED`, `ACTIVE`, `INACTIVE` */
  readonly status: string
  /** Id of the application. */
  readonly appId: Known<string>
}

/** resource `agent-connection`: what an agent may reach; `nativeId` is its id. Edge `grants` from the agent. */
export type OktaConnectionFacts = {
  readonly agentId: string
  /** `IDENTITY_ASSERTION_CUSTOM_AS`, `IDENTITY_ASSERTION_APP_INSTANCE`, `STS_VAULT_SECRET`, `STS_SERVICE_ACCOUNT` */
  readonly connectionType: string
  readonly active: Known<boolean>
  /** Which of the scopes: `ALL_SCOPES`, `INCLUDE_ONLY`, `EXCLUDE`; none: it knows no scopes. */
  readonly scopeCondition: Known<string>
  readonly scopes: Known<readonly string[]>
  /** Okta's name of what it reaches, such as `orn:okta:idp:00o…:authorization_servers:aus…`. */
  readonly target: Known<string>
}

/**
 * identity `managed-account`: an account in an application of somebody else, which Okta Privileged Access looks after;
 * `nativeId` is its id there. Its password is dropped. Edge `owns` from its owners.
 */
export type OktaManagedAccountFacts = {
  readonly accountId: string
  readonly username: Known<string>
  /** Okta's name of the application: `orn:okta:idp:00o…:apps:salesforce:0oa…`. */
  readonly container: Known<string>
  readonly containerName: Known<string>
  /** How far it is looked after: `NO_ISSUES`, `UNSECURED`, `ALERT`, … */
  readonly status: Known<string>
  /** Ids. */
  readonly ownerUsers: readonly string[]
  readonly ownerGroups: readonly string[]
}

/** resource `event-hook` or `inline-hook`: an address that Okta calls; `nativeId` is its id. What it sends to prove itself is dropped. */
export type OktaHookFacts = {
  readonly hookId: string
  /** `com.okta.oauth2.tokens.transform`, of inline hooks; of event hooks `event`. */
  readonly hookType: string
  /** `https://hooks.acme.example`: paths may hold secrets, and are dropped. */
  readonly host: string
  readonly authentication: Known<'none' | 'header' | 'oauth'>
  /** Of event hooks: the receiver has answered once; one that has not gets no events. */
  readonly verified: Known<boolean>
  readonly active: boolean
  readonly createdAt: Known<Instant>
  readonly updatedAt: Known<Instant>
  /** Id of the user who made it, of event hooks. */
  readonly createdBy: Known<string>
}

/** resource `organization`: one a scope; `nativeId` is its id. */
export type OktaOrganizationFacts = {
  readonly organizationId: string
  readonly domain: string
  readonly companyName: Known<string>
  readonly createdAt: Known<Instant>
  /** Client id of the application that Muster signed in as; none: an API token. */
  readonly scannerClientId: Known<string>
}
