/** People, as far as they let something in. */
import type { SlackUserFacts } from '../../../model/facts/slack.ts'
import { unknown } from '../../../model/index.ts'
import type { Known } from '../../../model/index.ts'
import { emailScope, userScope } from '../needs.ts'
import { idOf, placeOf, untold } from '../place.ts'
import type { SlackContext } from '../place.ts'
import type { UserRow } from '../routes/users.ts'
import { instantOf } from '../session.ts'
import { tokenWith } from '../tokens.ts'

const later = unknown('not-collected')

/** Somebody of whom so far the id alone is known; `emitPerson` says the rest. */
export function noteUser(context: SlackContext, userId: string): string {
  const id = idOf(context, 'user', userId)
  const { people } = context.session.facts
  if (people.has(userId)) return id
  people.add(userId)
  const facts: SlackUserFacts = { userId, email: later, deleted: later, updatedAt: later, guest: later, admin: later }
  context.emit({
    type: 'identity',
    id,
    ...placeOf(context),
    kind: 'user',
    nativeId: userId,
    name: userId,
    createdAt: unknown('unsupported'),
    enabled: later,
    class: 'human',
    ...untold,
    facts,
  })
  return id
}

export function tellUser(context: SlackContext, row: UserRow): void {
  const email = emailIn(context, row)
  const facts = {
    email,
    deleted: row.deleted === true,
    updatedAt: instantOf(row.updated),
    guest: row.is_restricted === true || row.is_ultra_restricted === true,
    admin: row.is_admin === true || row.is_owner === true,
  } satisfies Partial<SlackUserFacts>
  context.emit({
    type: 'patch',
    of: 'identity',
    id: idOf(context, 'user', row.id),
    set: { enabled: !facts.deleted, ...(typeof email === 'string' ? { name: email } : {}) },
    facts,
  })
}

/** Where the scope is missing, an address that is not there says nothing. */
function emailIn({ session }: SlackContext, { profile }: UserRow): Known<string> {
  const email = profile?.email?.trim()
  if (email !== undefined && email !== '') return email.toLowerCase()
  return seesEmails(session.workspace.tokens) ? null : unknown('denied')
}

/** Whether the token that users are asked with is shown addresses; where Slack does not tell, it is believed to be. */
export function seesEmails(tokens: Parameters<typeof tokenWith>[0]): boolean {
  return tokenWith(tokens, userScope).scopes?.includes(emailScope) !== false
}
