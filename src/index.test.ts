import { createHmac } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { openCompany } from '../fixtures/company.ts'
import { resource, toy } from '../test/support/toy.ts'
import { check, localDisk, scan } from './index.ts'
import { inventoryJson } from './inventory/write.ts'

test('the library scans, and judges the document again to the same findings', async () => {
  const company = await openCompany()
  try {
    const result = await scan({
      connectors: company.connectors,
      env: (name) => company.variables[name],
      readFile: (path) => readFile(path, 'utf8'),
      disk: localDisk(),
      fingerprint: (value) => createHmac('sha256', 'k').update(value).digest('hex'),
      now: company.now,
      rules: { 'aws-role-unused': 'off' },
    })
    const findings = [...result.findings()].map((finding) => finding.fingerprint)
    expect(findings.length).toBeGreaterThan(20)
    expect(result.head.rules.map((rule) => rule.id)).not.toContain('aws-role-unused')
    const text = [...inventoryJson(result.collectedAt, result.inventory())].join('')
    const bytes = async function* (): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode(text)
    }
    const again = await check(bytes(), { rules: { 'aws-role-unused': 'off' } })
    expect([...again.findings()].map((finding) => finding.fingerprint)).toEqual(findings)
    result.close()
    again.close()
  } finally {
    await company.close()
  }
}, 60_000)

test('the library takes connectors that did not come with Muster', async () => {
  const other = toy({ things: async ({ emit, scope }) => emit(resource(scope.id, 'good')) })
  const result = await scan({
    connectors: { toy: {} },
    others: [other],
    env: () => undefined,
    readFile: async () => '',
    fingerprint: (value) => value,
  })
  expect([...result.inventory()].map(({ type }) => type)).toEqual(['scope', 'resource'])
  result.close()
})
