/** What Resource Graph shows to this sign-in. */
import { AccessError } from '../errors.ts'
import type { AzureContext } from './place.ts'
import { found } from './resource-graph.ts'
import type { Query } from './resource-graph.ts'

/**
 * Every row. Resource Graph leaves out what may not be read and says nothing of it, so that an empty answer is an answer
 * only where at least a subscription is seen. `always`: why there is at least one row wherever there is a subscription.
 */
export async function* shown<Row>(context: AzureContext, query: Query<Row>, always?: string): AsyncGenerator<Row> {
  let none = true
  for await (const row of found(context, query)) {
    none = false
    yield row
  }
  if (!none) return
  if (context.session.facts.subscriptions === undefined)
    throw new AccessError('Azure shows nothing to this sign-in, not even a subscription.', query.permission)
  if (always !== undefined) throw new AccessError(always, query.permission)
}
