/** Roles by which somebody becomes a service account, told by their permissions. */
import { actAs, gcpMethods, gives, implicitDelegation } from '../../analysis/effective/gcp-abilities/index.ts'
import { worldOf } from '../../analysis/effective/gcp-world/index.ts'
import type { View } from '../../inventory/view.ts'
import type { Unknown } from '../../model/index.ts'
import { becauseOf, isKnown, unknown } from '../../model/index.ts'

/** Methods that are asked for over the account itself, and make its holder the account. */
const methods = gcpMethods.filter(({ at, gives: gain }) => at === 'service-account' && gain === 'become')

/** The permissions among these that do it, in order; acting as an account counts, since something can be run as it. */
export function becoming(permissions: ReadonlySet<string>): readonly string[] {
  const found = methods
    .filter((method) => gives(method, permissions))
    .flatMap(({ all, oneOf = [] }) => [...all, ...oneOf])
  const held = [...found, actAs, implicitDelegation].filter((permission) => permissions.has(permission))
  return [...new Set(held)].toSorted()
}

/** Of a role by its name. */
export function becomingBy(role: string, view: View): readonly string[] | Unknown {
  const permissions = worldOf(view).permissionsOf(role)
  return isKnown(permissions) ? becoming(permissions) : unknown(becauseOf(permissions))
}

export const rolePermission = 'iam.roles.get'
