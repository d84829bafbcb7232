import type { AppPasswordFacts } from '../../../model/facts/google-workspace.ts'
import { AbsentError, AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { all as together } from '../../shared/fan-out.ts'
import { collectMisses } from '../../shared/misses.ts'
import { tellWithoutUsers } from '../map/lacking.ts'
import { administers, emitUser } from '../map/user.ts'
import { securityPrivilege, securityScope } from '../needs.ts'
import { idOf, placeOf, unixInstantOf } from '../place.ts'
import type { WorkspaceContext } from '../place.ts'
import { all } from '../read.ts'
import { listAppPasswords } from '../routes/users.ts'
import type { AppPasswordAnswer } from '../routes/users.ts'
import type { UserRow } from '../session.ts'

export const appPasswordsMeta = {
  id: 'app-passwords',
  title: 'Passwords for applications, which no second factor guards',
  tier: 'creds',
  scopes: ['workspace'],
  needs: [securityScope, securityPrivilege],
  emits: ['app-passwords'],
  after: ['users'],
} as const satisfies StepMeta

/** One request a user: of administrators always, of everybody at the tier `deep`. */
export async function appPasswords(context: WorkspaceContext): Promise<void> {
  const { users } = context.session.facts
  if (users === undefined) return tellWithoutUsers(context, 'their passwords for applications were not asked for')
  const everybody = [...users.byId.values()]
  const asked = context.io.tier === 'deep' ? everybody : everybody.filter(administers)
  const misses = collectMisses()
  await together(asked, async (user) => {
    try {
      for (const row of await all(context, listAppPasswords, { userKey: user.id })) emitAppPassword(context, user, row)
    } catch (error) {
      if (error instanceof AbsentError) return
      if (!(error instanceof AccessError || error instanceof VendorError)) throw error
      misses.addError(user.email, error)
    }
  })
  misses.tell(context, 'Passwords for applications of')
  const left = everybody.length - asked.length
  if (left === 0) return
  context.gap({
    reason: 'not-collected',
    detail: `Only administrators were asked for; ${left === 1 ? 'one other user was' : `${left} other users were`} not. --tier deep asks for them.`,
  })
}

function emitAppPassword(
  context: WorkspaceContext,
  user: UserRow,
  { codeId, name, creationTime, lastTimeUsed }: AppPasswordAnswer,
): void {
  const nativeId = `${user.id}#asp#${codeId}`
  const id = idOf(context, 'password', nativeId)
  context.emit({
    type: 'credential',
    id,
    ...placeOf(context),
    kind: 'password',
    nativeId,
    name: name ?? `app password ${codeId}`,
    createdAt: unixInstantOf(creationTime),
    expiresAt: null,
    rotatedAt: null,
    enabled: true,
    lifetime: 'static',
    facts: { email: user.email, codeId, title: name ?? null } satisfies AppPasswordFacts,
  })
  context.emit({
    type: 'usage',
    subject: id,
    lastUsedAt: unixInstantOf(lastTimeUsed),
    observedSince: null,
    precision: 'exact',
    source: listAppPasswords.operation,
  })
  context.emit({
    type: 'edge',
    kind: 'authenticates',
    from: id,
    to: emitUser(context, user.id),
    level: 'observed',
    evidence: [{ source: listAppPasswords.operation, detail: `user ${user.id}` }],
  })
}
