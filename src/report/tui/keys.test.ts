import { describe, expect, test } from 'vitest'
import { keyNames } from './app.tsx'
import { copySequence, multiplexerOf, unicodeOf } from './clipboard.ts'
import { helpLines } from './help-lines.ts'
import { actions, footerText, keyMap, keysOf } from './keys.ts'

const noKey = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
}

describe('the key map', () => {
  test('gives every action a key, and no key two actions', () => {
    expect(new Set(keyMap.map(({ action }) => action))).toEqual(new Set(actions))
    const keys = keyMap.flatMap((binding) => binding.keys)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('is what the help shows', () => {
    const lines = helpLines(['sev'])
    for (const { help } of keyMap) expect(lines.some(({ text }) => text === help)).toBe(true)
    expect(lines.some(({ label }) => label === 'sev:')).toBe(true)
    expect(lines.some(({ label }) => label === 'class:')).toBe(false)
  })

  test('fits the footer to the line, help and open last to go', () => {
    for (let columns = 20; columns < 140; columns += 1) expect(footerText(columns).length).toBeLessThanOrEqual(columns)
    expect(footerText(20)).toBe('Enter open  ? help')
  })
})

describe('keys in input', () => {
  test('a burst is several keys', () => {
    expect(keysOf('jjj')).toEqual(['j', 'j', 'j'])
    expect(keysOf('jj\rq')).toEqual(['j', 'j', 'enter', 'q'])
    expect(keysOf('\u0004\u007F\t')).toEqual(['ctrl-d', 'backspace', 'tab'])
  })
  test('named keys, control keys, and Esc with a key right behind it', () => {
    expect(keyNames('', { ...noKey, downArrow: true })).toEqual(['down'])
    expect(keyNames('d', { ...noKey, ctrl: true })).toEqual(['ctrl-d'])
    expect(keyNames('', { ...noKey, tab: true, shift: true })).toEqual(['shift-tab'])
    expect(keyNames('q', { ...noKey, meta: true })).toEqual(['escape', 'q'])
  })
})

const env = (values: Record<string, string>) => (name: string) => values[name]

describe('copying', () => {
  const plain = `\u001B]52;c;${Buffer.from('arn:aws').toString('base64')}\u0007`
  test('is one OSC 52', () => {
    expect(copySequence('arn:aws', undefined)).toBe(plain)
  })
  test('is handed through by tmux and screen', () => {
    expect(copySequence('arn:aws', 'tmux')).toBe(`${plain}\u001BPtmux;\u001B${plain}\u001B\\`)
    expect(copySequence('arn:aws', 'screen')).toBe(`\u001BP${plain}\u001B\\`)
    expect(copySequence('x'.repeat(3000), 'screen')?.split('\u001B\\')).toHaveLength(7)
  })
  test('refuses what a terminal would drop', () => {
    expect(copySequence('x'.repeat(60_000), undefined)).toBeUndefined()
  })
  test('knows the multiplexer and the characters by the environment', () => {
    expect(multiplexerOf(env({ TMUX: '/tmp/x' }))).toBe('tmux')
    expect(multiplexerOf(env({ STY: '1.x' }))).toBe('screen')
    expect(multiplexerOf(env({ TMUX: '' }))).toBeUndefined()
    expect(unicodeOf(env({ LC_ALL: 'C', LANG: 'de_DE.UTF-8' }))).toBe(false)
    expect(unicodeOf(env({ LANG: 'de_DE.utf8' }))).toBe(true)
    expect(unicodeOf(env({}))).toBe(true)
  })
})
