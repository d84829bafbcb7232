/** What AWS itself says of its actions: a dated extract of the service authorization reference. */

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

/** The facts of an action, in any case; `undefined` when the extract does not know it. */
export function actionFacts(action: string): ActionFacts | undefined {
  throw new Error(`not built yet: ${action}`)
}

/** Every action of a service by its prefix (`iam`), or `undefined` for a prefix that is not known. */
export function actionsOf(service: string): readonly ActionFacts[] | undefined {
  throw new Error(`not built yet: ${service}`)
}

/** Prefixes of all services, in order. */
export function services(): readonly string[] {
  throw new Error('not built yet')
}

/** `Amazon S3` of `s3`. */
export function serviceTitle(service: string): string | undefined {
  throw new Error(`not built yet: ${service}`)
}

/** ARN formats of a resource type (`lambda`, `function`): `arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}`. */
export function arnFormats(service: string, resourceType: string): readonly string[] {
  throw new Error(`not built yet: ${service} ${resourceType}`)
}

/** Actions that an action pattern covers: `s3:Get*`, `*`. A pattern that covers none that is known gives none. */
export function expandAction(pattern: string): readonly string[] {
  throw new Error(`not built yet: ${pattern}`)
}

/** Whether a request for the action can carry the key: global keys, and those of the action; `true` for unknown actions. */
export function carriesKey(action: string, key: string): boolean {
  throw new Error(`not built yet: ${action} ${key}`)
}

/** Services whose resources obey resource control policies. */
export function obeysResourceControl(service: string): boolean {
  throw new Error(`not built yet: ${service}`)
}

/** The day of the data: `2026-09-26`. */
export const iamDataDate = '2026-09-26'
