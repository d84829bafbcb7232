/** Questions put side by side. How many go out at once, and how fast, is the engine's: this bounds only how many wait. */
import pLimit from 'p-limit'

/** Few at a time, so that a question that is refused is not already asked a thousand times. */
const atOnce = 8

/** Waits for all of them, whatever becomes of one; then the first error, if any, is thrown. */
export async function all<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const limit = pLimit(atOnce)
  const settled = await Promise.allSettled(items.map((item) => limit(work, item)))
  return settled.map((each) => {
    if (each.status === 'rejected') throw each.reason
    return each.value
  })
}
