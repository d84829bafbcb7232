/** Runs the real engine over one connector, into a store in memory, with a clock that does not make tests wait. */
import { createHmac } from 'node:crypto'
import { collect, type Collected } from '../engine/collect.ts'
import { systemClock, type Clock } from '../engine/clock.ts'
import { defaultLimits, type Limits } from '../engine/limits.ts'
import { facetsOf } from '../engine/facets.ts'
import { openStore, type Store } from '../inventory/store.ts'
import { recordsOf, type StreamRecord } from '../inventory/results.ts'
import type { View } from '../inventory/view.ts'
import type { AnyConnector, Disk, Tier } from '../connectors/contract.ts'
import type { Coverage, Gap, ScanEvent } from '../model/index.ts'

export interface ScanInput {
  readonly connector: AnyConnector
  /** As it stands in muster.yaml. */
  readonly config: unknown
  /** Left out: one in memory. */
  readonly store?: Store
  readonly env?: { readonly [name: string]: string }
  readonly files?: { readonly [path: string]: string }
  readonly disk?: Disk
  readonly tier?: Tier
  readonly now?: string
  readonly limits?: Partial<Limits>
  readonly signal?: AbortSignal
  readonly listener?: (event: ScanEvent) => void
}

export interface Scanned {
  readonly collected: Collected
  /** Everything that the store holds, in the order of the inventory document. */
  readonly records: readonly StreamRecord[]
  readonly coverage: readonly Coverage[]
  readonly gaps: readonly Gap[]
  /** All of the above and what was logged, as text: for what must stand nowhere. */
  readonly text: string
  readonly view: (scope: string) => View
  readonly step: (step: string, scope?: string) => Coverage | undefined
}

export const scanNow = '2026-11-21T10:00:00Z'

const started = Date.parse(scanNow)
const pace = 1000

/** A clock by which a millisecond of real time is a second. */
export const hastyClock: Clock = {
  now: () => started + performance.now() * pace,
  random: () => 0.5,
  sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / pace, signal),
}

/** By that clock a request has two seconds of real time: more than the loopback needs, and a hang takes no longer. */
export const testLimits: Limits = {
  ...defaultLimits,
  perSecond: 100_000,
  requestTimeout: 2_000_000,
  stepDeadline: 60_000_000,
}

export async function scan(input: ScanInput): Promise<Scanned> {
  const { connector } = input
  const store = input.store ?? openStore('sqlite::memory:')
  const said: string[] = []
  const collected = await collect({
    plans: [{ connector, config: connector.config.parse(input.config) }],
    store,
    tier: input.tier ?? 'creds',
    now: input.now ?? scanNow,
    env: (name) => input.env?.[name],
    readFile: async (path) => input.files?.[path] ?? Promise.reject(new Error(`There is no file ${path}.`)),
    ...(input.disk === undefined ? {} : { disk: input.disk }),
    fingerprint: (value) => createHmac('sha256', 'test key').update(value).digest('hex'),
    clock: hastyClock,
    limits: { ...testLimits, ...input.limits },
    listener: (event) => {
      said.push(JSON.stringify(event))
      input.listener?.(event)
    },
    signal: input.signal ?? new AbortController().signal,
    resume: false,
  })
  const records = [...recordsOf(store.db, collected.scopes)]
  const { coverage, gaps } = collected
  return {
    collected,
    records,
    coverage,
    gaps,
    text: [JSON.stringify({ ...collected, bugs: collected.bugs.map(String) }), JSON.stringify(records), ...said].join(
      '\n',
    ),
    view: (scope) => store.view(scope, facetsOf([connector.meta])),
    step: (step, scope) => coverage.find((row) => row.step === step && (scope === undefined || row.scope === scope)),
  }
}
