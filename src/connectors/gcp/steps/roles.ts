import type { GapReason } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { rowsOf } from '../../shared/google/read.ts'
import { emitRole, emitUnlistedRole } from '../map/role.ts'
import { onceEach } from '../once.ts'
import { byProjectId } from '../place.ts'
import type { GcpContext } from '../place.ts'
import { listOrganizationRoles, listPredefinedRoles, listProjectRoles, listRoleAssets } from '../routes/roles.ts'
import type { RoleAnswer } from '../routes/roles.ts'

export const rolesMeta = {
  id: 'roles',
  title: 'What roles allow',
  tier: 'core',
  scopes: ['organization', 'folder', 'project'],
  needs: ['cloudasset.assets.listResource', 'iam.roles.list'],
  emits: ['roles'],
  // Of more than two thousand roles of Google’s own those are kept that somebody holds.
  after: ['allow-policies'],
} as const satisfies StepMeta

/** A list that is asked for because a role of its is held. */
interface List {
  readonly what: string
  readonly holds: (role: string) => boolean
  readonly rows: () => AsyncIterable<RoleAnswer>
}

export async function roles(context: GcpContext): Promise<void> {
  const wanted = new Set(context.session.facts.heldRoles)
  const why = new Map<string, GapReason>()
  for (const { what, holds, rows } of listsOf(context)) {
    const own = [...wanted].filter(holds)
    if (own.length === 0) continue
    const read = await attempt(context, what, async () => {
      for await (const row of rows()) {
        const name = byProjectId(row.name, context.session)
        if (wanted.delete(name)) emitRole(context, name, row)
      }
      return 'whole' as const
    })
    if (read !== 'whole') for (const role of own) why.set(role, read.unknown)
  }
  for (const role of [...wanted].toSorted()) emitUnlistedRole(context, role, why.get(role) ?? 'not-collected')
}

function listsOf(context: GcpContext): readonly List[] {
  const { assets, root, facts } = context.session
  const parents = new Set([...facts.heldRoles].map(parentOf).filter((parent) => parent !== ''))
  const under: List = {
    what: 'Custom roles',
    // Those of an organization stand above its projects and folders.
    holds: (role) => parentOf(role).startsWith('projects/') || parentOf(role) === root,
    rows: () => dataOf(context),
  }
  const apart = [...parents]
    .filter((parent) => (assets ? parent.startsWith('organizations/') && parent !== root : true))
    .map((parent): List => {
      const list = parent.startsWith('organizations/') ? listOrganizationRoles : listProjectRoles
      return {
        what: `Custom roles of ${parent}`,
        holds: (role) => parentOf(role) === parent,
        rows: () => shared(context, parent, () => rowsOf(context, list, { parent })),
      }
    })
  const own: List = {
    what: 'Roles of Google’s own',
    holds: (role) => role.startsWith('roles/'),
    rows: () => shared(context, '', () => rowsOf(context, listPredefinedRoles, {})),
  }
  return [own, ...(assets ? [under] : []), ...apart]
}

const once = onceEach<readonly RoleAnswer[]>()

/** Projects that are read one by one have Google's roles and their organization's in common: those are kept. */
async function* shared(
  context: GcpContext,
  list: string,
  rows: () => AsyncIterable<RoleAnswer>,
): AsyncGenerator<RoleAnswer> {
  const { root, client } = context.session
  if (!root.startsWith('projects/') || list === root) yield* rows()
  else
    yield* await once(client, list, async () => {
      const kept: RoleAnswer[] = []
      for await (const row of rows()) kept.push(row)
      return kept
    })
}

async function* dataOf(context: GcpContext): AsyncGenerator<RoleAnswer> {
  for await (const { resource } of rowsOf(context, listRoleAssets, { parent: context.session.root }))
    yield resource.data
}

/** `organizations/1` of `organizations/1/roles/deployer`; '' of Google’s own. */
function parentOf(role: string): string {
  return /^(.+)\/roles\/[^/]+$/.exec(role)?.[1] ?? ''
}
