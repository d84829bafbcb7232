import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extract } from './language.ts'
import { evaluate } from './index.ts'
import type { ConditionContext } from './index.ts'

const now = '2026-11-21T10:00:00Z'
const bucket = '//storage.googleapis.com/shop-data'

/** true, false, or `?` where it stays open. */
function told(expression: string, context: ConditionContext = {}): boolean | '?' {
  const judged = evaluate(expression, context)
  return 'value' in judged ? judged.value : '?'
}

describe('what the resource is', () => {
  it('is known of services that hand it in', () => {
    const context = { resource: bucket }
    expect(told("resource.name.startsWith('projects/_/buckets/shop-')", context)).toBe(true)
    expect(told("resource.name == 'projects/_/buckets/other'", context)).toBe(false)
    expect(told("resource.type == 'storage.googleapis.com/Bucket'", context)).toBe(true)
    expect(told("resource.service == 'storage.googleapis.com'", context)).toBe(true)
    expect(told("resource.name.extract('/buckets/{name}') == 'shop-data'", context)).toBe(true)
    expect(told("resource.type in ['a', 'storage.googleapis.com/Bucket']", context)).toBe(true)
  })

  it('is open without a resource, and of services that hand in none', () => {
    expect(told("resource.name == 'x'")).toBe('?')
    const account = '//iam.googleapis.com/projects/acme/serviceAccounts/a@acme.iam.gserviceaccount.com'
    expect(told("resource.type != 'iam.googleapis.com/ServiceAccount'", { resource: account })).toBe('?')
  })

  it('is open where only one of its two names, by id and by number, makes it so', () => {
    const context = { resource: '//secretmanager.googleapis.com/projects/acme/secrets/db', number: 'projects/7' }
    expect(told("resource.name == 'projects/7/secrets/db'", context)).toBe('?')
    expect(told("resource.name.endsWith('/secrets/db')", context)).toBe(true)
    expect(told("resource.name.startsWith('folders/')", context)).toBe(false)
  })

  it('has tags that nobody asks for', () => {
    for (const call of ["matchTag('1/env', 'dev')", "matchTagId('tagKeys/1', 'tagValues/2')", "hasTagKey('1/env')"])
      expect(told(`resource.${call}`, { resource: bucket })).toBe('?')
  })
})

describe('time', () => {
  it('is open without now', () => {
    expect(told("request.time < timestamp('2020-01-01T00:00:00Z')")).toBe('?')
  })

  it('ends for good, holds until it ends, and is open where it only begins', () => {
    expect(told("request.time < timestamp('2026-01-01T00:00:00Z')", { now })).toBe(false)
    expect(told("request.time < timestamp('2027-01-01T00:00:00Z')", { now })).toBe(true)
    expect(told("request.time > timestamp('2026-01-01T00:00:00Z')", { now })).toBe(true)
    expect(told("request.time > timestamp('2027-01-01T00:00:00Z')", { now })).toBe('?')
    expect(told("!(request.time < timestamp('2027-01-01T00:00:00Z'))", { now })).toBe('?')
    expect(told("!(request.time < timestamp('2026-01-01T00:00:00Z'))", { now })).toBe(true)
  })

  it('is added to and taken from, and told by years', () => {
    expect(told("request.time < timestamp('2026-11-20T10:00:00Z') + duration('48h')", { now })).toBe(true)
    expect(told("request.time - duration('48h') > timestamp('2026-11-20T10:00:00Z')", { now })).toBe('?')
    expect(told("request.time - timestamp('2026-11-21T00:00:00Z') < duration('3600s')", { now })).toBe(false)
    expect(told('request.time.getFullYear() < 2026', { now })).toBe(false)
    expect(told("request.time.getFullYear('Europe/Berlin') <= 2026", { now })).toBe(true)
  })

  it('comes round again', () => {
    for (const call of ['getHours()', "getHours('Europe/Berlin')", 'getDayOfWeek()', 'getMonth()', 'getDate()'])
      for (const order of ['< 0', '>= 0', '== 3']) expect(told(`request.time.${call} ${order}`, { now })).toBe('?')
    expect(told('request.time.getFullYear() == 2030', { now })).toBe('?')
    expect(told('request.time.getFullYear() % 2 < 1', { now })).toBe('?')
  })
})

describe('what else a request has', () => {
  it('is open', () => {
    for (const expression of [
      "request.path.startsWith('/admin')",
      "request.host == 'hr.acme.example'",
      "destination.ip == '10.0.0.1' && destination.port == 22",
      "'accessPolicies/1/accessLevels/office' in request.auth.access_levels",
    ])
      expect(told(expression, { now, resource: bucket })).toBe('?')
  })

  it('holds the roles that are given away, where they are told', () => {
    const only = "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['roles/viewer'])"
    const giving = (role: string) => ({ attributes: new Map([['iam.googleapis.com/modifiedGrantsByRole', [role]]]) })
    expect(told(only)).toBe('?')
    expect(told(only, giving('roles/owner'))).toBe(false)
    expect(told(only, giving('roles/viewer'))).toBe(true)
    const prefix = "api.getAttribute('storage.googleapis.com/objectListPrefix', '').startsWith('a')"
    expect(told(prefix, giving('roles/owner'))).toBe('?')
  })
})

