/** Secrets are neither kept nor said, and what would hand them out is never asked. */
import { expect, test } from 'vitest'
import { openStore } from '../../inventory/store.ts'
import { azureCanary } from '../../../test/support/azure-everything.ts'
import { scanAzure } from '../../../test/support/azure-scan.ts'

const canaries = [azureCanary, Buffer.from(azureCanary).toString('base64')]

test('the wire gives secrets away, and the scan knows none of them', async () => {
  const store = openStore('sqlite::memory:')
  const { text, collected } = await scanAzure({}, { store })
  const tables = store.db.all("select name from sqlite_master where type = 'table'")
  const held = tables.map(({ name }) => JSON.stringify(store.db.all(`select * from "${String(name)}"`)))
  store.close()
  expect(collected.status).toBe('complete')
  expect(held.join('').length).toBeGreaterThan(10_000)
  for (const canary of canaries) {
    expect(text).not.toContain(canary)
    expect(held.filter((rows) => rows.includes(canary))).toEqual([])
  }
})

/** What only reads, though it is a POST: parts of a batch are held to GET by the next line. */
const posts = ['POST /$batch', 'POST /directoryObjects/getByIds']
const givesAway =
  /listKeys|listSecrets|listAccountSas|listServiceSas|regenerate|getSecret|addPassword|addKey|addTokenSigning|\/value\b|listConnection|listCredential|listClusterAdmin|listClusterUser|publishxml|appsettings|connectionstrings|\?.*keyVault/i

test('nothing is asked but to read, and nothing that answers with secrets', async () => {
  const { calls } = await scanAzure()
  expect(calls.length).toBeGreaterThan(40)
  const others = calls.filter(
    ({ operation }) =>
      !operation.startsWith('GET ') && !operation.startsWith('resourcegraph:') && !posts.includes(operation),
  )
  expect(others.map(({ operation }) => operation)).toEqual([])
  expect(calls.filter(({ batched, operation }) => batched && !operation.startsWith('GET '))).toEqual([])
  expect(calls.filter(({ operation, address }) => givesAway.test(operation) || givesAway.test(address))).toEqual([])
  // A secret of a vault has a value in the data plane alone, and under its own name alone.
  expect(calls.filter(({ address }) => /vault\.azure\.|\/secrets\/[^?]/i.test(address))).toEqual([])
})

test.each(['denied', 'error', 'throttled'] as const)(
  'an error (%s) that repeats a secret is told without it',
  async (kind) => {
    const secret = `abc8Q~${azureCanary}${'x'.repeat(20)}`
    const token = `eyJhbGciOiJub25lIn0.eyJ${azureCanary}0123456789.${azureCanary}0123456789`
    const message = `Not with ${secret} or Bearer ${token}; client_secret=${azureCanary} and https://a.example/?sig=${azureCanary}.`
    const operations = [
      'GET /applications',
      'GET /servicePrincipals/{id}/appRoleAssignedTo',
      'resourcegraph:resources/vaults',
    ]
    const faults = operations.map((operation) => ({ kind, operation, message }))
    const { text, gaps } = await scanAzure({ faults })
    expect(gaps.filter(({ detail }) => detail.includes('Not with [secret]')).length).toBeGreaterThan(2)
    expect(text).not.toContain(azureCanary)
  },
)
