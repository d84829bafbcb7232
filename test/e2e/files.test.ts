/** Files of inventory and configurations of AI clients, as a user scans them: with the built command, over real files. */
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test, vi } from 'vitest'
import { companyNow } from '../../fixtures/company.ts'
import { filesSettings } from '../../fixtures/company/files.ts'
import { larkspurFiles } from '../../scripts/estate/larkspur/files/index.ts'
import type { Finding, ResultHead } from '../../src/model/index.ts'
import { inDirectory, muster, root } from '../support/muster.ts'
import type { Ran } from '../support/muster.ts'

vi.setConfig({ testTimeout: 60_000 })

type Result = ResultHead & {
  readonly findings: readonly Finding[]
}

interface Scanned extends Ran {
  readonly result: Result | undefined
  /** Everything that was printed, written or stored. */
  readonly everything: string
}

type Files = { readonly [path: string]: string | Uint8Array }

function scan(connectors: object, files: Files, prepare: (cwd: string) => void = () => undefined): Promise<Scanned> {
  return inDirectory(async (cwd) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true })
      writeFileSync(join(cwd, path), text)
    }
    prepare(cwd)
    writeFileSync(join(cwd, 'muster.yaml'), JSON.stringify({ connectors }))
    const args = ['scan', '--now', companyNow, '-f', 'json=result.json', '-f', 'text', '--store', 'sqlite:muster.db']
    const ran = await muster(args, { cwd, env: { HOME: cwd } })
    const text = ran.code === 0 ? readFileSync(join(cwd, 'result.json'), 'utf8') : ''
    const stored = ran.code === 0 ? readFileSync(join(cwd, 'muster.db'), 'latin1') : ''
    return {
      ...ran,
      result: text === '' ? undefined : (JSON.parse(text) as Result),
      everything: [ran.stdout, ran.stderr, text, stored].join('\n'),
    }
  })
}

const file = (path: string, more: object = {}) => ({
  'inventory-file': { files: [{ path, kind: 'credentials', ...more }] },
})

describe('Larkspur’s files', () => {
  test('bring what is planted in them and nothing else, and no secret gets out', async () => {
    const { files, expected } = larkspurFiles()
    const given = Object.fromEntries(Object.entries(files).map(([path, text]) => [`files/${path}`, text]))
    const { code, result, everything, stderr } = await scan(filesSettings('files'), given)
    expect(stderr).not.toContain('bug')
    expect(code).toBe(0)
    expect(result?.coverage.filter(({ status }) => status !== 'complete')).toEqual([])
    const found = result?.findings.map(({ ruleId, subject, severity }) => ({
      rule: ruleId,
      subject: subject.nativeId,
      severity,
    }))
    const sorted = (rows: readonly object[] = []) => rows.map((row) => JSON.stringify(row)).toSorted()
    expect(sorted(found)).toEqual(sorted(expected))
    expect(everything).not.toContain('CANARY')
    // The formula is a purpose like another, and is quoted as JSON quotes.
    expect(everything).toContain('=HYPERLINK')
  })
})

