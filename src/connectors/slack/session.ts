/** What is kept of a workspace while it is read. */
import type { Instant } from '../../model/index.ts'
import type { AccessError, VendorError } from '../errors.ts'
import type { Vendor } from '../shared/vendor/index.ts'
import type { SlackConfig } from './schema.ts'
import type { Token } from './tokens.ts'

export type RefusedToken = AccessError | VendorError

export interface SlackClient {
  readonly config: SlackConfig
  readonly tokens: readonly Token[]
  /** For each token that Slack does not take, beside others that it takes: why, and in which variable it stands. */
  readonly refused: readonly RefusedToken[]
  /** Asked with an app configuration token; undefined: none was given. */
  readonly manifests: Vendor | undefined
  /** Filled while scopes are found. */
  readonly found: Map<string, FoundWorkspace>
}

export interface FoundWorkspace {
  readonly teamId: string
  readonly name: string | undefined
  readonly enterpriseId: string | undefined
  /** Those of the workspace, and those of the organization that reach it. */
  readonly tokens: readonly Token[]
}

/** What several steps know of an app. */
export interface KnownApp {
  readonly name: string
  readonly botUserId?: string
}

export interface SlackSession {
  readonly workspace: FoundWorkspace
  readonly manifests: Vendor | undefined
  readonly facts: {
    /** By app id: of the steps `integration-logs` and `bot-users`. */
    readonly apps: Map<string, KnownApp>
    /** Ids of users who matter: who let something in, and whom Muster signs in as. */
    readonly people: Set<string>
    /** Of the step `integration-logs`: it read the log to its end. */
    logRead?: true
  }
}

export function emptyFacts(): SlackSession['facts'] {
  return { apps: new Map(), people: new Set() }
}

/** Seconds since 1970, as number or as text; 0 is never. */
export function instantOf(seconds: string | number | null | undefined): Instant | null {
  const count = Number(seconds ?? 0)
  if (!Number.isFinite(count) || count <= 0 || count > 8.64e12) return null
  return new Date(count * 1000).toISOString().replace('.000Z', 'Z')
}
