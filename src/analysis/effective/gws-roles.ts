/** Which roles of administrators somebody holds, and whether they let them change anything. */
import type { View } from '../../inventory/view.ts'
import type { Edge, Identity, Resource } from '../../model/index.ts'
import { adminRoleFacts, assignmentOf } from './gws-facts.ts'

export interface HeldRole {
  readonly role: Resource
  readonly assignment: Edge
  /** Entity id of the group that holds it, where it is not held directly. */
  readonly through: string | undefined
  /** `CUSTOMER`, or the organizational unit that it ends at. */
  readonly scope: string
}

/** Its own, and those of the groups it is in. */
export function rolesOf(account: Identity, view: View): readonly HeldRole[] {
  const groups = view.edgesFrom(account.id, 'member-of').map(({ to }) => to)
  return [account.id, ...groups].flatMap((holder) =>
    view.edgesFrom(holder, 'grants').flatMap((assignment) => {
      const role = view.resource(assignment.to)
      const through = holder === account.id ? undefined : holder
      return role === undefined ? [] : [{ role, assignment, through, scope: assignmentOf(assignment).scope }]
    }),
  )
}

/**
 * Privileges that only read, by their names: `USERS_RETRIEVE`, `REPORTS_ACCESS`. What is not known to read, writes.
 * https://developers.google.com/workspace/admin/directory/v1/guides/manage-roles
 */
const reading =
  /(?:_RETRIEVE|_READ|_READ_?ONLY|_VIEW|_LIST)$|^VIEW_|REPORTS_ACCESS|REPORTING_ACCESS|AUDIT_ACCESS|ADMIN_DASHBOARD/

export function writingPrivileges(role: Resource): readonly string[] {
  return adminRoleFacts(role).privileges.filter((privilege) => !reading.test(privilege))
}

export function changesNothing(role: Resource): boolean {
  return !adminRoleFacts(role).superAdmin && writingPrivileges(role).length === 0
}
