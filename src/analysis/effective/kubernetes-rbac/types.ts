/** What bindings give, and what somebody may do by them. */
import type { BindingFacts, PolicyRule, RoleFacts } from '../../../model/facts/kubernetes.ts'
import type { Resource } from '../../../model/index.ts'

/** Whom a binding may name. */
export type Principal =
  | { readonly kind: 'account'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'user'; readonly name: string }
  | { readonly kind: 'group'; readonly name: string }

/** One role, by one binding. */
export interface Grant {
  readonly binding: Resource
  readonly facts: BindingFacts
  /** Native id of the role: `clusterrole/edit`, `role/shop/reader`. */
  readonly role: string
  /** undefined: there is no such role, or nobody read it. */
  readonly roleFacts: RoleFacts | undefined
  /** With those that it takes over from others. */
  readonly rules: readonly PolicyRule[]
  /** none: everywhere, and what is in no namespace. */
  readonly namespace: string | null
  /** By whom it is held: itself, or a group that it is always in. */
  readonly through: string
}

/** A kind of object, as rules name it: `pods/exec` of the group ''. */
export interface Target {
  readonly group: string
  readonly resource: string
  /** It is in no namespace, so that a binding in one gives nothing of it. */
  readonly global?: true
}

/** A rule that lets one of some verbs be used on an object. */
export interface Permit {
  readonly grant: Grant
  readonly rule: PolicyRule
  /** Place of the rule in its role, from 0. */
  readonly index: number
  readonly verb: string
  readonly target: Target
  /** Empty: all of them. */
  readonly names: readonly string[]
}
