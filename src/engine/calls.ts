/** Every request to a vendor goes through here: limits, deadlines, retries, circuit breaking, counting. */
import pLimit from 'p-limit'
import type { Call, CallSpec, Failure } from '../connectors/contract.ts'
import { AbsentError, AccessError, StopError, VendorError } from '../connectors/errors.ts'
import type { GapReason, ScanEvent } from '../model/index.ts'
import type { Clock } from './clock.ts'
import type { Limits } from './limits.ts'
import { makeThrottle } from './throttle.ts'
import type { Throttle } from './throttle.ts'

/** What a step has cost. */
export interface Tally {
  calls: number
  retries: number
}

export interface Caller {
  readonly connector: string
  readonly scope: string
  readonly step: string
  readonly tally: Tally
  /** Aborted when the step must end: deadline, Ctrl-C. */
  readonly signal: AbortSignal
  /** When the step is given up, by the engine's clock; undefined: nothing bounds it. */
  readonly endsAt?: number
  readonly classify: (error: unknown) => Failure
}

export interface Calls {
  /** The `call` that a step is given. */
  for(caller: Caller): Call
  readonly total: () => number
}

interface Shared {
  readonly limits: Limits
  readonly clock: Clock
  readonly listener: (event: ScanEvent) => void
  readonly throttle: (caller: Caller, spec: CallSpec) => Throttle
  readonly everything: <T>(work: () => Promise<T>) => Promise<T>
  readonly breaker: Map<string, { times: number; error: Error }>
  readonly asked: Map<string, number>
  count: number
}

export function makeCalls(limits: Limits, clock: Clock, listener: (event: ScanEvent) => void): Calls {
  const throttles = new Map<string, Throttle>()
  const shared: Shared = {
    limits,
    clock,
    listener,
    everything: pLimit(limits.concurrency),
    breaker: new Map(),
    asked: new Map(),
    count: 0,
    throttle(caller, spec) {
      const key = `${caller.connector} ${caller.scope} ${spec.domain}`
      const known = throttles.get(key)
      if (known) return known
      const published = limits.publishedRates ? spec.perSecond : undefined
      const made = makeThrottle(limits, clock, published ?? limits.perSecond, published && spec.burst)
      throttles.set(key, made)
      return made
    },
  }
  return { for: (caller) => (spec, send) => governed(shared, caller, spec, send), total: () => shared.count }
}

async function governed<T>(
  shared: Shared,
  caller: Caller,
  spec: CallSpec,
  send: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  countRepeat(shared, caller, spec)
  const broken = brokenBy(shared, caller, spec)
  if (broken) throw broken
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await tried(shared, caller, spec, send)
    if (outcome.ok) return outcome.value
    const { failure } = outcome
    const attempts = attemptsFor(shared, caller, spec, outcome)
    if (attempt >= attempts) throw final(shared, caller, spec, failure)
    if ((failure.retryAfterMilliseconds ?? 0) > longestWait(shared, caller, spec)) {
      throw final(shared, caller, spec, { ...failure, detail: tooLong(failure) })
    }
    const wait = waitBefore(shared, attempt, failure)
    caller.tally.retries += 1
    if (failure.kind === 'throttled') {
      shared.throttle(caller, spec).slowDown(failure.retryAfterMilliseconds ?? 0)
      shared.listener({ ...at(shared, caller), kind: 'throttled', operation: spec.operation, waitMilliseconds: wait })
    }
    await pause(shared, caller, wait)
  }
}

function countRepeat(shared: Shared, caller: Caller, spec: CallSpec): void {
  // What it takes to sign in and to find the scopes is asked in full.
  if (caller.step === 'connect' || caller.step === 'sign-in') return
  const key = [caller.connector, caller.scope, caller.step, spec.operation].join(' ')
  const times = (shared.asked.get(key) ?? 0) + 1
  if (times > shared.limits.repeats) throw new StopError('probed')
  shared.asked.set(key, times)
}

type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure; hung: boolean }

async function tried<T>(
  shared: Shared,
  caller: Caller,
  spec: CallSpec,
  send: (signal: AbortSignal) => Promise<T>,
): Promise<Outcome<T>> {
  stopIfOver(caller)
  const began = shared.clock.now()
  const timeout = new AbortController()
  try {
    const value = await shared.throttle(caller, spec).run(
      () =>
        shared.everything(async () => {
          stopIfOver(caller)
          if (shared.count >= shared.limits.maxCalls) throw new StopError('budget')
          shared.count += 1
          caller.tally.calls += 1
          return within(shared, caller, timeout, send)
        }),
      caller.signal,
    )
    shared.listener({
      ...at(shared, caller),
      kind: 'called',
      operation: spec.operation,
      milliseconds: shared.clock.now() - began,
    })
    return { ok: true, value }
  } catch (error) {
    if (error instanceof StopError) throw error
    stopIfOver(caller)
    if (timeout.signal.aborted) {
      const seconds = Math.round(shared.limits.requestTimeout / 1000)
      return {
        ok: false,
        hung: true,
        failure: { kind: 'transient', detail: `${spec.operation} gave no answer within ${seconds} s` },
      }
    }
    return { ok: false, hung: false, failure: caller.classify(error) }
  }
}

