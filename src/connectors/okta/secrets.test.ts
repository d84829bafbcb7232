/** Secrets and what is personal are neither kept nor said, and what would change something is never asked. */
import { expect, test } from 'vitest'
import { openStore } from '../../inventory/store.ts'
import { oktaCanary } from '../../../fixtures/servers/okta/rows.ts'
import { apiToken } from '../../../test/support/okta-everything.ts'
import { scanOkta } from '../../../test/support/okta-scan.ts'

test('the wire gives them away, and the scan knows none of them', async () => {
  const store = openStore('sqlite::memory:')
  const { text, collected } = await scanOkta({}, { store })
  const tables = store.db.all("select name from sqlite_master where type = 'table'")
  const held = tables.map(({ name }) => JSON.stringify(store.db.all(`select * from "${String(name)}"`))).join('')
  store.close()
  expect(collected.status).toBe('complete')
  expect(held.length).toBeGreaterThan(3000)
  for (const secret of [oktaCanary, 'PRIVATE KEY', 'eyJtest'])
    for (const place of [text, held]) expect(place).not.toContain(secret)
})

test('nor the API token that Muster signs in with', async () => {
  const env = { OKTA_TOKEN: apiToken }
  const { text, collected } = await scanOkta({}, { env, config: { auth: { tokenEnv: 'OKTA_TOKEN' } } })
  expect(collected.status).toBe('complete')
  expect(text).not.toContain(apiToken)
})

test('nothing is asked but to read, and a token to read with', async () => {
  const { calls } = await scanOkta()
  const operations = new Set(calls.map(({ operation }) => operation))
  expect(operations.size).toBeGreaterThan(20)
  expect([...operations].filter((operation) => !operation.startsWith('GET '))).toEqual(['POST /oauth2/v1/token'])
})

test('names and telephone numbers of people are not even asked for', async () => {
  const { calls } = await scanOkta()
  const asked = calls.filter(({ address }) => address.startsWith('/api/v1/users?'))
  expect(asked).toHaveLength(2)
  for (const { address } of asked)
    expect(new URL(address, 'http://host').searchParams.get('fields')).toBe(
      'id,status,created,statusChanged,lastLogin,profile:(login,email,secondEmail)',
    )
})

test.each(['denied', 'error'] as const)('an error (%s) that repeats a token is told without it', async (kind) => {
  const message = `Not with Bearer eyJhbGciOiJub25lIn0.eyJ${oktaCanary}0123456789.${oktaCanary}0123456789.`
  const faults = [{ kind, operation: 'GET /api/v1/users', message }]
  const { text, gaps } = await scanOkta({ faults })
  expect(gaps.some(({ detail }) => detail.includes('Not with'))).toBe(true)
  expect(text).not.toContain(oktaCanary)
})
