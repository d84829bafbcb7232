/** What is kept of an organization at OpenAI while it is read. */
import type { Instant, Known } from '../../model/index.ts'
import type { OwnKey } from '../shared/own-key.ts'
import type { Vendor } from '../shared/vendor/index.ts'
import type { OpenaiConfig } from './schema.ts'

export interface OpenaiClient {
  readonly config: OpenaiConfig
  readonly vendor: Vendor
  readonly ownKey: OwnKey
}

export interface ProjectRow {
  readonly id: string
  readonly name: string
  readonly active: boolean
}

export interface PersonRow {
  readonly id: string
  readonly email: Known<string>
  readonly role: Known<string>
  readonly enabled: boolean
  readonly addedAt: Known<Instant>
}

export interface PeopleList {
  readonly byId: ReadonlyMap<string, PersonRow>
  /** Every row could be read: who is not in it is no member. */
  readonly whole: boolean
}

export interface OpenaiSession {
  readonly vendor: Vendor
  readonly ownKey: OwnKey
  readonly facts: {
    /** Of the step `projects`; undefined where it could not. */
    projects?: readonly ProjectRow[]
    /** Of the step `people`. */
    people?: PeopleList
    /** Of the step `service-accounts`: by id, the name. */
    serviceAccounts?: ReadonlyMap<string, string>
    /** Of the step `project-keys`: by key id, the service account that it stands for, if any. */
    keys?: ReadonlyMap<string, string | undefined>
    /** Ids of users that were emitted. */
    readonly emitted: Set<string>
  }
}

export function emptyFacts(): OpenaiSession['facts'] {
  return { emitted: new Set() }
}
