import type { GithubUserFacts } from '../../../model/facts/github.ts'
import { isUnknown, unknown } from '../../../model/index.ts'
import type { Unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { aiOfUser } from '../ai.ts'
import { classWith } from '../../shared/ai-facets.ts'
import { attempt } from '../../shared/attempt.ts'
import { machineSigns } from '../map/machine-signs.ts'
import { idOf, placeOf, untold } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { all } from '../read.ts'
import { listMembers, listOutsideCollaborators } from '../routes/members.ts'
import type { AccountRow } from '../routes/members.ts'

export const membersMeta = {
  id: 'members',
  title: 'Owners, members and outside collaborators',
  tier: 'core',
  scopes: ['organization'],
  needs: ['members=read'],
  emits: ['members'],
} as const satisfies StepMeta

export async function members(context: GithubContext): Promise<void> {
  const { facts, organization } = context.session
  const org = { org: organization.login }
  const people: [AccountRow, GithubUserFacts['role']][] = []
  const add = (role: GithubUserFacts['role'], rows: readonly AccountRow[] | Unknown): void => {
    if (!isUnknown(rows)) for (const row of rows) people.push([row, role])
  }
  add(
    'owner',
    await attempt(context, 'The owners were not read', () => all(context, listMembers, { ...org, role: 'admin' })),
  )
  add(
    'member',
    await attempt(context, 'The members were not read', () => all(context, listMembers, { ...org, role: 'member' })),
  )
  const outside = await attempt(context, 'The outside collaborators were not read', () =>
    all(context, listOutsideCollaborators, org),
  )
  add('outside-collaborator', outside)
  if (!isUnknown(outside)) facts.outsideCollaborators = outside.length
  facts.users = new Map(people.map(([{ login, id }]) => [login.toLowerCase(), id]))
  facts.people = people.map(([{ id }, role]) => ({ id, outside: role === 'outside-collaborator' }))
  for (const [row, role] of people) emitUser(context, row, role)
}

/** The second factor is told by another step, which few may ask. */
function emitUser(context: GithubContext, row: AccountRow, role: GithubUserFacts['role']): void {
  const signs = machineSigns(row)
  const facts: GithubUserFacts = {
    userId: row.id,
    role,
    accountType: row.type,
    twoFactor: unknown('not-collected'),
    machineSigns: signs,
  }
  const ai = aiOfUser(row)
  context.emit({
    type: 'identity',
    id: idOf(context, 'user', row.id),
    ...placeOf(context),
    ...untold,
    kind: 'user',
    nativeId: row.login,
    name: row.login,
    createdAt: unknown('not-collected'),
    // Suspended accounts of Enterprise Server stay members; github.com takes them out.
    enabled: context.session.evidence.serverVersion === undefined ? true : unknown('not-collected'),
    class: classWith(ai, signs.length > 0 ? 'machine' : 'human'),
    ...(ai === undefined ? {} : { ai }),
    facts,
  })
}
