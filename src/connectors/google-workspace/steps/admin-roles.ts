import type { AdminGroupFacts } from '../../../model/facts/google-workspace.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { emitAccount, emitAssignment, emitRole } from '../map/admin.ts'
import { emitUser } from '../map/user.ts'
import { groupPrivilege, groupScope, roleScope, superPrivilege, userScope } from '../needs.ts'
import { idOf, placeOf } from '../place.ts'
import type { WorkspaceContext } from '../place.ts'
import { all } from '../read.ts'
import { listMembers, listRoleAssignments, listRoles } from '../routes/roles.ts'
import type { RoleAssignmentAnswer } from '../routes/roles.ts'

export const adminRolesMeta = {
  id: 'admin-roles',
  title: 'Roles of administrators, and who holds them',
  tier: 'core',
  scopes: ['workspace'],
  needs: [roleScope, groupScope, superPrivilege, groupPrivilege],
  emits: ['admin-roles'],
  after: ['users'],
} as const satisfies StepMeta

export async function adminRoles(context: WorkspaceContext): Promise<void> {
  const { customerId } = context.session.customer
  const roles = await all(context, listRoles, { customer: customerId })
  const self = await ownNumber(context)
  const assignments = await all(context, listRoleAssignments, { customer: customerId })
  for (const role of roles) emitRole(context, role)
  const groups = new Set<string>()
  let untellable = 0
  for (const assignment of assignments) {
    const holder = holderOf(context, assignment, self)
    if (holder === undefined) untellable += 1
    else if (holder.kind === 'group') groups.add(assignment.assignedTo)
    if (holder !== undefined) emitAssignment(context, assignment, holder.id)
  }
  for (const group of [...groups].toSorted()) await emitGroup(context, group, self)
  if (untellable > 0)
    context.gap({
      reason: 'not-collected',
      permission: userScope,
      detail: `Without a whole list of users, ${untellable === 1 ? 'one holder of a role' : `${untellable} holders of roles`} may be users or service accounts.`,
    })
}

/**
 * A service account is told by its number, like a user, and by nothing else: whoever is in no list of users is one.
 * https://developers.google.com/workspace/admin/directory/reference/rest/v1/roleAssignments
 */
function holderOf(
  context: WorkspaceContext,
  { assignedTo, assigneeType }: RoleAssignmentAnswer,
  self: string | undefined,
): { readonly kind: 'user' | 'group' | 'service-account'; readonly id: string } | undefined {
  const { users } = context.session.facts
  if (assigneeType?.toUpperCase() === 'GROUP') return { kind: 'group', id: idOf(context, 'group', assignedTo) }
  if (users?.byId.has(assignedTo) === true) return { kind: 'user', id: emitUser(context, assignedTo) }
  if (users?.whole !== true) return undefined
  return { kind: 'service-account', id: emitAccount(context, assignedTo, undefined, self) }
}

/** Of the account that Muster is signed in as, unless it speaks for a user. */
async function ownNumber({ session }: WorkspaceContext): Promise<string | undefined> {
  return session.config.subject === undefined ? session.clients(roleScope).uniqueId?.() : undefined
}

/** Service accounts hold a role by being in a group that holds it, too. */
async function emitGroup(context: WorkspaceContext, groupId: string, self: string | undefined): Promise<void> {
  const id = idOf(context, 'group', groupId)
  const members = await attempt(context, `Members of the group ${groupId}, which holds a role of administrators,`, () =>
    all(context, listMembers, { groupKey: groupId }),
  )
  const facts = { groupId, members: 'unknown' in members ? members : members.length } satisfies AdminGroupFacts
  context.emit({ type: 'resource', id, ...placeOf(context), kind: 'group', nativeId: groupId, name: groupId, facts })
  if ('unknown' in members) return
  for (const { id: memberId, email } of members) {
    if (email?.endsWith('.gserviceaccount.com') !== true) continue
    context.emit({
      type: 'edge',
      kind: 'member-of',
      // Google does not show the number of every member that is none of the customer's own users.
      from: emitAccount(context, memberId ?? email, email, self),
      to: id,
      level: 'configured',
      evidence: [{ source: listMembers.operation, detail: `group ${groupId}` }],
    })
  }
}
