/** Collects: opens every scope of every connector, runs its steps, and puts the scope into the store as a whole. */
import { createHash } from 'node:crypto'
import pLimit from 'p-limit'
import { tiers } from '../connectors/contract.ts'
import type { AnyConnector } from '../connectors/contract.ts'
import { AccessError, ConfigError, StopError, VendorError } from '../connectors/errors.ts'
import type { Coverage, Gap, Instant, Modules, Scope } from '../model/index.ts'
import { makeCalls } from './calls.ts'
import type { Tally } from './calls.ts'
import { instant } from './clock.ts'
import { statusFor } from './ends.ts'
import { ioFor } from './run.ts'
import type { CollectOptions, ConnectorPlan, Run } from './run.ts'
import { collectScope } from './scope.ts'

export interface Collected {
  readonly scan: string
  readonly startedAt: Instant
  readonly finishedAt: Instant
  readonly status: 'complete' | 'partial' | 'failed'
  readonly connectors: readonly string[]
  readonly endpoints: readonly string[]
  readonly modules: Modules
  /** Scopes whose facts this scan has put into the store. */
  readonly scopes: readonly string[]
  readonly coverage: readonly Coverage[]
  readonly gaps: readonly Gap[]
  /** Errors that are nobody's but ours: reported at the end, so that nothing collected is lost to them. */
  readonly bugs: readonly unknown[]
}

export type { CollectOptions, ConnectorPlan } from './run.ts'

export async function collect(asked: CollectOptions): Promise<Collected> {
  const failed = new AbortController()
  const options = { ...asked, signal: AbortSignal.any([asked.signal, failed.signal]) }
  const { clock, store, plans } = options
  const startedAt = instant(clock.now())
  const digest = planDigest(options)
  const scan = store.beginScan(
    { connectors: plans.map((plan) => plan.connector.meta.id), digest },
    `${startedAt.replace(/[-:]/g, '')}-${digest.slice(0, 8)}`,
    startedAt,
    options.resume,
    options.writer ?? { process: 0, isAlive: () => false },
  )
  const run: Run = {
    options,
    scan,
    calls: makeCalls(options.limits, clock, options.listener),
    coverage: [],
    gaps: [],
    bugs: [],
    finished: new Set(),
    stopped: false,
  }
  const connectors = plans.map((plan) => plan.connector.meta.id)
  const endpoints = [
    ...new Set(plans.flatMap((plan) => plan.connector.endpoints?.(plan.config, options.env) ?? [])),
  ]
  const modules = modulesOf(plans)
  options.listener({ kind: 'scan-started', at: clock.now(), connectors, endpoints, modules })
  await Promise.all(
    plans.map((plan) =>
      collectConnector(run, plan).catch((error: unknown) => {
        // What stops one connector for good (a full disk, a wrong setting) stops the scan; the others end first.
        failed.abort(new StopError('interrupted'))
        throw error
      }),
    ),
  )
  const finishedAt = instant(clock.now())
  const status = statusOf(run)
  store.endScan(scan.id, finishedAt, status)
  const byPlace = (a: Coverage, b: Coverage): number =>
    compare(a.connector, b.connector) || compare(a.scope, b.scope) || compare(a.step, b.step)
  return {
    scan: scan.id,
    startedAt: scan.startedAt,
    finishedAt,
    status,
    connectors,
    endpoints,
    modules,
    scopes: [...run.finished].toSorted(compare),
    coverage: run.coverage.toSorted(byPlace),
    gaps: run.gaps,
    bugs: run.bugs,
  }
}

export function modulesOf(plans: readonly ConnectorPlan[]): Modules {
  return Object.fromEntries(
    plans.flatMap(({ connector, module }) => (module === undefined ? [] : [[connector.meta.id, module]])),
  )
}

