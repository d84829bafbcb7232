/** Pieces of keys and what is personal are neither kept nor said, and what would change something is never asked. */
import { expect, test } from 'vitest'
import { openaiCanary } from '../../../test/support/openai-everything.ts'
import { openaiEnv, scanOpenai } from '../../../test/support/openai-scan.ts'
import { openStore } from '../../inventory/store.ts'

test('the wire gives them away, and the scan knows none of them', async () => {
  const store = openStore('sqlite::memory:')
  const { text, collected } = await scanOpenai({}, { store })
  const tables = store.db.all("select name from sqlite_master where type = 'table'")
  const held = tables.map(({ name }) => JSON.stringify(store.db.all(`select * from "${String(name)}"`))).join('')
  store.close()
  expect(collected.status).toBe('complete')
  expect(held.length).toBeGreaterThan(3000)
  for (const secret of [openaiCanary, openaiEnv.OPENAI_ADMIN_KEY]) {
    expect(text).not.toContain(secret)
    expect(held).not.toContain(secret)
  }
})

test('nothing is asked but to read', async () => {
  const { calls } = await scanOpenai()
  expect(calls.length).toBeGreaterThan(25)
  expect(calls.filter(({ operation }) => !operation.startsWith('GET /organization/'))).toEqual([])
})

test.each(['denied', 'error'] as const)('an error (%s) that repeats a key is told without it', async (kind) => {
  const message = `Incorrect API key provided: sk-proj-${'a1B2'.repeat(12)}T3BlbkFJ${openaiCanary}${'c3D4'.repeat(8)}.`
  const { text, gaps } = await scanOpenai({ faults: [{ kind, operation: 'GET /organization/users', message }] })
  expect(gaps.length).toBeGreaterThan(0)
  expect(text).not.toContain(openaiCanary)
})

test('nor is what OpenAI leaves of a key that it does not know', async () => {
  const message = `Incorrect API key provided: sk-proj-${'*'.repeat(40)}9xQz. You can find your API key in the settings.`
  const { text, gaps } = await scanOpenai({
    faults: [{ kind: 'denied', operation: 'GET /organization/users', message }],
  })
  expect(gaps[0]?.detail).toContain('Incorrect API key provided: [secret].')
  expect(text).not.toContain('9xQz')
})
