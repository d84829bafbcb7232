import { PassThrough, Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { hostileName, madeResult } from '../../../test/support/tui-result.ts'
import { loadData } from './data.ts'
import { glyphsFor } from './glyphs.ts'
import { speak } from './spoken.ts'
import type { Effect } from './state.ts'

async function talk(
  ...commands: readonly string[]
): Promise<{ readonly text: string; readonly effects: readonly Effect[] }> {
  const stdout = new PassThrough()
  const effects: Effect[] = []
  const perform = async (effect: Effect) => {
    effects.push(effect)
    return { text: 'Wrote it', tone: 'good' as const }
  }
  await speak(loadData(madeResult()), glyphsFor(true), {
    stdin: Readable.from(commands.map((line) => `${line}\n`)),
    stdout,
    perform,
  })
  stdout.end()
  let text = ''
  for await (const chunk of stdout) text += String(chunk)
  return { text, effects }
}

test('begins with what it is, and the first findings in words', async () => {
  const { text } = await talk()
  expect(text).toContain('Muster 0.1.0, read-only, as of 2026-11-21 10:00 UTC, scan partial, 3 scopes.')
  expect(text).toContain('1. sev critical, subject ci-deployer-0, finding can become administrator')
  expect(text).toContain('4. sev critical, possible, subject')
  expect(text).toContain('290 more: say next.')
})

test('opens, goes back, filters, pages', async () => {
  const { text } = await talk(
    'open 2',
    '2',
    'back',
    'back',
    'filter sev:crit',
    'next',
    'filter sev:dire',
    'coverage',
    'detail 1',
  )
  expect(text).toContain('billing-export-1 can become administrator by iam:PassRole')
  expect(text).toMatch(/what identity, name billing-export-1/)
  expect(text).toContain('Findings: 20 of 300. Rows 1 to 10.')
  expect(text).toContain('11. sev')
  expect(text).toContain('sev takes critical, high')
  expect(text).toContain('Next: Allow iam:GenerateCredentialReport, then scan again.')
})

test('walks a path hop by hop, with the statements in words', async () => {
  const { text } = await talk('1', '4', '5', 'back', 'detail 8')
  expect(text).toContain('4. what path, name to role/admin by iam-012 + sts-001 + lambda-003')
  expect(text).toContain('By sts-001 to role/metrics-agent-12: assumes role/metrics-agent-12')
  expect(text).toContain('5. what hop 3, name to role/admin')
  expect(text).toContain('role/metrics-agent-12 by lambda-003 to role/admin.')
  expect(text).toContain('What matters in it: lambda:UpdateFunction*, arn:aws:lambda')
  expect(text).toContain('Its text: {"Sid":"BreakIam012","Effect":"Deny"')
  expect(text).not.toMatch(/^[>{}]|→|Y copies/m)
})

test('exports, and says so', async () => {
  const { text, effects } = await talk('export', 'export csv')
  expect(text).toContain('Say which: export csv, export json, export markdown.')
  expect(effects).toMatchObject([{ kind: 'export', format: 'csv' }])
  expect(text).toContain('Wrote it')
})

test('answers what it does not know, and stops at quit', async () => {
  const { text } = await talk('dance', 'open 999', 'quit', 'identities')
  expect(text).toContain('dance is no command. Say help for the list.')
  expect(text).toContain('Say the number of a row')
  expect(text).not.toContain('Identities:')
})

test('writes no control character but line breaks', async () => {
  const { text } = await talk('open 4', 'identities', 'credentials', 'coverage', 'help')
  expect(text).not.toContain(hostileName)
  expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/)
})
