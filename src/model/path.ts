/** How one identity becomes another, or more than it is: what escalation findings carry as `data.paths`. */

export const pathVerdicts = ['proven', 'conditional', 'possible'] as const
/**
 * proven: every decision is allowed and every fact was read · conditional: it hangs on conditions of the request that
 * nobody can know beforehand · possible: it hangs on facts that were not collected.
 */
export type PathVerdict = (typeof pathVerdicts)[number]

/** Aliases, not interfaces: only those count as plain data and fit a finding's `data`. */
export type PathHop = {
  /** Native ids: ARNs, application ids. A path on itself leads from an identity to the same. */
  readonly from: string
  readonly to: string
  /** Where the native ids tell a reader nothing. */
  readonly fromName?: string
  readonly toName?: string
  /** The path's id, such as `lambda-003`. */
  readonly by: string
  readonly actions: readonly string[]
  /** What is done, in a sentence. */
  readonly text: string
}

/** A statement that decides, where it stands, and its text. */
export type PathStatement = {
  /** The ARN of whom the policy is attached to, or of the resource that carries it. */
  readonly holder: string
  readonly holderName?: string
  /** grant: a role or permission that was given · federation: whose tokens are taken. Of Microsoft, both. */
  readonly source: 'identity' | 'boundary' | 'session' | 'resource' | 'scp' | 'rcp' | 'grant' | 'federation'
  /** Name or ARN of the policy, or of the role that was given. */
  readonly policy: string
  /** Place in the policy, from 0. */
  readonly index: number
  readonly sid?: string
  readonly effect: 'Allow' | 'Deny'
  /** The statement as JSON, in one line. */
  readonly text: string
}

export type FoundPath = {
  /** As pathfinding.cloud numbers them (`iam-001`); chains of several hops join them by ` + `. */
  readonly id: string
  readonly verdict: PathVerdict
  /** The native id of the identity that is gained; one's own for a path on itself. */
  readonly target: string
  /** What the target holds: all of the account, or its secrets and data, or what somebody marked. */
  readonly gain: 'admin' | 'sensitive' | 'crown-jewel'
  readonly hops: readonly PathHop[]
  readonly statements: readonly PathStatement[]
  /** Conditions that remain, as sentences. */
  readonly conditions: readonly string[]
  /** Facts that were not collected, by the words of the permission or file that brings them. */
  readonly missingFacts: readonly string[]
  /** The one change that breaks it, as a sentence. */
  readonly mend: string
  /** Of AWS: the same as a statement to add to the identity policies of `principal`. */
  readonly mendPolicy?: {
    readonly principal: string
    readonly statement: {
      readonly [element: string]:
        | string
        | readonly string[]
        | { readonly [operator: string]: { readonly [key: string]: string } }
    }
  }
  /** How many further targets the same path was seen to reach; beyond ten nobody counts. */
  readonly alsoReaches?: number
}
