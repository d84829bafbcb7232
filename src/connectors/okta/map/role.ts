/** Roles of administrators: emitted where somebody holds them, custom ones always. */
import type { OktaRoleFacts, OktaRoleGrant } from '../../../model/facts/okta.ts'
import type { Known } from '../../../model/index.ts'
import { idOf, placeOf } from '../place.ts'
import type { OktaContext } from '../place.ts'
import type { AssignmentAnswer } from '../routes/roles.ts'

export function emitRole(context: OktaContext, role: OktaRoleFacts): string {
  const id = idOf(context, 'admin-role', role.roleId)
  const { emitted } = context.session.facts
  if (emitted.has(id)) return id
  emitted.add(id)
  const { roleId, label } = role
  context.emit({
    type: 'resource',
    id,
    ...placeOf(context),
    kind: 'admin-role',
    nativeId: roleId,
    name: label,
    facts: role,
  })
  return id
}

/** Custom roles are emitted by the step that reads what they permit. */
function roleOf(context: OktaContext, { type, role, label }: AssignmentAnswer): string {
  if (type === 'CUSTOM' && role != null) return idOf(context, 'admin-role', role)
  return emitRole(context, { roleId: type, type, label: label ?? type, permissions: null })
}

/** An assignment that was switched off gives nothing. */
export function emitAssignment(
  context: OktaContext,
  from: string,
  answer: AssignmentAnswer,
  { source, targets }: { readonly source: string; readonly targets: Known<readonly string[]> },
): void {
  if (answer.status === 'INACTIVE') return
  context.emit({
    type: 'edge',
    kind: 'grants',
    from,
    to: roleOf(context, answer),
    via: answer.id,
    conditions: {
      assignment: answer.assignmentType ?? 'USER',
      resourceSet: answer['resource-set'] ?? null,
      targets,
    } satisfies OktaRoleGrant,
    level: 'configured',
    evidence: [{ source, detail: `${answer.type} ${answer.id}` }],
  })
}
