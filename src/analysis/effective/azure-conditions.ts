/**
 * Conditions on role assignments, as far as they say which roles may be given away.
 * https://learn.microsoft.com/azure/role-based-access-control/delegate-role-assignments-examples
 */

import { letsThrough } from './azure-condition-form.ts'

const assigning = 'Microsoft.Authorization/roleAssignments/write'

/** any: nothing holds it back · only: these roles · all-but: any other than these · unclear: it is not understood. */
export type Assignable =
  | { readonly kind: 'any' }
  | { readonly kind: 'only'; readonly roles: readonly string[] }
  | { readonly kind: 'all-but'; readonly roles: readonly string[] }
  | { readonly kind: 'unclear' }

const ofWrites = /actionmatches\s*\{\s*'microsoft\.authorization\/roleassignments\/write'\s*\}/i
const roleTest =
  /@request\s*\[microsoft\.authorization\/roleassignments:roledefinitionid\]\s*(forany\w+:|forall\w+:)?guid(not)?equals\s*\{([^}]*)\}/gi

/** Roles that give roles away, or own outright: who may assign one of these may assign all. */
export const givingRoles = {
  owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  userAccessAdministrator: '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
  roleBasedAccessControlAdministrator: 'f58310d9-a9f6-439a-9e8d-f62e7b41a168',
} as const

export function assignableBy(condition: string | null): Assignable {
  if (condition === null || letsThrough(condition, assigning)) return { kind: 'any' }
  if (!ofWrites.test(condition)) return { kind: 'unclear' }
  const tests = [...condition.matchAll(roleTest)]
  // Several tests may be alternatives, which would have to be weighed one by one.
  const [first, ...others] = tests
  if (first === undefined) return holdsKindsAlone(condition) ? { kind: 'any' } : { kind: 'unclear' }
  const [, , negated, list = ''] = first
  const roles = guidsIn(list)
  if (others.some(([, , not, more = '']) => not !== negated || String(guidsIn(more)) !== String(roles)))
    return { kind: 'unclear' }
  return { kind: negated === undefined ? 'only' : 'all-but', roles }
}

/** It tells to what kind of principals roles may be given, not which roles: any, to an application or to a person. */
function holdsKindsAlone(condition: string): boolean {
  const attributes = [...condition.matchAll(/@\w+\s*\[([^\]]+)\]/g)].map(([, name = '']) => name.toLowerCase())
  return attributes.every((name) => name.endsWith('roleassignments:principaltype'))
}

function guidsIn(list: string): readonly string[] {
  return [...list.matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi)]
    .map(([guid]) => guid.toLowerCase())
    .toSorted()
}

/**
 * Whether the holder can make itself, or another, an owner. Undefined: nobody can tell. `others`: roles of the tenant's
 * own that give roles away, which no list of Microsoft's keeps back.
 */
export function givesOwnership(condition: string | null, others: readonly string[] = []): boolean | undefined {
  const assignable = assignableBy(condition)
  const giving: readonly string[] = [...Object.values(givingRoles), ...others]
  if (assignable.kind === 'any') return true
  if (assignable.kind === 'unclear') return undefined
  return giving.some((role) => assignable.roles.includes(role) === (assignable.kind === 'only'))
}
