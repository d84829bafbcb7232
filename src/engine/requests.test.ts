import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import type { Call } from '../connectors/contract.ts'
import { ask, refuse, resource, run, toy } from '../../test/support/toy.ts'
import type { Toy } from '../../test/support/toy.ts'
import { systemClock } from './clock.ts'
import { defaultLimits } from './limits.ts'

describe('requests', () => {
  test('an answer is let go of when it was taken: nothing listens to the step’s end for it any more', async () => {
    const asked: AbortSignal[] = []
    const { status } = await run(
      toy({
        things: async ({ call, emit, scope }) => {
          const answer = async (signal: AbortSignal) => asked.push(signal)
          for (let times = 0; times < 3; times += 1) await call({ operation: 'toy:List', domain: 'toy' }, answer)
          expect(asked.map((signal) => getEventListeners(signal, 'abort').length)).toEqual([0, 0, 0])
          emit(resource(scope.id, 'x'))
        },
      }),
    )
    expect(status('things')).toMatchObject({ status: 'complete', calls: 3, records: 1 })
  })

  test('a denied operation is asked twice at the most, wherever it is asked', async () => {
    let asked = 0
    const { status, collected } = await run(
      toy({
        things: async ({ call, gap }) => {
          for (const domain of ['a', 'b', 'c', 'd'])
            await ask(
              call,
              'toy:Get',
              () => {
                asked += 1
                return refuse('denied', { permission: 'toy:Get' })()
              },
              domain,
            ).catch((error: Error) => gap({ reason: 'denied', permission: 'toy:Get', detail: error.message }))
        },
        details: async ({ emit, scope }) => emit(resource(scope.id, 'd')),
      }),
    )
    expect(asked).toBe(2)
    expect(status('things')).toMatchObject({ status: 'denied', missing: ['toy:Get'], calls: 2 })
    expect(collected.status).toBe('partial')
  })

  test('throttling is waited out, and counted as retries', async () => {
    let left = 4
    const { status, events } = await run(
      toy({
        things: async ({ call, emit, scope }) => {
          await ask(call, 'toy:List', () =>
            left-- > 0 ? refuse('throttled', { retryAfterMilliseconds: 20 })() : Promise.resolve(1),
          )
          emit(resource(scope.id, 'x'))
        },
      }),
    )
    expect(status('things')).toMatchObject({ status: 'complete', calls: 5, retries: 4, records: 1 })
    expect(events.filter((event) => event.kind === 'throttled')).toHaveLength(4)
  })

  test('a vendor that asks to wait for an hour is not waited for', async () => {
    const storm = refuse('throttled', { retryAfterMilliseconds: 3_600_000 })
    const { status } = await run(toy({ things: async ({ call }) => void (await ask(call, 'toy:List', storm)) }))
    expect(status('things')).toMatchObject({ status: 'failed', calls: 1 })
    expect(status('things')?.detail).toContain('60 min')
  })

  test('a patient question waits for as long as its step has time, and no longer', async () => {
    const asking = (retryAfterMilliseconds: number) => {
      let left = 1
      const answer = () => (left-- > 0 ? refuse('throttled', { retryAfterMilliseconds })() : Promise.resolve(1))
      return run(
        toy({
          things: async ({ call }) =>
            void (await call({ operation: 'toy:List', domain: 'toy', patient: true }, answer)),
        }),
        { limits: { ...defaultLimits, maxRetryAfter: 10, stepDeadline: 600_000 } },
      )
    }
    expect((await asking(1_000)).status('things')).toMatchObject({ status: 'complete', calls: 2, retries: 1 })
    expect((await asking(700_000)).status('things')).toMatchObject({ status: 'failed', calls: 1 })
  })

  test('where one request was given up the next is given up sooner, until one is answered', async () => {
    const calls: number[] = []
    const busy = async (call: Call, operation: string): Promise<void> => {
      let count = 0
      const refused = () => {
        count += 1
        return refuse('throttled', { retryAfterMilliseconds: 1 })()
      }
      await ask(call, operation, refused).catch(() => calls.push(count))
    }
    await run(
      toy({
        things: async ({ call }) => {
          await busy(call, 'toy:A')
          await busy(call, 'toy:B')
          await ask(call, 'toy:C')
          await busy(call, 'toy:D')
        },
      }),
    )
    const { throttled, silent } = defaultLimits.attempts
    expect(calls).toEqual([throttled, silent, throttled])
  })

  test('a request that never answers and ignores its signal ends by its timeout', async () => {
    const { status } = await run(
      toy({ things: async ({ call }) => void (await ask(call, 'toy:List', () => new Promise(() => undefined))) }),
      { limits: { ...defaultLimits, requestTimeout: 10_000 } },
    )
    expect(status('things')).toMatchObject({ status: 'failed', calls: 2 })
    expect(status('things')?.detail).toContain('gave no answer within 10 s')
  })

  test('a step that is never done ends by its deadline, and the others are not touched', async () => {
    const forever = async ({ call }: Toy): Promise<void> => {
      for (;;) await ask(call, 'toy:List', () => systemClock.sleep(1))
    }
    const { status } = await run(
      toy({ things: forever, details: async ({ emit, scope }) => emit(resource(scope.id, 'd')) }),
      { limits: { ...defaultLimits, perSecond: 10_000, stepDeadline: 60_000 } },
    )
    expect(status('things')?.status).toBe('failed')
    expect(status('things')?.detail).toContain('was not done after 1 min')
    expect(status('details')?.status).toBe('complete')
  })

  test('a budget ends the asking and is named as the reason', async () => {
    const { status, collected } = await run(
      toy({
        things: async ({ call, emit, scope }) => {
          for (let n = 0; n < 9; n += 1) {
            await ask(call, 'toy:List')
            emit(resource(scope.id, String(n)))
          }
        },
      }),
      { limits: { ...defaultLimits, maxCalls: 3 } },
    )
    expect(status('things')).toMatchObject({ status: 'partial', calls: 3, records: 3 })
    expect(collected.gaps[0]).toMatchObject({ reason: 'not-collected', detail: expect.stringContaining('--max-calls') })
  })
})
