import type { AzureRoleFacts } from '../../../model/facts/azure.ts'
import type { StepMeta } from '../../contract.ts'
import { aiOfRole } from '../ai.ts'
import { lastOf } from '../map/role-assignment.ts'
import { permissionOf } from '../map/role-permission.ts'
import { idOf, placeOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { listRoleDefinitions } from '../routes/authorization.ts'
import { shown } from '../visible.ts'

export const roleDefinitionsMeta = {
  id: 'role-definitions',
  title: 'Roles of Azure',
  tier: 'core',
  scopes: ['tenant'],
  needs: ['Microsoft.ResourceGraph/resources/read', 'Microsoft.Authorization/roleDefinitions/read'],
  emits: ['role-definitions'],
  // Of some eight hundred built-in roles only those are kept that somebody holds.
  after: ['subscriptions', 'role-assignments', 'eligible-role-assignments'],
} as const satisfies StepMeta

const builtInAreHidden = 'Azure shows no role, not even those that it has itself.'

type Row = ReturnType<typeof listRoleDefinitions.schema.parse>

export async function roleDefinitions(context: AzureContext): Promise<void> {
  const { heldRoles } = context.session.facts
  const seen = new Set<string>()
  for await (const row of shown(context, listRoleDefinitions, builtInAreHidden)) {
    const facts = factsOf(row)
    const kept = facts.type === 'CustomRole' || heldRoles.has(facts.roleId)
    // A custom role is listed once for each subscription that it can be assigned in.
    if (!kept || seen.has(facts.roleId)) continue
    seen.add(facts.roleId)
    tellModelUsers(context, facts)
    context.emit({
      type: 'resource',
      id: idOf(context, 'azure-role', facts.roleId),
      ...placeOf(context),
      kind: 'azure-role',
      nativeId: facts.roleId,
      name: facts.roleName,
      facts,
    })
  }
  const missing = [...heldRoles].filter((role) => !seen.has(role)).toSorted()
  if (missing.length === 0) return
  context.gap({
    reason: 'denied',
    permission: listRoleDefinitions.permission,
    detail: `Azure does not show what ${missing.length} of the assigned roles allow, such as ${missing[0]}.`,
  })
}

/** Whoever may call a model is a part of something that is built on one; agents are told by signs of their own. */
function tellModelUsers(context: AzureContext, role: AzureRoleFacts): void {
  const ai = aiOfRole(role)
  if (ai === undefined) return
  const { holders, principals } = context.session.facts
  const known = new Set(
    [...(principals?.values() ?? [])].flatMap(({ entity, ai: own }) => (own && entity ? [entity] : [])),
  )
  for (const id of [...(holders.get(role.roleId) ?? [])].toSorted())
    if (!known.has(id) && !id.includes(':group:'))
      context.emit({ type: 'patch', of: 'identity', id, set: { class: 'ai', ai } })
}

function factsOf({ id, roleName, roleType, permissions, assignableScopes }: Row): AzureRoleFacts {
  const roleId = lastOf(id)
  return {
    roleId,
    roleName: roleName || roleId,
    type: roleType === 'BuiltInRole' ? 'BuiltInRole' : 'CustomRole',
    permissions: (permissions ?? []).map(permissionOf),
    assignableScopes: (assignableScopes ?? []).map((scope) => scope.toLowerCase()).toSorted(),
  }
}
