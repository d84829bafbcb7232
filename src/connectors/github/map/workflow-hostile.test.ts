import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseWorkflow } from './workflow.ts'
import type { ParsedWorkflow } from './workflow.ts'

function parsed(text: string): ParsedWorkflow {
  const found = parseWorkflow(text)
  if ('flaw' in found) throw new Error(found.flaw)
  return found
}

describe('whatever the file is, it ends in a word', () => {
  const many = (text: string): string => text.repeat(Math.ceil(400_000 / text.length))
  const keys = Array.from({ length: 30_000 }, (_, i) => `k${i}: v`)
  test.each([
    ['nothing', '', 'it is empty'],
    ['binary', 'on: push\u0000', 'it is no text'],
    ['large', ' '.repeat(600_000), 'it is larger than 512 KiB'],
    ['brackets', many('['), 'it has too many parts'],
    ['ten thousand levels', '['.repeat(10_000) + ']'.repeat(10_000), 'it is nested too deeply'],
    [
      'levels by indentation',
      Array.from({ length: 700 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      'it is nested too deeply',
    ],
    ['many keys', keys.join('\n'), 'it has too many parts'],
    ['several documents', 'on: push\n---\non: push', 'it holds several documents'],
    ['tabs', 'on:\n\tpush:', 'it is no YAML (line 2)'],
    ['a list as key', '? [a, b]\n: c', 'it has a key that is no text (line 1)'],
    ['a key twice', 'on: push\non: pull_request', 'it has a key twice (line 2)'],
    ['an alias of itself', 'on: push\njobs: &a {one: *a}', 'it is nested too deeply'],
    ['an alias of nothing', 'on: *nowhere\njobs: {}', 'it has an alias of nothing (line 1)'],
    ['a text', 'hello', 'it is no workflow'],
    ['no triggers', 'jobs: {}', 'it has no triggers'],
    ['no jobs', 'on: push', 'it has no jobs'],
    ['a job that is none', 'on: push\njobs: {one: two}', 'one of its jobs has another form (line 2)'],
    [
      'many jobs',
      `on: push\njobs: {${Array.from({ length: 600 }, (_, i) => `j${i}: {}`).join(',')}}`,
      'it has too many jobs or variables',
    ],
  ])('%s', (_what, text, flaw) => {
    expect(parseWorkflow(text)).toEqual({ flaw })
  })

  test('a bomb of aliases', () => {
    const levels = Array.from({ length: 20 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i},`.repeat(9)}]`)
    expect(parseWorkflow(`l0: &l0 [x,x,x]\n${levels.join('\n')}\non: push\njobs: {}`)).toEqual({
      flaw: 'its aliases repeat too much',
    })
  })

  test('aliases are written out, and a merge key is a key like any other', () => {
    const { jobs } = parsed(
      'on: push\nx: &r {runs-on: self-hosted}\njobs:\n  a: *r\n  b: {<<: *r, runs-on: ubuntu-latest}\n  c: *r',
    )
    expect(jobs.map(({ selfHosted }) => selfHosted)).toEqual([true, false, true])
  })

  test('keys of the language’s own are names like any other', () => {
    const found = parsed(
      'on: {__proto__: , constructor: }\npermissions: {__proto__: write, constructor: write, contents: read}\nenv: {__proto__: x}\njobs: {__proto__: {runs-on: ubuntu-latest, environment: {name: a, __proto__: b}}, toString: {}}',
    )
    expect(found.triggers.map(({ event }) => event)).toEqual(['__proto__', 'constructor'])
    expect(found.jobs.map(({ name, permissions }) => [name, permissions])).toEqual([
      ['__proto__', { contents: 'read' }],
      ['toString', { contents: 'read' }],
    ])
    expect(Object.prototype).not.toHaveProperty('name')
  })

  test('any text', () => {
    const words = fc.constantFrom(
      'on: push\n',
      'jobs:\n',
      '  a:\n',
      '    runs-on: ',
      'ubuntu-latest\n',
      '    steps:\n',
      '      - run: ',
      '${{ ',
      ' }}',
      'secrets.',
      "['",
      "']",
      'github.event.issue.title',
      '&a ',
      '*a ',
      '<<: ',
      '? ',
      '[',
      ']',
      '{',
      '}',
      ': ',
      '- ',
      '|\n',
      '>-\n',
      "'",
      '"',
      '#',
      '\t',
      '%YAML 1.1\n---\n',
      '!!binary ',
      '__proto__',
      '\n',
      'az login ',
      'uses: ',
      'with: ',
      'needs: ',
      '    ',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words, { maxLength: 60 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(text, (any) => {
        const found = parseWorkflow(any)
        expect(JSON.parse(JSON.stringify(found))).toEqual(found)
      }),
      { numRuns: 400 },
    )
  })
})
