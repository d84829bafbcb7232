/** Policies cut down to what is used: what is asked, and what comes of it. */
import type { FoundPath, GapReason, Instant } from '../../../model/index.ts'
import type { PolicyDocument, PolicyStatement } from '../../../model/facts/aws.ts'
import type { Account, MissingFact, Principal } from '../aws-access/index.ts'
import type { CompiledPolicy } from '../aws-policy/index.ts'

/** When an identity last asked, also in vain; `null`: never within the 400 days that AWS looks back. */
export interface LastAccessed {
  /** By service prefix, of granted services that AWS keeps track of. */
  readonly services: { readonly [prefix: string]: Instant | null }
  /** By action (`ec2:RunInstances`), of the actions that AWS keeps track of, in services that were used. */
  readonly actions: { readonly [action: string]: Instant | null }
}

export interface ReduceOptions {
  /** What was not used for longer than this many days may go. */
  readonly maxDays: number
  /** Ways by which a principal becomes more than it is, for telling which of them end. */
  readonly paths?: (principal: Principal, account: Account) => readonly FoundPath[]
}

/** A policy of a principal, with its text. */
export interface Held {
  readonly kind: 'inline' | 'customer-managed' | 'aws-managed'
  /** Name of an inline policy, ARN of a managed one. */
  readonly policy: string
  /** ARN of the user, role or group. */
  readonly holder: string
  readonly through: 'self' | 'group'
  readonly document: PolicyDocument
  readonly compiled: CompiledPolicy
  /** ARNs of others that hold it as well: users, roles and groups; for a group's policies, its other members. */
  readonly sharedWith: readonly string[]
  /** Made by AWS for one of its services or agents, and not to be cut. */
  readonly fixed: boolean
}

/** Something that a statement no longer grants. */
export interface Removed {
  /** Place in the document, from 0. */
  readonly statement: number
  /** As the statement has it; `NotAction` where it grants all but what it names. */
  readonly pattern: string
  readonly service: string
  /** In full, as AWS writes them. */
  readonly actions: readonly string[]
  /** `null`: never in the window. */
  readonly lastAccessed: Instant | null
  /** Whether AWS told it of the service, or of the action itself. */
  readonly level: 'service' | 'action'
}

export interface PolicyReduction {
  readonly policy: string
  readonly kind: Held['kind']
  readonly holder: string
  readonly through: Held['through']
  readonly sharedWith: readonly string[]
  readonly before: PolicyDocument
  /** `null`: nothing is left of it. */
  readonly after: PolicyDocument | null
  readonly removed: readonly Removed[]
  /** change: the policy itself · replace: by one of the principal's own, as others hold it too or AWS wrote it · drop: nothing is left */
  readonly apply: 'change' | 'replace' | 'drop'
  readonly diff: readonly string[]
}

export interface Window {
  /** Start of what is known: the identity's creation, or 400 days ago. */
  readonly since: Instant
  readonly until: Instant
  readonly days: number
  readonly maxDays: number
}

export interface Reduction {
  readonly proposed: true
  readonly window: Window
  /** How finely use is known. */
  readonly confidence: 'service-level' | 'action-level'
  readonly policies: readonly PolicyReduction[]
  /** All policies, as lines of a difference with the evidence behind each removal. */
  readonly diff: string
  readonly notes: readonly string[]
  readonly kept: { readonly [why in Stay]: number }
  readonly verified: Verified
  /** Policies that were not read, so that they may grant what is removed here. */
  readonly missing: readonly MissingFact[]
}

export interface Verified {
  /** Actions that stay, asked before and after with the same answer. */
  readonly allowedAsBefore: number
  /** Removed actions that are denied now. */
  readonly gone: number
  /** Ids of escalation paths that end, and that stay open; absent where nobody asked. */
  readonly pathsGone?: readonly string[]
  readonly pathsLeft?: readonly string[]
}

export interface NoReduction {
  readonly proposed: false
  readonly because: 'usage-unknown' | 'age-unknown' | 'younger-than-window' | 'nothing-unused' | 'not-verified'
  /** One sentence. */
  readonly detail: string
  readonly gap?: GapReason
}

/** Why an action stays: see docs/guide/least-privilege.md. */
export type Stay = 'used' | 'needed' | 'rare' | 'fixed' | 'no-telemetry'

/** A statement with what it grants. */
export interface Cut {
  readonly statement: PolicyStatement | undefined
  readonly removed: readonly Removed[]
  /** Patterns that stand in the place of cut ones. */
  readonly added: readonly string[]
}
