/** Progress as plain lines, for pipes and CI. */
import type { Listener, ScanEvent } from '../../model/index.ts'
import { count, duration, statusWords } from '../words.ts'
import { clean } from '../lines.ts'
import type { Tracker } from './tracker.ts'
import { finishedWords, totalsOf, tracker } from './tracker.ts'

export interface PlainOptions {
  /** Also a line per step, and what the connectors log. */
  readonly verbose: boolean
}

/** One line per scope begun and ended and per step not seen whole; `write` gets it without a line break. */
export function plainProgress(write: (line: string) => void, { verbose }: PlainOptions): Listener {
  const track = tracker()
  return (event) => {
    track.apply(event)
    const line = lineFor(track, event, verbose)
    if (line !== undefined) write(clean(line))
  }
}

function lineFor(track: Tracker, event: ScanEvent, verbose: boolean): string | undefined {
  if (event.kind === 'scan-started') {
    const where = event.endpoints.length === 0 ? '' : `, at ${event.endpoints.join(', ')}`
    const named = event.connectors.map((id) => {
      const module = event.modules?.[id]
      return module === undefined ? id : `${id} (not Muster’s own: ${module})`
    })
    return `Scanning ${named.join(', ')}${where}`
  }
  if (event.kind === 'interrupted')
    return 'Stopping: what was collected is judged, and the result says that it is partial.'
  if (event.kind === 'judging') return event.done === 0 ? `Judging ${count(event.total, 'scope')}` : undefined
  if (event.kind === 'finished') return endWords(track, event.at)
  if (event.kind === 'log') return event.level === 'warn' || verbose ? event.message : undefined
  return scopeLine(track, event, verbose)
}

function scopeLine(
  track: Tracker,
  event: Extract<ScanEvent, { connector: string }>,
  verbose: boolean,
): string | undefined {
  const scope = track.scopes.get(`${event.connector} ${event.scope}`)
  if (scope === undefined) return undefined
  if (event.kind === 'scope-found') return `${scope.label}: started, ${count(event.steps, 'step')}`
  if (event.kind === 'scope-finished' || event.kind === 'scope-resumed') return finishedWords(scope)
  if (event.kind === 'step-started' && verbose) return `${scope.label}: ${event.title}`
  if (event.kind === 'throttled' && verbose) {
    return `${scope.label}: ${event.operation} is asked again in ${duration(event.waitMilliseconds / 1000)}`
  }
  if (event.kind !== 'step-finished') return undefined
  const detail = event.detail === undefined ? '' : `: ${event.detail}`
  const whole = event.status === 'complete' || event.status === 'skipped'
  return whole && !verbose
    ? undefined
    : `${scope.label}: ${event.step} ${statusWords[event.status].toLowerCase()}${whole ? '' : detail}`
}

/** `Collected 3 scopes: 4,210 records in 812 calls, 34 s; 2 steps not seen whole` */
export function endWords(track: Tracker, now: number): string {
  const totals = totalsOf(track.scopes.values())
  const unseen = totals.unseen === 0 ? '' : `; ${count(totals.unseen, 'step')} not seen whole`
  const took = duration((now - (track.startedAt ?? now)) / 1000)
  return `Collected ${count(totals.finished, 'scope')}: ${count(totals.records, 'record')} in ${count(totals.calls, 'call')}, ${took}${unseen}`
}
