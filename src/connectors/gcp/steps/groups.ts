import type { GapReason } from '../../../model/index.ts'
import { AbsentError, AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { all as sideBySide } from '../../shared/fan-out.ts'
import { all, one } from '../../shared/google/read.ts'
import { collectMisses } from '../../shared/misses.ts'
import type { Misses } from '../../shared/misses.ts'
import { everybodyIn } from '../map/group-members.ts'
import type { Members } from '../map/group-members.ts'
import { emitGroup } from '../map/group.ts'
import type { GcpContext } from '../place.ts'
import { groupsReader, listMembers, lookupGroup } from '../routes/groups.ts'

export const groupsMeta = {
  id: 'groups',
  title: 'Service accounts in groups that hold roles',
  tier: 'creds',
  scopes: ['organization', 'folder', 'project'],
  needs: [groupsReader],
  emits: ['groups'],
  after: ['allow-policies'],
} as const satisfies StepMeta

/** Each takes two requests; groups in groups count too. */
const mostGroups = 1000

/** Groups in groups are gone down level by level: the question for all of them at once takes a licence. */
export async function groups(context: GcpContext): Promise<void> {
  const held = [...context.session.facts.heldGroups].toSorted()
  const known = new Map<string, Members | GapReason>()
  const misses = collectMisses()
  for (let level = held; level.length > 0;) {
    const asked = level.slice(0, mostGroups - known.size)
    const found = await sideBySide(asked, async (email) => [email, await membersOf(context, email, misses)] as const)
    for (const [email, members] of found) known.set(email, members)
    const detail = `Google was asked for ${mostGroups} groups, which is as many as Muster asks for.`
    for (const email of level.slice(asked.length)) misses.add(email, { reason: 'not-collected', detail })
    const inside = found.flatMap(([, members]) => (typeof members === 'string' ? [] : members.groups))
    level = asked.length < level.length ? [] : [...new Set(inside)].filter((email) => !known.has(email)).toSorted()
  }
  for (const email of held) emitGroup(context, email, everybodyIn(email, known))
  misses.tell(context, 'Members of')
}

const nobody: Members = { accounts: [], groups: [], others: [] }

async function membersOf(context: GcpContext, email: string, misses: Misses): Promise<Members | GapReason> {
  try {
    const { name } = await one(context, lookupGroup, { email })
    const rows = await all(context, listMembers, { parent: name })
    const of = (kind: string): readonly string[] =>
      rows
        .filter(({ type }) => kindOf(type) === kind)
        .map(({ preferredMemberKey }) => preferredMemberKey.id.toLowerCase())
    return { accounts: of('account'), groups: of('group'), others: of('other') }
  } catch (error) {
    // It was deleted, and its roles with it.
    if (error instanceof AbsentError) return nobody
    if (!(error instanceof AccessError || error instanceof VendorError)) throw error
    misses.addError(email, error)
    return error.reason
  }
}

function kindOf(type: string | undefined): 'account' | 'group' | 'other' {
  if (type === 'SERVICE_ACCOUNT') return 'account'
  return type === 'GROUP' ? 'group' : 'other'
}
