/** What the readers of formats take, and what they refuse; each form of TOML was held against Python's tomllib. */
import { describe, expect, test, vi } from 'vitest'
import { json5, jsonWithComments } from './jsonc.ts'
import { tomlIn } from './toml.ts'
import { yamlIn } from './yaml.ts'

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown

describe('TOML', () => {
  test.each<readonly [string, string, unknown]>([
    ['quotes before the end of a text over lines', 'a = """"x""""" ', { a: '"x""' }],
    ['a text that begins and ends on lines of their own', "a = '''\n\\x\n'''\nb = 1", { a: '\\x\n', b: 1 }],
    ['a line that goes on', 'a = """x \\\n   y"""', { a: 'x y' }],
    ['escapes', String.raw`a = "\u00e9\U0001F600\t\"\\"`, { a: 'é😀\t"\\' }],
    ['ends of lines of Windows', '[a]\r\nb = 1 # c\r\n', { a: { b: 1 } }],
    ['keys with dots and quotes', 'a . "b c".\'d\' = 1', { a: { 'b c': { d: 1 } } }],
    [
      'numbers of every kind',
      'a = [0xFF, 0o17, 0b11, 1_000, +1, -2.5e3, 1e2]',
      { a: [255, 15, 3, 1000, 1, -2500, 100] },
    ],
    ['dates', 'a = 1979-05-27T07:32:00Z\nb = 07:32:00', { a: '1979-05-27T07:32:00Z', b: '07:32:00' }],
    [
      'lists of tables within tables',
      '[[a]]\nb = 1\n[a.c]\nd = 2\n[[a]]\nb = 3',
      { a: [{ b: 1, c: { d: 2 } }, { b: 3 }] },
    ],
    [
      'a table within one that keys with dots made',
      '[a]\nb.c = 1\n[a.b.d]\ne = 2',
      { a: { b: { c: 1, d: { e: 2 } } } },
    ],
    ['inline tables over lines', 'a = {\n b.c = 1, # why\n d = [],\n}', { a: { b: { c: 1 }, d: [] } }],
  ])('%s', (_what, text, value) => {
    expect(plain(tomlIn(text))).toEqual(value)
  })

  test.each([
    ['a setting told twice', 'a = 1\na = 2'],
    ['a table told twice', '[a]\n[a]'],
    ['an inline table that grows', 'a = {}\n[a.b]'],
    ['a list that grows', 'a = []\n[[a]]'],
    ['a number with a zero before it', 'a = 01'],
    ['an escape that there is not', 'a = "\\q"'],
    ['half a character', 'a = "\\ud800"'],
    ['a line break in a text', 'a = "x\ny"'],
    ['two settings on a line', 'a = 1 b = 2'],
    ['more quotes than an end has', 'a = """x""""""'],
  ])('is not %s', (_what, text) => {
    expect(() => tomlIn(text)).toThrow(SyntaxError)
  })

  test('of any length is read or refused', () => {
    const long = 1 << 21
    expect(tomlIn(`${'\n'.repeat(long)}a = """${'x'.repeat(long)}"""`)['a']).toHaveLength(long)
    expect(() => tomlIn(`a = ${'['.repeat(long)}`)).toThrow(SyntaxError)
  })
})

describe('JSON', () => {
  test('is taken with comments and commas before the end, whatever stands in its texts', () => {
    expect(jsonWithComments('{"a":"// x","b":["/*",1,], /* c */ // d\n}')).toEqual({ a: '// x', b: ['/*', 1] })
    expect(() => jsonWithComments("{'a':1}")).toThrow(SyntaxError)
    expect(() => jsonWithComments('{"a":1,,}')).toThrow(SyntaxError)
  })

  test('with many commas before ends takes no longer than others', () => {
    expect(jsonWithComments(`[${'[1,],'.repeat(200_000)}]`)).toHaveLength(200_000)
  })

  test('of version 5 has names without quotes, single quotes, and other numbers', () => {
    expect(
      json5(String.raw`{a: 'it\'s "x"', $b_1: [+1, .5, 0xFF,], 'c-d': "e\
f", g: Infinity, // h
}`),
    ).toEqual({ a: 'it\'s "x"', $b_1: [1, 0.5, 255], 'c-d': 'ef', g: null })
    expect(() => json5('{a b: 1}')).toThrow(SyntaxError)
  })
})

describe('YAML', () => {
  test('merges what is shared', () => {
    expect(yamlIn('x: &a {k: 1}\ny:\n  <<: *a\n  z: 2\n')).toMatchObject({ y: { k: 1, z: 2 } })
  })

  test.each([
    ['leads in a circle', 'a: &a {b: *a, c: *a, d: *a, e: *a}'],
    [
      'grows without an end',
      'a: &a [1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]',
    ],
    ['is nested without an end', `a: ${'['.repeat(500_000)}`],
  ])('that %s is refused', (_what, text) => {
    expect(() => yamlIn(text)).toThrow(/anybody wrote|Excessive|too deep/)
  })

  test('with many names is read in one pass', () => {
    expect(yamlIn(Array.from({ length: 20_000 }, (_, at) => `k${at}: v`).join('\n'))).toHaveProperty('k19999', 'v')
  })

  test('with a tag or a name of no known form warns of nothing: a warning would quote it', () => {
    const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined)
    yamlIn('a: !vault CANARY\n? [CANARY]\n: 1\n')
    expect(warned).not.toHaveBeenCalled()
    warned.mockRestore()
  })
})
