import type { DenyAssignmentFacts } from '../../../model/facts/azure.ts'
import type { listDenyAssignments } from '../routes/authorization.ts'
import { lastOf } from './role-assignment.ts'
import { permissionOf } from './role-permission.ts'

type Row = ReturnType<typeof listDenyAssignments.schema.parse>

export function denyFacts({ id, properties }: Row, subscription: string): DenyAssignmentFacts {
  return {
    denyId: id.toLowerCase(),
    denyName: properties.denyAssignmentName || lastOf(id),
    permissions: (properties.permissions ?? []).map(permissionOf),
    scope: properties.scope?.toLowerCase() || `/subscriptions/${subscription}`,
    appliesToChildren: properties.doNotApplyToChildScopes !== true,
    principals: idsIn(properties.principals),
    exceptPrincipals: idsIn(properties.excludePrincipals),
    condition: properties.condition || null,
  }
}

function idsIn(principals: readonly { readonly id: string }[] | null | undefined): readonly string[] {
  return (principals ?? []).map(({ id }) => id.toLowerCase()).toSorted()
}
