/** What belongs to each of many things, asked for in batches. */
import type { Unknown } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { AbsentError } from '../../errors.ts'
import { collectMisses } from '../../shared/misses.ts'
import { lookUp } from '../batch.ts'
import type { AzureContext } from '../place.ts'
import type { Route } from '../route.ts'

interface Named {
  readonly id: string
  readonly displayName?: string | null | undefined
}

/**
 * By object id; what could not be read is told in a gap that begins with `what`. A thing that has gone since it was
 * listed is not among the answers.
 */
export async function related<Row>(
  context: AzureContext,
  route: Route<Row>,
  things: readonly Named[],
  what: string,
): Promise<ReadonlyMap<string, readonly Row[] | Unknown>> {
  const found = new Map<string, readonly Row[] | Unknown>()
  const names = new Map(things.map(({ id, displayName }) => [id, displayName ?? id]))
  const misses = collectMisses()
  for await (const [id, rows] of lookUp(context, route, names.keys())) {
    if (rows instanceof AbsentError) continue
    if (rows instanceof Error) misses.addError(names.get(id) ?? id, rows)
    found.set(id, rows instanceof Error ? unknown(rows.reason) : rows)
  }
  misses.tell(context, what)
  return found
}
