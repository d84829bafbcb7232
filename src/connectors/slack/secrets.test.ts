/** Secrets and what is personal are neither kept nor said, and what would change something is never asked. */
import { expect, test } from 'vitest'
import { openStore } from '../../inventory/store.ts'
import { slackCanary } from '../../../test/support/slack-everything.ts'
import { scanSlack } from '../../../test/support/slack-scan.ts'

test('the wire gives them away, and the scan knows none of them', async () => {
  const store = openStore('sqlite::memory:')
  const { text, collected } = await scanSlack({}, { store })
  const tables = store.db.all("select name from sqlite_master where type = 'table'")
  const held = tables.map(({ name }) => JSON.stringify(store.db.all(`select * from "${String(name)}"`))).join('')
  store.close()
  expect(collected.status).toBe('complete')
  expect(held.length).toBeGreaterThan(3000)
  for (const secret of [slackCanary, 'xoxb-', 'xoxp-', 'A Person', 'billythekid', 'feeds.acme.example']) {
    expect(text).not.toContain(secret)
    expect(held).not.toContain(secret)
  }
})

test('nothing is asked but to read, and no token stands in an address', async () => {
  const { calls } = await scanSlack()
  expect(calls.length).toBeGreaterThan(15)
  expect(calls.filter(({ method }) => method !== 'GET')).toEqual([])
  expect(calls.filter(({ address }) => /xox|[?&]token=/.test(address))).toEqual([])
  const known = /^(?:auth\.test|auth\.teams\.list|apps\.manifest\.export|team\.integrationLogs|audit\.logs.*|.*\.list)$/
  expect(calls.filter(({ operation }) => !known.test(operation))).toEqual([])
})

test('an error that repeats a token is told without it', async () => {
  const message = `no_such_thing xoxp-111111111111-222222222222-333333333333-${'a'.repeat(32)}${slackCanary}`
  const faults = ['users.list', 'team.integrationLogs'].map((operation) => ({
    kind: 'error' as const,
    operation,
    message,
  }))
  const { text, gaps } = await scanSlack({ faults })
  expect(gaps.filter(({ detail }) => detail.includes('no_such_thing')).length).toBe(2)
  expect(text).not.toContain(slackCanary)
})
