/** People as far as they made something, or administer the organization. */
import { anthropicRoles } from '../../../model/facts/anthropic.ts'
import type { AnthropicUserFacts } from '../../../model/facts/anthropic.ts'
import { unknown, valueOf } from '../../../model/index.ts'
import { idOf, instantOf, placeOf, untold } from '../place.ts'
import type { AnthropicContext } from '../place.ts'
import type { UserAnswer } from '../routes/organization.ts'
import type { PersonRow } from '../session.ts'

/** Also those of a role that is newer than the lists: it may be as much. */
export function mayAdminister({ role }: PersonRow): boolean {
  return typeof role === 'string' && !anthropicRoles.others.includes(role)
}

export function rowOf({ id, email, role, added_at }: UserAnswer): PersonRow {
  return {
    id,
    email: email === null || email === undefined ? null : email.toLowerCase(),
    role: role ?? null,
    addedAt: instantOf(added_at),
  }
}

/** Who is not in the whole list of members left; Anthropic says no more of them than the id. */
export function emitUser(context: AnthropicContext, userId: string): string {
  const { people, emitted } = context.session.facts
  const id = idOf(context, 'user', userId)
  if (emitted.has(userId)) return id
  emitted.add(userId)
  const row = people?.byId.get(userId)
  const listed = people?.whole === true
  const unread = unknown(listed ? 'unsupported' : 'not-collected')
  const facts = {
    userId,
    email: row?.email ?? unread,
    role: row?.role ?? (listed ? null : unread),
    member: row !== undefined || (listed ? false : unread),
    addedAt: row?.addedAt ?? unread,
  } satisfies AnthropicUserFacts
  context.emit({
    type: 'identity',
    ...placeOf(context),
    ...untold,
    id,
    kind: 'user',
    nativeId: userId,
    name: valueOf<string>(facts.email) ?? userId,
    createdAt: facts.addedAt,
    enabled: facts.member,
    class: 'human',
    facts,
  })
  return id
}
