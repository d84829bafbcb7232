/** One scope: signs in, runs the steps in their order, and says of each how it ended. */
import type { AnyConnector, Opened, StepMeta } from '../connectors/contract.ts'
import { tiers } from '../connectors/contract.ts'
import { ConfigError } from '../connectors/errors.ts'
import { StoreError } from '../inventory/errors.ts'
import type { Coverage, Gap, Scope } from '../model/index.ts'
import type { Tally } from './calls.ts'
import { endOf, statusFor } from './ends.ts'
import type { StepEnd } from './ends.ts'
import { ioFor } from './run.ts'
import type { Run } from './run.ts'
import { runStep } from './step.ts'

export interface ScopeResult {
  readonly coverage: readonly Coverage[]
  readonly gaps: readonly Gap[]
}

export async function collectScope(
  run: Run,
  connector: AnyConnector,
  client: unknown,
  scope: Scope,
): Promise<ScopeResult> {
  const { listener, clock, store } = run.options
  const steps = connector.meta.steps.filter((step) => step.scopes.includes(scope.kind))
  listener({
    kind: 'scope-found',
    at: clock.now(),
    connector: connector.meta.id,
    scope: scope.id,
    name: scope.name,
    steps: steps.length,
  })
  store.discardStaged(run.scan.id, scope.id)
  const ends = new Map<string, StepEnd>()
  const signIn: Tally = { calls: 0, retries: 0 }
  const place = { connector: connector.meta.id, scope: scope.id, step: 'sign-in' }
  let opened: Opened<unknown> | undefined
  try {
    opened = await connector.open(client, scope, ioFor(run, connector, place, signIn))
  } catch (error) {
    if (error instanceof StoreError || error instanceof ConfigError) throw error
    const end = endOf(run, error, 0)
    for (const step of steps) ends.set(step.id, { ...nothing, ...end })
    const detail = end.gaps[0] ? { detail: end.gaps[0].detail } : {}
    listener({ ...place, kind: 'step-finished', at: clock.now(), status: end.status, ...detail })
  }
  if (opened) await runAll(run, connector, scope, opened, steps, ends)
  if (signIn.calls > 0) {
    const refusal = opened ? undefined : ends.values().next().value
    const detail = refusal?.gaps[0]?.detail
    const status = opened ? 'complete' : (refusal?.status ?? 'failed')
    ends.set('sign-in', { status, gaps: [], ...(detail && { detail }), records: 0, tally: signIn, seconds: 0 })
  }
  return summarise(connector.meta.id, scope.id, ends)
}

/** Each step starts when the steps it comes after have ended, however they ended. */
async function runAll(
  run: Run,
  connector: AnyConnector,
  scope: Scope,
  opened: Opened<unknown>,
  steps: readonly StepMeta[],
  ends: Map<string, StepEnd>,
): Promise<void> {
  const started = new Map<string, Promise<void>>()
  const start = (step: StepMeta): Promise<void> => {
    const known = started.get(step.id)
    if (known) return known
    const before = (step.after ?? []).flatMap((id) => steps.filter((other) => other.id === id)).map(start)
    const work = (async () => {
      await Promise.all(before)
      ends.set(step.id, left(run, opened, step) ?? (await runStep(run, connector, scope, opened.session, step)))
    })()
    started.set(step.id, work)
    return work
  }
  await Promise.all(steps.map(start))
}

const nothing = { records: 0, seconds: 0, tally: { calls: 0, retries: 0 } }

/** Why a step is not run at all, if so. */
function left(run: Run, opened: Opened<unknown>, step: StepMeta): StepEnd | undefined {
  if (run.options.signal.aborted) {
    const detail = 'Not read: the collection was stopped.'
    return { ...nothing, status: 'skipped', detail, gaps: [{ reason: 'not-collected', detail }] }
  }
  if (tiers.indexOf(step.tier) > tiers.indexOf(run.options.tier)) {
    const detail = `Belongs to the tier ${step.tier}; --tier ${step.tier} reads it.`
    return { ...nothing, status: 'skipped', detail, gaps: [{ reason: 'not-collected', detail }] }
  }
  const without = opened.without?.[step.id]
  if (!without) return undefined
  if (without.reason === 'skipped') return { ...nothing, status: 'complete', detail: without.detail, gaps: [] }
  return {
    ...nothing,
    status: statusFor(without.reason),
    detail: without.detail,
    gaps: [{ reason: without.reason, detail: without.detail }],
  }
}

function summarise(connector: string, scope: string, ends: ReadonlyMap<string, StepEnd>): ScopeResult {
  const coverage: Coverage[] = []
  const gaps: Gap[] = []
  for (const [step, end] of [...ends].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const missing = [...new Set(end.gaps.flatMap((gap) => gap.permission ?? []))].toSorted()
    const detail = end.detail ?? end.gaps[0]?.detail
    coverage.push({
      connector,
      scope,
      step,
      status: end.status,
      missing,
      calls: end.tally.calls,
      retries: end.tally.retries,
      records: end.records,
      seconds: end.seconds,
      ...(detail === undefined ? {} : { detail }),
    })
    for (const gap of end.gaps) gaps.push({ connector, scope, step, ...gap })
  }
  return { coverage, gaps }
}
