/** Roles and their permissions. */
import type { View } from '../../../inventory/view.ts'
import { becauseOf, isKnown, unknown } from '../../../model/index.ts'
import type { GcpRoleFacts } from '../../../model/facts/gcp.ts'
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
      const permissions = permissionsIn(facts)
      roles.set(facts.roleName, { facts, permissions })
    }
  return {
    role: (name) => roles.get(name),
    permissionsOf: (name) => roles.get(name)?.permissions ?? unknown('not-collected'),
  }
}

/**
 * A custom role that is disabled stays in its bindings and allows nothing; null is a role without permissions.
 * https://cloud.google.com/iam/docs/creating-custom-roles#disabling-custom-role
 */
function permissionsIn({ stage, permissions }: GcpRoleFacts): Known<ReadonlySet<string>> {
  if (stage === 'DISABLED' || permissions === null) return new Set()
  return isKnown(permissions) ? new Set(permissions) : unknown(becauseOf(permissions))
}
