import { describe, expect, test } from 'vitest'
import { madeResult } from '../../../test/support/tui-result.ts'
import { loadData } from './data.ts'
import { glyphsFor } from './glyphs.ts'
import { layoutOf } from './layout.ts'
import { restOf } from './lists/findings.ts'
import { listsOf } from './places.ts'
import { reduce } from './reduce.ts'
import type { State } from './state.ts'
import { frameOf, selectedRow, startState } from './state.ts'

const data = loadData(madeResult())
const listAt = listsOf(data, glyphsFor(true))
const start = startState(listAt, { columns: 100, rows: 30 })

function press(state: State, ...keys: readonly string[]): State {
  return keys.reduce((before, key) => reduce(listAt, before, { kind: 'key', key }), state)
}
function typeIn(state: State, text: string): State {
  return press(state, '/', ...Array.from(text))
}
const selected = (state: State) => selectedRow(frameOf(state))
const title = (state: State) => frameOf(state).listing.title

describe('moving', () => {
  const page = layoutOf(start.size, undefined).tableRows

  test.each([
    [['j', 'j', 'j'], 3],
    [['j', 'j', 'k'], 1],
    [['k'], 0],
    [['down', 'up', 'down'], 1],
    [['G'], 299],
    [['G', 'j'], 299],
    [['end', 'home'], 0],
    [['pagedown'], page],
    [['ctrl-d'], Math.floor(page / 2)],
    [['ctrl-d', 'ctrl-u'], 0],
    [['G', 'pageup'], 299 - page],
  ])('%j', (keys, row) => {
    expect(selected(press(start, ...keys))).toBe(row)
  })

  test('scrolls only at the edges', () => {
    const below = press(start, ...Array.from({ length: page }, () => 'j'))
    expect(frameOf(below).top).toBe(1)
    expect(frameOf(press(below, 'k', 'k')).top).toBe(1)
  })

  test('the selected row stays on screen when the terminal shrinks', () => {
    const far = press(start, 'pagedown', 'j')
    const small = reduce(listAt, far, { kind: 'resize', size: { columns: 60, rows: 12 } })
    const { top, selected: at } = frameOf(small)
    expect(at - top).toBeLessThan(layoutOf(small.size, small.pane).tableRows)
  })
})

describe('going down and back', () => {
  test('finding, subject, grant, and back to the same rows', () => {
    const finding = press(start, 'j', 'j', 'enter')
    expect(title(finding)).toBe('Identity can become administrator')
    const identity = press(finding, 'j', 'enter')
    expect(title(identity)).toBe('backup-runner-2')
    const grant = press(identity, 'j', 'j', 'enter')
    expect(title(grant)).toBe('AdministratorAccess')
    const back = press(grant, 'escape', 'backspace', 'escape')
    expect(title(back)).toBe('Findings')
    expect(selected(back)).toBe(2)
  })

  test('each view keeps its own way down', () => {
    const inside = press(start, '2', 'j', 'enter', '1', '2')
    expect(inside.stacks.identities).toHaveLength(2)
    expect(press(inside, '2').stacks.identities).toHaveLength(1)
  })

  test('Tab goes round', () => {
    expect(press(start, 'tab', 'tab', 'tab', 'tab').tab).toBe('findings')
    expect(press(start, 'shift-tab').tab).toBe('coverage')
  })

  test('Esc at the top says so and stays', () => {
    const top = press(start, 'escape')
    expect(top.note?.text).toContain('top')
    expect(press(top, 'j').note).toBeUndefined()
  })

  test('Enter where nothing lies deeper shows the detail', () => {
    const small = reduce(listAt, press(start, '4'), { kind: 'resize', size: { columns: 80, rows: 24 } })
    const shown = press(small, 'enter')
    expect(layoutOf(shown.size, shown.pane).pane).toBe('below')
    expect(press(shown, 'enter').note?.text).toContain('all there is')
  })
})

test('the list leaves out the name where the message begins with it', () => {
  const finding = data.findings[0]
  if (finding === undefined) throw new Error('no finding')
  const say = (message: string) => restOf({ ...finding, message })
  expect(say('ci-deployer-0 can become administrator.')).toBe('can become administrator.')
  expect(say('Role ci-deployer-0 can be assumed.')).toBe('can be assumed.')
  expect(say('Anyone may become what ci-deployer-0 is.')).toBe('Anyone may become what ci-deployer-0 is.')
  expect(say('Nobody answers for it.')).toBe('Nobody answers for it.')
})

