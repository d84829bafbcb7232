/** Users as far as they have something of the sort that is looked for. */
import type { WorkspaceUserFacts } from '../../../model/facts/google-workspace.ts'
import { otherAddresses } from '../../shared/other-addresses.ts'
import { idOf, instantOf, placeOf } from '../place.ts'
import type { WorkspaceContext } from '../place.ts'
import type { UserAnswer } from '../routes/users.ts'
import type { UserRow } from '../session.ts'

export function rowOf(answer: UserAnswer): UserRow {
  const { aliases, nonEditableAliases } = answer
  return {
    id: answer.id,
    email: answer.primaryEmail.toLowerCase(),
    ...otherAddresses({ aliases, nonEditableAliases }, [answer.primaryEmail]),
    // Google leaves out what is not so.
    superAdmin: answer.isAdmin ?? false,
    delegatedAdmin: answer.isDelegatedAdmin ?? false,
    suspended: answer.suspended ?? false,
    archived: answer.archived ?? false,
    lastLoginAt: instantOf(answer.lastLoginTime),
    createdAt: instantOf(answer.creationTime),
  }
}

export function administers({ superAdmin, delegatedAdmin }: UserRow): boolean {
  return superAdmin || delegatedAdmin
}

/** Nobody signs in to it, nor does what was let in. */
export function sleeps({ suspended, archived }: UserRow): boolean {
  return suspended || archived
}

/** Emits the user once, where the list of users knows it, and gives its entity's id in any case. */
export function emitUser(context: WorkspaceContext, userId: string): string {
  const { users, emitted } = context.session.facts
  const id = idOf(context, 'user', userId)
  const row = users?.byId.get(userId)
  if (row === undefined || emitted.has(userId)) return id
  emitted.add(userId)
  const { email, otherAddresses: others, superAdmin, delegatedAdmin, suspended, archived, lastLoginAt, createdAt } = row
  const facts = {
    userId,
    email,
    ...(others === undefined ? {} : { otherAddresses: others }),
    superAdmin,
    delegatedAdmin,
    suspended,
    archived,
    lastLoginAt,
    createdAt,
  } satisfies WorkspaceUserFacts
  context.emit({ type: 'resource', id, ...placeOf(context), kind: 'user', nativeId: userId, name: email, facts })
  return id
}
