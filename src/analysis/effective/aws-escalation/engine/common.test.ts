import { array, assert, constantFrom, property, string, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { common } from './common.ts'

const covers = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text)

test.each([
  ['function:*-worker', 'function:app-*', 'function:app-worker'],
  ['project/app-*', 'project/shop-*', undefined],
  ['job/nightly', 'job/*', 'job/nightly'],
  ['task/a?c', 'task/?bc', 'task/abc'],
  ['a*', 'b*', undefined],
])('%s and %s meet in %s', (a, b, text) => {
  expect(common(a, b)).toBe(text)
})

test('what is found is covered by both', () => {
  const pattern = string({ unit: constantFrom('a', 'b', '*', '?'), maxLength: 8 })
  assert(
    property(pattern, pattern, (a, b) => {
      const text = common(a, b)
      expect(text === undefined || (covers(a, text) && covers(b, text))).toBe(true)
    }),
  )
})

test('a text that both cover is never overlooked', () => {
  const letters = string({ unit: constantFrom('a', 'b'), maxLength: 6 })
  const blurred = (text: string) =>
    array(constantFrom('keep', 'any', 'rest'), { minLength: text.length, maxLength: text.length }).map((how) =>
      text
        .split('')
        .map((letter, at) => (how[at] === 'keep' ? letter : how[at] === 'any' ? '?' : '*'))
        .join(''),
    )
  const both = letters.chain((text) => tuple(blurred(text), blurred(text)))
  assert(
    property(both, ([a, b]) => {
      expect(common(a, b)).toBeDefined()
    }),
  )
})
