import type { Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { attempt } from '../../shared/attempt.ts'
import type { StepMeta } from '../../contract.ts'
import { forEach } from '../each.ts'
import { tellWithout } from '../map/lacking.ts'
import { emitAssignment } from '../map/role.ts'
import { idOf } from '../place.ts'
import type { OktaContext } from '../place.ts'
import { all } from '../read.ts'
import { listAppTargets, listGroupTargets, listRolesOfClient } from '../routes/roles.ts'
import type { AppRow } from '../session.ts'

export const appRolesMeta = {
  id: 'app-roles',
  title: 'Roles of administrators that service applications hold, and what they end at',
  tier: 'creds',
  scopes: ['organization'],
  needs: ['okta.roles.read'],
  emits: ['app-roles'],
  after: ['apps'],
} as const satisfies StepMeta

export async function appRoles(context: OktaContext): Promise<void> {
  const { apps } = context.session.facts
  if (apps === undefined)
    return tellWithout(context, 'applications', 'okta.apps.read', 'their roles were not asked for')
  await forEach(
    context,
    apps.filter(({ kind }) => kind === 'service-app'),
    'Roles of',
    async (app) => {
      const { clientId } = app
      for (const assignment of await all(context, listRolesOfClient, { path: { clientId } })) {
        const targets = await targetsOf(context, app, assignment)
        emitAssignment(context, idOf(context, 'service-app', app.appId), assignment, {
          source: listRolesOfClient.path,
          targets,
        })
      }
    },
  )
}

/** https://developer.okta.com/docs/api/openapi/okta-management/guides/roles/#standard-roles: the others always hold for everything. */
const ending = {
  USER_ADMIN: 'groups',
  HELP_DESK_ADMIN: 'groups',
  GROUP_MEMBERSHIP_ADMIN: 'groups',
  APP_ADMIN: 'apps',
} as const

function endsAt(type: string): 'groups' | 'apps' | undefined {
  return Object.entries(ending).find(([each]) => each === type)?.[1]
}

/** null: at nothing, it holds for all of the organization. */
async function targetsOf(
  context: OktaContext,
  { clientId, name }: AppRow,
  { id, type }: { readonly id: string; readonly type: string },
): Promise<Known<readonly string[]>> {
  const what = endsAt(type)
  if (what === undefined) return type === 'CUSTOM' ? unknown('not-collected') : null
  const given = { path: { clientId, assignment: id } }
  return attempt(context, `What the role ${type} of ${name} ends at was not read`, async () => {
    const targets =
      what === 'groups'
        ? (await all(context, listGroupTargets, given)).map((group) => group.id)
        : (await all(context, listAppTargets, given)).map((app) => app.id ?? app.name)
    return targets.length === 0 ? null : targets.toSorted()
  })
}
