/** Adds up the engine's events, so that a listener can say at any moment how far each scope is. */
import type { CoverageStatus, ScanEvent } from '../../model/index.ts'
import { count, duration, statusWords } from '../words.ts'
import { clean } from '../lines.ts'

/** How much the latest measurement weighs against all before it. */
const weight = 0.3

export interface ScopeProgress {
  readonly key: string
  /** `aws prod` */
  readonly label: string
  readonly startedAt: number
  /** False for what a connector asks before it knows its scopes. */
  found: boolean
  steps: number
  done: number
  /** Title by id of the steps under way; the one started last is the last. */
  readonly running: Map<string, string>
  calls: number
  throttles: number
  waitedMilliseconds: number
  /** When the vendor lets it ask again; 0 once it has been answered since. */
  waitsUntil: number
  records: number
  /** Steps that were not seen whole, with how they ended. */
  readonly unseen: { readonly step: string; readonly status: CoverageStatus }[]
  /** Of `done`, those that ended without being asked for. */
  skipped: number
  finishedAt: number | undefined
  resumed: boolean
  /** Calls a second. */
  rate: number
  callsAtTick: number
  lastStepAt: number
  stepMilliseconds: number | undefined
}

export interface Tracker {
  readonly scopes: ReadonlyMap<string, ScopeProgress>
  readonly phase: 'collecting' | 'stopping' | 'judging' | 'finished'
  readonly startedAt: number | undefined
  readonly judged: { readonly done: number; readonly total: number } | undefined
  readonly apply: (event: ScanEvent) => void
  /** Measures the rates; call it at even intervals. */
  readonly tick: (now: number) => void
}

export function tracker(): Tracker {
  const scopes = new Map<string, ScopeProgress>()
  let phase: Tracker['phase'] = 'collecting'
  let startedAt: number | undefined
  let judged: Tracker['judged']
  let tickedAt: number | undefined
  const apply = (event: ScanEvent): void => {
    startedAt ??= event.at
    if (event.kind === 'interrupted') phase = 'stopping'
    else if (event.kind === 'finished') phase = 'finished'
    else if (event.kind === 'judging') {
      phase = phase === 'stopping' ? phase : 'judging'
      judged = { done: event.done, total: event.total }
    } else if ('connector' in event) applyToScope(scopes, event)
  }
  const tick = (now: number): void => {
    const seconds = (now - (tickedAt ?? startedAt ?? now)) / 1000
    tickedAt = now
    if (seconds <= 0) return
    for (const scope of scopes.values()) {
      if (scope.finishedAt !== undefined) continue
      scope.rate += weight * ((scope.calls - scope.callsAtTick) / seconds - scope.rate)
      scope.callsAtTick = scope.calls
    }
  }
  return {
    scopes,
    apply,
    tick,
    get phase() {
      return phase
    },
    get startedAt() {
      return startedAt
    },
    get judged() {
      return judged
    },
  }
}

type ScopeEvent = Extract<ScanEvent, { readonly connector: string }>

function applyToScope(scopes: Map<string, ScopeProgress>, event: ScopeEvent): void {
  const scope = scopeOf(scopes, event)
  if (event.kind === 'scope-found') {
    scope.found = true
    scope.steps = event.steps
  } else if (event.kind === 'step-started') scope.running.set(event.step, clean(event.title))
  else if (event.kind === 'called') {
    scope.calls += 1
    scope.waitsUntil = 0
  } else if (event.kind === 'emitted') scope.records += event.records
  else if (event.kind === 'throttled') {
    scope.throttles += 1
    scope.waitedMilliseconds += event.waitMilliseconds
    scope.waitsUntil = event.at + event.waitMilliseconds
  } else if (event.kind === 'step-finished') finishStep(scope, event)
  else {
    scope.finishedAt = event.at
    scope.found = true
    scope.resumed = event.kind === 'scope-resumed'
    scope.running.clear()
  }
}

