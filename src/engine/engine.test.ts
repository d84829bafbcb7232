import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineConnector } from '../connectors/contract.ts'
import type { AnyConnector, Call, Failure, StepContext } from '../connectors/contract.ts'
import { StopError } from '../connectors/errors.ts'
import { openStore } from '../inventory/store.ts'
import type { Store } from '../inventory/store.ts'
import { recordsOf } from '../inventory/results.ts'
import type { Emission, ScanEvent, Scope } from '../model/index.ts'
import { systemClock } from './clock.ts'
import { collect } from './collect.ts'
import type { CollectOptions } from './collect.ts'
import { defaultLimits } from './limits.ts'

const hasty = { ...systemClock, sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms / 500, signal) }
const account = (nativeId: string): Scope => ({
  id: `toy:account:${nativeId}`,
  provider: 'toy',
  kind: 'account',
  nativeId,
  name: nativeId,
})
const resource = (scope: string, name: string, facts = {}): Emission => ({
  type: 'resource',
  id: `toy:${scope}:${name}`,
  provider: 'toy',
  scope,
  kind: 'thing',
  nativeId: name,
  name,
  facts,
})

type Toy = StepContext<unknown>
interface ToyBodies {
  readonly things: (context: Toy) => Promise<void>
  readonly details?: (context: Toy) => Promise<void>
}

class Vendor extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.detail)
    this.failure = failure
  }
}

function toy(bodies: ToyBodies, accounts: readonly string[] = ['1']): AnyConnector {
  return defineConnector<object, object>()({
    meta: {
      id: 'toy',
      title: 'Toy',
      steps: [
        { id: 'things', title: 'Things', tier: 'core', scopes: ['account'], needs: ['toy:List'], emits: ['things'] },
        {
          id: 'details',
          title: 'Details',
          tier: 'creds',
          scopes: ['account'],
          needs: ['toy:Get'],
          emits: ['details'],
          after: ['things'],
        },
      ],
    },
    config: z.strictObject({}),
    connect: async () => ({}),
    async *scopes() {
      for (const id of accounts) yield account(id)
    },
    open: async () => ({ session: {} }),
    classify: (error) => (error instanceof Vendor ? error.failure : { kind: 'failed', detail: String(error) }),
    permissions: { native: () => '', terraform: () => '', list: () => '' },
    steps: { things: bodies.things, details: bodies.details ?? (async () => undefined) },
  })
}

async function run(connector: AnyConnector, rest: Partial<CollectOptions> = {}) {
  const store: Store = rest.store ?? openStore('sqlite::memory:')
  const events: ScanEvent[] = []
  const collected = await collect({
    plans: [{ connector, config: {} }],
    store,
    tier: 'creds',
    now: '2026-11-21T10:00:00Z',
    env: () => undefined,
    readFile: async () => '',
    fingerprint: (value) => value,
    clock: hasty,
    limits: { ...defaultLimits, perSecond: 10_000 },
    listener: (event) => events.push(event),
    signal: new AbortController().signal,
    resume: true,
    ...rest,
  })
  const status = (step: string, scope = 'toy:account:1') =>
    collected.coverage.find((row) => row.step === step && row.scope === scope)
  return { collected, store, events, status }
}

const ask = (call: Call, operation: string, answer: () => Promise<unknown> = async () => 1, domain = 'toy') =>
  call({ operation, domain }, answer)
const refuse =
  (kind: Failure['kind'], rest: Partial<Failure> = {}) =>
  async () => {
    throw new Vendor({ kind, detail: `toy ${kind}`, ...rest })
  }

describe('requests', () => {
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

describe('scopes', () => {
  const writing = (seen: string[]) =>
    toy(
      {
        things: async ({ emit, scope }) => {
          seen.push(scope.nativeId)
          emit(resource(scope.id, 'kept'))
          emit({ type: 'patch', of: 'resource', id: `toy:${scope.id}:kept`, set: { name: 'patched' }, facts: { b: 2 } })
          emit(resource(scope.id, 'kept', { a: 1 }))
        },
      },
      ['1', '2', '3'],
    )

  test('what several steps say of one thing becomes one record', async () => {
    const { store, collected } = await run(writing([]))
    const records = [...recordsOf(store.db, collected.scopes)].filter((record) => record.type === 'resource')
    expect(records).toHaveLength(3)
    expect(records[0]).toMatchObject({ name: 'patched', facts: { a: 1, b: 2 } })
  })

  test('a scan that was cut off goes on with the scopes that are missing', async () => {
    const store = openStore('sqlite::memory:')
    const first: string[] = []
    await run(writing(first), { store })
    // As after a kill: the last scan never ended, and its third scope is missing.
    const scan = String(store.db.get('SELECT id FROM scan')?.['id'])
    store.db.run(`UPDATE scan SET status='running'`)
    store.db.run(`DELETE FROM scan_scope WHERE scope='toy:account:3'`)
    store.stage(scan, 'toy:account:3', 'things', [resource('toy:account:3', 'half')])
    const second: string[] = []
    const { collected, events } = await run(writing(second), { store })
    expect(second).toEqual(['3'])
    expect(collected.scan).toBe(scan)
    expect(collected.scopes).toEqual(['toy:account:1', 'toy:account:2', 'toy:account:3'])
    expect(events.filter((event) => event.kind === 'scope-resumed')).toHaveLength(2)
    expect(
      [...recordsOf(store.db, collected.scopes)].map((record) => ('name' in record ? record.name : '')),
    ).not.toContain('half')
    const third: string[] = []
    await run(writing(third), { store })
    expect(third).toEqual(['1', '2', '3'])
  })

  test('Ctrl-C ends the collection, keeps what was seen and says what was not', async () => {
    const stop = new AbortController()
    const { collected, status } = await run(
      toy({
        things: async ({ call, emit, scope }) => {
          emit(resource(scope.id, 'seen'))
          stop.abort(new StopError('interrupted'))
          await ask(call, 'toy:List')
        },
      }),
      { signal: stop.signal },
    )
    expect(status('things')).toMatchObject({ status: 'partial', records: 1 })
    expect(status('details')?.status).toBe('skipped')
    expect(collected.status).toBe('partial')
  })

  test('a fault of our own in one step loses nothing of the others, and is kept to be told', async () => {
    const { collected, status } = await run(
      toy({
        things: async () => {
          throw new TypeError('undefined is not a function')
        },
        details: async ({ emit, scope }) => emit(resource(scope.id, 'd')),
      }),
    )
    expect(status('things')).toMatchObject({ status: 'failed' })
    expect(status('details')).toMatchObject({ status: 'complete', records: 1 })
    expect(collected.bugs.map(String)).toEqual(['TypeError: undefined is not a function'])
  })

  test('a scan in which every question was refused has failed, however well it signed in', async () => {
    const { collected } = await run(
      toy({ things: async ({ call }) => void (await ask(call, 'toy:List', refuse('denied'))) }),
    )
    expect(collected.status).toBe('failed')
  })

  test('a step above the asked tier is not run, and is a gap for those who need it', async () => {
    const { status, collected } = await run(toy({ things: async () => undefined }), { tier: 'core' })
    expect(status('details')).toMatchObject({ status: 'skipped', calls: 0 })
    expect(collected.gaps).toMatchObject([{ step: 'details', reason: 'not-collected' }])
    expect(collected.status).toBe('complete')
  })
})
