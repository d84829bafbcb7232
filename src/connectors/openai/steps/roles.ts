import type { OpenaiGroupFacts, OpenaiRoleFacts } from '../../../model/facts/openai.ts'
import { isUnknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { all as together } from '../../shared/fan-out.ts'
import { all, operationOf } from '../../shared/vendor/index.ts'
import { managementRead } from '../needs.ts'
import { idOf, placeOf } from '../place.ts'
import type { OpenaiContext } from '../place.ts'
import { listGroupRoles, listGroups, listGroupUsers } from '../routes/people.ts'
import type { GroupRoleAnswer } from '../routes/people.ts'

export const rolesMeta = {
  id: 'roles',
  title: 'Roles of the organization that groups hold',
  tier: 'creds',
  scopes: ['organization'],
  needs: [managementRead],
  emits: ['roles'],
} as const satisfies StepMeta

/** Two requests a group: groups without a role are left aside. */
export async function roles(context: OpenaiContext): Promise<void> {
  const groups = await all(context, listGroups)
  const held = new Map<string, GroupRoleAnswer>()
  await together(groups, async ({ id: native, name, is_scim_managed }) => {
    const path = { group: native }
    const own = await attempt(context, `Roles of group ${name}`, () => all(context, listGroupRoles, { path }))
    if (isUnknown(own) || own.length === 0) return
    const members = await attempt(context, `Members of group ${name}`, async () => {
      const rows = await all(context, listGroupUsers, { path })
      return rows.length
    })
    const facts = {
      groupId: native,
      groupName: name,
      scimManaged: is_scim_managed === true,
      members,
    } satisfies OpenaiGroupFacts
    const id = idOf(context, 'group', native)
    context.emit({ type: 'resource', ...placeOf(context), id, kind: 'group', nativeId: native, name, facts })
    for (const role of own) {
      held.set(role.id, role)
      context.emit({
        type: 'edge',
        kind: 'grants',
        from: id,
        to: idOf(context, 'role', role.id),
        level: 'configured',
        evidence: [{ source: operationOf(listGroupRoles), detail: `group ${native}, role ${role.name}` }],
      })
    }
  })
  for (const role of held.values()) emitRole(context, role)
}

function emitRole(context: OpenaiContext, role: GroupRoleAnswer): void {
  const facts = {
    roleId: role.id,
    roleName: role.name,
    predefined: role.predefined_role === true,
    permissions: (role.permissions ?? []).toSorted(),
    resourceType: role.resource_type ?? '',
  } satisfies OpenaiRoleFacts
  const id = idOf(context, 'role', role.id)
  context.emit({ type: 'resource', ...placeOf(context), id, kind: 'role', nativeId: role.id, name: role.name, facts })
}
