/** Pieces of keys, instructions of agents and what is personal are neither kept nor said, and nothing is changed. */
import { expect, test } from 'vitest'
import { anthropicCanary } from '../../../test/support/anthropic-everything.ts'
import { anthropicEnv, scanAnthropic } from '../../../test/support/anthropic-scan.ts'
import { openStore } from '../../inventory/store.ts'

test('the wire gives them away, and the scan knows none of them', async () => {
  const store = openStore('sqlite::memory:')
  const { text, collected } = await scanAnthropic({}, { store })
  const tables = store.db.all("select name from sqlite_master where type = 'table'")
  const held = tables.map(({ name }) => JSON.stringify(store.db.all(`select * from "${String(name)}"`))).join('')
  store.close()
  expect(collected.status).toBe('complete')
  expect(held.length).toBeGreaterThan(3000)
  for (const secret of [anthropicCanary, ...Object.values(anthropicEnv)]) {
    expect(text).not.toContain(secret)
    expect(held).not.toContain(secret)
  }
})

test('nothing is asked but to read', async () => {
  const { calls } = await scanAnthropic()
  expect(calls.length).toBeGreaterThan(12)
  expect(calls.filter(({ operation }) => !operation.startsWith('GET /v1/'))).toEqual([])
})

test.each(['denied', 'error'] as const)('an error (%s) that repeats a key is told without it', async (kind) => {
  const message = `Not with sk-ant-api03-${'a1B2'.repeat(20)}${anthropicCanary}${'c3D4'.repeat(4)}AA.`
  const { text, gaps } = await scanAnthropic({ faults: [{ kind, operation: 'GET /v1/organizations/users', message }] })
  expect(gaps.length).toBeGreaterThan(0)
  expect(text).not.toContain(anthropicCanary)
})