describe('hostile files, from the command line', () => {
  const rows = 'id,name\na,1\n'
  test.each<readonly [string, object, Files, string]>([
    [
      'a workbook',
      file('a.csv'),
      { 'a.csv': 'PK\u0003\u0004…' },
      'a.csv is a zip archive, as workbooks of Excel are: save it as CSV.',
    ],
    ['nothing', file('a.csv'), { 'a.csv': '' }, 'a.csv is empty.'],
    [
      'an id twice',
      file('a.csv'),
      { 'a.csv': `${rows}a,2\n` },
      'a.csv: line 3 was left out: the id stands on a line before.',
    ],
    [
      'bytes of another encoding',
      file('a.csv'),
      { 'a.csv': Buffer.from([...Buffer.from(`${rows}b,`), 0xff, 0x0a]) },
      'a.csv: line 3 was left out: there are bytes that are no valid UTF-8',
    ],
    [
      'an unknown column',
      file('a.csv', { columns: { id: 'key' } }),
      { 'a.csv': rows },
      'a.csv has no column "key" in its headings. It has "id", "name"',
    ],
    [
      'a bomb of aliases',
      file('a.yaml'),
      {
        'a.yaml': `- id: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
          .split('')
          .map((name, index) => `- id: &${name} [${Array(10).fill(`*${'abcdefgh'[index]}`).join(',')}]\n`)
          .join('')}`,
      },
      'unfold to more than is read',
    ],
    [
      'JSON that is cut off',
      file('a.json'),
      { 'a.json': '[{"id":"a"},' },
      'a.json is cut off: its list does not end by line 1.',
    ],
    [
      'a secret',
      file('a.csv', { columns: { name: 'value' } }),
      { 'a.csv': `id,value\na,${['ghp_', 'CANARYcanary0123456789CANARYcanary01'].join('')}\n` },
      'The column "value" holds secrets: line 2 has what looks like a github token.',
    ],
    [
      'a configuration that is none',
      { mcp: { roots: ['.'] } },
      { '.mcp.json': '{"mcpServers":' },
      '.mcp.json: it is not valid JSON, or holds no settings.',
    ],
  ])('%s is one sentence, a gap, and no failure of the command', async (_name, connectors, files, sentence) => {
    const { code, result, everything, stderr } = await scan(connectors, files)
    expect([0, 2]).toContain(code)
    expect(`${stderr}${JSON.stringify(result?.coverage)}`.replaceAll('\\"', '"')).toContain(sentence)
    expect(everything).not.toContain('CANARY')
    expect(stderr).not.toMatch(/ at .*\.[jt]s:\d/)
  })

  test.each([
    ['no file', file('missing.csv'), 'There is no file missing.csv.'],
    [
      'a field of another kind',
      file('a.csv', { kind: 'owners', columns: { expiresAt: 'x' } }),
      'expiresAt is no field of owners',
    ],
    ['a setting that is none', file('a.csv', { colums: {} }), 'did you mean "columns"?'],
    ['no folder', { mcp: { roots: ['missing'] } }, 'There is no folder missing.'],
    [
      'two files of one name',
      {
        'inventory-file': {
          files: [
            { path: 'a.csv', kind: 'owners' },
            { path: 'x/a.csv', kind: 'owners' },
          ],
        },
      },
      'are both called a.',
    ],
  ])('%s is a mistake of the settings', async (_name, connectors, sentence) => {
    const { code, stderr } = await scan(connectors, { 'a.csv': rows, 'x/a.csv': rows })
    expect(code).toBe(3)
    expect(stderr).toContain(sentence)
  })

  test('a device, a folder and what may not be read are gaps', async () => {
    const { result, stderr, code } = await scan(
      {
        'inventory-file': {
          files: ['device', 'folder', 'locked.csv', 'good.csv'].map((path) => ({ path, kind: 'credentials' })),
        },
      },
      { 'folder/x': '', 'locked.csv': rows, 'good.csv': rows },
      (cwd) => {
        symlinkSync('/dev/zero', join(cwd, 'device'))
        chmodSync(join(cwd, 'locked.csv'), 0)
      },
    )
    expect(code).toBe(0)
    const told = `${stderr}${JSON.stringify(result?.coverage)}`
    expect(told).toContain('device is no ordinary file.')
    expect(told).toContain('folder is a folder.')
    expect(result?.coverage.find(({ scope }) => scope === 'inventory-file:workspace:good')?.status).toBe('complete')
  })
})

/** kB, at the most. */
function memoryFor(rows: number): Promise<number> {
  return inDirectory(async (cwd) => {
    const line = (index: number): string => `key-${index},2026-01-01,${'about it '.repeat(20)}\n`
    const lines = Array.from({ length: rows }, (_each, index) => line(index))
    writeFileSync(join(cwd, 'keys.csv'), `id,createdAt,notes\n${lines.join('')}`)
    writeFileSync(join(cwd, 'muster.yaml'), JSON.stringify({ connectors: file('keys.csv') }))
    const told = join(cwd, 'loaded.json')
    const preload = pathToFileURL(join(root, 'test/support/loaded.mjs')).href
    const env = { MUSTER_LOADED: told, NODE_OPTIONS: `--import ${preload}` }
    const ran = await muster(['scan', '--quiet', '--now', companyNow], { cwd, env })
    expect(ran.code).toBe(0)
    return (JSON.parse(readFileSync(told, 'utf8')) as { readonly maxRSS: number }).maxRSS
  })
}

test('a file ten times as large takes about the same memory', async () => {
  const [small, large] = [await memoryFor(2_000), await memoryFor(20_000)]
  expect(large / small).toBeLessThan(1.6)
})
