/** Secrets are neither kept nor said, and what would change something is never asked. */
import { expect, test } from 'vitest'
import { kubernetesCanary } from '../../../test/support/kubernetes-everything.ts'
import { scanClusters } from '../../../test/support/kubernetes-scan.ts'
import { tokenFor } from '../../../fixtures/servers/kubernetes/server.ts'
import { openStore } from '../../inventory/store.ts'

test('the wire gives them away, and the scan knows none of them', async () => {
  const store = openStore('sqlite::memory:')
  const { text, collected } = await scanClusters({}, { store })
  const tables = store.db.all("select name from sqlite_master where type = 'table'")
  const held = tables.map(({ name }) => JSON.stringify(store.db.all(`select * from "${String(name)}"`))).join('')
  store.close()
  expect(collected.status).toBe('complete')
  expect(held.length).toBeGreaterThan(3000)
  for (const secret of [kubernetesCanary, tokenFor()]) {
    expect(text).not.toContain(secret)
    expect(held).not.toContain(secret)
  }
})

test('nothing is asked but to read', async () => {
  const { calls } = await scanClusters()
  expect(calls.length).toBeGreaterThan(20)
  expect(calls.filter(({ operation }) => !/^(?:get|list) /.test(operation))).toEqual([])
})

test.each(['denied', 'error'] as const)('an error (%s) that repeats a token is told without it', async (kind) => {
  const message = `Not with Bearer eyJhbGciOiJub25lIn0.eyJ${kubernetesCanary}0123456789.${kubernetesCanary}0123456789.`
  const { text, gaps } = await scanClusters({ faults: [{ kind, operation: 'list namespaces', message }] })
  expect(gaps.filter(({ detail }) => detail.includes('Not with')).length).toBe(1)
  expect(text).not.toContain(kubernetesCanary)
})
