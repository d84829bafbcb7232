/** Facts of what the Google Workspace connector writes, by type and kind. */
import type { Instant } from '../inventory.ts'
import type { Known } from '../known.ts'
import type { OtherAddress } from './addresses.ts'

/** identity `oauth-client`: an application that users (or the domain) let in; `nativeId` is its client id. */
export type OauthClientFacts = {
  readonly clientId: string
  readonly displayText: Known<string>
  readonly clientType: Known<string>
  /** How many users let it in, as far as was seen. */
  readonly users: Known<number>
  /** All scopes that some user gave it, sorted. */
  readonly scopes: readonly string[]
  readonly firstGrantedAt: Known<Instant>
  /** Google lists it as anonymous: nobody vouches for it. Of the step `oauth-tokens`. */
  readonly anonymous: Known<boolean>
  /** It acted as an agent, by Google's own attribution. Of the step `agentic-actions`. */
  readonly agentic: Known<boolean>
  /** The log that grants are read of reaches back so far; older ones show only with `oauth-tokens`. */
  readonly logSince: Known<Instant>
}

/**
 * resource `user`: a person's (or a machine's) account, as far as it has anything of the sort in it: an app that it let
 * in, an app password, an admin role; `nativeId` is the user's id. Addresses are kept, names are not.
 */
export type WorkspaceUserFacts = {
  readonly userId: string
  readonly email: string
  /** Aliases that mail to them also arrives under. */
  readonly otherAddresses?: readonly OtherAddress[]
  readonly superAdmin: boolean
  readonly delegatedAdmin: boolean
  readonly suspended: boolean
  readonly archived: boolean
  /** null: never. */
  readonly lastLoginAt: Known<Instant>
  readonly createdAt: Known<Instant>
}

/** Edge `grants` from an `oauth-client` to a `user`, one a pair: what that user let it do. */
export type OauthGrant = {
  readonly scopes: readonly string[]
  readonly grantedAt: Instant | null
}

/** resource `delegation`: domain-wide delegation to a client, as the log of administrators tells it; `nativeId` is the client id. */
export type DelegationFacts = {
  readonly clientId: string
  readonly scopes: readonly string[]
  readonly grantedAt: Known<Instant>
  readonly grantedBy: Known<string>
  /** The log reaches back so far; older grants are not seen. */
  readonly logSince: Instant
  /** The log of administrators, a client's own use of it, or the list that somebody copied from the Admin console. */
  readonly seenIn?: 'admin-log' | 'use' | 'file'
}

/** credential `password`: an app-specific password; `nativeId` is `<user id>#asp#<code id>`. */
export type AppPasswordFacts = {
  readonly email: string
  readonly codeId: number
  readonly title: Known<string>
}

/**
 * identity `service-account`: one of Google Cloud that holds an admin role here; `nativeId` is its unique id, which is all
 * that Workspace knows. The analysis joins it to what the Google Cloud connector writes by that id.
 */
export type AdminServiceAccountFacts = {
  readonly uniqueId: string
  /** Where it is in a group that holds the role; of those that hold it themselves, Workspace knows the number alone. */
  readonly email?: string
  /** Muster itself signs in as it. */
  readonly scanner?: boolean
}

/** resource `admin-role`; edge `grants` from who holds it, `via` the assignment's id, conditions `AdminAssignment`. */
export type AdminRoleFacts = {
  readonly roleId: string
  readonly roleName: string
  readonly superAdmin: boolean
  readonly privileges: readonly string[]
}

/** resource `group`: one that holds a role of administrators; `nativeId` is its id. */
export type AdminGroupFacts = {
  readonly groupId: string
  readonly members: Known<number>
}

export type AdminAssignment = {
  /** `CUSTOMER`, or the id of the organizational unit that it ends at. */
  readonly scope: string
}

/** resource `customer`: one a scope; `nativeId` is the customer id. */
export type CustomerFacts = {
  readonly customerId: string
  /** Domains of the customer, the first one first. */
  readonly domains: Known<readonly string[]>
  /**
   * `BLOCK_ALL_SCOPES`, `ALLOW_SIGN_IN_ONLY`, …: what users may let in that nobody decided on, where it is loosest. Where
   * nobody ever set it, Google writes `ACCESS_LEVEL_UNSPECIFIED`, which blocks nothing.
   */
  readonly unconfiguredApps: Known<string>
  readonly trustsInternalApps: Known<boolean>
  /** Apps that sign in with a password alone are let in somewhere. */
  readonly lessSecureApps: Known<boolean>
}
