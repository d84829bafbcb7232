/** A toy vendor: a connector of two steps whose bodies a test gives, run by the real engine. */
import { z } from 'zod'
import { defineConnector } from '../../src/connectors/contract.ts'
import type { AnyConnector, Call, Failure, StepContext } from '../../src/connectors/contract.ts'
import { openStore } from '../../src/inventory/store.ts'
import type { Store } from '../../src/inventory/store.ts'
import type { Emission, ScanEvent, Scope } from '../../src/model/index.ts'
import { systemClock } from '../../src/engine/clock.ts'
import { collect } from '../../src/engine/collect.ts'
import type { CollectOptions } from '../../src/engine/collect.ts'
import { defaultLimits } from '../../src/engine/limits.ts'

const hasty = { ...systemClock, sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms / 500, signal) }
const account = (nativeId: string): Scope => ({
  id: `toy:account:${nativeId}`,
  provider: 'toy',
  kind: 'account',
  nativeId,
  name: nativeId,
})
export const resource = (scope: string, name: string, facts = {}): Emission => ({
  type: 'resource',
  id: `toy:${scope}:${name}`,
  provider: 'toy',
  scope,
  kind: 'thing',
  nativeId: name,
  name,
  facts,
})

export type Toy = StepContext<unknown>
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

export function toy(bodies: ToyBodies, accounts: readonly string[] = ['1']): AnyConnector {
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

export async function run(connector: AnyConnector, rest: Partial<CollectOptions> = {}) {
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

export const ask = (call: Call, operation: string, answer: () => Promise<unknown> = async () => 1, domain = 'toy') =>
  call({ operation, domain }, answer)
export const refuse =
  (kind: Failure['kind'], rest: Partial<Failure> = {}) =>
  async () => {
    throw new Vendor({ kind, detail: `toy ${kind}`, ...rest })
  }
