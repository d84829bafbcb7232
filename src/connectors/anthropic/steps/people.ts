import type { StepMeta } from '../../contract.ts'
import { rowsOf } from '../../shared/vendor/index.ts'
import { emitUser, mayAdminister, rowOf } from '../map/user.ts'
import { adminKey } from '../needs.ts'
import type { AnthropicContext } from '../place.ts'
import { listUsers } from '../routes/organization.ts'
import type { PersonRow } from '../session.ts'

export const peopleMeta = {
  id: 'people',
  title: 'Members, for who administers the organization or made a key',
  tier: 'core',
  scopes: ['organization'],
  needs: [adminKey],
  emits: ['people'],
} as const satisfies StepMeta

/** Only administrators are emitted here; others where something of theirs is found. */
export async function people(context: AnthropicContext): Promise<void> {
  const byId = new Map<string, PersonRow>()
  let whole = true
  const gap: AnthropicContext['gap'] = (told) => {
    whole = false
    context.gap(told)
  }
  for await (const answer of rowsOf({ ...context, gap }, listUsers)) byId.set(answer.id, rowOf(answer))
  context.session.facts.people = { byId, whole }
  for (const row of byId.values()) if (mayAdminister(row)) emitUser(context, row.id)
}
