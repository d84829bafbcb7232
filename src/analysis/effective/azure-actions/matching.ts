/**
 * Actions of Azure's roles: patterns with `*` anywhere, which stands for any run of characters, slashes among them.
 * https://learn.microsoft.com/azure/role-based-access-control/role-definitions
 */
import type { RolePermission } from './types.ts'

/** Regardless of case. */
export function matches(pattern: string, action: string): boolean {
  const [head = '', ...rest] = pattern.toLowerCase().split('*')
  const text = action.toLowerCase()
  const tail = rest.pop()
  if (tail === undefined) return text === head
  if (!text.startsWith(head)) return false
  let at = head.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return text.length - tail.length >= at && text.endsWith(tail)
}

/** What one permission takes away it takes away from itself alone: another may still give it. */
export function allows(permissions: readonly RolePermission[], action: string): boolean {
  return permissions.some(({ actions, notActions }) => gives(actions, notActions, action))
}

/** The same of the data plane, which actions of the control plane say nothing about. */
export function allowsData(permissions: readonly RolePermission[], action: string): boolean {
  return permissions.some(({ dataActions, notDataActions }) => gives(dataActions, notDataActions, action))
}

export interface Giving {
  readonly patterns: readonly string[]
  readonly condition: string | null
}

/** The permissions that give an action, by the patterns that do. */
export function giving(
  permissions: readonly RolePermission[],
  plane: 'control' | 'data',
  action: string,
): readonly Giving[] {
  return permissions.flatMap(({ actions, notActions, dataActions, notDataActions, condition }) => {
    const [given, taken] = plane === 'control' ? [actions, notActions] : [dataActions, notDataActions]
    if (taken.some((pattern) => matches(pattern, action))) return []
    const patterns = given.filter((pattern) => matches(pattern, action))
    return patterns.length === 0 ? [] : [{ patterns, condition: condition ?? null }]
  })
}

function gives(given: readonly string[], taken: readonly string[], action: string): boolean {
  return given.some((pattern) => matches(pattern, action)) && !taken.some((pattern) => matches(pattern, action))
}