function finishStep(scope: ScopeProgress, event: Extract<ScanEvent, { kind: 'step-finished' }>): void {
  scope.running.delete(event.step)
  scope.done += 1
  if (event.status === 'skipped') scope.skipped += 1
  else if (event.status !== 'complete') scope.unseen.push({ step: event.step, status: event.status })
  const took = event.at - scope.lastStepAt
  scope.stepMilliseconds =
    scope.stepMilliseconds === undefined ? took : scope.stepMilliseconds + weight * (took - scope.stepMilliseconds)
  scope.lastStepAt = event.at
}

function scopeOf(scopes: Map<string, ScopeProgress>, event: ScopeEvent): ScopeProgress {
  const key = `${event.connector} ${event.scope}`
  const known = scopes.get(key)
  if (known !== undefined) return known
  const made: ScopeProgress = {
    key,
    label: clean(
      event.scope === event.connector
        ? event.connector
        : `${event.connector} ${'name' in event ? event.name : event.scope}`,
    ),
    found: false,
    startedAt: event.at,
    steps: 0,
    done: 0,
    running: new Map(),
    calls: 0,
    throttles: 0,
    waitedMilliseconds: 0,
    waitsUntil: 0,
    records: 0,
    unseen: [],
    skipped: 0,
    finishedAt: undefined,
    resumed: false,
    rate: 0,
    callsAtTick: 0,
    lastStepAt: event.at,
    stepMilliseconds: undefined,
  }
  scopes.set(key, made)
  return made
}

/**
 * Seconds until the scope's steps are done, going by how fast the last ones were and how long this one has taken.
 * `undefined` before the first step has ended, and where the last one takes longer than it should.
 */
export function secondsLeft(scope: ScopeProgress, now: number): number | undefined {
  if (scope.stepMilliseconds === undefined || scope.finishedAt !== undefined) return undefined
  const elapsed = now - scope.lastStepAt
  const expected = Math.max(scope.stepMilliseconds, elapsed) * (scope.steps - scope.done) - elapsed
  return expected > 0 ? expected / 1000 : undefined
}

/** `aws prod: 18 of 19 steps seen, 4,210 records in 812 calls, 34 s; credential-report denied` */
export function finishedWords(scope: ScopeProgress): string {
  if (scope.resumed) return `${scope.label}: taken from the scan that was interrupted`
  // A step that was never begun has not ended either.
  const skipped = scope.steps - scope.done + scope.skipped
  const seen =
    scope.unseen.length + skipped === 0
      ? count(scope.steps, 'step')
      : `${scope.steps - scope.unseen.length - skipped} of ${count(scope.steps, 'step')} seen`
  const left = skipped === 0 ? '' : `, ${skipped} not asked for`
  const seconds = ((scope.finishedAt ?? scope.startedAt) - scope.startedAt) / 1000
  const slowed =
    scope.throttles === 0
      ? ''
      : `, slowed down ${count(scope.throttles, 'time')} (${duration(scope.waitedMilliseconds / 1000)})`
  const unseen = scope.unseen.map(({ step, status }) => `${step} ${statusWords[status].toLowerCase()}`)
  const suffix =
    unseen.length === 0
      ? ''
      : `; ${unseen.slice(0, 3).join(', ')}${unseen.length > 3 ? ` and ${unseen.length - 3} more` : ''}`
  return `${scope.label}: ${seen}${left}, ${count(scope.records, 'record')} in ${count(scope.calls, 'call')}, ${duration(seconds)}${slowed}${suffix}`
}

export interface Totals {
  readonly running: number
  readonly finished: number
  readonly calls: number
  readonly rate: number
  readonly throttles: number
  readonly records: number
  readonly unseen: number
}

export function totalsOf(scopes: Iterable<ScopeProgress>): Totals {
  const totals = { running: 0, finished: 0, calls: 0, rate: 0, throttles: 0, records: 0, unseen: 0 }
  for (const scope of scopes) {
    if (scope.finishedAt === undefined) {
      totals.running += Number(scope.found)
      totals.rate += scope.rate
    } else totals.finished += 1
    totals.calls += scope.calls
    totals.throttles += scope.throttles
    totals.records += scope.records
    totals.unseen += scope.unseen.length
  }
  return totals
}
