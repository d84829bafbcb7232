/** Deny assignments, which no role gets past. https://learn.microsoft.com/azure/role-based-access-control/deny-assignments */
import type { View } from '../../inventory/view.ts'
import { isKnown } from '../../model/index.ts'
import type { DenyAssignmentFacts } from '../../model/facts/azure.ts'
import { allows, allowsData } from './azure-actions/index.ts'
import { covers } from './azure-scopes.ts'

const everybody = '00000000-0000-0000-0000-000000000000'

/** Of an action, on the plane that it belongs to. */
export interface Deed {
  readonly action: string
  readonly plane: 'control' | 'data'
}

/** Whether one holds the principal (an entity id) back from the action at the place, for certain. */
export function deniedBy(view: View, tenant: string, principal: string, armId: string, deed: Deed): boolean {
  if (denialsOf(view, tenant).length === 0) return false
  const { action, plane } = deed
  const known = new Set([principal, ...view.edgesFrom(principal, 'member-of').map(({ to }) => to)].map(objectIdOf))
  return denialsOf(view, tenant).some(
    ({ scope, appliesToChildren, principals, exceptPrincipals, permissions, condition }) => {
      if (isKnown(condition)) return false
      const here =
        scope.toLowerCase() === armId.toLowerCase() ||
        (appliesToChildren && covers(view, tenant, scope, armId) === true)
      if (!here || !(plane === 'control' ? allows : allowsData)(permissions, action)) return false
      const named = principals.some((each) => each === everybody || known.has(each.toLowerCase()))
      return named && !exceptPrincipals.some((each) => known.has(each.toLowerCase()))
    },
  )
}

function denialsOf(view: View, tenant: string): readonly DenyAssignmentFacts[] {
  return view.once(`azure denials ${tenant}`, () =>
    [...view.resources({ kind: 'deny-assignment', scope: tenant })].map(({ facts }) => facts as DenyAssignmentFacts),
  )
}

function objectIdOf(entityId: string): string {
  return (entityId.split(':').at(-1) ?? '').toLowerCase()
}
