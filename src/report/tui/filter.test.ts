import { describe, expect, test } from 'vitest'
import type { FilterValue, Searchable } from './filter.ts'
import { parseFilter, passes, strangers } from './filter.ts'

interface Thing {
  readonly name: string
  readonly sev?: string
  readonly age?: number
  readonly used?: FilterValue
  readonly class?: string
}
const things: Searchable<Thing> = {
  search: ({ name }, passing) => passing(name),
  keys: { sev: ({ sev }) => sev, age: ({ age }) => age, used: ({ used }) => used, class: (thing) => thing.class },
}
const has = (filter: string, thing: Thing) => passes(parseFilter(filter), thing, things)

describe('words', () => {
  test.each([
    ['', true],
    ['deploy', true],
    ['DEPLOY ci', true],
    ['deploy prod', false],
    ['!prod', true],
    ['!deploy', false],
    ['"ci deploy"', true],
    ['"deploy ci"', false],
    ['c.i', false],
    ['!', true],
  ])('%j', (filter, passed) => {
    expect(has(filter, { name: 'ci deployer' })).toBe(passed)
  })

  test('what looks like a key but is none is a word: ARNs have colons', () => {
    expect(has('arn:aws:iam', { name: 'arn:aws:iam::1:user/x' })).toBe(true)
    expect(has('!arn:aws:s3', { name: 'arn:aws:iam::1:user/x' })).toBe(true)
  })
})

describe('keys', () => {
  test.each([
    ['sev:high', 'high', true],
    ['sev:high', 'critical', false],
    ['sev:>=high', 'critical', true],
    ['sev:>=high', 'medium', false],
    ['sev:<high', 'medium', true],
    ['sev:crit', 'critical', true],
    ['sev:low,info', 'info', true],
    ['!sev:low', 'low', false],
    ['sev:high', undefined, false],
    ['sev:', 'low', true],
  ])('%s of %s', (filter, sev, passed) => {
    expect(has(filter, sev === undefined ? { name: 'x' } : { name: 'x', sev })).toBe(passed)
  })

  test.each([
    ['age:>90', 91, true],
    ['age:>90', 90, false],
    ['age:<=90d', 90, true],
    ['age:90', 90, true],
    ['age:>90', undefined, false],
    ['!age:>90', undefined, true],
    ['age:unknown', undefined, true],
    ['age:unknown', 3, false],
  ])('%s of %s', (filter, age, passed) => {
    expect(has(filter, age === undefined ? { name: 'x' } : { name: 'x', age })).toBe(passed)
  })

  test('used:never is neither a number nor unknown', () => {
    expect(has('used:never', { name: 'x', used: 'never' })).toBe(true)
    expect(has('used:>30', { name: 'x', used: 'never' })).toBe(false)
    expect(has('used:unknown', { name: 'x', used: 'never' })).toBe(false)
  })

  test('keys and words are all wanted', () => {
    expect(has('sev:high ci', { name: 'ci', sev: 'high' })).toBe(true)
    expect(has('sev:high cd', { name: 'ci', sev: 'high' })).toBe(false)
  })
})

describe('what is not understood', () => {
  test.each([
    ['sev:dire', 'sev takes critical'],
    ['age:old', 'age takes days'],
    ['age:>', 'age takes days'],
  ])('%s says how it goes, and filters nothing', (filter, problem) => {
    expect(parseFilter(filter).problems[0]).toContain(problem)
    expect(has(filter, { name: 'x' })).toBe(true)
  })

  test('a key that these rows do not have is named', () => {
    expect(strangers(parseFilter('rule:x sev:low'), things.keys)).toEqual(['rule'])
    expect(has('rule:x', { name: 'x' })).toBe(false)
  })
})
