/** The same question about many things of Azure, of which each may be refused for itself. */
import { AbsentError, AccessError, VendorError } from '../errors.ts'
import { all as together } from '../shared/fan-out.ts'
import { collectMisses } from '../shared/misses.ts'
import type { AzureContext } from './place.ts'

type Refused = AccessError | VendorError

interface Wording<T> {
  /** With which a sentence begins: `Secrets of`. */
  readonly what: string
  readonly name: (thing: T) => string
  /** Hears of each that was not read. */
  readonly missed?: (thing: T, error: Refused) => void
}

export async function each<T>(
  context: AzureContext,
  things: readonly T[],
  { what, name, missed }: Wording<T>,
  work: (thing: T) => Promise<void>,
): Promise<void> {
  const misses = collectMisses()
  /** What the tenant has not paid for is not asked for again. */
  let unpaid: Refused | undefined
  const refused = (thing: T, error: Refused): void => {
    misses.addError(name(thing), error)
    missed?.(thing, error)
    if (error.reason === 'unlicensed') unpaid = error
  }
  await together(things, async (thing) => {
    if (unpaid !== undefined) return refused(thing, unpaid)
    try {
      await work(thing)
    } catch (error) {
      // It was deleted since it was listed.
      if (error instanceof AbsentError) return
      if (!(error instanceof AccessError || error instanceof VendorError)) throw error
      refused(thing, error)
    }
  })
  misses.tell(context, what)
}

/** Says that what has to be known first was not read. */
export function tellUnread({ gap }: AzureContext, what: string): void {
  gap({ reason: 'not-collected', detail: `${what} there are was not read, so that nothing was asked of them.` })
}

export function nameIn(armId: string): string {
  return armId.split('/').at(-1) ?? armId
}
