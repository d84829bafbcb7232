import { render } from 'ink-testing-library'
import { describe, expect, test } from 'vitest'
import { madeEvents } from '../../../test/support/tui-events.ts'
import type { MadeScan } from '../../../test/support/tui-events.ts'
import type { ScanEvent } from '../../model/index.ts'
import { endWords, plainProgress } from './plain.ts'
import { Progress, runningLines } from './progress.tsx'
import { width } from './screen.ts'
import { finishedWords, secondsLeft, tracker } from './tracker.ts'

function tracked(scan: MadeScan, more: readonly ScanEvent[] = []) {
  const track = tracker()
  for (const event of [...madeEvents(scan), ...more]) track.apply(event)
  return track
}

function screen(scan: MadeScan, { columns = 100, rows = 24, more = [] as readonly ScanEvent[], stopped = false } = {}) {
  const track = tracked(scan, more)
  track.tick(2000)
  const lines = stopped ? [endWords(track, 2000)] : runningLines(track, 2000, columns, rows)
  const shown = render(<Progress said={[]} lines={lines} stopped={stopped} />)
  return shown.lastFrame() ?? ''
}

describe('on a terminal', () => {
  test('a row per scope: step, done of all, rate, time left, records, how often slowed down', () => {
    const row = screen({ finished: 0, running: 1 })
      .split('\n')
      .find((line) => line.includes('account-0'))
    expect(row).toMatch(/aws account-0 +Roles and their trust +1\/3 +0\.6\/s +1 s +1,200 +1/)
  })

  test('says when a scope waits for a vendor that slows it down, until it is answered again', () => {
    const place = { at: 2000, connector: 'aws', scope: 'aws:account:0', step: 'roles', operation: 'iam:ListRoles' }
    const slowed: ScanEvent = { ...place, kind: 'throttled', waitMilliseconds: 8000 }
    expect(screen({ finished: 0, running: 1 }, { more: [slowed] })).toContain('slowed down, waits 8 s')
    const answered: ScanEvent = { ...place, kind: 'called', milliseconds: 9 }
    expect(screen({ finished: 0, running: 1 }, { more: [slowed, answered] })).not.toContain('slowed down')
  })

  test('fits 60 columns with nothing left out', () => {
    const frame = screen({ finished: 0, running: 3 }, { columns: 60 })
    for (const line of frame.split('\n')) expect(width(line)).toBeLessThanOrEqual(60)
    for (const head of ['SCOPE', 'STEP', 'DONE', 'CALLS', 'LEFT', 'RECORDS', 'SLOWED']) expect(frame).toContain(head)
  })

  test('of 500 scopes those that fit are shown, the rest is counted', () => {
    const frame = screen({ finished: 300, running: 200 })
    expect(frame.split('\n').length).toBeLessThan(24)
    expect(frame).toMatch(/and 188 more; 300 done, 200 running/)
  })

  test('says that it is stopping, and that it judges', () => {
    expect(screen({ finished: 0, running: 1 }, { more: [{ kind: 'interrupted', at: 2000 }] })).toContain(
      'Stopping; Ctrl-C again leaves at once',
    )
    const judging: ScanEvent = { kind: 'judging', at: 6000, scope: 'x', done: 3, total: 10 }
    expect(screen({ finished: 1, running: 0 }, { more: [judging] })).toContain('Judging 3 of 10 scopes')
  })

  test('what is asked to find the scopes is counted, and is no scope itself', () => {
    const call: ScanEvent = {
      kind: 'called',
      at: 0,
      connector: 'aws',
      scope: 'aws',
      step: 'connect',
      operation: 'sts:GetCallerIdentity',
      milliseconds: 9,
    }
    expect(screen({ finished: 0, running: 0 }, { more: [call] })).toBe('Signing in, and looking for what to scan')
    expect(screen({ finished: 0, running: 1 }, { more: [call] })).not.toContain('aws aws')
    expect(screen({ finished: 1, running: 0 }, { more: [call], stopped: true })).toContain('in 5 calls')
  })

  test('ends with the totals', () => {
    expect(screen({ finished: 2, running: 0 }, { stopped: true })).toContain(
      'Collected 2 scopes: 2,400 records in 8 calls',
    )
  })
})

describe('time left', () => {
  test('is unknown before the first step, and when the last one is overdue', () => {
    const track = tracker()
    track.apply({ kind: 'scope-found', at: 0, connector: 'aws', scope: 'a', name: 'a', steps: 2 })
    const scope = track.scopes.get('aws a')
    if (scope === undefined) throw new Error('no scope')
    expect(secondsLeft(scope, 10)).toBeUndefined()
    track.apply({ kind: 'step-finished', at: 4000, connector: 'aws', scope: 'a', step: 's', status: 'complete' })
    expect(secondsLeft(scope, 4000)).toBe(4)
    expect(secondsLeft(scope, 60_000)).toBeUndefined()
  })
})

const lines = (scan: MadeScan, verbose: boolean, more: readonly ScanEvent[] = []) => {
  const written: string[] = []
  const listener = plainProgress((line) => written.push(line), { verbose })
  for (const event of [...madeEvents(scan), ...more]) listener(event)
  return written
}

describe('without a terminal', () => {
  test('a line per scope begun and ended, and per step that was refused', () => {
    expect(lines({ finished: 1, running: 0 }, false, [{ kind: 'finished', at: 6000 }])).toEqual([
      'Scanning aws',
      'aws account-0: started, 3 steps',
      'aws account-0: credential-report denied: allow iam:GenerateCredentialReport',
      'aws account-0: 2 of 3 steps seen, 1,200 records in 4 calls, 5 s, slowed down 1 time (2 s); credential-report denied',
      'Collected 1 scope: 1,200 records in 4 calls, 6 s; 1 step not seen whole',
    ])
  })

  test('verbose adds the steps, and what waits', () => {
    const written = lines({ finished: 1, running: 0 }, true)
    expect(written).toContain('aws account-0: Roles and their trust')
    expect(written).toContain('aws account-0: iam:ListRoles is asked again in 2 s')
  })

  test('has no control characters, whatever the names are', () => {
    const written: string[] = []
    const listener = plainProgress((line) => written.push(line), { verbose: true })
    listener({ kind: 'scope-found', at: 0, connector: 'aws', scope: 'a', name: 'x\u001B[2J\ny', steps: 1 })
    listener({ kind: 'log', at: 0, level: 'warn', message: 'a\u001B]0;t\u0007b' })
    expect(written).toEqual(['aws x y: started, 1 step', 'ab'])
  })

  test('steps that were left out are not counted as seen', () => {
    const place = { at: 0, connector: 'aws', scope: 'a' }
    const track = tracked({ finished: 0, running: 0 }, [
      { ...place, kind: 'scope-found', name: 'prod', steps: 3 },
      { ...place, kind: 'step-finished', step: 'users', status: 'complete' },
      { ...place, kind: 'step-finished', step: 'roles', status: 'skipped' },
      { ...place, kind: 'scope-finished', name: 'prod' },
    ])
    expect([...track.scopes.values()].map(finishedWords)).toEqual([
      'aws prod: 1 of 3 steps seen, 2 not asked for, 0 records in 0 calls, under 1 s',
    ])
  })

  test('a scope taken from an interrupted scan says so', () => {
    const track = tracked({ finished: 0, running: 0 }, [
      { kind: 'scope-resumed', at: 0, connector: 'aws', scope: 'a', name: 'prod' },
    ])
    expect([...track.scopes.values()].map(finishedWords)).toEqual([
      'aws prod: taken from the scan that was interrupted',
    ])
  })
})
