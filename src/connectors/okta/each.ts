/** One question for each of many things alike; what cannot be read of some is told in one gap. */
import { AbsentError, AccessError, VendorError } from '../errors.ts'
import { all as together } from '../shared/fan-out.ts'
import { collectMisses } from '../shared/misses.ts'
import type { OktaContext } from './place.ts'

/** `what`: in words with which a sentence begins: `Grants of`. What is gone by now has nothing. */
export async function forEach<T extends { readonly name: string }>(
  context: Pick<OktaContext, 'gap'>,
  things: readonly T[],
  what: string,
  work: (thing: T) => Promise<void>,
): Promise<void> {
  const misses = collectMisses()
  await together(things, async (thing) => {
    try {
      await work(thing)
    } catch (error) {
      if (error instanceof AbsentError) return
      if (!(error instanceof AccessError || error instanceof VendorError)) throw error
      misses.addError(thing.name, error)
    }
  })
  misses.tell(context, what)
}
