import type { StepMeta } from '../../contract.ts'
import { administers, emitUser, rowOf } from '../map/user.ts'
import { userPrivilege, userScope } from '../needs.ts'
import type { WorkspaceContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listUsers } from '../routes/users.ts'
import type { UserRow } from '../session.ts'

export const usersMeta = {
  id: 'users',
  title: 'Users, for who administers, is suspended or never signed in',
  tier: 'core',
  scopes: ['workspace'],
  needs: [userScope, userPrivilege],
  emits: ['users'],
} as const satisfies StepMeta

/** Only administrators are emitted here; others where something of theirs is found. */
export async function users(context: WorkspaceContext): Promise<void> {
  const { customer, facts } = context.session
  const byId = new Map<string, UserRow>()
  let whole = true
  const gap: WorkspaceContext['gap'] = (told) => {
    whole = false
    context.gap(told)
  }
  for await (const answer of rowsOf({ ...context, gap }, listUsers, { customer: customer.customerId })) {
    const row = rowOf(answer)
    byId.set(row.id, row)
  }
  const byEmail = new Map([...byId.values()].map((row) => [row.email, row]))
  facts.users = { byId, byEmail, whole }
  for (const row of byId.values()) if (administers(row)) emitUser(context, row.id)
}
