import { describe, expect, test } from 'vitest'
import { scanFiles } from '../../../test/support/file-scan.ts'

const credentials = (path: string, more: object = {}) => ({ path, kind: 'credentials', ...more })
const ids = (scanned: Awaited<ReturnType<typeof scanFiles>>) => scanned.all('credential').map((row) => row['nativeId'])

async function of(text: string | Uint8Array, path = 'keys.csv', more: object = {}) {
  const scanned = await scanFiles({ [path]: text }, [credentials(path, more)])
  return { scanned, ids: ids(scanned), said: scanned.said, step: scanned.step('credentials')?.status }
}

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))))

describe('two files', () => {
  const listing = (source: string) =>
    scanFiles({ 'a.csv': 'id\nk\nl\n', 'b.csv': 'id\nm\nk\n' }, [
      credentials('a.csv', { source: 'vault' }),
      credentials('b.csv', { source }),
    ])

  test('of one source that list the same id say so, and lose nothing', async () => {
    const scanned = await listing('vault')
    expect(scanned.said.join('\n')).toMatch(
      /^(?:a\.csv: line 2: the id stands in b|b\.csv: line 3: the id stands in a)\.csv too, which is of the source vault as well: it counts twice\.$/m,
    )
    expect(new Set(ids(scanned))).toEqual(new Set(['k', 'l', 'm']))
  })

  test('of two sources have nothing to do with each other', async () => {
    const scanned = await listing('gateway')
    expect(scanned.gaps).toEqual([])
    expect(ids(scanned)).toHaveLength(4)
  })
})

