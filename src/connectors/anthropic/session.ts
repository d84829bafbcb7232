/** What is kept of an organization at Anthropic while it is read. */
import type { Instant, Known } from '../../model/index.ts'
import type { OwnKey } from '../shared/own-key.ts'
import type { Vendor } from '../shared/vendor/index.ts'
import type { AnthropicConfig } from './schema.ts'

/** One sign-in for each sort of question: none of them opens everything. */
export interface SignIns {
  /** By the Admin API key, or else the OAuth token, which opens the same and more. */
  readonly admin: Vendor
  /** undefined: no OAuth token was given. */
  readonly oauth: Vendor | undefined
  /** By workspace. */
  readonly workspaces: ReadonlyMap<string, Vendor>
  /** One for each key that was handed over. */
  readonly ownKeys: readonly OwnKey[]
}

export interface AnthropicClient extends SignIns {
  readonly config: AnthropicConfig
}

export interface WorkspaceRow {
  readonly id: string
  readonly name: string
  readonly archived: boolean
}

export interface WorkspaceList {
  readonly byId: ReadonlyMap<string, WorkspaceRow>
  /** Every row could be read: a workspace that is not in it is the default one. */
  readonly whole: boolean
}

export interface PersonRow {
  readonly id: string
  readonly email: Known<string>
  readonly role: Known<string>
  readonly addedAt: Known<Instant>
}

export interface PeopleList {
  readonly byId: ReadonlyMap<string, PersonRow>
  /** Every row could be read: who is not in it is no member. */
  readonly whole: boolean
}

export interface AnthropicSession extends SignIns {
  /** Whom `rowsOf` and its like ask by default. */
  readonly vendor: Vendor
  readonly facts: {
    /** Of the step `workspaces`; undefined where it could not. */
    workspaces?: WorkspaceList
    /** Of the step `people`. */
    people?: PeopleList
    /** Of the step `keys`: by key id, the service account that it acts as, if any. */
    keys?: ReadonlyMap<string, string | undefined>
    /** Of the step `service-accounts`: their ids. */
    serviceAccounts?: ReadonlySet<string>
    /** Ids of users that were emitted. */
    readonly emitted: Set<string>
  }
}

export function sessionOf({ admin, oauth, workspaces, ownKeys }: SignIns): AnthropicSession {
  return { admin, oauth, workspaces, ownKeys, vendor: admin, facts: { emitted: new Set() } }
}
