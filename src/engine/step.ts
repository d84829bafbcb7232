/** One step of one scope: gives it what it may use, keeps what it emits, bounds its time. */
import type { AnyConnector, StepMeta } from '../connectors/contract.ts'
import { ConfigError, VendorError } from '../connectors/errors.ts'
import { StoreError } from '../inventory/errors.ts'
import type { Emission, Scope } from '../model/index.ts'
import type { Tally } from './calls.ts'
import { endOf, statusFor } from './ends.ts'
import type { StepEnd } from './ends.ts'
import { ioFor } from './run.ts'
import type { Run } from './run.ts'

const batchSize = 500

export async function runStep(
  run: Run,
  connector: AnyConnector,
  scope: Scope,
  session: unknown,
  meta: StepMeta,
): Promise<StepEnd> {
  const { clock, listener, store } = run.options
  const place = { connector: connector.meta.id, scope: scope.id, step: meta.id }
  const tally: Tally = { calls: 0, retries: 0 }
  const began = clock.now()
  const deadline = deadlineFor(run, meta)
  const signal = AbortSignal.any([run.options.signal, deadline.signal])
  const io = ioFor(run, connector, place, tally, { signal, endsAt: began + run.options.limits.stepDeadline })
  const gaps: StepEnd['gaps'][number][] = []
  let batch: Emission[] = []
  let records = 0
  let skipped: string | undefined
  const flush = (): void => {
    if (batch.length === 0) return
    store.stage(run.scan.id, scope.id, meta.id, batch)
    listener({ ...place, kind: 'emitted', at: clock.now(), records: batch.length })
    batch = []
  }
  listener({ ...place, kind: 'step-started', at: clock.now(), title: meta.title })
  let thrown: Pick<StepEnd, 'status' | 'gaps'> | undefined
  try {
    const body = connector.steps[meta.id]
    if (!body) throw new Error(`the step ${meta.id} of ${connector.meta.id} has no body`)
    await body({
      scope,
      session,
      io,
      call: io.call,
      emit: (record) => {
        records += 1
        batch.push(record)
        if (batch.length >= batchSize) flush()
      },
      gap: (gap) => void gaps.push(gap),
      skip: (detail) => void (skipped = detail),
    })
  } catch (error) {
    if (error instanceof StoreError || error instanceof ConfigError) throw error
    thrown = endOf(run, error, records)
  } finally {
    deadline.clear()
  }
  flush()
  const status = thrown?.status ?? endedWith(gaps, records)
  const seconds = Math.round((clock.now() - began) / 100) / 10
  const detail = thrown?.gaps[0]?.detail ?? skipped ?? gaps[0]?.detail
  listener({ ...place, kind: 'step-finished', at: clock.now(), status, ...(detail === undefined ? {} : { detail }) })
  return {
    status,
    records,
    tally,
    seconds,
    gaps: [...gaps, ...(thrown?.gaps ?? [])],
    ...(detail === undefined ? {} : { detail }),
  }
}

/** A step that went on after gaps is partial; one that brought nothing but gaps of one reason ended by that reason. */
function endedWith(gaps: StepEnd['gaps'], records: number): StepEnd['status'] {
  const [first] = gaps
  if (!first) return 'complete'
  return records === 0 && gaps.every((gap) => gap.reason === first.reason) ? statusFor(first.reason) : 'partial'
}

function deadlineFor(run: Run, meta: StepMeta): { signal: AbortSignal; clear: () => void } {
  const { clock, limits } = run.options
  const deadline = new AbortController()
  const over = new AbortController()
  const minutes = Math.round(limits.stepDeadline / 60_000)
  clock.sleep(limits.stepDeadline, over.signal).then(
    () =>
      deadline.abort(
        new VendorError(`The step ${meta.id} was not done after ${minutes} min and was given up.`, meta.id),
      ),
    () => undefined,
  )
  return { signal: deadline.signal, clear: () => over.abort() }
}
