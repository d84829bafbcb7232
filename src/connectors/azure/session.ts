/** What is kept of a tenant while it is read. */
import type { Send } from './client.ts'
import type { Endpoints } from './clouds.ts'
import type { Tokens } from './credentials.ts'
import type { AzureConfig } from './schema.ts'
import type { TokenClaims } from './token-claims.ts'

export interface SignIn {
  readonly tenant: string | undefined
  readonly tokens: Tokens
}

export interface AzureClient {
  readonly config: AzureConfig
  readonly endpoints: Endpoints
  readonly send: Send
  readonly signIns: readonly SignIn[]
  /** Filled while scopes are found. */
  readonly found: Map<string, FoundTenant>
}

export interface FoundTenant {
  readonly tenantId: string
  readonly tokens: Tokens
  /** Of the token for Graph. */
  readonly claims: TokenClaims
}

/** What can be granted something, as far as the lists were read. */
export interface PrincipalRow {
  /** The entity it became; undefined: one of Microsoft's own, which is no identity here. */
  readonly entity: string | undefined
  readonly appId: string
  readonly name: string
  /** It is known to be AI by a sign of its own. */
  readonly ai?: true
}

/** An API of the tenant: what its roles and scopes are called. */
export interface ApiRow {
  readonly objectId: string
  readonly appId: string
  readonly name: string
  /** Id -> value and title. */
  readonly roles: ReadonlyMap<string, { readonly value: string | null; readonly title: string | null }>
}

export interface AzureSession {
  readonly client: Pick<AzureClient, 'endpoints' | 'send' | 'config'>
  readonly tenantId: string
  readonly tokens: Tokens
  readonly claims: TokenClaims
  readonly facts: {
    /** Of the step `service-principals`, by object id; undefined where it could not. */
    principals?: ReadonlyMap<string, PrincipalRow>
    apis?: ReadonlyMap<string, ApiRow>
    /** Of the step `applications`: object id by application id. */
    applications?: ReadonlyMap<string, string>
    /** Of the steps `applications` and `service-principals`, as they come: entity id of a secret or certificate by its key id. */
    credentials?: Map<string, string>
    /** Of the step `directory-roles`: entity id by the id of the definition. */
    directoryRoles?: ReadonlyMap<string, string>
    /** Groups that hold rights, by object id, as every step adds them. */
    readonly groups: Set<string>
    /** Roles of Azure that somebody holds, by GUID: of the built-in ones, these alone are kept. */
    readonly heldRoles: Set<string>
    /** Of the step `role-assignments`: entity ids of identities by the GUID of the role. */
    readonly holders: Map<string, Set<string>>
    /** Of the step `subscriptions`, by id; undefined where none is seen. `home`: the tenant that it belongs to. */
    subscriptions?: readonly { readonly id: string; readonly name: string; readonly home: string }[]
    /** Of the step `managed-identities`, by ARM id in small letters; `armId` is as Azure writes it. */
    userIdentities?: ReadonlyMap<string, { readonly objectId: string; readonly armId: string }>
    /** Object ids of managed identities that Azure itself showed. */
    readonly seenIdentities: Set<string>
    /** Of the step `local-auth`: ARM ids as Azure writes them. */
    vaults?: readonly string[]
    modelAccounts?: readonly string[]
  }
}

export function emptyFacts(): AzureSession['facts'] {
  return { groups: new Set(), heldRoles: new Set(), holders: new Map(), seenIdentities: new Set() }
}
