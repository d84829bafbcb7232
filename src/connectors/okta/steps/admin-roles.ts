import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { all as together } from '../../shared/fan-out.ts'
import { isKnown } from '../../../model/index.ts'
import { emitRole } from '../map/role.ts'
import type { OktaContext } from '../place.ts'
import { all } from '../read.ts'
import { listPermissions, listRoles } from '../routes/roles.ts'

export const adminRolesMeta = {
  id: 'admin-roles',
  title: 'Custom roles of administrators, and what they permit',
  tier: 'core',
  scopes: ['organization'],
  needs: ['okta.roles.read'],
  emits: ['admin-roles'],
} as const satisfies StepMeta

export async function adminRoles(context: OktaContext): Promise<void> {
  await together(await all(context, listRoles), async ({ id, label }) => {
    const permissions = await attempt(context, `What the role ${label} permits was not read`, () =>
      all(context, listPermissions, { path: { roleId: id } }),
    )
    emitRole(context, {
      roleId: id,
      type: 'CUSTOM',
      label,
      permissions: isKnown(permissions) ? permissions.map((each) => each.label).toSorted() : permissions,
    })
  })
}
