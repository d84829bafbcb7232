import { describe, expect, test } from 'vitest'
import { clean } from '../lines.ts'
import { fit, shorten, shownRows, width, wrap } from './screen.ts'

describe('clean', () => {
  test.each([
    ['evil\u001B]0;owned\u0007\u001B[2Jname', 'evilname'],
    ['a\u001B[31mred\u001B[0m', 'ared'],
    ['a\u009B31mb', 'a 31mb'],
    ['a\u001BPtmux;\u001B\\b', 'ab'],
    ['one\ntwo\tthree', 'one two three'],
    ['doc\u202Etxt.exe', 'doctxt.exe'],
    ['zero\u200Bwidth', 'zerowidth'],
    ['h\u0301\u0301\u0301\u0301i', 'h\u0301\u0301i'],
    ['half \uD800 pair', 'half \uFFFD pair'],
    ['plain name', 'plain name'],
    ['部署🚀', '部署🚀'],
  ])('%j becomes %j', (from, to) => {
    expect(clean(from)).toBe(to)
  })

  test('an unfinished escape sequence takes nothing with it but itself', () => {
    expect(clean('abc\u001B')).toBe('abc')
    expect(clean('abc\u001B[')).toBe('abc')
    expect(clean('abc\u001B]52;c;')).toBe('abc')
  })
})

describe('fit', () => {
  test.each([
    ['short', 8, 'short   '],
    ['exactly8', 8, 'exactly8'],
    ['much too long', 8, 'much to…'],
    ['部署ロボット', 6, '部署… '],
    ['部署ロボット', 7, '部署ロ…'],
    ['🚀🚀🚀', 5, '🚀🚀…'],
    ['x', 0, ''],
    ['xyz', 1, '…'],
  ])('%j in %d cells is %j', (text, cells, shown) => {
    expect(fit(text, cells)).toBe(shown)
    expect(width(fit(text, cells))).toBe(cells)
  })

  test('to the right', () => {
    expect(fit('12', 5, 'right')).toBe('   12')
  })

  test('shorten leaves no padding', () => {
    expect(shorten('abc', 5)).toBe('abc')
    expect(shorten('abcdef', 4)).toBe('abc…')
  })
})

describe('wrap', () => {
  test('breaks at spaces', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three'])
  })
  test('cuts what has none', () => {
    expect(wrap('arn:aws:iam::123', 6)).toEqual(['arn:aw', 's:iam:', ':123'])
  })
  test('never makes a line too wide', () => {
    for (const line of wrap('部署ロボット deploy 部署🚀ロボット', 7)) expect(width(line)).toBeLessThanOrEqual(7)
  })
  test('of nothing is one empty line', () => {
    expect(wrap('', 10)).toEqual([''])
  })
})

test('lines longer than the terminal take several rows', () => {
  expect(shownRows(['', 'abcd', 'abcde', '部署ロ'], 4)).toBe(1 + 1 + 2 + 2)
})
