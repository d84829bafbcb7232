export type AccessLevel = 'List' | 'Read' | 'Write' | 'Permissions management' | 'Tagging'

export interface ActionFacts {
  /** As AWS writes it: `iam:PassRole`. */
  readonly name: string
  readonly level: AccessLevel
  /** Resource types it can be held to, such as `role`; empty when it knows no resource but `*`. */
  readonly resourceTypes: readonly string[]
  /** Condition keys of the action and of its resource types; global keys (`aws:…`) are not repeated. */
  readonly conditionKeys: readonly string[]
  /** Actions that it needs besides, in full: `iam:PassRole`. */
  readonly dependentActions: readonly string[]
}
