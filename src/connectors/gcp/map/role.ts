import type { GcpRoleFacts } from '../../../model/facts/gcp.ts'
import type { GapReason } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { modelCallOf } from '../ai.ts'
import { placeOf, seenId } from '../place.ts'
import type { GcpContext } from '../place.ts'
import type { RoleAnswer } from '../routes/roles.ts'

/** Bindings to roles that are deleted or disabled stay, and give nothing: https://cloud.google.com/iam/docs/roles-overview#custom-role-stages */
function stageOf({ deleted, stage }: RoleAnswer): string | null {
  return deleted === true ? 'DELETED' : (stage ?? null)
}

export function emitRole(context: GcpContext, roleName: string, role: RoleAnswer): void {
  const stage = stageOf(role)
  const idle = stage === 'DELETED' || stage === 'DISABLED'
  const call = idle ? undefined : modelCallOf(role.includedPermissions)
  if (call !== undefined) context.session.facts.modelRoles.set(roleName, call)
  emit(context, {
    roleName,
    title: role.title === undefined || role.title === '' ? roleName : role.title,
    custom: !roleName.startsWith('roles/'),
    stage,
    permissions: idle ? [] : role.includedPermissions.toSorted(),
  })
}

/** Somebody holds it, and no list tells what it is. */
export function emitUnlistedRole(context: GcpContext, roleName: string, because: GapReason): void {
  emit(context, {
    roleName,
    title: roleName,
    custom: !roleName.startsWith('roles/'),
    stage: unknown(because),
    permissions: unknown(because),
  })
}

function emit(context: GcpContext, facts: GcpRoleFacts): void {
  context.emit({
    type: 'resource',
    id: seenId(context, 'iam-role', facts.roleName),
    ...placeOf(context),
    kind: 'iam-role',
    nativeId: facts.roleName,
    name: facts.title,
    facts,
  })
}
