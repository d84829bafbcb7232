import { render } from 'ink-testing-library'
import { describe, expect, test, vi } from 'vitest'
import { hostileName, madeResult } from '../../../test/support/tui-result.ts'
import type { Made } from '../../../test/support/tui-result.ts'
import { App } from './app.tsx'
import { loadData } from './data.ts'
import type { Size } from './layout.ts'
import { lookFor } from './look.ts'
import { listsOf } from './places.ts'
import { width } from './screen.ts'
import type { Effect, Note } from './state.ts'
import { storeOf } from './store.ts'

interface Shown {
  readonly size?: Size
  readonly made?: Made
  readonly unicode?: boolean
  readonly answer?: Note
}

function show({ size = { columns: 100, rows: 30 }, made, unicode = true, answer }: Shown = {}) {
  const effects: Effect[] = []
  const perform = async (effect: Effect) => {
    effects.push(effect)
    return answer
  }
  const data = loadData(madeResult(made))
  const look = lookFor({ color: false, unicode })
  const store = storeOf(listsOf(data, look.glyphs), size, perform)
  const screen = render(<App data={data} look={look} store={store} size={size} />)
  const frame = () => screen.lastFrame() ?? ''
  return {
    effects,
    frame,
    press: async (keys: string) => {
      // Ink listens once its first effects have run.
      await vi.waitFor(() => expect(screen.stdin.listenerCount('readable')).toBeGreaterThan(0))
      screen.stdin.write(keys)
    },
  }
}

describe('the first screen', () => {
  test('says what, when, where, how many, and that nothing is changed', () => {
    const { frame } = show()
    for (const text of [
      'Muster 0.1.0',
      'read-only',
      'as of 2026-11-21 10:00 UTC',
      '3 scopes',
      '70 identities',
      '300',
      '2 not seen',
    ]) {
      expect(frame()).toContain(text)
    }
    expect(frame()).toContain('> C ◆')
  })

  test.each([
    { columns: 100, rows: 30 },
    { columns: 60, rows: 20 },
    { columns: 40, rows: 10 },
    { columns: 200, rows: 50 },
  ])('fits $columns x $rows, names and all', (size) => {
    const { frame } = show({ size })
    const lines = frame().split('\n')
    expect(lines.length).toBeLessThanOrEqual(size.rows - 1)
    for (const line of lines) expect(width(line)).toBeLessThanOrEqual(size.columns)
    expect(frame()).not.toContain(hostileName)
    expect(frame()).not.toMatch(/[\u0007\u202E]/)
  })

  test('too small says so', () => {
    expect(show({ size: { columns: 39, rows: 10 } }).frame()).toContain('Too small: 39x10')
    expect(show({ size: { columns: 40, rows: 9 } }).frame()).toContain('Needs 40x10')
  })

  test('without UTF-8 only ASCII is used', () => {
    const { frame } = show({ unicode: false })
    expect(frame()).toMatch(/^[\x20-\x7E\n]*$/)
    expect(frame()).toContain('> C #')
  })

  test('with nothing in it, what to do next', () => {
    expect(show({ made: { identities: 0 } }).frame()).toContain('Press 4')
    expect(show({ made: { findings: 0 } }).frame()).toContain('No findings in what was seen')
  })
})

describe('keys', () => {
  test('a burst moves three rows', async () => {
    const { press, frame } = show()
    await press('jjj')
    await expect.poll(frame).toMatch(/4\/300 findings/)
  })

  test('Enter goes down, breadcrumbs show the way, Esc comes back', async () => {
    const { press, frame } = show()
    await press('j\r')
    await expect.poll(frame).toMatch('Findings › Identity can become administrator')
    await press('j\r')
    await expect.poll(frame).toMatch('› billing-export-1')
    await press('\u001B')
    await expect.poll(frame).toMatch(/administrator +1?2\/7 lines|2\/7 lines/)
    await press('\u001B')
    await expect.poll(frame).toMatch(/2\/300 findings/)
  })

  test.each([
    { columns: 100, rows: 30 },
    { columns: 60, rows: 20 },
    { columns: 40, rows: 10 },
  ])('a path is walked at $columns x $rows, and every line fits', async (size) => {
    const { press, frame } = show({ size })
    await press('\rjjj\r')
    await expect.poll(frame).toMatch('iam-012 + sts-')
    await press('jjjj')
    await expect.poll(frame).toMatch('> hop 3')
    await press('JJJJ')
    const lines = frame().split('\n')
    expect(lines.length).toBeLessThanOrEqual(size.rows - 1)
    for (const line of lines) expect(width(line)).toBeLessThanOrEqual(size.columns)
  })

  test('what matters of a statement is marked without colour, and in ASCII where there is no more', async () => {
    const { press, frame } = show({ unicode: false })
    await press('\rjjj\rjjj')
    await expect.poll(frame).toMatch(/\| >     "sts:AssumeRole"/)
    expect(frame()).toMatch(/\|       "sts:TagSession"/)
    expect(frame()).toContain('> hop 2         -> role/metrics-agent-12')
    expect(frame()).toMatch(/^[\x20-\x7E\n]*$/)
  })

  test('breadcrumbs that do not fit leave out the middle', async () => {
    const { press, frame } = show({ size: { columns: 60, rows: 20 } })
    await press('2j\rj\r')
    await expect.poll(frame).toMatch(/Identities › … › AKIAX{15}0 +1\/5 lines/)
  })

  test('the filter counts while it is typed and stays in sight', async () => {
    const { press, frame } = show()
    await press('/sev:crit')
    await expect.poll(frame).toMatch('20 of 300')
    await press('\r')
    await expect.poll(frame).toMatch('Filter: sev:crit')
    await press('\u001B')
    await expect.poll(frame).toMatch('1/300 findings')
  })

  test('a filter that is not understood says how it goes', async () => {
    const { press, frame } = show()
    await press('/age:old')
    await expect.poll(frame).toMatch('age takes days: age:>90')
  })

  test('no row left says how to get them back', async () => {
    const { press, frame } = show()
    await press('/nothinglikeit\r')
    await expect.poll(frame).toMatch('No row passes the filter. Esc clears it')
  })

  test('sorting puts an arrow into the heading', async () => {
    const { press, frame } = show()
    await press('>>')
    await expect.poll(frame).toMatch('SUBJECT▲')
    await press('S')
    await expect.poll(frame).toMatch('SUBJECT▼')
  })

  test('coverage names the permission that mends a gap', async () => {
    const { press, frame } = show()
    await press('4')
    await expect.poll(frame).toMatch('Allow')
    await press('j')
    await expect.poll(frame).toMatch('GitHub Enterprise')
  })

  test('y copies and the answer is shown', async () => {
    const { press, frame, effects } = show({ answer: { text: 'Copied it', tone: 'good' } })
    await press('y')
    await expect.poll(frame).toMatch('Copied it')
    expect(effects).toMatchObject([{ kind: 'copy', text: 'arn:aws:iam::111122223333:role/ci-deployer-0' }])
  })

  test('p takes the detail away and gives the table its room', async () => {
    const { press, frame } = show()
    expect(frame()).toContain('│')
    await press('p')
    await expect.poll(frame).toMatch(/^((?!│)[^])*$/)
    expect(frame()).toContain('SCOPE')
  })

  test('help lists the keys and the filter', async () => {
    const { press, frame } = show({ size: { columns: 100, rows: 60 } })
    await press('?')
    await expect.poll(frame).toMatch('Copy the remediation command')
    await press('?')
    await expect.poll(frame).toMatch('1/300 findings')
  })
})