describe('what is put together', () => {
  const no = "resource.service == 'compute.googleapis.com'"
  const yes = "resource.service == 'storage.googleapis.com'"
  const open = "request.path == '/'"
  it.each([
    [`${no} && ${open}`, false],
    [`${open} && ${no}`, false],
    [`${yes} || ${open}`, true],
    [`${open} || ${yes}`, true],
    [`${yes} && ${open}`, '?'],
    [`${no} || ${open}`, '?'],
    [`!(${open})`, '?'],
    [`!(${yes} || ${open})`, false],
    [`${open} ? ${yes} : ${yes}`, true],
    [`${open} ? ${yes} : ${no}`, '?'],
    [`${no} ? ${open} : ${yes}`, true],
    [`['a', 'b'].exists(x, x == resource.service)`, false],
  ])('%s is %s', (expression, expected) => {
    expect(told(expression, { resource: bucket })).toBe(expected)
  })
})

describe('what cannot be read', () => {
  it.each([
    ['(', 'The condition cannot be read'],
    ['resource.nme == "x"', 'The condition cannot be read'],
    ['resource.name == 5', 'The condition cannot be read'],
    ['mystery.thing', 'The condition cannot be read'],
    ["'a' + 'b'", 'The condition is no condition'],
    [`'${'a'.repeat(10_000)}' == 'b'`, 'The condition is too long'],
    ["resource.name.matches('(a+)+$')", 'takes too much'],
    ["resource.name.matches('a*a*a*a*$')", 'takes too much'],
    ['[1, 2].all(a, [1, 2].all(b, a == b))', 'takes too much'],
    [`${'('.repeat(3000)}true${')'.repeat(3000)}`, 'The condition cannot be read'],
    [Array.from({ length: 1300 }, () => 'true').join('&&'), 'The condition cannot be read'],
  ])('%.40s is told so', (expression, words) => {
    expect(evaluate(expression, { resource: bucket })).toMatchObject({ residual: expect.stringContaining(words) })
  })

  it('is tried where a pattern is plain', () => {
    expect(told("resource.name.matches('^projects/_/buckets/shop-.*$')", { resource: bucket })).toBe(true)
  })

  it('is open where it fails', () => {
    expect(told("timestamp('never') < timestamp('2026-01-01T00:00:00Z')")).toBe('?')
    expect(told('1 / 0 == 1')).toBe('?')
  })
})

it('tells what an open condition hangs on', () => {
  expect(evaluate("resource.name == 'x' && request.path == '/'")).toEqual({
    residual: 'It hangs on request.path, resource.name.',
  })
})

it('takes pieces of names out', () => {
  const name = 'projects/_/buckets/b/objects/logs/2026/x'
  expect(extract(name, '/objects/{path}/2026')).toBe('logs')
  expect(extract(name, '/objects/{path}')).toBe('logs/2026/x')
  expect(extract(name, '/nothing/{path}')).toBe('')
})

/** Conditions over pieces that are true, false or open, with what they come to where the open ones are chosen. */
const pieces = [
  ["resource.service == 'storage.googleapis.com'", true],
  ["resource.type == 'x'", false],
  ["request.path == '/'", 'path'],
  ["request.host == 'a'", 'host'],
] as const
type Chosen = { readonly path: boolean; readonly host: boolean }
interface Built {
  readonly text: string
  readonly value: (chosen: Chosen) => boolean
}

const built = fc.letrec<{ any: Built; leaf: Built }>((tie) => ({
  leaf: fc.constantFrom(...pieces).map(([text, value]) => ({
    text,
    value: (chosen) => (typeof value === 'boolean' ? value : chosen[value]),
  })),
  any: fc.oneof(
    { maxDepth: 4 },
    tie('leaf'),
    tie('any').map(({ text, value }): Built => ({ text: `!(${text})`, value: (chosen) => !value(chosen) })),
    fc
      .tuple(tie('any'), tie('any'))
      .map(([a, b]): Built => ({ text: `(${a.text}) && (${b.text})`, value: (c) => a.value(c) && b.value(c) })),
    fc
      .tuple(tie('any'), tie('any'))
      .map(([a, b]): Built => ({ text: `(${a.text}) || (${b.text})`, value: (c) => a.value(c) || b.value(c) })),
  ),
})).any

/** Fails with the condition that breaks the law. */
function holds(law: (built: Built) => boolean): () => void {
  return () => {
    fc.assert(fc.property(built, law), { numRuns: 300 })
  }
}

it('says true or false only where every request would come to that', () => {
  const choices: readonly Chosen[] = [true, false].flatMap((path) => [true, false].map((host) => ({ path, host })))
  const law = holds(({ text, value }) => {
    const answer = told(text, { resource: bucket, now })
    return answer === '?' || choices.every((chosen) => value(chosen) === answer)
  })
  expect(law).not.toThrow()
})

it('says the same of a condition that it knows more of', () => {
  const law = holds(({ text }) => {
    const before = told(text)
    return before === '?' || told(text, { resource: bucket, now }) === before
  })
  expect(law).not.toThrow()
})
