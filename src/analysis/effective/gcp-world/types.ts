/** What there is of Google Cloud in the store, over all of its scopes. */
import type { GcpCondition, GcpGroupFacts, GcpRoleFacts, PoolProviderFacts } from '../../../model/facts/gcp.ts'
import type { AccessBoundaryFacts, DenyPolicyFacts } from '../../../model/facts/gcp.ts'
import type { Known, Scope } from '../../../model/index.ts'

export interface GcpContainer {
  readonly id: string
  /** `projects/acme`, `folders/2`, `organizations/1` */
  readonly name: string
  readonly displayName: string
  readonly kind: 'project' | 'folder' | 'organization'
  /** `projects/123` */
  readonly number: string | undefined
  /** The nearest first. */
  readonly above: Known<readonly string[]>
  /** Id of the scope that it was read in. */
  readonly scope: string
}

/** A binding where it stands. */
export interface GcpBindingAt {
  /** Full name of the resource that the policy is attached to. */
  readonly resource: string
  /** `projects/acme`: what the resource is, or lies in; undefined: nobody knows. */
  readonly container: string | undefined
  readonly role: string
  readonly members: readonly string[]
  readonly people: number
  readonly condition: GcpCondition | null
}

export interface GcpRole {
  readonly facts: GcpRoleFacts
  readonly permissions: Known<ReadonlySet<string>>
}

export interface GcpGroup {
  /** Entity ids, one a scope that saw it. */
  readonly ids: readonly string[]
  readonly facts: GcpGroupFacts
}

export interface GcpAccount {
  readonly id: string
  readonly email: string
  readonly projectId: string
  readonly name: string
  readonly enabled: Known<boolean>
}

/** Where something lies: what is nearest first, up to what is on top, and what of it was not told. */
export interface GcpChain {
  readonly names: readonly string[]
  /** What is above was not read, in a few words. */
  readonly missing: string | undefined
}

/** Each part is worked out when it is first asked for, and once for all scopes. */
export interface GcpWorld {
  readonly scopes: readonly Scope[]
  readonly containers: () => Iterable<GcpContainer>
  /** By id or by number: `projects/acme`, `projects/123`. */
  readonly container: (name: string) => GcpContainer | undefined
  /** The container itself, then what is above it. */
  readonly chain: (container: string) => GcpChain
  /** Whether `inner` is `outer` or lies in it; undefined: what is above `inner` was not read. */
  readonly holds: (outer: string, inner: string) => boolean | undefined
  /** `projects/acme` of `//iam.googleapis.com/projects/123/serviceAccounts/…`; undefined: nobody knows. */
  readonly containerOf: (resource: string) => string | undefined
  /** The full name with projects by their id, as policies are kept by. */
  readonly canonical: (resource: string) => string

  readonly bindings: () => Iterable<GcpBindingAt>
  readonly bindingsOn: (resource: string) => readonly GcpBindingAt[]
  /** Those that name exactly this member, as Google writes it. */
  readonly bindingsOf: (member: string) => readonly GcpBindingAt[]
  /** Every member that some binding names. */
  readonly members: () => Iterable<string>

  readonly role: (name: string) => GcpRole | undefined
  /** Where the role was not found or its permissions were not read: why not. */
  readonly permissionsOf: (role: string) => Known<ReadonlySet<string>>

  readonly account: (email: string) => GcpAccount | undefined
  readonly accountByUniqueId: (uniqueId: string) => GcpAccount | undefined
  readonly accounts: () => Iterable<GcpAccount>

  readonly group: (email: string) => GcpGroup | undefined
  /** E-mails of the groups that a service account is in, nested ones too, as far as was read. */
  readonly groupsOf: (email: string) => readonly string[]
  /** Whether all of the group's members were read. */
  readonly membersRead: (group: string) => boolean

  readonly denials: () => readonly DenyPolicyFacts[]
  readonly boundaries: () => readonly AccessBoundaryFacts[]
  /** Of a pool, by its name. */
  readonly providers: (pool: string) => readonly PoolProviderFacts[]

  /**
   * What of a step hides something at a container, in a few words; undefined: nothing does. `below`: the container that
   * is asked about, which inherits from this one.
   */
  readonly unread: (step: string, container: string, below?: string) => string | undefined
}
