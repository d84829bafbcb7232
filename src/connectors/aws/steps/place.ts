import type { StepContext } from '../../contract.ts'
import { VendorError } from '../../errors.ts'
import type { Mapped, Place } from '../map/place.ts'
import type { AwsSession } from '../session.ts'

export type AwsContext = StepContext<AwsSession>

export function placeOf(context: AwsContext): Place {
  return { scope: context.scope.id, accountId: context.session.accountId, now: context.io.now }
}

export function emitAll(context: AwsContext, mapped: Mapped): void {
  for (const record of mapped.records) context.emit(record)
  for (const detail of mapped.flaws) context.gap({ reason: 'failed', detail })
}

interface Listed {
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

/**
 * Follows IAM's page markers, never the number of rows: a page may be short and not the last. Throws where the list
 * goes on and nobody can say where, so that nothing is concluded from what it did not show.
 */
export async function* iamPages<T extends Listed>(
  ask: (page: { Marker?: string; MaxItems: number }) => Promise<T>,
): AsyncGenerator<T> {
  const seen = new Set<string>()
  let marker: string | undefined
  for (;;) {
    const page = await ask({ MaxItems: 1000, ...(marker === undefined ? {} : { Marker: marker }) })
    yield page
    if (page.IsTruncated !== true) return
    if (!page.Marker || seen.has(page.Marker)) {
      throw new VendorError('A list says that it goes on, without saying where; its rest was not read.', 'iam')
    }
    seen.add(page.Marker)
    marker = page.Marker
  }
}

/** Works through a list with a few items under way at once; how many ask at a time is the engine's decision. */
export async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>, atOnce = 8): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const item = items[next++]
      if (item !== undefined) await work(item)
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: Math.min(atOnce, items.length) }, worker))
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}
