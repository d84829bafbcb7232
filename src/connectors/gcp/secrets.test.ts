/** Secrets are neither kept nor said, and what would hand them out is never asked. */
import { describe, expect, test } from 'vitest'
import { openStore } from '../../inventory/store.ts'
import { gcpCanary } from '../../../test/support/gcp-everything.ts'
import { scanGoogle, withoutAssets } from '../../../test/support/google-scan.ts'

const secrets = [gcpCanary, Buffer.from(gcpCanary).toString('base64'), 'PRIVATE KEY']
const ways = [
  ['at once', []],
  ['project by project', [withoutAssets]],
] as const

describe.each(ways)('%s', (_name, faults) => {
  test('the wire gives secrets away, and the scan knows none of them', async () => {
    const store = openStore('sqlite::memory:')
    const { text, collected } = await scanGoogle({ faults }, { store })
    const tables = store.db.all("select name from sqlite_master where type = 'table'")
    const held = tables.map(({ name }) => JSON.stringify(store.db.all(`select * from "${String(name)}"`)))
    store.close()
    expect(collected.bugs).toEqual([])
    expect(held.join('').length).toBeGreaterThan(10_000)
    for (const secret of secrets) {
      expect(text).not.toContain(secret)
      expect(held.filter((rows) => rows.includes(secret))).toEqual([])
    }
  })

  test('nothing is asked but to read, and nothing that answers with secrets', async () => {
    const { calls } = await scanGoogle({ faults })
    expect(calls.length).toBeGreaterThan(40)
    expect(calls.filter(({ forbidden }) => forbidden)).toEqual([])
    const reading =
      /\.(?:get|list\w*|aggregatedList|query|lookup|search\w*|getIamPolicy|getEffectivePolicy|analyze\w+|testIamPermissions)$/
    expect(calls.filter(({ operation }) => !reading.test(operation)).map(({ operation }) => operation)).toEqual([])
    expect(
      calls.filter(({ address }) => /keyString|:access\b|versions|generate|signBlob|signJwt/i.test(address)),
    ).toEqual([])
  })
})

test('who people are is neither kept nor said', async () => {
  const { text } = await scanGoogle()
  expect(text).not.toContain('ada@acme.example')
})

test.each(['denied', 'error'] as const)('an error (%s) that repeats a secret is told without it', async (kind) => {
  const parts = [
    `AIza${'A'.repeat(35)}`,
    `ya29.${'a'.repeat(40)}${gcpCanary}`,
    `Bearer eyJhbGciOiJub25lIn0.eyJ${gcpCanary}0123456789.${gcpCanary}0123456789`,
    `-----BEGIN PRIVATE KEY-----\n${gcpCanary}\n-----END PRIVATE KEY-----`,
  ]
  const message = `Not with ${parts.join(' or ')}.`
  const operations = [
    'cloudasset.assets.list iam.googleapis.com/ServiceAccount',
    'cloudasset.searchAllIamPolicies',
    'storage.projects.hmacKeys.list',
  ]
  const { text, gaps } = await scanGoogle({ faults: operations.map((operation) => ({ kind, operation, message })) })
  expect(gaps.filter(({ detail }) => detail.includes('Not with')).length).toBeGreaterThan(2)
  for (const secret of [...secrets, 'A'.repeat(35)]) expect(text).not.toContain(secret)
})
