import { Box, Static, Text, render } from 'ink'
import type { Listener, ScanEvent } from '../../model/index.ts'
import { count, duration, number } from '../words.ts'
import type { ColumnHead } from './listing.ts'
import { fitColumns } from './columns.ts'
import { endWords } from './plain.ts'
import { clean } from '../lines.ts'
import { fit, shownRows } from './screen.ts'
import type { ScopeProgress, Tracker } from './tracker.ts'
import { finishedWords, secondsLeft, totalsOf, tracker } from './tracker.ts'

export interface ProgressOptions {
  /** The terminal to draw on. */
  readonly stdout: NodeJS.WriteStream
  readonly stderr: NodeJS.WriteStream
  /** Milliseconds of the clock that stamps the events. */
  readonly now: () => number
}

export interface ShownProgress {
  readonly listener: Listener
  /** Leaves the finished lines and a last line of totals on screen. */
  readonly stop: () => Promise<void>
}

const milliseconds = 250
const mostRows = 12
/** Shorter waits come and go faster than they can be read. */
const worthSaying = 2000

/** Draws in the normal screen: scopes that are done scroll up, those under way are redrawn below. */
export function showProgress({ stdout, stderr, now }: ProgressOptions): ShownProgress {
  const track = tracker()
  const said: string[] = []
  let drawnAt = now()
  let drawn: readonly string[] = []
  const view = (stopped: boolean) => {
    drawn = stopped ? [endWords(track, now())] : runningLines(track, now(), stdout.columns ?? 80, stdout.rows ?? 24)
    return <Progress said={[...said]} lines={drawn} stopped={stopped} />
  }
  const unfold = (): void => {
    eraseFolds(stdout, drawn)
    drawn = []
  }
  stdout.prependListener('resize', unfold)
  const instance = render(view(false), {
    stdout,
    stderr,
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: stdout.isTTY,
    isScreenReaderEnabled: false,
  })
  const draw = (): void => {
    drawnAt = now()
    track.tick(drawnAt)
    instance.rerender(view(false))
  }
  stdout.on('resize', draw)
  const timer = setInterval(draw, milliseconds)
  const listener: Listener = (event) => {
    track.apply(event)
    const line = lineFor(track, event)
    if (line !== undefined) said.push(clean(line))
    // Judging does not give way to the timer.
    if (event.kind === 'interrupted' || (event.kind === 'judging' && now() - drawnAt >= milliseconds)) draw()
  }
  const stop = async (): Promise<void> => {
    clearInterval(timer)
    stdout.off('resize', draw)
    stdout.off('resize', unfold)
    instance.rerender(view(true))
    instance.unmount()
    await instance.waitUntilExit()
  }
  return { listener, stop }
}

/**
 * A terminal that gets narrower folds what stands on it, and Ink erases as many rows as it wrote: those that came by
 * folding are erased first, before Ink hears of the new size.
 */
function eraseFolds(stdout: NodeJS.WriteStream, drawn: readonly string[]): void {
  const folded = shownRows(drawn, stdout.columns ?? 80) - drawn.length
  if (folded > 0) stdout.write(`\u001B[${folded}A\u001B[J`)
}

/** What stays on screen: a line per scope that is done, and warnings. */
function lineFor(track: Tracker, event: ScanEvent): string | undefined {
  if (event.kind === 'log') return event.level === 'warn' ? event.message : undefined
  if (event.kind !== 'scope-finished' && event.kind !== 'scope-resumed') return undefined
  const scope = track.scopes.get(`${event.connector} ${event.scope}`)
  return scope === undefined ? undefined : finishedWords(scope)
}

export interface ProgressProps {
  readonly said: readonly string[]
  /** From `runningLines`, or the last line of all. */
  readonly lines: readonly string[]
  readonly stopped: boolean
}

export function Progress({ said, lines, stopped }: ProgressProps) {
  return (
    <>
      <Static items={[...said]}>{(line, index) => <Text key={index}>{line}</Text>}</Static>
      {stopped ? <Text>{lines.join('\n')}</Text> : <Running lines={lines} />}
    </>
  )
}

