/** What a way of the catalogue is written in. The engine beside it reads nothing else. */
import type { Json } from '../../../../model/index.ts'

export type PathCategory =
  | 'self-escalation'
  | 'principal-access'
  | 'new-passrole'
  | 'existing-resource'
  | 'limit-removal'
  | 'identity-provider'

/** What a resource has to be like. */
export interface Where {
  readonly fact: string
  /** Another fact that does as well, where it is so. */
  readonly or?: string
  readonly is?: readonly Json[]
  readonly not?: readonly Json[]
  /** Any value that is neither empty nor 0. */
  readonly present?: true
  /** A resource that was read without this fact is as good as one that has it. */
  readonly assumed?: true
}

/** Where the values of a variable come from. */
export type Domain =
  /**
   * A resource that the caller may invent: of types as `../../aws-actions` names them. `inCluster`: the variable with the
   * ECS cluster whose name its ARN holds.
   */
  | { readonly from: 'new'; readonly types: readonly string[]; readonly inCluster?: string }
  /** A resource of the account, whatever it runs with. */
  | {
      readonly from: 'existing'
      readonly kinds: readonly string[]
      readonly types: readonly string[]
      readonly where?: readonly Where[]
    }
  /** A resource that runs with the target. */
  | {
      readonly from: 'running'
      readonly kinds: readonly string[]
      readonly types: readonly string[]
      readonly where?: readonly Where[]
    }
  /** Service principals that could be given the role: those count that the role's trust lets in. */
  | {
      readonly from: 'service'
      readonly names: readonly string[]
      /** Those of the names that take a role by its instance profile only. */
      readonly byProfile?: readonly string[]
    }
  /** Resources of AWS by their ARN, in which `{partition}` and `{region}` are filled in. */
  | { readonly from: 'named'; readonly arns: readonly string[] }
  /** The ECS cluster of the task or container instance in the variable. */
  | { readonly from: 'cluster-of'; readonly variable: string }
  /** The ARNs by which the function in the variable is invoked. */
  | { readonly from: 'called-as'; readonly variable: string }
  /** SAML providers of the account that the target's trust lets in. */
  | { readonly from: 'saml-provider' }
  /** Policies that grant everything and could be attached. */
  | { readonly from: 'attachable-policy' }
  /** Customer managed policies attached to the caller or its groups, or to the target. */
  | { readonly from: 'policy'; readonly of: 'self' | 'target' }
  /** The same, with another version that makes the caller more than it is. */
  | { readonly from: 'policy-version' }
  /** Groups that the caller is a member of. */
  | { readonly from: 'own-group' }
  /** Groups that would make the caller more than it is. */
  | { readonly from: 'other-group' }
  /** What holds the caller back now, and would not once the step is done. */
  | { readonly from: 'limit'; readonly by: LimitKind }
  /** Roles that CloudFormation may use and that may become the target. */
  | { readonly from: 'administration-role' }
  /** The administration role of the stack set in the variable. */
  | { readonly from: 'administration-role-of'; readonly variable: string }

export type LimitKind =
  | 'boundary'
  | 'boundary-policy'
  | 'inline'
  | 'attached'
  | 'group-inline'
  | 'group-attached'
  | 'group'
  | 'policy'

/** `self`, `target`, `*` or the name of a variable. */
export type Place = string

export type Step =
  /** An action on every one of the resources. `with`: context that the way fixes; `$name` is a variable's value. */
  | { readonly do: string; readonly on: readonly Place[]; readonly with?: { readonly [key: string]: string } }
  /** sts:AssumeRole on the target, by its own trust or by one that names the caller. */
  | { readonly assume: 'as it is' | 'by a trust that names the caller'; readonly by?: string }
  /**
   * The trust of the target, or of the role in a variable, lets the service in that the variable `trusts` holds.
   * `source`: the variable with the resource that the service names as aws:SourceArn, where it does.
   */
  | { readonly trusts: string; readonly of?: string; readonly source?: string }
  /** There is a value for the variable. */
  | { readonly exists: string }

/** What has to be so with the target (or, on a way on itself, the caller). */
export type Need =
  | 'can-be-changed'
  | 'instance-profile'
  | 'profile-may-be-named'
  | 'no-instance-profile'
  | 'free-key-slot'
  | 'both-key-slots-taken'
  | 'no-password'
  | 'password'
  | 'identity-allows-assuming'
  | 'trust-alone-allows-assuming'

export interface PathEntry {
  readonly id: string
  readonly category: PathCategory
  readonly title: string
  /** What is done, to follow the caller's name; `{target}` stands for the target, `{name}` for a variable's value. */
  readonly text: string
  readonly services: readonly string[]
  readonly caller: 'user' | 'role' | 'either'
  readonly target: 'self' | 'user' | 'role'
  /** In the order in which they get their values. */
  readonly variables?: { readonly [name: string]: Domain }
  readonly steps: readonly Step[]
  readonly needs?: readonly Need[]
  /** potential: what boundary and organisation leave of everything, since the target is changed before it is taken. */
  readonly gain: 'held' | 'potential' | 'of-variable'
  /** The step whose denial breaks the way: the first unless told otherwise. */
  readonly breakAt?: number
  /** Works on a target of another account than the caller's. */
  readonly acrossAccounts?: true
}
