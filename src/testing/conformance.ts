/** What every connector has to stand, over the wire and through the real engine. */
import { describe, expect, test } from 'vitest'
import type { AnyConnector, StepMeta, Tier } from '../connectors/contract.ts'
import { StopError } from '../connectors/errors.ts'
import type { Coverage, Gap, ScanEvent } from '../model/index.ts'
import { conformFiles } from './file-conformance.ts'
import type { FileHarness } from './file-conformance.ts'
import { scan, type Scanned } from './scan.ts'

export const wireFaults = ['denied', 'throttled', 'error', 'html', 'html-ok', 'truncated', 'reset', 'hang'] as const
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
  /** What the configuration names, by path. */
  readonly files?: { readonly [path: string]: string }
  readonly tier?: Tier
  /** Permissions that signing in takes, which no step declares. */
  readonly signIn?: readonly string[]
  /** Permissions that read, as the vendor names them. */
  readonly reading: RegExp
  /** What must stand in no record, log, error or coverage. */
  readonly canaries: readonly string[]
  /** Steps that ask nothing of this server; left out: not looked at. */
  readonly quiet?: readonly string[]
  /** Operations whose failure a step makes up for in another way, without a gap. */
  readonly madeUpFor?: readonly string[]
  /** Steps that end otherwise than complete on a good day, since this wire refuses what they ask. */
  readonly blemished?: readonly string[]
  /** Operations that scopes are found by: without an answer some are missing, and the connection says so. */
  readonly finding?: readonly string[]
  /** Operations that take no permission, so that no gap can name one. */
  readonly open?: readonly string[]
  /** Every fault at every operation, not at the first of a step alone. */
  readonly thorough?: true
}

export interface Run extends Scanned {
  readonly permissions: readonly string[]
  /** Step -> operations, as the engine named them. */
  readonly operations: ReadonlyMap<string, ReadonlySet<string>>
}

/** Against a server that speaks the vendor's wire, or, where the source is files, against a disk that fails. */
export function conform(connector: AnyConnector, harness: Harness | FileHarness): void {
  if ('disk' in harness) conformFiles(connector, harness)
  else conformWire(connector, harness)
}

function conformWire(connector: AnyConnector, harness: Harness): void {
  const { id, steps } = connector.meta
  const run = (options: WireOptions, more: Parameters<typeof runOnce>[3] = {}): Promise<Run> =>
    runOnce(connector, harness, options, more)
  let first: Promise<Run> | undefined
  const baseline = (): Promise<Run> => (first ??= run({}))

  describe(`${id}: on a good day`, () => {
    test('every step that is asked for ends complete', async () => {
      const { coverage, collected } = await baseline()
      expect(collected.bugs).toEqual([])
      const blemished = coverage.filter(({ status }) => status !== 'complete' && status !== 'skipped')
      expect([...new Set(blemished.map(({ step }) => step))]).toEqual(harness.blemished ?? [])
    })
    test('every step asks something of the server', async () => {
      const { operations } = await baseline()
      const silent = steps.filter((step) => !operations.has(step.id) && harness.quiet?.includes(step.id) === false)
      expect(silent.map((step) => step.id)).toEqual([])
    })
    test('only what the steps declare is asked for, and only reading', async () => {
      const { permissions } = await baseline()
      const declared = new Set([...steps.flatMap(({ needs }) => needs), ...(harness.signIn ?? [])])
      expect(permissions.filter((permission) => !declared.has(permission))).toEqual([])
      expect(permissions.filter((permission) => !harness.reading.test(permission))).toEqual([])
    })
    test('nothing secret is kept or said', async () => {
      const { text } = await baseline()
      expect(harness.canaries.filter((canary) => text.includes(canary))).toEqual([])
    })
    test.each([1, 2, 3])('pages of %i row(s), in another order, give the same records', async (seed) => {
      const [usual, shuffled] = [await baseline(), await run({ pageSize: seed, shuffle: seed })]
      expect(shuffled.records).toEqual(usual.records)
    })
  })

  describe(`${id}: when something fails`, () => {
    test.each(steps.map((step) => [step.id, step] as const))(
      '%s',
      async (_id, step) => {
        const complaints = await complaintsAbout(connector, harness, await baseline(), step)
        expect(complaints).toEqual([])
      },
      120_000,
    )
    test('a stop is heeded at once, although nothing answers', async () => {
      const usual = await baseline()
      const step = steps.find((meta) => usual.operations.has(meta.id))
      const [operation = ''] = usual.operations.get(step?.id ?? '') ?? []
      const stop = new AbortController()
      const listener = (event: ScanEvent): void => {
        if (event.kind === 'step-started' && event.step === step?.id) stop.abort(new StopError('interrupted'))
      }
      const stopped = await run({ faults: [{ kind: 'hang', operation }] }, { signal: stop.signal, listener })
      expect(stopped.collected.status).not.toBe('complete')
      expect(stopped.collected.bugs).toEqual([])
    })
  })
}

