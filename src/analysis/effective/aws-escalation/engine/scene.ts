/** Who is asked about, and what the engine works out once for a caller. */
import type { CompiledPolicy } from '../../aws-policy/types.ts'
import type { Account, Answer, Principal } from '../../aws-access/types.ts'
import type { PathEntry, Step } from '../catalogue/types.ts'

/** One try of a way: a caller, a target (none for ways on oneself) and a region. */
export interface Scene {
  readonly entry: PathEntry
  readonly caller: Principal
  readonly target: Principal | undefined
  readonly account: Account
  readonly region: string
}

/** A value that a variable may take. */
export interface Value {
  /** An ARN; for services their principal. */
  readonly is: string
  /** What to call it where nobody knows whether it is there. */
  readonly name?: string
  /** What stands for it in a Deny where it is nothing that exists: a pattern. */
  readonly pattern?: string
  /** Facts about it that were not read. */
  readonly missing?: readonly string[]
  /** What has to hold besides, as sentences. */
  readonly conditions?: readonly string[]
  readonly principal?: Principal
  /** The ECS cluster that it is in. */
  readonly cluster?: string
  readonly tags?: { readonly [key: string]: string }
  /** What the caller turns into by it; worked out only when the steps are open. */
  readonly becomes?: () => Principal
}

export type Values = { readonly [name: string]: Value }

/** One question and its answer. */
export interface Said {
  readonly step: Step
  readonly action: string
  readonly resource: string
  /** Patterns for a Deny, in place of the resource. */
  readonly pattern: string
  readonly by: Principal
  /** The service that was let in, of steps that ask for that. */
  readonly service?: string
  /** Whose trust policy took part. */
  readonly of: Principal | undefined
  readonly answer: Answer
  /** The same question on behalf of a variant of `by`, of a role with another trust policy. */
  readonly again?: (by: Principal, trust: CompiledPolicy | undefined) => Answer
}

/** One combination of values under which all steps are open. */
export interface Trial {
  readonly said: readonly Said[]
  readonly values: Values
  readonly missing: readonly string[]
  readonly conditions: readonly string[]
}
