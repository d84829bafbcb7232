/** Principals of AWS accounts with everything that limits them, ready to be asked. */
import type { Credential, CredentialKind, GapReason, Identity, Resource, Unknown } from '../../../model/index.ts'
import type { Caller, CompiledPolicy, Condition, Context, StatementRef } from '../aws-policy/types.ts'

/** A fact that was not read, and what brings it. */
export interface MissingFact {
  /** In words: `service control policies`, `policy arn:…`, `lambda:function`. */
  readonly fact: string
  readonly because: GapReason
  /** It can only take away: a boundary, or policies of the organisation. */
  readonly limit?: true
  /** It can only add: a policy of AWS that denies nothing. */
  readonly adds?: true
}

export interface Principal {
  /** The identity's id. */
  readonly id: string
  readonly arn: string
  readonly kind: 'user' | 'role'
  readonly account: string
  readonly identity: Identity
  readonly caller: Caller
  /** A role's trust policy; `undefined` for users. */
  readonly trust: CompiledPolicy | Unknown | undefined
  /** Identity policies, the boundary or organisation policies that were not read. */
  readonly missing: readonly MissingFact[]
  /** Whether some Allow of its identity policies covers the action, whatever the resource and conditions: a cheap first look. */
  readonly mentions: (action: string) => boolean
  /** Whether such an Allow has a resource pattern that this resource could match: the second cheap look. */
  readonly mayReach: (action: string, resource: string) => boolean
}

export interface Question {
  readonly action: string
  readonly resource: string
  /** What the way of acting fixes, such as `iam:PassedToService`; `null`: known to be absent. */
  readonly context?: Context
  readonly resourcePolicy?: CompiledPolicy
  readonly resourceAccount?: string
}

export interface Answer {
  readonly verdict: 'allowed' | 'conditional' | 'denied'
  /** By a Deny statement. */
  readonly explicit: boolean
  readonly because: readonly StatementRef[]
  readonly residual: readonly Condition[]
  /** Facts that were not read and could turn this answer. */
  readonly missing: readonly MissingFact[]
}

export type Tier = 'admin' | 'sensitive' | 'ordinary'

/** How much an identity holds, and how sure that is. */
export interface Standing {
  readonly tier: Tier
  readonly verdict: 'proven' | 'conditional' | 'possible'
  readonly because: readonly StatementRef[]
  readonly residual: readonly Condition[]
  readonly missing: readonly MissingFact[]
}

/** One AWS account: its principals compiled once, its policies, groups and what runs there. */
export interface Account {
  readonly id: string
  readonly partition: string
  readonly scope: string
  /** Users, and roles but the service-linked ones, in order of id. */
  readonly principals: readonly Principal[]
  readonly roles: readonly Principal[]
  readonly users: readonly Principal[]
  principal(arn: string): Principal | undefined
  /** Roles whose trust lets the service in: `lambda.amazonaws.com`; whether its conditions hold is asked by `trustsService`. */
  rolesTrusting(service: string): readonly Principal[]
  group(arn: string):
    | {
        readonly resource: Resource
        readonly policies: readonly CompiledPolicy[]
        readonly members: readonly Principal[]
      }
    | undefined
  groupsOf(principal: Principal): readonly string[]
  /** ARNs of all groups of the account. */
  groups(): readonly string[]
  policy(arn: string): Resource | undefined
  /** ARNs of customer managed policies attached to the principal itself or, for users, to its groups. */
  ownPolicies(principal: Principal): readonly { readonly arn: string; readonly through: 'self' | 'group' }[]
  /** Resources of a kind (`lambda:function`) by ARN in the facts; unknown when they were not read. */
  resources(kind: string): readonly Resource[] | Unknown
  /** Why there may be more of the kind than `resources` tells, if anything of it was not read. */
  hidden(kind: string): GapReason | undefined
  /** A region in which the account may act. */
  readonly region: string
  /** Those of them that run with the role. */
  running(kind: string, role: Principal): readonly Resource[]
  /** What the principal proves itself with, of a kind (`access-key`); unknown when nobody read them. */
  credentials(principal: Principal, kind: CredentialKind): readonly Credential[] | Unknown
}
