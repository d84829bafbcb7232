import type { StepMeta } from '../../contract.ts'
import { each, tellUnread } from '../each.ts'
import { denyFacts } from '../map/deny-assignment.ts'
import { idOf, placeOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { all } from '../read.ts'
import { listDenyAssignments } from '../routes/authorization.ts'

export const denyAssignmentsMeta = {
  id: 'deny-assignments',
  title: 'Deny assignments of Azure',
  tier: 'creds',
  scopes: ['tenant'],
  needs: ['Microsoft.Authorization/denyAssignments/read'],
  emits: ['deny-assignments'],
  after: ['subscriptions'],
} as const satisfies StepMeta

/** Resource Graph does not have them. Those above a subscription are listed with it, so that one may come twice. */
export async function denyAssignments(context: AzureContext): Promise<void> {
  const { subscriptions } = context.session.facts
  if (subscriptions === undefined) return tellUnread(context, 'Which subscriptions')
  const seen = new Set<string>()
  const name = (subscription: (typeof subscriptions)[number]): string => subscription.name
  await each(context, subscriptions, { what: 'Deny assignments of', name }, async ({ id: subscription }) => {
    for (const row of await all(context, listDenyAssignments, { subscription })) {
      const facts = denyFacts(row, subscription)
      if (seen.has(facts.denyId)) continue
      seen.add(facts.denyId)
      context.emit({
        type: 'resource',
        id: idOf(context, 'deny-assignment', facts.denyId),
        ...placeOf(context),
        kind: 'deny-assignment',
        nativeId: facts.denyId,
        name: facts.denyName,
        facts,
      })
    }
  })
}
