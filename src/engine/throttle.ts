import pLimit from 'p-limit'
import type { Clock } from './clock.ts'
import type { Limits } from './limits.ts'

/** One throttle domain: so many requests at once, so many a second, none before the vendor's own time. */
export interface Throttle {
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>
  /** The vendor complained: slow down, and wait at least this long before the next request. */
  slowDown(waitMilliseconds: number): void
  /** A request was given up after all its attempts; true until one is answered again. */
  giveUp(): void
  readonly silent: () => boolean
}

/** Requests a second, unless the vendor publishes fewer. */
const slowest = 0.5
/** Complaints about requests that were under way together are one complaint. */
const sameComplaint = 1000

/** `burst`: how many requests may go out at once after a rest; left out: as many as in a second. */
export function makeThrottle(limits: Limits, clock: Clock, perSecond: number, burst: number = perSecond): Throttle {
  const slots = pLimit(limits.perDomain)
  let rate = perSecond
  let tokens = Math.max(1, burst)
  let filledAt = clock.now()
  let notBefore = 0
  let slowedAt = Number.NEGATIVE_INFINITY
  let silent = false

  async function token(signal: AbortSignal): Promise<void> {
    for (;;) {
      const now = clock.now()
      tokens = Math.min(Math.max(1, (burst * rate) / perSecond), tokens + ((now - filledAt) / 1000) * rate)
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
        silent = false
        rate = Math.min(perSecond, rate * 1.1)
        return value
      }),
    slowDown(waitMilliseconds) {
      const now = clock.now()
      if (now - slowedAt >= sameComplaint) {
        rate = Math.max(Math.min(slowest, perSecond), rate / 2)
        slowedAt = now
      }
      tokens = 0
      notBefore = Math.max(notBefore, now + waitMilliseconds)
    },
    giveUp: () => void (silent = true),
    silent: () => silent,
  }
}
