import type { GroupFacts } from '../../../model/facts/entra.ts'
import type { Known, Unknown } from '../../../model/index.ts'
import { isUnknown, unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { emitOwner } from '../map/people.ts'
import { related } from '../map/related.ts'
import { tellStrangers, tellUnlisted } from '../map/unlisted.ts'
import { idOf, orNone, placeOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { getGroup, listGroupOwners, listMachineMembers } from '../routes/groups.ts'
import type { Group } from '../routes/groups.ts'
import type { Person } from '../routes/people.ts'

export const groupsMeta = {
  id: 'groups',
  title: 'Groups that hold rights, their members and owners',
  tier: 'core',
  scopes: ['tenant'],
  needs: ['GroupMember.Read.All'],
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
  const strangers = new Set<string>()
  for (const row of found) {
    const machines = membersOf(row, members.get(row.id))
    const id = emitGroup(context, row, machines)
    emitOwners(context, id, owners.get(row.id))
    if (machines === null || isUnknown(machines)) continue
    for (const member of machines) if (!emitMember(context, id, member)) strangers.add(member)
  }
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

function emitOwners(context: AzureContext, group: string, owners: readonly Person[] | Unknown | undefined): void {
  if (owners === undefined || isUnknown(owners)) return
  for (const owner of owners) {
    const from = emitOwner(context, owner)
    const evidence = [{ source: listGroupOwners.operation }]
    if (from !== undefined) context.emit({ type: 'edge', kind: 'owns', from, to: group, level: 'configured', evidence })
  }
}
