import type { StepMeta } from '../../contract.ts'
import { rowsOf } from '../../shared/vendor/index.ts'
import { emitUser, rowOf } from '../map/user.ts'
import { managementRead } from '../needs.ts'
import type { OpenaiContext } from '../place.ts'
import { listUsers } from '../routes/people.ts'
import type { PersonRow } from '../session.ts'

export const peopleMeta = {
  id: 'people',
  title: 'Members, for who owns the organization or a key',
  tier: 'core',
  scopes: ['organization'],
  needs: [managementRead],
  emits: ['people'],
} as const satisfies StepMeta

/** Only owners are emitted here; others where something of theirs is found. */
export async function people(context: OpenaiContext): Promise<void> {
  const byId = new Map<string, PersonRow>()
  let whole = true
  const gap: OpenaiContext['gap'] = (told) => {
    whole = false
    context.gap(told)
  }
  for await (const answer of rowsOf({ ...context, gap }, listUsers))
    if (answer.is_service_account !== true) byId.set(answer.id, rowOf(answer))
  context.session.facts.people = { byId, whole }
  for (const { id, role } of byId.values()) if (role === 'owner') emitUser(context, id)
}
