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

export function statementsOf(document: PolicyDocument): readonly PolicyStatement[] {
  return listOf(document.Statement)
}
