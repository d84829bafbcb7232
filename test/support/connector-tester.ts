/** What every connector has to stand, over the wire and through the real engine. */
import { describe, expect, test } from 'vitest'
import type { AnyConnector, StepMeta, Tier } from '../../src/connectors/contract.ts'
import { StopError } from '../../src/connectors/errors.ts'
import type { Coverage, ScanEvent } from '../../src/model/index.ts'
import { scan, type Scanned } from './scan.ts'

export const wireFaults = ['denied', 'throttled', 'error', 'html', 'html-ok', 'truncated', 'hang'] as const
export type WireFault = (typeof wireFaults)[number]

/** Hits the operation (named as in the engine's events) `times` times; left out: always. */
export interface FaultWish {
  readonly kind: WireFault
  readonly operation: string
  readonly times?: number
}

export interface WireOptions {
  readonly faults?: readonly FaultWish[]
  readonly pageSize?: number
  readonly shuffle?: number
}

export interface Wire {
  readonly url: string
  /** The permission that each request took, in order of arrival. */
  readonly permissions: () => readonly string[]
  readonly close: () => Promise<void>
}

export interface Harness {
  /** A server that speaks the vendor's wire and holds at least one of everything that the steps read. */
  readonly start: (options: WireOptions) => Promise<Wire>
  /** As it stands in muster.yaml, for a server at this address. */
  readonly config: (url: string) => unknown
  readonly env?: { readonly [name: string]: string }
  readonly tier?: Tier
  /** Permissions that signing in takes, which no step declares. */
  readonly signIn?: readonly string[]
  /** Permissions that read, as the vendor names them. */
  readonly reading: RegExp
  /** What must stand in no record, log, error or coverage. */
  readonly canaries: readonly string[]
  /** Operations whose failure a step makes up for in another way, without a gap. */
  readonly madeUpFor?: readonly string[]
}

interface Run extends Scanned {
  readonly permissions: readonly string[]
  /** Step -> operations, as the engine named them. */
  readonly operations: ReadonlyMap<string, ReadonlySet<string>>
}

