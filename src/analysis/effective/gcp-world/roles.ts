/** Roles and their permissions. */
import type { View } from '../../../inventory/view.ts'
import { isKnown, unknown } from '../../../model/index.ts'
import type { Known } from '../../../model/index.ts'
import { gcpRoleFacts, gcpScopes } from '../gcp-facts.ts'
import type { GcpRole, GcpWorld } from './types.ts'

export type Roles = Pick<GcpWorld, 'role' | 'permissionsOf'>

export function rolesOf(view: View): Roles {
  const roles = new Map<string, GcpRole>()
  for (const scope of gcpScopes(view))
    for (const resource of view.resources({ kind: 'iam-role', scope: scope.id })) {
      const facts = gcpRoleFacts(resource)
      const before = roles.get(facts.roleName)
      if (before !== undefined && (isKnown(before.permissions) || !isKnown(facts.permissions))) continue
      const { permissions: given } = facts
      const permissions: Known<ReadonlySet<string>> = isKnown(given) ? new Set(given) : unread(given)
      roles.set(facts.roleName, { facts, permissions })
    }
  return {
    role: (name) => roles.get(name),
    permissionsOf: (name) => roles.get(name)?.permissions ?? unknown('not-collected'),
  }
}

/** No role is without permissions because nobody told of them. */
function unread(given: Known<readonly string[]>): Known<ReadonlySet<string>> {
  return given === null || isKnown(given) ? new Set<string>() : given
}