function planDigest(options: CollectOptions): string {
  const asked = options.plans.map((plan) => [plan.connector.meta.id, plan.config])
  return createHash('sha256')
    .update(JSON.stringify([asked, options.tier]))
    .digest('hex')
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function statusOf(run: Run): 'complete' | 'partial' | 'failed' {
  if (run.finished.size === 0 || sawNothing(run)) return 'failed'
  if (run.stopped) return 'partial'
  const whole = run.coverage.every((row) => row.status === 'complete' || row.status === 'skipped')
  return whole && !run.options.signal.aborted && run.gaps.every((gap) => isAboveTier(run, gap)) ? 'complete' : 'partial'
}

/** What a deeper tier would have read was not asked for, and is no blemish of this scan. */
function isAboveTier({ options }: Run, gap: Gap): boolean {
  const step = options.plans
    .find(({ connector }) => connector.meta.id === gap.connector)
    ?.connector.meta.steps.find(({ id }) => id === gap.step)
  return step !== undefined && tiers.indexOf(step.tier) > tiers.indexOf(options.tier)
}

/** Something went wrong and nothing was seen, however many scopes were signed in to. */
function sawNothing({ coverage }: Run): boolean {
  const steps = coverage.filter(({ step }) => step !== 'connect' && step !== 'sign-in')
  const seen = steps.some(({ status, calls, records }) => records > 0 || (status === 'complete' && calls > 0))
  return !seen && steps.some(({ status }) => status !== 'complete' && status !== 'skipped')
}

async function collectConnector(run: Run, plan: ConnectorPlan): Promise<void> {
  const { connector } = plan
  const place = { connector: connector.meta.id, scope: connector.meta.id, step: 'connect' }
  const tally: Tally = { calls: 0, retries: 0 }
  const began = run.options.clock.now()
  const io = ioFor(run, connector, place, tally)
  const limit = pLimit(run.options.limits.scopes)
  const scopes: Promise<void>[] = []
  let failure: unknown
  let client: unknown
  try {
    client = await connector.connect(plan.config, io)
    for await (const scope of connector.scopes(client, io)) {
      if (run.options.signal.aborted) break
      scopes.push(limit(() => oneScope(run, connector, client, scope)))
      await pressure(limit, run.options.limits.scopes)
    }
  } catch (error) {
    failure = error
  }
  const results = await Promise.allSettled(scopes)
  if (client !== undefined) await connector.close?.(client)
  for (const result of results) if (result.status === 'rejected') throw result.reason
  noteConnection(run, connector, tally, began, failure)
}

/** Keeps the list of waiting scopes short, so that five hundred accounts are not signed in to at once. */
async function pressure(limit: { readonly pendingCount: number }, most: number): Promise<void> {
  while (limit.pendingCount > most) await new Promise((resolve) => setTimeout(resolve, 5))
}

/** What it took to find the scopes. A refusal is filed under the step that needs the permission, if one does. */
function noteConnection(run: Run, connector: AnyConnector, tally: Tally, began: number, failure: unknown): void {
  const { id, steps } = connector.meta
  const seconds = Math.round((run.options.clock.now() - began) / 100) / 10
  const row = { connector: id, scope: id, ...tally, records: 0, seconds }
  if (failure === undefined) {
    if (tally.calls > 0) run.coverage.push({ ...row, step: 'connect', status: 'complete', missing: [] })
    return
  }
  if (failure instanceof ConfigError) throw failure
  if (failure instanceof StopError) {
    const detail = `Not all scopes were found: ${failure.message}.`
    run.gaps.push({ connector: id, scope: id, step: 'connect', reason: 'not-collected', detail })
    run.coverage.push({ ...row, step: 'connect', status: 'partial', missing: [], detail })
    return
  }
  if (failure instanceof AccessError || failure instanceof VendorError) {
    const [permission, operation] =
      failure instanceof AccessError ? [failure.permission, failure.permission] : [undefined, failure.operation]
    const step = steps.find((each) => each.needs.includes(operation))?.id ?? 'connect'
    const detail = failure.message
    run.gaps.push({
      connector: id,
      scope: id,
      step,
      reason: failure.reason,
      ...(permission === undefined ? {} : { permission }),
      detail,
    })
    run.coverage.push({
      ...row,
      step,
      status: statusFor(failure.reason),
      missing: permission === undefined ? [] : [permission],
      detail,
    })
    return
  }
  throw failure
}

async function oneScope(run: Run, connector: AnyConnector, client: unknown, scope: Scope): Promise<void> {
  const { listener, clock, store, signal } = run.options
  if (run.scan.done.has(scope.id)) {
    run.coverage.push(...store.coverage(scope.id))
    run.gaps.push(...store.gaps(scope.id))
    run.finished.add(scope.id)
    listener({
      kind: 'scope-resumed',
      at: clock.now(),
      connector: connector.meta.id,
      scope: scope.id,
      name: scope.name,
    })
    return
  }
  if (signal.aborted) return
  const result = await collectScope(run, connector, client, scope)
  run.coverage.push(...result.coverage)
  run.gaps.push(...result.gaps)
  store.commitScope(run.scan.id, scope, {
    connector: connector.meta.id,
    collectedAt: run.options.now,
    coverage: result.coverage,
    gaps: result.gaps,
  })
  run.finished.add(scope.id)
  listener({ kind: 'scope-finished', at: clock.now(), connector: connector.meta.id, scope: scope.id, name: scope.name })
}
