/** Secrets and what is personal are neither kept nor said, and what would change something is never asked. */
import { expect, test } from 'vitest'
import { openStore } from '../../inventory/store.ts'
import { workspaceCanary } from '../../../test/support/gws-everything.ts'
import { scanWorkspace } from '../../../test/support/gws-scan.ts'

const key = 'PRIVATE KEY'

test('the wire gives them away, and the scan knows none of them', async () => {
  const store = openStore('sqlite::memory:')
  const { text, collected } = await scanWorkspace({}, { store })
  const tables = store.db.all("select name from sqlite_master where type = 'table'")
  const held = tables.map(({ name }) => JSON.stringify(store.db.all(`select * from "${String(name)}"`))).join('')
  store.close()
  expect(collected.status).toBe('complete')
  expect(held.length).toBeGreaterThan(3000)
  for (const secret of [workspaceCanary, key]) {
    expect(text).not.toContain(secret)
    expect(held).not.toContain(secret)
  }
})

test('nothing is asked but to read', async () => {
  const { calls } = await scanWorkspace()
  expect(calls.length).toBeGreaterThan(15)
  expect(calls.filter(({ forbidden }) => forbidden)).toEqual([])
  expect(calls.filter(({ operation }) => !/\.(?:list|get)$/.test(operation))).toEqual([])
})

test('names and telephone numbers of people are not even asked for', async () => {
  const { calls } = await scanWorkspace()
  const [first] = calls.filter(({ operation }) => operation === 'directory.users.list')
  expect(decodeURIComponent(first?.address ?? '')).toContain('fields=nextPageToken,users(id,primaryEmail,')
})

test.each(['denied', 'error'] as const)('an error (%s) that repeats a token is told without it', async (kind) => {
  const message = `Not with ya29.${'a'.repeat(40)}${workspaceCanary} or Bearer eyJhbGciOiJub25lIn0.eyJ${workspaceCanary}0123456789.${workspaceCanary}0123456789.`
  const faults = ['directory.users.list', 'reports.activities.list'].map((operation) => ({ kind, operation, message }))
  const { text, gaps } = await scanWorkspace({ faults })
  expect(gaps.filter(({ detail }) => detail.includes('Not with')).length).toBeGreaterThan(1)
  expect(text).not.toContain(workspaceCanary)
})
