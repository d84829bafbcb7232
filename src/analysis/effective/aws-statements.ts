import type { PolicyDocument, PolicyStatement } from '../../model/facts/aws.ts'

/** Policy elements are a string or a list of strings wherever one may stand. */
export function listOf<T>(element: T | readonly T[] | undefined): readonly T[] {
  if (element === undefined) return []
  return Array.isArray(element) ? (element as readonly T[]) : [element as T]
}

/**
 * `*` is any run of characters, `?` exactly one; actions compare without regard to case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
function matchesPattern(pattern: string, value: string): boolean {
  const source = pattern.replace(/[.*+?^${}()|[\]\\]/g, (character) =>
    character === '*' ? '[^]*' : character === '?' ? '[^]' : `\\${character}`,
  )
  return new RegExp(`^${source}$`).test(value)
}

/** True when the statement's Action or NotAction covers the action, such as `sts:AssumeRole`. */
export function coversAction(statement: PolicyStatement, action: string): boolean {
  const lower = action.toLowerCase()
  const among = (patterns: readonly string[]) =>
    patterns.some((pattern) => matchesPattern(pattern.toLowerCase(), lower))
  if (statement.Action !== undefined) return among(listOf(statement.Action))
  return statement.NotAction !== undefined && !among(listOf(statement.NotAction))
}

export function hasConditions(statement: PolicyStatement): boolean {
  return Object.values(statement.Condition ?? {}).some((keys) => Object.keys(keys).length > 0)
}

/** Allows every action of one of the patterns (`*`, `iam:*`) on everything, be it by naming what it leaves out. */
export function allowsAllOf(statement: PolicyStatement, patterns: readonly string[]): boolean {
  if (statement.Effect !== 'Allow' || !onEverything(statement, patterns)) return false
  const left = listOf(statement.NotAction).map((action) => action.toLowerCase())
  if (statement.Action === undefined && left.length > 0) return patterns.some((pattern) => !left.some(touches(pattern)))
  return listOf(statement.Action).some((action) => patterns.includes(action.toLowerCase()))
}

/** Whether two patterns of actions may mean the same action, told by the service before the colon. */
function touches(pattern: string): (other: string) => boolean {
  const [service = ''] = pattern.split(':')
  return (other) => service === '*' || matchesPattern(other.split(':')[0] ?? '', service)
}

/** `*`, or every resource of the one service that is spoken of: `arn:aws:bedrock:*:*:*`. */
function onEverything(statement: PolicyStatement, patterns: readonly string[]): boolean {
  return listOf(statement.Resource).some((resource) => {
    const [scheme, , service = '', ...rest] = resource.split(':')
    if (/^\*+$/.test(resource)) return true
    const open = rest.every((part) => /^[*/]+$|^\d{12}$|^$/.test(part)) && /^[*/]+$/.test(rest.at(-1) ?? '')
    return scheme === 'arn' && patterns.includes(`${service}:*`) && open
  })
}

/** Denies every action of one of the patterns on every resource, whatever the request. */
export function deniesAllOf(statement: PolicyStatement, patterns: readonly string[]): boolean {
  if (statement.Effect !== 'Deny' || hasConditions(statement) || !listOf(statement.Resource).includes('*')) return false
  return listOf(statement.Action).some((action) => patterns.includes(action.toLowerCase()))
}

/** Names the action, allows or denies it on the resource or on all, and asks for nothing else. */
export function speaksOf(statement: PolicyStatement, action: string, resource: string): boolean {
  if (hasConditions(statement) || statement.NotAction !== undefined || !coversAction(statement, action)) return false
  return listOf(statement.Resource).some((pattern) => matchesPattern(pattern, resource))
}

export function statementsOf(document: PolicyDocument): readonly PolicyStatement[] {
  return listOf(document.Statement)
}