/** The heading, the rows and the totals: the first is dim, the last is bold. */
function Running({ lines }: { readonly lines: readonly string[] }) {
  const last = lines.length - 1
  return (
    <Box flexDirection="column">
      {lines.map((line, index) => (
        <Text key={index} bold={index === last} dimColor={index === 0 && index !== last} wrap="truncate-end">
          {line}
        </Text>
      ))}
    </Box>
  )
}

const heads: readonly ColumnHead[] = [
  { title: 'SCOPE', min: 14, ideal: 24, drop: 0, grows: true },
  { title: 'STEP', min: 9, ideal: 26, drop: 0, grows: true },
  { title: 'DONE', min: 5, ideal: 5, drop: 0, align: 'right' },
  { title: 'CALLS', min: 6, ideal: 7, drop: 3, align: 'right' },
  { title: 'LEFT', min: 6, ideal: 8, drop: 1, align: 'right' },
  { title: 'RECORDS', min: 7, ideal: 8, drop: 2, align: 'right' },
  { title: 'SLOWED', min: 6, ideal: 6, drop: 4, align: 'right' },
]

/** What is redrawn, in lines shorter than the terminal is wide: a heading, scopes under way, the totals. */
export function runningLines(track: Tracker, now: number, columns: number, rows: number): readonly string[] {
  const running = [...track.scopes.values()].filter((scope) => scope.found && scope.finishedAt === undefined)
  const room = Math.max(1, Math.min(mostRows, rows - 5))
  const shown = running.toSorted(byActivity).slice(0, room)
  const fitted = fitColumns(heads, columns - 1, 1)
  const line = (texts: readonly string[]) =>
    fitted
      .map(({ column, cells }) => fit(texts[column] ?? '', cells, heads[column]?.align))
      .join(' ')
      .trimEnd()
  return [
    ...(shown.length === 0 ? [] : [line(heads.map(({ title }) => title))]),
    ...shown.map((scope) => line(cellsOf(scope, now))),
    fit(summaryWords(track, running.length - shown.length), columns - 1).trimEnd(),
  ]
}

/** Scopes at work before those that wait. */
function byActivity(a: ScopeProgress, b: ScopeProgress): number {
  return Number(b.running.size > 0) - Number(a.running.size > 0) || a.startedAt - b.startedAt
}

/** The step begun last, or why nothing moves. */
function doing(scope: ScopeProgress, now: number): string {
  const waits = scope.waitsUntil - now
  if (waits > worthSaying) return `slowed down, waits ${duration(waits / 1000)}`
  const titles = [...scope.running.values()]
  if (titles.length === 0) return scope.done === 0 ? 'signing in' : 'waiting'
  return titles.length > 1 ? `${titles.at(-1) ?? ''} +${titles.length - 1}` : (titles[0] ?? '')
}

function cellsOf(scope: ScopeProgress, now: number): readonly string[] {
  const left = secondsLeft(scope, now)
  return [
    scope.label,
    doing(scope, now),
    `${scope.done}/${scope.steps}`,
    `${scope.rate.toFixed(scope.rate < 10 ? 1 : 0)}/s`,
    left === undefined ? '' : duration(left).replace('under 1 s', '<1 s'),
    number(scope.records),
    scope.throttles === 0 ? '' : number(scope.throttles),
  ]
}

function summaryWords(track: Tracker, hidden: number): string {
  const totals = totalsOf(track.scopes.values())
  const more = hidden > 0 ? `and ${hidden} more; ` : ''
  const sums = `${number(totals.finished)} done, ${number(totals.running)} running, ${count(totals.records, 'record')}, ${count(Math.round(totals.rate), 'call')}/s`
  if (track.phase === 'stopping') return `Stopping; Ctrl-C again leaves at once. ${more}${sums}`
  if (track.phase === 'judging')
    return `Judging ${track.judged?.done ?? 0} of ${count(track.judged?.total ?? 0, 'scope')}`
  if (totals.running + totals.finished === 0) return 'Signing in, and looking for what to scan'
  return `${more}${sums}`
}
