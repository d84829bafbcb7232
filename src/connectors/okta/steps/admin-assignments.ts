import type { StepMeta } from '../../contract.ts'
import { forEach } from '../each.ts'
import { emitAssignment } from '../map/role.ts'
import { idOf } from '../place.ts'
import type { OktaContext } from '../place.ts'
import { all } from '../read.ts'
import { listAdministrators, listRolesOfUser } from '../routes/roles.ts'

export const adminAssignmentsMeta = {
  id: 'admin-assignments',
  title: 'Roles of administrators that users hold, and those who own an API token',
  tier: 'core',
  scopes: ['organization'],
  needs: ['okta.roles.read'],
  emits: ['admin-assignments'],
  after: ['api-tokens'],
} as const satisfies StepMeta

/** Owners of tokens are asked for in any case: who is an administrator by a group alone may not be in the list. */
export async function adminAssignments(context: OktaContext): Promise<void> {
  const administrators = await all(context, listAdministrators)
  const ids = [...administrators.map(({ id }) => id), ...(context.session.facts.tokenOwners ?? [])]
  await forEach(
    context,
    [...new Set(ids)].toSorted().map((name) => ({ name })),
    'Roles of the users',
    async ({ name: userId }) => {
      for (const assignment of await all(context, listRolesOfUser, { path: { userId } }))
        emitAssignment(context, idOf(context, 'user', userId), assignment, {
          source: listRolesOfUser.path,
          // Of users it is not asked what a role ends at.
          targets: { unknown: 'not-collected' },
        })
    },
  )
}
