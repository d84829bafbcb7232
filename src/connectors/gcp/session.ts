/** What is kept of an organization, folder or project while it is read. */
import type { GoogleClient } from '../shared/google/client.ts'
import type { GcpConfig } from './schema.ts'

export interface GcpClient {
  readonly config: GcpConfig
  readonly google: GoogleClient
  /** Filled while scopes are found. */
  readonly found: Map<string, FoundRoot>
}

/** `organizations/1`, `folders/2`, `projects/acme` */
export type RootName = string

export interface FoundRoot {
  readonly root: RootName
  /** Cloud Asset Inventory answers for all of it at once; else the projects are scopes of their own, asked one by one. */
  readonly assets: boolean
  /** Why it does not, and what that costs: for the gap. */
  readonly without?: {
    readonly reason: 'denied' | 'unsupported' | 'failed' | 'throttled'
    readonly detail: string
    readonly permission?: string
  }
  /** What is above it is a scope of its own in this scan. */
  readonly aboveIsRead: boolean
}

export interface ProjectRow {
  readonly id: string
  /** Without `projects/`. */
  readonly number: string
  readonly name: string
  /** `folders/2`, `organizations/1`: the nearest first; undefined where it cannot be told. */
  readonly above: readonly string[] | undefined
  readonly active: boolean
  readonly labels: { readonly [key: string]: string }
}

export interface ServiceAccountRow {
  /** The entity's id. */
  readonly entity: string
  readonly uniqueId: string
  readonly email: string
  readonly projectId: string
  readonly enabled: boolean
}

export interface AccountKeyRow {
  /** The entity's id. */
  readonly entity: string
  readonly email: string
  readonly keyId: string
}

export interface GcpSession {
  /** What requests go out by: `rowsOf(context, route, { … })` takes it from here. */
  readonly client: GoogleClient
  readonly config: GcpConfig
  readonly root: RootName
  readonly assets: boolean
  readonly without: FoundRoot['without']
  readonly aboveIsRead: boolean
  /** E-mail of the service account that Muster is signed in as, where the credentials tell. */
  readonly self: string | undefined
  readonly facts: {
    /** Of the step `hierarchy`: active projects of this scope by id; undefined where it could not. */
    projects?: ReadonlyMap<string, ProjectRow>
    /** Of the step `hierarchy`: the id by the number. */
    projectIds?: ReadonlyMap<string, string>
    /** Of the step `hierarchy`: folders of this scope, as `folders/<number>`. */
    folders?: readonly string[]
    /** Of the step `hierarchy`: what is above the root, the nearest first; undefined where that is not known to the end. */
    above?: readonly string[] | undefined
    /** Of the step `service-accounts`, by e-mail. */
    serviceAccounts?: ReadonlyMap<string, ServiceAccountRow>
    /** Of the step `allow-policies`: `roles/owner`, `projects/acme/roles/custom`. */
    readonly heldRoles: Set<string>
    /** Of the step `allow-policies`: e-mails of groups that hold something. */
    readonly heldGroups: Set<string>
    /** Of the step `allow-policies`: bindings of members that pools make, on service accounts and elsewhere. */
    readonly poolBindings: PoolBinding[]
    /** Of the step `allow-policies`: e-mails of service agents that hold something here. */
    readonly serviceAgents: Set<string>
    /** Of the step `service-account-keys`: user-managed keys, in order; undefined where it could not. */
    keys?: readonly AccountKeyRow[]
    /** Of the step `api-keys`: projects with keys that may call every service that is enabled; undefined where it could not. */
    openKeyProjects?: ReadonlySet<string>
    /** Of the step `allow-policies`: what service accounts hold by themselves, by e-mail. */
    readonly accountRoles: Map<string, Set<string>>
    /** Of the step `roles`: roles that are there to call models, with the permission that says so. */
    readonly modelRoles: Map<string, string>
    /** Of the step `api-keys`: names of keys for models, by the e-mail of the account that they speak as. */
    readonly modelKeys: Map<string, string>
  }
}

export interface PoolBinding {
  /** Full name of the resource that the policy is attached to. */
  readonly resource: string
  /** E-mail, where that is a service account. */
  readonly serviceAccount: string | undefined
  readonly role: string
  readonly member: string
  readonly condition: { readonly title: string; readonly expression: string } | null
}

export function emptyFacts(): GcpSession['facts'] {
  return {
    heldRoles: new Set(),
    heldGroups: new Set(),
    poolBindings: [],
    serviceAgents: new Set(),
    accountRoles: new Map(),
    modelRoles: new Map(),
    modelKeys: new Map(),
  }
}
