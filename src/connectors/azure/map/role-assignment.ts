/** A role assignment of Azure, active or eligible, as a resource and as a grant. */
import type { AzureGrant, RoleAssignmentFacts } from '../../../model/facts/azure.ts'
import { idOf, instantOf, placeOf } from '../place.ts'
import type { AzureContext } from '../place.ts'

export interface AssignmentRow {
  readonly id: string
  readonly principalId: string
  readonly principalType?: string | null | undefined
  readonly roleDefinitionId: string
  readonly scope?: string | null | undefined
  readonly condition?: string | null | undefined
  readonly delegated?: string | null | undefined
  readonly createdOn?: string | null | undefined
  readonly createdBy?: string | null | undefined
}

type Told = Pick<RoleAssignmentFacts, 'principal' | 'state'>

export function assignmentFacts(row: AssignmentRow, { principal, state }: Told): RoleAssignmentFacts {
  return {
    assignmentId: row.id.toLowerCase(),
    principalId: row.principalId.toLowerCase(),
    principalType: row.principalType ?? '',
    roleId: lastOf(row.roleDefinitionId),
    scope: row.scope?.toLowerCase() || scopeIn(row.id),
    condition: row.condition || null,
    delegated: row.delegated?.toLowerCase() || null,
    createdAt: instantOf(row.createdOn),
    createdBy: row.createdBy?.toLowerCase() || null,
    principal,
    state,
  }
}

/** `holder`: the entity that was granted the role; undefined: it is none of those that are held here. */
export function emitAssignment(
  context: AzureContext,
  facts: RoleAssignmentFacts,
  holder: string | undefined,
  source: string,
): void {
  const { assignmentId, roleId, scope, condition, state } = facts
  context.emit({
    type: 'resource',
    id: idOf(context, 'role-assignment', assignmentId),
    ...placeOf(context),
    kind: 'role-assignment',
    nativeId: assignmentId,
    name: lastOf(assignmentId),
    facts,
  })
  if (holder === undefined) return
  const conditions: AzureGrant = { scope, condition: typeof condition === 'string' ? condition : null, state }
  context.emit({
    type: 'edge',
    kind: 'grants',
    from: holder,
    to: idOf(context, 'azure-role', roleId),
    via: assignmentId,
    conditions,
    level: 'configured',
    evidence: [{ source, detail: assignmentId }],
  })
}

export function lastOf(armId: string): string {
  return (armId.split('/').at(-1) ?? armId).toLowerCase()
}

/** What stands before the provider of the assignment itself; nothing does at the root of the tenant. */
function scopeIn(assignmentId: string): string {
  const [scope = ''] = assignmentId.toLowerCase().split('/providers/microsoft.authorization/')
  return scope === '' ? '/' : scope
}