export function conform(connector: AnyConnector, harness: Harness): void {
  const steps = connector.meta.steps
  const run = (options: WireOptions, more: Parameters<typeof runOnce>[3] = {}): Promise<Run> =>
    runOnce(connector, harness, options, more)
  let first: Promise<Run> | undefined
  const baseline = (): Promise<Run> => (first ??= run({}))

  describe(`${connector.meta.id}: on a good day`, () => {
    test('every step that is asked for ends complete', async () => {
      const { coverage, collected } = await baseline()
      expect(collected.bugs).toEqual([])
      const flawed = coverage.filter(({ status }) => status !== 'complete' && status !== 'skipped')
      expect(flawed).toEqual([])
    })
    test('only what the steps declare is asked for, and only reading', async () => {
      const { permissions } = await baseline()
      const declared = new Set([...steps.flatMap(({ needs }) => needs), ...(harness.signIn ?? [])])
      expect(permissions.filter((permission) => !declared.has(permission))).toEqual([])
      expect(permissions.filter((permission) => !harness.reading.test(permission))).toEqual([])
    })
    test('nothing secret is kept or said', async () => {
      const { text } = await baseline()
      for (const canary of harness.canaries) expect(text.includes(canary), canary).toBe(false)
    })
    test.each([1, 2, 3])('pages of %i row(s), in another order, give the same records', async (seed) => {
      const [usual, shuffled] = [await baseline(), await run({ pageSize: seed, shuffle: seed })]
      expect(shuffled.records).toEqual(usual.records)
    })
  })

  describe(`${connector.meta.id}: when something fails`, () => {
    test.each(steps.map((step) => [step.id, step] as const))(
      '%s',
      async (id, step) => {
        const usual = await baseline()
        const [operation, ...others] = usual.operations.get(id) ?? []
        if (operation === undefined) return
        for (const kind of wireFaults) await standsFault(usual, await run(wish(kind, operation)), step, kind, operation)
        for (const other of others) await standsFault(usual, await run(wish('denied', other)), step, 'denied', other)
      },
      120_000,
    )
    test('a stop is heeded at once, although nothing answers', async () => {
      const usual = await baseline()
      const [step, operations] = [...usual.operations].find(([id]) => steps.some((meta) => meta.id === id)) ?? []
      const [operation] = operations ?? []
      if (step === undefined || operation === undefined) throw new Error('No step made a call.')
      const stop = new AbortController()
      const listener = (event: ScanEvent): void => {
        if (event.kind === 'step-started' && event.step === step) stop.abort(new StopError('interrupted'))
      }
      const stopped = await run({ faults: [{ kind: 'hang', operation }] }, { signal: stop.signal, listener })
      expect(stopped.collected.status).not.toBe('complete')
      expect(stopped.collected.bugs).toEqual([])
    })
  })

  function wish(kind: WireFault, operation: string): WireOptions {
    return { faults: [{ kind, operation, ...(kind === 'throttled' ? { times: 3 } : {}) }] }
  }

  async function standsFault(
    usual: Run,
    struck: Run,
    step: StepMeta,
    kind: WireFault,
    operation: string,
  ): Promise<void> {
    const what = `${operation} ${kind}`
    expect(struck.collected.bugs.map(String), what).toEqual([])
    for (const canary of harness.canaries) expect(struck.text.includes(canary), `${what}: ${canary}`).toBe(false)
    if (kind === 'throttled') {
      expect(struck.records, what).toEqual(usual.records)
      expect(
        struck.coverage.some(({ retries }) => retries > 0),
        what,
      ).toBe(true)
      return
    }
    const askers = new Set(steps.filter(({ id }) => usual.operations.get(id)?.has(operation)).map(({ id }) => id))
    const behind = dependents(steps, askers)
    const spared = (rows: readonly Coverage[]): readonly string[] =>
      rows.filter((row) => !behind.has(row.step)).map((row) => `${row.scope} ${row.step} ${row.status}`)
    expect(spared(struck.coverage), what).toEqual(spared(usual.coverage))
    if (harness.madeUpFor?.includes(operation) === true) return
    const gaps = struck.gaps.filter((gap) => gap.step === step.id)
    const wanted = kind === 'denied' ? 'denied' : 'failed'
    expect(
      gaps.map(({ reason }) => reason),
      what,
    ).toContain(wanted)
    if (kind === 'denied')
      expect(
        gaps.map(({ permission }) => permission),
        what,
      ).toSatisfy(someOf(step.needs))
    expect(['denied', 'failed', 'partial'], what).toContain(struck.step(step.id, gaps[0]?.scope)?.status)
  }
}

function someOf(needs: readonly string[]): (permissions: readonly (string | undefined)[]) => boolean {
  return (permissions) => permissions.some((permission) => permission !== undefined && needs.includes(permission))
}

/** The steps, and all that come after them. */
function dependents(steps: readonly StepMeta[], of: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set(of)
  for (let size = -1; size !== found.size;) {
    size = found.size
    for (const { id, after } of steps) if (after?.some((before) => found.has(before)) === true) found.add(id)
  }
  return found
}

async function runOnce(
  connector: AnyConnector,
  harness: Harness,
  options: WireOptions,
  { listener, signal }: { listener?: (event: ScanEvent) => void; signal?: AbortSignal },
): Promise<Run> {
  const wire = await harness.start(options)
  const operations = new Map<string, Set<string>>()
  // Two seconds of real time are enough for any answer; where one is known to hang, a fifth of that.
  const hangs = options.faults?.some(({ kind }) => kind === 'hang') === true
  try {
    const scanned = await scan({
      connector,
      config: harness.config(wire.url),
      tier: harness.tier ?? 'deep',
      ...(harness.env === undefined ? {} : { env: harness.env }),
      ...(hangs ? { limits: { requestTimeout: 400_000 } } : {}),
      ...(signal === undefined ? {} : { signal }),
      listener: (event) => {
        listener?.(event)
        if (event.kind !== 'called') return
        operations.set(event.step, (operations.get(event.step) ?? new Set()).add(event.operation))
      },
    })
    return { ...scanned, permissions: wire.permissions(), operations }
  } finally {
    await wire.close()
  }
}