describe('CSV', () => {
  test.each<readonly [string, string, readonly string[], string]>([
    [
      'an id twice',
      'id,name\na,1\nb,2\na,3\n',
      ['a', 'b'],
      'keys.csv: line 4 was left out: the id stands on a line before.',
    ],
    ['no id', 'id,name\n,1\nb,2\n', ['b'], 'keys.csv: line 2 was left out: no id.'],
    [
      'too many cells',
      'id,name\na,1,2\nb,2\n',
      ['b'],
      'keys.csv: line 2 was left out: there are more or fewer cells than headings.',
    ],
    [
      'a quote that is never closed',
      'id,name\na,"1\nb,2\nc,3\n',
      ['b', 'c'],
      'keys.csv: line 2 was left out: a quote is opened there and never closed.',
    ],
    [
      'a quote in the middle',
      'id,name\na,1"x\nb,2\nc,y"3\nd,4\n',
      ['b', 'd'],
      'keys.csv: line 2 was left out: a quote stands where none may.',
    ],
    [
      'text after a quote',
      'id,name\na,"1"x\nb,2\n',
      ['b'],
      'keys.csv: line 2 was left out: a quote stands where none may.',
    ],
    [
      'a date that could be two',
      'id,createdAt\na,03/04/2026\nb,2026-01-01\n',
      ['a', 'b'],
      'keys.csv: line 2: createdAt is no date, or could be two (dateOrder tells).',
    ],
    [
      'a day that is none',
      'id,createdAt\na,2026-02-30\n',
      ['a'],
      'keys.csv: line 2: createdAt is no date, or could be two (dateOrder tells).',
    ],
    [
      'a date of a program that has none',
      'id,expiresAt\na,0001-01-01T00:00:00Z\n',
      ['a'],
      'keys.csv: line 2: expiresAt is no date, or could be two (dateOrder tells).',
    ],
    [
      'two headings for one field',
      'id,Name,name\na,1,2\n',
      ['a'],
      'keys.csv: Several columns could be name; "Name", the first, is read. columns says which to take.',
    ],
    ['neither yes nor no', 'id,enabled\na,perhaps\n', ['a'], 'keys.csv: line 2: enabled says neither yes nor no.'],
  ])('%s costs that much and no more', async (_name, text, kept, sentence) => {
    const read = await of(text)
    expect(read.ids).toEqual(kept)
    expect(read.said).toContain(sentence)
    expect(read.step).toBe('partial')
  })

  test.each<readonly [string, string | Uint8Array]>([
    ['a byte order mark', '\uFEFFid,name\na,1\n'],
    ['ends of lines as on Windows', 'id,name\r\na,1\r\n'],
    ['ends of lines as on an old Mac', 'id,name\ra,1\r'],
    ['no end of the last line', 'id,name\na,1'],
    ['semicolons', 'id;name\na;1\n'],
    ['semicolons that Excel announces', 'sep=;\nid;name\na;1\n'],
    ['tabs', 'id\tname\na\t1\n'],
    ['lines within a cell', 'id,name\na,"1\n\n2 ""x"""\n'],
    ['empty lines', '\n\nid,name\n\na,1\n\n'],
    ['UTF-16', Buffer.from('\uFEFFid,name\na,1\n', 'utf16le')],
  ])('%s is read', async (_name, text) => {
    const read = await of(text)
    expect(read.ids).toEqual(['a'])
    expect(read.said).toEqual([])
  })

  test('bytes of another encoding cost their line, unless the settings say which it is', async () => {
    const text = bytes('id,name\na,Zo', [0xeb], '\nb,2\n')
    const read = await of(text)
    expect(read.ids).toEqual(['b'])
    expect(read.said).toEqual([
      'keys.csv: line 2 was left out: there are bytes that are no valid UTF-8 (encoding says what else they are).',
    ])
    const right = await of(text, 'keys.csv', { encoding: 'windows-1252' })
    expect(right.scanned.found('a')['name']).toBe('Zoë')
  })

  test('formulas are names like others', async () => {
    const formula = `=cmd|' /C calc'!A0`
    const { scanned, said } = await of(`id,name\n@sum,"${formula}"\n+1,-2\n`)
    expect(said).toEqual([])
    expect(scanned.found('@sum')['name']).toBe(formula)
  })

  test.each([
    [
      'a column that is not there',
      'name,owner\nx,y\n',
      { columns: { id: 'key id' } },
      'keys.csv has no column "key id" in its headings. It has "name", "owner"; columns says which to take.',
    ],
    [
      'none that could be the id',
      'name,owner\nx,y\n',
      {},
      'keys.csv has no column for id. It has "name", "owner"; columns says which to take.',
    ],
    [
      'one that is there twice',
      'id,id\nx,y\n',
      { columns: { id: 'id' } },
      'keys.csv has the column "id" twice: give one of them another heading.',
    ],
    ['nothing at all', '', {}, 'keys.csv is empty.'],
    ['lines without a word', '\n \n', {}, 'keys.csv has no line of headings.'],
    ['a workbook', 'PK\u0003\u0004rest', {}, 'keys.csv is a zip archive, as workbooks of Excel are: save it as CSV.'],
    ['zero bytes', 'id,na\u0000me\n', {}, 'keys.csv is no text: it has zero bytes.'],
  ])('%s is said in a sentence', async (_name, text, more, sentence) => {
    const read = await of(text, 'keys.csv', more)
    expect(read.said).toEqual([sentence])
    expect(read.step).toBe('failed')
  })
})

