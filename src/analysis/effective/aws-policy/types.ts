/** The shapes of the policy evaluator: what it is asked, and what it answers. */
import type { PolicyStatement } from '../../../model/facts/aws.ts'

/** A policy document as IAM takes it: one statement or several. */
export interface Policy {
  readonly Version?: string
  readonly Id?: string
  readonly Statement: PolicyStatement | readonly PolicyStatement[]
}

/**
 * Condition keys of the request by name, in any case. `null`: the request is known not to carry the key. A key that is
 * left out is unknown, or absent, as `unknownContext` says.
 */
export interface Context {
  readonly [key: string]: string | readonly string[] | null
}

export interface Request {
  /** ARN of a user, role, role session or root; or a service principal such as `lambda.amazonaws.com`; or `*` for anyone. */
  readonly principal: string
  /** `iam:PassRole`, in any case. */
  readonly action: string
  readonly resource: string
  /** The account that owns the resource, where its ARN does not say so (S3). */
  readonly resourceAccount?: string
  readonly context?: Context
}

export type PolicySource = 'identity' | 'boundary' | 'session' | 'resource' | 'scp' | 'rcp'

/** Where a statement stands. */
export interface StatementRef {
  readonly source: PolicySource
  /** Place in the list that was given (within its level, for `scp` and `rcp`), from 0. */
  readonly policy: number
  /** For `scp` and `rcp`: the level, root first, from 0. */
  readonly level?: number
  /** The name the policy was compiled under, if any. */
  readonly name?: string
  readonly statement: number
  readonly sid?: string
  readonly effect: 'Allow' | 'Deny'
}

/** A test that could not be decided for want of the key's value. */
export interface Condition {
  readonly operator: string
  readonly key: string
  readonly values: readonly string[]
  /** What must come of it for the request to be allowed: an Allow's tests hold, a Deny's do not. */
  readonly must: 'hold' | 'fail'
  readonly statement: StatementRef
}

export type Verdict = 'allowed' | 'explicitly-denied' | 'implicitly-denied' | 'conditional'

export interface Decision {
  readonly verdict: Verdict
  /**
   * allowed: every Allow that grants it, of each kind of policy that had to · conditional: those and the Denies that
   * may hit · explicitly denied: the Denies that hit · implicitly denied: none, or what granted in vain.
   */
  readonly because: readonly StatementRef[]
  /** For `conditional`: the tests that remain. */
  readonly residual: readonly Condition[]
}

export interface DecideInput {
  readonly request: Request
  readonly identityPolicies: readonly Policy[]
  readonly boundary?: Policy
  readonly sessionPolicies?: readonly Policy[]
  readonly resourcePolicy?: Policy
  /** One list per level, root first; every level must allow. Left out: none apply. */
  readonly serviceControlPolicies?: readonly (readonly Policy[])[]
  readonly resourceControlPolicies?: readonly (readonly Policy[])[]
  /** What a key means that the context leaves out. `symbolic` is the default. */
  readonly unknownContext?: 'symbolic' | 'absent'
}

/** A policy, read once: statements with their patterns prepared. Opaque outside this folder but for its name. */
export interface CompiledPolicy {
  readonly name: string | undefined
  readonly statements: readonly CompiledStatement[]
}

export interface CompiledStatement {
  readonly index: number
  readonly sid: string | undefined
  readonly effect: 'Allow' | 'Deny'
  /** The statement as it was written. */
  readonly source: PolicyStatement
  /** Whether Action or NotAction covers the action, given in lower case. Memoised. */
  readonly coversAction: (action: string) => boolean
  /** Covers every action on every resource: `*` on `*`, without a condition. */
  readonly isEverything: boolean
}

/** Everything about a caller that stays the same from request to request. */
export interface Caller {
  readonly principal: string
  readonly identity: readonly CompiledPolicy[]
  readonly boundary?: CompiledPolicy
  readonly session?: readonly CompiledPolicy[]
  readonly serviceControl?: readonly (readonly CompiledPolicy[])[]
}

/** What a single request adds to its caller. */
export interface Ask {
  readonly action: string
  readonly resource: string
  readonly resourceAccount?: string
  readonly context?: Context
  readonly resourcePolicy?: CompiledPolicy
  readonly resourceControl?: readonly (readonly CompiledPolicy[])[]
  readonly unknownContext?: 'symbolic' | 'absent'
}
