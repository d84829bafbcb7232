/** What is kept of an organization of Okta while it is read. */
import type { Instant, Known } from '../../model/index.ts'
import type { Vendors } from './vendor.ts'

export interface OktaClient {
  readonly base: string
  readonly domain: string
  /** Of the application that Muster signs in as; undefined: an API token. */
  readonly clientId: string | undefined
  readonly vendors: Vendors
  /** Ids of organizations, by scope. */
  readonly found: Map<string, string>
}

export interface AppRow {
  readonly appId: string
  readonly clientId: string
  readonly kind: 'service-app' | 'oauth-app'
  readonly name: string
  readonly authMethod: Known<string>
  /** Okta keeps its keys itself. */
  readonly keepsKeys: boolean
  readonly active: boolean
}

export interface OktaSession {
  readonly base: string
  readonly domain: string
  readonly clientId: string | undefined
  readonly vendors: Vendors
  readonly organizationId: string
  readonly facts: {
    /** Of the step `apps`; undefined where it could not. */
    apps?: readonly AppRow[]
    /** Of the step `api-services`: client ids. */
    services?: readonly { readonly clientId: string; readonly name: string }[]
    /** Of the step `ai-agents`; `none`: the organization does not have the product. */
    agents?: readonly { readonly agentId: string; readonly name: string }[] | 'none'
    /** Of the step `people`: ids. */
    users?: ReadonlySet<string>
    /** Of the step `api-tokens`: ids of users who own one. */
    tokenOwners?: readonly string[]
    /** Ids of roles and scopes that were emitted. */
    readonly emitted: Set<string>
  }
}

/** How far back the System Log reaches: https://developer.okta.com/docs/reference/system-log-query/ */
export const logDays = 90

export function logSince(now: Instant): Instant {
  return new Date(Date.parse(now) - logDays * 86_400_000).toISOString().replace('.000Z', 'Z')
}
