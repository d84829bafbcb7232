import pLimit from 'p-limit'
import type { Clock } from './clock.ts'
import type { Limits } from './limits.ts'

/** One throttle domain: so many requests at once, so many a second, none before the vendor's own time. */
export interface Throttle {
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>
  /** The vendor complained: slow down, and wait at least this long before the next request. */
  slowDown(waitMilliseconds: number): void
}

const slowest = 0.5

export function makeThrottle(limits: Limits, clock: Clock, perSecond: number): Throttle {
  const slots = pLimit(limits.perDomain)
  let rate = perSecond
  let tokens = Math.max(1, perSecond)
  let filledAt = clock.now()
  let notBefore = 0

  async function token(signal: AbortSignal): Promise<void> {
    for (;;) {
      const now = clock.now()
      tokens = Math.min(Math.max(1, rate), tokens + ((now - filledAt) / 1000) * rate)
      filledAt = now
      const wait = Math.max(notBefore - now, tokens >= 1 ? 0 : ((1 - tokens) / rate) * 1000)
      if (wait <= 0) break
      await clock.sleep(Math.ceil(wait), signal)
    }
    tokens -= 1
  }

  return {
    run: (work, signal) =>
      slots(async () => {
        await token(signal)
        const value = await work()
        rate = Math.min(perSecond, rate * 1.1)
        return value
      }),
    slowDown(waitMilliseconds) {
      rate = Math.max(slowest, rate / 2)
      tokens = 0
      notBefore = Math.max(notBefore, clock.now() + waitMilliseconds)
    },
  }
}
