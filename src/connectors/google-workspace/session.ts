/** What is kept of a customer of Workspace while it is read. */
import type { OtherAddress } from '../../model/facts/addresses.ts'
import type { Instant, Known } from '../../model/index.ts'
import type { GoogleClient } from '../shared/google/client.ts'
import type { GivenDelegation } from './map/delegation-file.ts'
import type { WorkspaceConfig } from './schema.ts'

/** One sign-in for each OAuth scope, so that one that is not delegated costs no more than what it is for. */
export type Clients = (scope: string) => GoogleClient

export interface WorkspaceClient {
  readonly config: WorkspaceConfig
  readonly clients: Clients
  /** From the file that the configuration names; undefined: it names none. */
  readonly delegations: readonly GivenDelegation[] | undefined
  /** Filled while scopes are found. */
  readonly found: Map<string, FoundCustomer>
}

export interface FoundCustomer {
  readonly customerId: string
  readonly domain: string | undefined
  readonly createdAt: Known<Instant>
}

export interface UserRow {
  readonly id: string
  readonly email: string
  readonly otherAddresses?: readonly OtherAddress[]
  readonly superAdmin: boolean
  readonly delegatedAdmin: boolean
  readonly suspended: boolean
  readonly archived: boolean
  readonly lastLoginAt: Known<Instant>
  readonly createdAt: Known<Instant>
}

export interface UserList {
  readonly byId: ReadonlyMap<string, UserRow>
  readonly byEmail: ReadonlyMap<string, UserRow>
  /** Every row could be read: who is not in it is no user. */
  readonly whole: boolean
}

/** What one user let in, by client id, with its scopes. */
export type TokensOfUser = ReadonlyMap<string, readonly string[]>

/** What is known of a client from all that let it in. */
export interface ClientRow {
  readonly name: string | undefined
}

export interface SeenActing {
  readonly scopes: Set<string>
  last: Instant
}

export interface WorkspaceSession {
  readonly clients: Clients
  readonly config: WorkspaceConfig
  readonly customer: FoundCustomer
  readonly delegations: WorkspaceClient['delegations']
  readonly facts: {
    /** Of the step `users`; undefined where it could not. */
    users?: UserList
    /** Of the step `oauth-tokens`, by user id: of those that were asked for and answered. */
    tokens?: ReadonlyMap<string, TokensOfUser>
    /** Of the step `oauth-tokens`: nobody was left out. */
    tokensWhole?: boolean
    /** Of the steps `oauth-tokens` and `oauth-grants`, by client id. */
    readonly oauthClients: Map<string, ClientRow>
    /** Of the step `oauth-grants`: it read the log to its end. */
    grantsRead?: true
    /** Of the step `oauth-grants`: clients that act by domain-wide delegation. */
    readonly delegated: Map<string, SeenActing>
    /** Ids of users that were emitted. */
    readonly emitted: Set<string>
  }
}

export function emptyFacts(): WorkspaceSession['facts'] {
  return { oauthClients: new Map(), delegated: new Map(), emitted: new Set() }
}
