/** What a rule is: metadata beside a pure function of facts. */
import type { z } from 'zod'
import type {
  Confidence,
  Credential,
  Evidence,
  GapReason,
  Identity,
  Instant,
  Json,
  Remediation,
  Resource,
  Scope,
  Severity,
} from '../model/index.ts'
import type { View } from '../inventory/view.ts'
import type { FrameworkIds } from './frameworks.ts'

export interface Subjects {
  readonly identity: Identity
  readonly credential: Credential
  readonly resource: Resource
  readonly scope: Scope
}

export interface CheckContext<Options> {
  readonly view: View
  /** The instant as of which is judged; there is no other clock. */
  readonly now: Instant
  readonly options: Options
}

export interface Fail<MessageId extends string = string> {
  readonly outcome: 'fail'
  readonly message: MessageId
  /** Fills `{name}` in the message. */
  readonly values?: { readonly [name: string]: string | number }
  readonly severity?: Severity
  readonly confidence?: Confidence
  readonly evidence?: readonly Evidence[]
  readonly related?: readonly string[]
  readonly data?: { readonly [key: string]: Json }
  readonly remediation?: readonly Remediation[]
  /** Tells apart several findings of one rule on one subject: ids only, never dates, counts or names. */
  readonly key?: string
}
export interface Pass {
  readonly outcome: 'pass'
}
export interface UnknownOutcome {
  readonly outcome: 'unknown'
  readonly because: GapReason
  readonly missing?: readonly string[]
}
/** `undefined`: the rule does not apply to this subject. */
export type Outcome<MessageId extends string = string> = Fail<MessageId> | Pass | UnknownOutcome | undefined

export const pass: Pass = { outcome: 'pass' }
export function fail<const M extends string>(message: M, rest: Omit<Fail<M>, 'outcome' | 'message'> = {}): Fail<M> {
  return { outcome: 'fail', message, ...rest }
}
export function unknownBecause(because: GapReason, missing: readonly string[] = []): UnknownOutcome {
  return { outcome: 'unknown', because, missing }
}

export interface Rule<
  Type extends keyof Subjects = keyof Subjects,
  Options = unknown,
  MessageId extends string = string,
> {
  readonly id: string
  readonly title: string
  readonly severity: Severity
  /** The provider whose scopes it judges; left out: all. */
  readonly provider?: string
  readonly subject: Type
  /** The kinds of subject it looks at; left out: all of the type. */
  readonly kinds?: readonly string[]
  /** The facets it reads. Where one has a gap, the engine turns its passes into unknown. */
  readonly reads: readonly string[]
  /** A strict object of zod fields, each with a default and a description. */
  readonly options?: z.ZodType<Options>
  readonly messages: { readonly [Id in MessageId]: string }
  readonly frameworks: FrameworkIds
  readonly remediation: (subject: Subjects[Type]) => readonly Remediation[]
  readonly check: (subject: Subjects[Type], context: CheckContext<Options>) => Outcome<MessageId>
}

export type AnyRule = Rule

export function defineRule<
  Type extends keyof Subjects,
  const MessageId extends string,
  Options = Record<string, never>,
>(rule: Rule<Type, Options, MessageId>): AnyRule {
  return rule as unknown as AnyRule
}