export async function complaintsAbout(
  connector: AnyConnector,
  harness: Harness,
  usual: Run,
  step: StepMeta,
): Promise<readonly string[]> {
  const complaints: string[] = []
  for (const wish of wishesFor(usual, step, harness)) {
    const struck = await runOnce(connector, harness, { faults: [wish] })
    const judge = wish.kind === 'throttled' ? slowed : broken
    const found = [...always(struck, harness), ...judge(usual, struck, step, wish, connector, harness)]
    complaints.push(...found.map((complaint) => `${wish.operation} ${wish.kind}: ${complaint}`))
  }
  return complaints
}

/** Every fault for the first operation of a step, and a denial at least for each of the others. */
function wishesFor(usual: Run, step: StepMeta, { thorough }: Harness): readonly FaultWish[] {
  const operations = [...(usual.operations.get(step.id) ?? [])]
  return operations.flatMap((operation, index) =>
    (index === 0 || thorough ? wireFaults : (['denied'] as const)).map((kind) => ({
      kind,
      operation,
      ...(kind === 'throttled' ? { times: 3 } : {}),
    })),
  )
}

function always({ collected, text }: Run, { canaries }: Harness): readonly string[] {
  const leaked = canaries.filter((canary) => text.includes(canary))
  return [...collected.bugs.map((bug) => `a bug: ${String(bug)}`), ...leaked.map((canary) => `${canary} leaked`)]
}

type Complaints = (
  usual: Run,
  struck: Run,
  step: StepMeta,
  wish: FaultWish,
  connector: AnyConnector,
  harness: Harness,
) => readonly string[]

/** Throttling costs time and nothing else. */
const slowed: Complaints = (usual, struck) => {
  const same = JSON.stringify(struck.records) === JSON.stringify(usual.records)
  const retried = struck.coverage.some(({ retries }) => retries > 0)
  return [...(same ? [] : ['other records than without']), ...(retried ? [] : ['not asked again'])]
}

/** The step says what it lacks and why; steps that neither ask the same nor come after it know nothing of it. */
const broken: Complaints = (usual, struck, step, { kind, operation }, connector, harness) => {
  const { steps } = connector.meta
  const askers = new Set(steps.filter(({ id }) => usual.operations.get(id)?.has(operation)).map(({ id }) => id))
  const behind = dependents(steps, askers)
  const spared = (rows: readonly Coverage[]): readonly string[] =>
    rows.filter((row) => !behind.has(row.step)).map((row) => `${row.scope} ${row.step} ${row.status}`)
  const untouched = new Set(spared(struck.coverage))
  const finding = harness.finding?.includes(operation) === true
  const complaints = finding
    ? []
    : spared(usual.coverage)
        .filter((row) => !untouched.has(row))
        .map((row) => `no longer ${row}`)
  if (harness.madeUpFor?.includes(operation) === true) return complaints
  const wanted = kind === 'denied' ? 'denied' : 'failed'
  const told = (gap: Gap): boolean => gap.step === step.id || (finding && gap.step === 'connect')
  const gaps = struck.gaps.filter((gap) => told(gap) && gap.reason === wanted)
  const [gap] = gaps
  if (gap === undefined) return [...complaints, `no gap says "${wanted}"`]
  const named = gaps.some(({ permission }) => permission !== undefined && step.needs.includes(permission))
  if (kind === 'denied' && !named && harness.open?.includes(operation) !== true)
    complaints.push('no gap names a permission of the step')
  const status = struck.step(gap.step, gap.scope)?.status
  if (status !== wanted && status !== 'partial') complaints.push(`the step ended ${String(status)}`)
  return complaints
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

export async function runOnce(
  connector: AnyConnector,
  harness: Harness,
  options: WireOptions,
  { listener, signal }: { listener?: (event: ScanEvent) => void; signal?: AbortSignal } = {},
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
      ...(harness.files === undefined ? {} : { files: harness.files }),
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