describe('JSON', () => {
  test.each<readonly [string, string, object]>([
    ['a list', '[{"id":"a"},\n{"id":"b"}]', {}],
    ['a list in an object', '{"data":{"items":[{"id":"a"},{"id":"b"}]},"next":null}', { list: 'data.items' }],
    ['objects on lines', '{"id":"a"}\n\n{"id":"b"}\n', {}],
    ['one object on a line', '{"id":"a"}', {}],
    ['ids that are numbers', '[{"id":1},{"id":2}]', {}],
    ['dotted paths', '[{"meta":{"id":"a"}},{"meta.id":"b"}]', { columns: { id: 'meta.id' } }],
  ])('%s is read', async (_name, text, more) => {
    const read = await of(text, 'keys.json', more)
    expect(read.said).toEqual([])
    expect(read.ids.length).toBeGreaterThan(0)
  })

  test('what is broken is told with its line, and what came before it is kept', async () => {
    const read = await of('[{"id":"a"},\n{"id":"b"},\n{"id":,}]', 'keys.json')
    expect(read.ids).toEqual(['a', 'b'])
    expect(read.said).toEqual(['keys.json is not valid JSON at line 3; what follows was not read.'])
    expect(read.step).toBe('partial')
  })

  test('of NDJSON a broken line costs itself', async () => {
    const read = await of('{"id":"a"}\n{"id":\n[1]\n{"id":"b"}\n', 'keys.ndjson')
    expect(read.ids).toEqual(['a', 'b'])
    expect(read.said).toEqual(['keys.ndjson: lines 2 and 3 were left out: no object of JSON.'])
  })

  test.each([
    ['[{"id":"a"}', {}, 'keys.json is cut off: its list does not end by line 1.'],
    ['{"a":1,\n"b":2}', {}, 'keys.json has no list on its outside; list says where it is.'],
    ['{"data":{"id":"a"}}', { list: 'data' }, 'keys.json has no list at data.'],
    ['<html>', {}, 'keys.json has no list on its outside; list says where it is.'],
    ['', {}, 'keys.json is empty.'],
    ['[{"id":"a"}] [{"id":"b"}]', {}, 'keys.json is not valid JSON at line 1; what follows was not read.'],
  ])('%s is said in a sentence', async (text, more, sentence) => {
    expect((await of(text, 'keys.json', more)).said).toEqual([sentence])
  })

  test('a key __proto__ lends an entry nothing', async () => {
    const read = await of('[{"__proto__":{"id":"x"}},{"constructor":{"id":"y"}}]', 'keys.json')
    expect(read.ids).toEqual([])
    expect(read.said).toEqual(['keys.json: lines 1 and 1 were left out: no id.'])
  })

  test.each([
    ['nested without an end', '['.repeat(1_200_000)],
    ['one entry that never ends', `[{"id":"${'a'.repeat(3_000_000)}`],
  ])('%s is given up early', async (_name, text) => {
    const { said } = await of(text, 'keys.json')
    expect(said).toEqual(['keys.json has an entry of more than a megabyte at line 1; what follows was not read.'])
  })
})

describe('YAML', () => {
  test('a list is read, with the line of each entry', async () => {
    const read = await of('- id: a\n- plain\n- id: b\n', 'keys.yaml')
    expect(read.ids).toEqual(['a', 'b'])
    expect(read.scanned.found('b')['facts']).toMatchObject({ line: 3 })
    expect(read.said).toEqual(['keys.yaml: line 2 was left out: no entry with names.'])
  })

  test('aliases that unfold without end are refused', async () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'
        .split('')
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`),
    ]
    const text = `defs:\n${bomb.map((line) => `  ${line}`).join('\n')}\nkeys:\n  - { id: k, name: *h }\n`
    const { said } = await of(text, 'keys.yaml', { list: 'keys' })
    expect(said).toEqual([
      'keys.yaml has aliases at line 11 that unfold to more than is read; what follows was not read.',
    ])
  })

  test.each([
    ['a: [', 'keys.yaml is not valid YAML at line 1, and was not read (BAD_INDENT).'],
    ['id: a\n', 'keys.yaml has no list on its outside; list says where it is.'],
    ['['.repeat(100_000), 'keys.yaml is nested too deep to be read.'],
    [
      `- id: ${'a'.repeat(9 << 20)}`,
      'keys.yaml is larger than the 8 MB that Muster reads of YAML: write it as CSV or NDJSON.',
    ],
  ])('%#: what cannot be read is said in a sentence', async (text, sentence) => {
    expect((await of(text, 'keys.yaml')).said).toEqual([sentence])
  })
})

test('a file that is emptied while it is read is not passed off as whole', async () => {
  async function* piece(): AsyncGenerator<Uint8Array> {
    yield bytes('id,name\na,1\n')
  }
  const file = Object.assign(piece(), { bytes: 4000 })
  const scanned = await scanFiles({ 'keys.csv': file }, [credentials('keys.csv')])
  expect(ids(scanned)).toEqual(['a'])
  expect(scanned.step('credentials')?.status).toBe('partial')
  expect(scanned.said).toEqual(['keys.csv became shorter while it was read; what followed is missing.'])
})