/** Races the request against its timeout and the step's end, for a request that ignores its signal as well. */
async function within<T>(
  shared: Shared,
  caller: Caller,
  timeout: AbortController,
  send: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController()
  const signal = AbortSignal.any([timeout.signal, caller.signal])
  const late = shared.clock.sleep(shared.limits.requestTimeout, over.signal).then(
    () => timeout.abort(new Error('timeout')),
    () => undefined,
  )
  let stop = (): void => undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = (): void => reject(signal.reason as Error)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([send(signal), aborted])
  } finally {
    // A signal that somebody listens to lives as long as the step, and with it the answer that this race was won by.
    signal.removeEventListener('abort', stop)
    over.abort()
    aborted.catch(() => undefined)
    await late
  }
}

/** The step's own signal says why it is over: a StopError, or a VendorError when its deadline has passed. */
function stopIfOver(caller: Caller): void {
  if (!caller.signal.aborted) return
  throw caller.signal.reason instanceof Error ? caller.signal.reason : new StopError('interrupted')
}

async function pause(shared: Shared, caller: Caller, milliseconds: number): Promise<void> {
  try {
    await shared.clock.sleep(milliseconds, caller.signal)
  } catch {
    stopIfOver(caller)
  }
}

/** Where a request was given up and none was answered since, the next one is not worth as much patience. */
function attemptsFor(
  shared: Shared,
  caller: Caller,
  spec: CallSpec,
  { failure, hung }: { readonly failure: Failure; readonly hung: boolean },
): number {
  const { attempts } = shared.limits
  const kind = hung ? 'timeout' : failure.kind
  if (kind !== 'timeout' && kind !== 'throttled' && kind !== 'transient') return 1
  return shared.throttle(caller, spec).silent() ? Math.min(attempts.silent, attempts[kind]) : attempts[kind]
}

/** A limit of the hour is worth waiting for as long as the step has time for what comes after. */
function longestWait({ limits, clock }: Shared, { endsAt }: Caller, { patient }: CallSpec): number {
  return patient && endsAt !== undefined ? Math.max(limits.maxRetryAfter, endsAt - clock.now()) : limits.maxRetryAfter
}

function tooLong({ detail, retryAfterMilliseconds = 0 }: Failure): string {
  return `${detail} It asks to wait ${Math.ceil(retryAfterMilliseconds / 60_000)} min, which is too long.`
}

function waitBefore(shared: Shared, attempt: number, failure: Failure): number {
  if (failure.retryAfterMilliseconds !== undefined) return Math.max(0, failure.retryAfterMilliseconds)
  const ceiling = Math.min(shared.limits.maxBackoff, shared.limits.backoff * 2 ** (attempt - 1))
  return Math.round(ceiling * (0.5 + shared.clock.random() / 2))
}

function at(shared: Shared, caller: Caller): { at: number; connector: string; scope: string; step: string } {
  return { at: shared.clock.now(), connector: caller.connector, scope: caller.scope, step: caller.step }
}

/** A denial holds for the operation wherever it is asked; a fault only where it happened. */
function breakerKey(caller: Caller, spec: CallSpec, denied: boolean): string {
  return [caller.connector, caller.scope, spec.operation, denied ? '' : spec.domain].join(' ')
}

function brokenBy(shared: Shared, caller: Caller, spec: CallSpec): Error | undefined {
  if (spec.perResource) return undefined
  for (const denied of [true, false]) {
    const known = shared.breaker.get(breakerKey(caller, spec, denied))
    if (known && known.times >= 2) return known.error
  }
  return undefined
}

const reasons: { readonly [kind in Failure['kind']]: GapReason } = {
  denied: 'denied',
  unsupported: 'unsupported',
  unlicensed: 'unlicensed',
  throttled: 'throttled',
  transient: 'failed',
  failed: 'failed',
  absent: 'failed',
}

function final(shared: Shared, caller: Caller, spec: CallSpec, failure: Failure): Error {
  if (failure.kind === 'absent') return new AbsentError(failure.detail)
  if (failure.kind === 'throttled' || failure.kind === 'transient') shared.throttle(caller, spec).giveUp()
  const denied = failure.kind === 'denied'
  const error = denied
    ? new AccessError(failure.detail, failure.permission ?? spec.permission ?? spec.operation)
    : new VendorError(failure.detail, spec.operation, reasons[failure.kind])
  if (!spec.perResource) {
    const key = breakerKey(caller, spec, denied)
    shared.breaker.set(key, { times: (shared.breaker.get(key)?.times ?? 0) + 1, error })
  }
  return error
}
