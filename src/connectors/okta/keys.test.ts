/** The forms in which Okta lists keys, which its description, its example and its SDK do not agree about. */
import { expect, test } from 'vitest'
import type { Asker } from '../shared/vendor/index.ts'
import { all } from '../shared/vendor/index.ts'
import { listAgentKeys } from './routes/agents.ts'
import { listKeys } from './routes/apps.ts'

const keys = [{ id: 'pks1', kid: 'k1', kty: 'RSA', status: 'ACTIVE' }]

const answering = (data: unknown): Asker => ({
  session: {
    vendor: {
      name: 'Okta',
      base: 'https://acme.okta.com',
      send: async () => ({ status: 200, header: () => undefined, data }),
      sign: async () => ({}),
    },
  },
  call: (_, work) => work(new AbortController().signal),
})

test.each([
  ['a list', keys],
  ['a set', { keys }],
  ['a set within another', { jwks: { keys } }],
])('of an application as %s', async (_, data) => {
  expect(await all(answering(data), listKeys, { path: { appId: '0oa1' } })).toEqual(keys)
})

test.each([
  ['a page', { data: keys }],
  ['a set', { keys }],
])('of an agent as %s', async (_, data) => {
  expect(await all(answering(data), listAgentKeys, { path: { agentId: 'wlp1' } })).toEqual(keys)
})

test('anything else is no list of keys', async () => {
  await expect(all(answering({ total: 0 }), listKeys, { path: { appId: '0oa1' } })).rejects.toThrow(
    'the list is missing',
  )
})
