/** What a report of last sign-ins proves of those that it names, and of those that it does not. */
import type { Instant } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { unsupportedIfAbsent } from './lacking.ts'
import { instantOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import type { Route } from '../route.ts'

export interface Report {
  /** By what the rows are keyed by, in small letters. */
  readonly last: ReadonlyMap<string, Instant>
  /** A row could not be read, so that who is not named may stand in it. */
  readonly whole: boolean
}

export function readReport<Row>(
  context: AzureContext,
  route: Route<Row>,
  keyOf: (row: Row) => string,
  timesOf: (row: Row) => readonly (string | null | undefined)[],
): Promise<Report> {
  return unsupportedIfAbsent(route.operation, async () => {
    const last = new Map<string, Instant>()
    let whole = true
    const asker = {
      ...context,
      gap: (gap: Parameters<AzureContext['gap']>[0]) => {
        whole = false
        context.gap(gap)
      },
    }
    for await (const row of rowsOf(asker, route)) {
      const key = keyOf(row).toLowerCase()
      for (const time of timesOf(row)) {
        const at = instantOf(time)
        if (typeof at === 'string' && at > (last.get(key) ?? '')) last.set(key, at)
      }
    }
    return { last, whole }
  })
}

interface Subject {
  readonly key: string
  /** Entity id. */
  readonly id: string
}

/**
 * Microsoft does not say since when a report looks. It names each with its last sign-in alone, so that the oldest of
 * them all proves that the report looked by then: whoever is not named has not signed in since. That holds only for a
 * kind (managed identities, certificates) of which the report names at least one; of others it may know nothing.
 */
export function emitUse(
  context: AzureContext,
  { last, whole }: Report,
  subjects: readonly Subject[],
  source: string,
): void {
  const since = [...last.values()].toSorted()[0]
  if (since === undefined) {
    const detail = 'The report names no sign-in at all, so that nothing follows from who is not in it.'
    return context.gap({ reason: 'not-collected', detail })
  }
  const seen = new Set(subjects.filter(({ key }) => last.has(key)).map(({ id }) => kindIn(id)))
  for (const { key, id } of subjects) {
    const at = last.get(key)
    const silent = whole && seen.has(kindIn(id)) ? null : unknown(whole ? 'unsupported' : 'failed')
    context.emit({
      type: 'usage',
      subject: id,
      lastUsedAt: at ?? silent,
      observedSince: since,
      precision: at === undefined ? 'window' : 'exact',
      source,
    })
  }
}

/** `azure:<tenant>:<kind>:<native id>` */
function kindIn(id: string): string {
  return id.split(':')[2] ?? ''
}
