import type { GroupFacts } from '../../../model/facts/entra.ts'
import type { Known, Unknown } from '../../../model/index.ts'
import { isUnknown, unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { ownerEdges } from '../map/owner-edges.ts'
import { related } from '../map/related.ts'
import { tellStrangers, tellUnlisted } from '../map/unlisted.ts'
import { idOf, orNone, placeOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { getGroup, listGroupOwners, listMachineMembers } from '../routes/groups.ts'
import type { Group } from '../routes/groups.ts'

export const groupsMeta = {
  id: 'groups',
  title: 'Groups that hold rights, their members and owners',
  tier: 'core',
  scopes: ['tenant'],
  needs: ['GroupMember.Read.All', 'User.Read.All'],
  emits: ['groups'],
  after: ['agent-identities', 'directory-roles', 'eligible-directory-roles', 'role-assignments'],
} as const satisfies StepMeta

export async function groups(context: AzureContext): Promise<void> {
  const candidates = [...context.session.facts.groups].toSorted().map((id) => ({ id }))
  if (candidates.length === 0) return context.skip('No group is known to hold rights.')
  if (context.session.facts.principals === undefined)
    tellUnlisted(context, 'it is not told to which groups they belong')
  const answers = await related(context, getGroup, candidates, 'Groups')
  const found = [...answers.values()].flatMap((rows) => (isUnknown(rows) ? [] : rows))
  const members = await related(context, listMachineMembers, found, 'Members of')
  const owners = await related(context, listGroupOwners, found, 'Owners of')
  const owned = ownerEdges(context, { one: 'owner of a group', many: 'owners of groups' })
  const strangers = new Set<string>()
  for (const row of found) {
    const machines = membersOf(row, members.get(row.id))
    const id = emitGroup(context, row, machines)
    const rows = owners.get(row.id)
    if (rows !== undefined && !isUnknown(rows)) owned.add(id, rows, listGroupOwners.operation)
    if (machines === null || isUnknown(machines)) continue
    for (const member of machines) if (!emitMember(context, id, member)) strangers.add(member)
  }
  owned.tell()
  tellStrangers(context, 'Groups that hold rights have as members', strangers.size)
}

/** Who belongs to a group with hidden members takes Member.Read.Hidden to see: without it the list is empty. */
function membersOf(
  { visibility }: Group,
  rows: readonly { id: string }[] | Unknown | undefined,
): Known<readonly string[]> {
  if (rows === undefined) return unknown('failed')
  if (isUnknown(rows)) return rows
  if (rows.length === 0 && visibility === 'HiddenMembership') return unknown('denied')
  return rows.map(({ id }) => id).toSorted()
}

function emitGroup(context: AzureContext, row: Group, machineMembers: GroupFacts['machineMembers']): string {
  const id = idOf(context, 'group', row.id)
  const facts: GroupFacts = {
    objectId: row.id,
    displayName: row.displayName ?? row.id,
    // Groups that were never made for roles say null.
    roleAssignable: row.isAssignableToRole ?? false,
    dynamicRule: orNone(row.membershipRule),
    machineMembers,
  }
  const name = facts.displayName
  context.emit({ type: 'resource', id, ...placeOf(context), kind: 'group', nativeId: row.id, name, facts })
  return id
}

/** False: no list knows the member. Groups inside of groups are passed through. */
function emitMember(context: AzureContext, group: string, member: string): boolean {
  const { principals } = context.session.facts
  const from = principals?.get(member)?.entity
  const evidence = [{ source: listMachineMembers.operation }]
  if (from !== undefined)
    context.emit({ type: 'edge', kind: 'member-of', from, to: group, level: 'configured', evidence })
  return principals === undefined || principals.has(member)
}
