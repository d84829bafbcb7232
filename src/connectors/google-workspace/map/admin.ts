/** Roles of administrators, service accounts that hold them, and who holds which. */
import type {
  AdminAssignment,
  AdminRoleFacts,
  AdminServiceAccountFacts,
} from '../../../model/facts/google-workspace.ts'
import { unknown } from '../../../model/index.ts'
import { idOf, placeOf, untold } from '../place.ts'
import type { WorkspaceContext } from '../place.ts'
import { listRoleAssignments } from '../routes/roles.ts'
import type { RoleAnswer, RoleAssignmentAnswer } from '../routes/roles.ts'

export function emitRole(
  context: WorkspaceContext,
  { roleId, roleName, isSuperAdminRole, rolePrivileges = [] }: RoleAnswer,
): void {
  const facts = {
    roleId,
    roleName,
    superAdmin: isSuperAdminRole ?? false,
    privileges: [...new Set(rolePrivileges.map(({ privilegeName }) => privilegeName))].toSorted(),
  } satisfies AdminRoleFacts
  const id = idOf(context, 'admin-role', roleId)
  context.emit({
    type: 'resource',
    id,
    ...placeOf(context),
    kind: 'admin-role',
    nativeId: roleId,
    name: roleName,
    facts,
  })
}

export function emitAccount(
  context: WorkspaceContext,
  uniqueId: string,
  email: string | undefined,
  self: string | undefined,
): string {
  const id = idOf(context, 'service-account', uniqueId)
  context.emit({
    type: 'identity',
    id,
    ...placeOf(context),
    kind: 'service-account',
    nativeId: uniqueId,
    name: email ?? uniqueId,
    createdAt: unknown('unsupported'),
    enabled: unknown('unsupported'),
    class: 'machine',
    ...untold,
    facts: {
      uniqueId,
      ...(email === undefined ? {} : { email }),
      ...(uniqueId === self ? { scanner: true } : {}),
    } satisfies AdminServiceAccountFacts,
  })
  return id
}

export function emitAssignment(
  context: WorkspaceContext,
  { roleAssignmentId, roleId, scopeType, orgUnitId }: RoleAssignmentAnswer,
  holder: string,
): void {
  const scope = scopeType === 'ORG_UNIT' && orgUnitId !== undefined ? orgUnitId : 'CUSTOMER'
  context.emit({
    type: 'edge',
    kind: 'grants',
    from: holder,
    to: idOf(context, 'admin-role', roleId),
    via: roleAssignmentId,
    conditions: { scope } satisfies AdminAssignment,
    level: 'configured',
    evidence: [{ source: listRoleAssignments.operation, detail: `roleAssignmentId ${roleAssignmentId}` }],
  })
}
