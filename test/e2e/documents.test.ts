import { execFileSync } from 'node:child_process'
import { lstatSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { muster } from '../support/muster.ts'

let cwd: string
let fingerprint: string
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'muster-documents-'))
  const store = ['--store', 'sqlite:demo.db']
  await muster(['demo', '--quiet', '--tier', 'core', ...store, '-f', 'json=r.json'], { cwd })
  await muster(['export', 'i.ndjson', ...store], { cwd })
  const result = JSON.parse(readFileSync(join(cwd, 'r.json'), 'utf8')) as { findings: { fingerprint: string }[] }
  fingerprint = result.findings[0]?.fingerprint ?? ''
}, 60_000)
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

describe('where a report is written', () => {
  test('a pipe is written into and stays a pipe', async () => {
    const pipe = join(cwd, 'pipe')
    execFileSync('sh', ['-c', 'mkfifo "$0"', pipe])
    const [text, ran] = await Promise.all([
      readFile(pipe, 'utf8'),
      muster(['report', 'r.json', '-f', `text=${pipe}`], { cwd }),
    ])
    expect(ran.code).toBe(0)
    expect(text).toContain('Muster  roll call')
    expect(statSync(pipe).isFIFO()).toBe(true)
  }, 30_000)

  test('a link stays a link, and its file gets the report', async () => {
    writeFileSync(join(cwd, 'target.txt'), 'old')
    symlinkSync('target.txt', join(cwd, 'link.txt'))
    expect((await muster(['report', 'r.json', '-f', 'text=link.txt'], { cwd })).code).toBe(0)
    expect(lstatSync(join(cwd, 'link.txt')).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(cwd, 'target.txt'), 'utf8')).toContain('Muster  roll call')
  }, 30_000)
})

test('a spent budget does not count as all that was wanted', async () => {
  const ran = await muster(['demo', '--quiet', '--tier', 'core', '--max-calls', '30'], { cwd })
  const [, read = '', wanted = ''] = /Coverage partial: (\d+) of (\d+) steps read whole/.exec(ran.stdout) ?? []
  expect(Number(wanted)).toBeGreaterThan(Number(read) + 10)
}, 30_000)

test('every report says of what day the data on AWS actions is', async () => {
  const data = (JSON.parse(readFileSync(join(cwd, 'r.json'), 'utf8')) as { scan: { data: { awsActions: string } } }).scan.data
  expect(data.awsActions).toMatch(/^20\d\d-\d\d-\d\d$/)
  expect((await muster(['report', 'r.json'], { cwd })).stdout).toContain(`AWS actions as AWS listed them on ${data.awsActions}`)
  const [first = ''] = (await muster(['report', 'r.json', '-f', 'ndjson'], { cwd })).stdout.split('\n', 1)
  expect(JSON.parse(first)).toMatchObject({ scan: { data } })
}, 30_000)

describe('--log-format json', () => {
  const parsed = (stderr: string) =>
    stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string; level?: string; message?: string })

  test('every line of the log is JSON, what was not seen and what was written too', async () => {
    const ran = await muster(['check', 'i.ndjson', '--log-format', 'json', '-f', 'json=again.json'], { cwd })
    expect(ran.code).toBe(0)
    expect(parsed(ran.stderr).at(-1)).toMatchObject({ kind: 'log', level: 'info', message: 'Wrote again.json' })
  }, 30_000)

  test('so is an error', async () => {
    const ran = await muster(['scan', '--log-format', 'json'], { cwd })
    expect(ran.code).toBe(3)
    expect(parsed(ran.stderr)).toMatchObject([
      { kind: 'log', level: 'error', message: expect.stringContaining('No connector is named') },
    ])
  }, 30_000)
})

describe('explain', () => {
  test('finds a finding in a result, and in an inventory that it judges', async () => {
    for (const document of ['r.json', 'i.ndjson']) {
      const told = await muster(['explain', fingerprint, document], { cwd })
      expect([told.code, told.stderr]).toEqual([0, ''])
      expect(told.stdout).toMatch(/^CRITICAL /)
    }
  }, 30_000)

  test('without a store says how to name a document', async () => {
    const told = await muster(['explain', fingerprint], { cwd })
    expect(told.code).toBe(3)
    expect(told.stderr).toContain(`muster explain ${fingerprint} FILE`)
  }, 30_000)
})

describe('files for --from', () => {
  test('that are not there are the command line’s mistake', async () => {
    const ran = await muster(['scan', 'aws', '--from', 'none.json'], { cwd })
    expect([ran.code, ran.stderr.includes('There is no file none.json.')]).toEqual([3, true])
  }, 30_000)

  test('are needed for a credential report', async () => {
    const ran = await muster(['scan', 'aws', '--credential-report', 'report.csv'], { cwd })
    expect([ran.code, ran.stderr.includes('--credential-report needs --from.')]).toEqual([3, true])
  }, 30_000)
})
