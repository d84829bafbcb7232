import { expect, test } from 'vitest'
import { recordsIn } from './kit-records.ts'

const scope = {
  id: 'pagerly:account:acme',
  provider: 'pagerly',
  kind: 'account',
  nativeId: 'acme',
  name: 'Acme',
} as const
const { credential, edge, id, identity, usage } = recordsIn(scope)

test('what is not told was not collected, and stands as that', () => {
  const untold = { unknown: 'not-collected' }
  expect(identity({ kind: 'integration', nativeId: 'i1', class: 'machine', enabled: true })).toEqual({
    type: 'identity',
    id: 'pagerly:acme:integration:i1',
    provider: 'pagerly',
    scope: 'pagerly:account:acme',
    kind: 'integration',
    nativeId: 'i1',
    name: 'i1',
    class: 'machine',
    enabled: true,
    createdAt: untold,
    environment: untold,
    purpose: untold,
    tags: untold,
    facts: {},
  })
  expect(usage({ subject: 'x', lastUsedAt: null, precision: 'day', source: 'pagerly' }).observedSince).toEqual(untold)
})

test('a credential lasts as long as it says, and where nobody could read that, as if for ever', () => {
  const key = { kind: 'api-key', nativeId: 'k1' } as const
  expect(credential({ ...key, expiresAt: '2027-01-01T00:00:00Z' }).lifetime).toBe('expiring')
  expect(credential({ ...key, expiresAt: null }).lifetime).toBe('static')
  expect(credential({ ...key, expiresAt: { unknown: 'denied' } }).lifetime).toBe('static')
  expect(credential({ ...key, expiresAt: null, lifetime: 'ephemeral' }).lifetime).toBe('ephemeral')
})

test('edges lead to what other steps emit', () => {
  expect(edge('authenticates', id('api-key', 'k1'), id('integration', 'i1'), 'GET /v1/api-keys')).toEqual({
    type: 'edge',
    kind: 'authenticates',
    from: 'pagerly:acme:api-key:k1',
    to: 'pagerly:acme:integration:i1',
    evidence: [{ source: 'GET /v1/api-keys' }],
  })
})
