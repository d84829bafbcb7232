/** People as far as they own something, or the organization. */
import type { OpenaiUserFacts } from '../../../model/facts/openai.ts'
import type { Known } from '../../../model/index.ts'
import { unknown, valueOf } from '../../../model/index.ts'
import { idOf, instantOf, placeOf, untold } from '../place.ts'
import type { OpenaiContext } from '../place.ts'
import type { UserAnswer } from '../routes/people.ts'
import type { PersonRow } from '../session.ts'

export function rowOf({ id, email, role, added_at, user }: UserAnswer): PersonRow {
  return {
    id,
    email: addressOf(email ?? user?.email),
    role: role ?? null,
    enabled: user?.enabled !== false && user?.banned !== true,
    addedAt: instantOf(added_at),
  }
}

export function addressOf(email: string | null | undefined): Known<string> {
  return email === null || email === undefined || email === '' ? null : email.toLowerCase()
}

/** Who is not in the whole list of members is none: what a key says of them is all that is left. */
export function emitUser(context: OpenaiContext, userId: string, said: Known<string> = null): string {
  const { people, emitted } = context.session.facts
  const id = idOf(context, 'user', userId)
  if (emitted.has(userId)) return id
  emitted.add(userId)
  const row = people?.byId.get(userId)
  const unlisted = people?.whole === true ? false : unknown('not-collected')
  const email = row?.email ?? said
  const facts = {
    userId,
    email,
    role: row?.role ?? (unlisted === false ? null : unlisted),
    member: row === undefined ? unlisted : true,
    addedAt: row?.addedAt ?? (unlisted === false ? null : unlisted),
  } satisfies OpenaiUserFacts
  context.emit({
    type: 'identity',
    ...placeOf(context),
    ...untold,
    id,
    kind: 'user',
    nativeId: userId,
    name: valueOf<string>(email) ?? userId,
    createdAt: facts.addedAt,
    enabled: row === undefined ? unlisted : row.enabled,
    class: 'human',
    facts,
  })
  return id
}
