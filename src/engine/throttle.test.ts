import { expect, test } from 'vitest'
import type { Clock } from './clock.ts'
import { defaultLimits } from './limits.ts'
import { makeThrottle } from './throttle.ts'

/** Time passes only while somebody sleeps. */
function stillClock(): Clock {
  let now = 0
  return {
    now: () => now,
    random: () => 0.5,
    sleep: async (milliseconds) => {
      const until = now + milliseconds
      await Promise.resolve()
      now = Math.max(now, until)
    },
  }
}

async function sentAt(burst?: number, perSecond = 10): Promise<readonly number[]> {
  const clock = stillClock()
  const throttle = makeThrottle(defaultLimits, clock, perSecond, burst)
  const { signal } = new AbortController()
  const times: number[] = []
  const send = (): Promise<void> => throttle.run(async () => void times.push(clock.now()), signal)
  await Promise.all(Array.from({ length: 40 }, send))
  throttle.slowDown(60_000)
  await Promise.all(Array.from({ length: 20 }, send))
  return times
}

const most = (times: readonly number[]): number =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length))

test('a vendor that wants no bursts gets none, neither at the start nor after a wait', async () => {
  expect(most(await sentAt(1))).toBeLessThanOrEqual(11)
})

test('otherwise a second’s worth may go out at once', async () => {
  const times = await sentAt()
  expect(times.filter((at) => at === 0)).toHaveLength(10)
})

test('a limit of the minute may be used up at once after a rest, and is kept to from then on', async () => {
  const times = await sentAt(5, 0.1)
  expect(times.filter((at) => at === 0)).toHaveLength(5)
  expect(times.slice(5, 8)).toEqual([10_000, 20_000, 30_000])
})

test('whoever asks slowly is not made faster by a complaint', async () => {
  const times = await sentAt(1, 0.1)
  const after = times.slice(40)
  for (const [index, at] of after.slice(1).entries()) expect(at - (after[index] ?? 0)).toBeGreaterThanOrEqual(10_000)
})