describe('filter', () => {
  test('narrows while it is typed, Enter keeps it, Esc clears it', () => {
    const typing = typeIn(start, 'sev:crit')
    expect(frameOf(typing).order).toHaveLength(20)
    const kept = press(typing, 'enter')
    expect(kept.mode).toBe('browse')
    expect(frameOf(kept).filter).toBe('sev:crit')
    expect(frameOf(press(kept, 'escape')).order).toHaveLength(300)
    expect(frameOf(press(typing, 'escape')).order).toHaveLength(300)
  })

  test('keys are letters while it is typed', () => {
    const typing = typeIn(start, 'qj1')
    expect(typing.draft.text).toBe('qj1')
    expect(typing.effects).toEqual([])
    expect(press(typing, 'backspace', 'backspace').draft.text).toBe('q')
    expect(press(typing, 'ctrl-w').draft.text).toBe('')
    expect(press(typing, 'home', 'x').draft).toEqual({ text: 'xqj1', cursor: 1 })
  })

  test('the selected row stays selected where it passes', () => {
    const at = press(start, 'j', 'j', 'j', 'j', 'j')
    expect(selected(press(typeIn(at, 'sev:crit'), 'enter'))).toBe(5)
  })

  test('a filter is pasted as one line', () => {
    const pasted = reduce(listAt, press(start, '/'), { kind: 'paste', text: 'sev:\u001B[2Jcrit\n' })
    expect(pasted.draft.text).toBe('sev:crit ')
    expect(reduce(listAt, start, { kind: 'paste', text: 'q' }).effects).toEqual([])
  })

  test('findings by age of their subject, and identities by class', () => {
    expect(frameOf(typeIn(start, 'age:>700 kind:access-key')).order.length).toBeGreaterThan(0)
    expect(frameOf(typeIn(press(start, '2'), 'class:ai')).order).toHaveLength(7)
    expect(frameOf(typeIn(press(start, '4'), 'sev:high')).problems[0]).toContain('does not apply')
  })
})

const names = (state: State) =>
  Array.from(frameOf(state).order.subarray(0, 3), (row) => frameOf(state).listing.cell(row, 1).text)

describe('sorting', () => {
  test('by column, the other way round, and back to the own order', () => {
    const bySubject = press(start, '>', '>')
    expect(frameOf(bySubject).sort).toEqual({ column: 1, descending: false })
    expect(names(bySubject)[0]).toBe(
      'a-very-long-name-that-goes-on-that-goes-on-'.concat(names(bySubject)[0]?.slice(43) ?? ''),
    )
    expect(names(press(bySubject, 'S'))[0]).toContain('部署')
    expect(frameOf(press(bySubject, '<', '<')).sort).toBeUndefined()
  })

  test('by age, as numbers', () => {
    const byAge = press(start, '2', '>', '>', '>', '>', '>', 'S')
    const frame = frameOf(byAge)
    expect(frame.listing.cell(frame.order[0] ?? 0, 4).text).toBe('759 d')
  })
})

describe('taking away', () => {
  test('y asks for the native id, Y for the command', () => {
    expect(press(start, 'y').effects).toEqual([
      {
        kind: 'copy',
        text: 'arn:aws:iam::111122223333:role/ci-deployer-0',
        what: 'arn:aws:iam::111122223333:role/ci-deployer-0',
      },
    ])
    expect(press(start, 'Y').effects[0]).toMatchObject({
      kind: 'copy',
      text: expect.stringContaining('aws iam update-access-key'),
    })
    expect(press(start, '4', 'Y').note?.text).toContain('No command')
  })

  test('e asks for the format, and exports the rows shown', () => {
    const asked = press(typeIn(start, 'sev:crit'), 'enter', 'e')
    expect(asked.mode).toBe('export')
    expect(press(asked, 'escape').effects).toEqual([])
    const [effect] = press(asked, 'j').effects
    expect(effect).toMatchObject({ kind: 'export', format: 'json' })
    expect(effect?.kind === 'export' && effect.frame.order.length).toBe(20)
  })

  test('effects happen once', () => {
    expect(press(start, 'y', 'j').effects).toEqual([])
  })
})

test.each([['q'], ['ctrl-c']])('%s leaves', (key) => {
  expect(press(start, key).effects).toEqual([{ kind: 'quit' }])
})

test('Ctrl-C leaves from everywhere', () => {
  for (const way of [['/'], ['e'], ['?']]) expect(press(start, ...way, 'ctrl-c').effects).toEqual([{ kind: 'quit' }])
})

test('the detail scrolls to its end, and no further', () => {
  const small = reduce(listAt, start, { kind: 'resize', size: { columns: 100, rows: 20 } })
  const end = press(small, ...Array.from({ length: 99 }, () => 'J'))
  expect(end.paneTop).toBeGreaterThan(0)
  expect(press(end, 'J').paneTop).toBe(end.paneTop)
  expect(press(end, 'K').paneTop).toBe(end.paneTop - 1)
  expect(press(end, 'j').paneTop).toBe(0)
})

test('help opens, scrolls and closes', () => {
  const small = reduce(listAt, start, { kind: 'resize', size: { columns: 60, rows: 20 } })
  const help = press(small, '?', 'j', 'j')
  expect(press(help, 'G', 'j').helpTop).toBe(press(help, 'G').helpTop)
  expect(help).toMatchObject({ mode: 'help', helpTop: 2 })
  expect(press(help, 'escape')).toMatchObject({ mode: 'browse', helpTop: 0 })
})
