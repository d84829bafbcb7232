import { describe, expect, test } from 'vitest'
import { hostileName, madeResult } from '../../../test/support/tui-result.ts'
import { loadData } from './data.ts'
import { exportName, exportText } from './export.ts'
import { glyphsFor } from './glyphs.ts'
import { listing } from './listing.ts'
import { performer } from './perform.ts'
import { listsOf } from './places.ts'
import { openFrame, reorder } from './state.ts'

const listAt = listsOf(loadData(madeResult()), glyphsFor(true))
const criticals = reorder(openFrame(listAt, { kind: 'findings' }), { filter: 'sev:critical' })

describe('the text of an export', () => {
  test('CSV has a heading and the rows that pass, whole', () => {
    const lines = exportText(criticals, 'csv').trimEnd().split('\r\n')
    expect(lines[0]).toBe('SEV,SUBJECT,FINDING,KIND,SCOPE,SURE,RULE,OWNER,NATIVE ID')
    expect(lines).toHaveLength(21)
    expect(lines[1]).toContain('arn:aws:iam::111122223333:role/ci-deployer-0')
  })

  test('CSV cells neither break the line nor start a formula', () => {
    const list = listing<string>({
      title: 'X',
      noun: 'row',
      rows: ['=cmd|calc', 'a "b", c', '-1', '@x'],
      columns: [{ title: 'T', min: 1, ideal: 1, drop: 0, text: (row) => row }],
      search: () => true,
      keys: {},
      detail: () => [],
      nativeId: () => undefined,
      record: (row) => row,
      empty: '',
    })
    const frame = openFrame(() => list, { kind: 'findings' })
    expect(exportText(frame, 'csv').split('\r\n').slice(1, 5)).toEqual(["'=cmd|calc,", '"a ""b"", c",', "'-1,", "'@x,"])
  })

  test('JSON has the findings themselves', () => {
    const parsed: { severity: string; remediation: unknown[] }[] = JSON.parse(exportText(criticals, 'json'))
    expect(parsed).toHaveLength(20)
    expect(parsed.every(({ severity, remediation }) => severity === 'critical' && remediation.length === 1)).toBe(true)
  })

  test('Markdown says how many of how many, and by which filter', () => {
    const text = exportText(criticals, 'markdown')
    expect(text).toContain('20 of 300, filter: sev:critical')
    expect(text.split('\n').filter((line) => line.startsWith('| C ◆'))).toHaveLength(20)
  })

  test('no format but JSON, which writes it as \\u001b, carries an escape character', () => {
    for (const format of ['csv', 'json', 'markdown'] as const)
      expect(exportText(criticals, format)).not.toMatch(/[\u001B\u0007]/)
    expect(exportText(criticals, 'json')).toContain(JSON.stringify(hostileName).slice(1, -1))
  })
})

const now = () => Date.parse('2026-11-21T23:15:00Z')
const nothing = () => undefined
const refuse = async () => {
  throw new Error('EACCES: permission denied')
}

describe('writing it', () => {
  test('goes to a name that is still free', async () => {
    const taken = new Set<string>(['out/muster-findings-20261121T231500Z.csv'])
    const writeFile = async (path: string) => {
      if (taken.has(path)) throw Object.assign(new Error('exists'), { code: 'EEXIST' })
      taken.add(path)
    }
    const perform = performer({
      exportDirectory: 'out/',
      writeFile,
      now,
      copy: nothing,
      multiplexer: undefined,
      redraw: nothing,
      quit: nothing,
    })
    const note = await perform({ kind: 'export', format: 'csv', frame: criticals })
    expect(note).toEqual({ text: 'Wrote 20 rows to out/muster-findings-20261121T231500Z-2.csv', tone: 'good' })
  })

  test('a refusal is said, with the path', async () => {
    const perform = performer({
      exportDirectory: '/no',
      writeFile: refuse,
      now,
      copy: nothing,
      multiplexer: undefined,
      redraw: nothing,
      quit: nothing,
    })
    const note = await perform({ kind: 'export', format: 'json', frame: criticals })
    expect(note?.tone).toBe('warn')
    expect(note?.text).toContain('/no/muster-findings-20261121T231500Z.json was not written: EACCES')
  })

  test('a name from outside makes no path', () => {
    expect(exportName('../../etc/passwd', 0, 'csv', 0)).toBe('muster-etc-passwd-19700101T000000Z.csv')
    expect(exportName('部署', 0, 'csv', 0)).toBe('muster-rows-19700101T000000Z.csv')
  })
})
