/** Ways to become more than one is, as data: what each takes, and what it gives. */
import type { Target } from '../types.ts'

/** One of these verbs on one of these objects. */
export interface Take {
  readonly verbs: readonly string[]
  /** Verbs that are not enough any more from this 1.x of Kubernetes on. */
  readonly until?: { readonly [verb: string]: number }
  readonly on: readonly Target[]
  /** A rule that is held to names has to have one of these. */
  readonly names?: readonly string[]
}

export type Gives =
  /** All of the cluster. */
  | { readonly kind: 'cluster' }
  /** Service accounts of the place where it holds. */
  | { readonly kind: 'accounts'; readonly which: Which }
  /** A machine, and the tokens of whatever runs on it. */
  | { readonly kind: 'node' }
  /** Rules of a role that one holds already are written anew. */
  | { readonly kind: 'own-role' }
  /** A role that allows everything is written, and bound to oneself. */
  | { readonly kind: 'new-role' }
  /** A role that somebody else made is bound to oneself; the names of the last take are those of roles. */
  | { readonly kind: 'other-role' }
  /** Somebody else: users and groups, by the names of the first take. */
  | { readonly kind: 'somebody' }

/** `named`: those that the names of the rule are of. */
export type Which =
  | 'any'
  | 'running'
  /** Those with a token in a Secret, and of these the Secrets that the rule names. */
  | 'with-token'
  /** Those with a token in a Secret, whatever the rule names. */
  | 'token-written'
  | 'named'

/** Which rule tells of it. */
export type Family = 'secrets' | 'escalation' | 'tokens' | 'workloads' | 'control-plane'

export interface Ability {
  readonly id: string
  readonly family: Family
  /** What somebody does with it, to follow a name: `makes pods`. */
  readonly does: string
  /** All of them, in one place. */
  readonly takes: readonly Take[]
  readonly gives: Gives
  /** What it hangs on that nobody can read in the cluster, as sentences. */
  readonly conditions?: readonly string[]
  /** Only there. */
  readonly namespace?: string
  /** Only on clusters of this kind, or on all but those. */
  readonly platform?: { readonly only?: 'eks'; readonly not?: 'eks' }
  /** What a cloud may tell of the cluster that settles its conditions: yes, none is left; no, it is not there. */
  readonly settledBy?: 'aws-auth'
  readonly source: string
}

export const core = (resource: string): Target => ({ group: '', resource })
export const apps = (resource: string): Target => ({ group: 'apps', resource })
export const batch = (resource: string): Target => ({ group: 'batch', resource })
export const rbac = (resource: string): Target => ({ group: 'rbac.authorization.k8s.io', resource })
export const global = (target: Target): Target => ({ ...target, global: true })
