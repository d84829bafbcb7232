import { expect, test } from 'vitest'
import { runAzure, tenantId } from '../../../../test/support/azure-wire.ts'
import type { AzureWire } from '../../../../test/support/azure-wire.ts'

const group = '/subscriptions/0f5d7e2a-1111-4c3d-8e9f-000000000001/resourceGroups/Shop/providers'
const subscriptions = [
  { id: '/s', subscriptionId: '0f5d7e2a-1111-4c3d-8e9f-000000000001', name: 's', tenantId, properties: {} },
]
const canary = 'MUSTERCANARYazurekeys'

const service = (type: string, more: object = {}, name = 'x') => ({
  id: `${group}/${type}/${name}`,
  name,
  type: type.toLowerCase(),
  location: 'westeurope',
  tags: { env: 'test' },
  ...more,
})

async function opened(type: string, more: object): Promise<unknown> {
  const { records } = await runAzure(['subscriptions', 'local-auth'], {
    rows: { subscriptions, storageaccounts: [service(type, more)] },
  })
  const found = records.find((record) => record.type === 'resource' && record.kind === 'keyed-service')
  return found?.type === 'resource' ? found.facts['keysOpen'] : undefined
}

test.each([
  ['Microsoft.Storage/storageAccounts', {}, true],
  ['Microsoft.Storage/storageAccounts', { allowSharedKeyAccess: null }, true],
  ['Microsoft.Storage/storageAccounts', { allowSharedKeyAccess: false }, false],
  ['Microsoft.CognitiveServices/accounts', {}, true],
  ['Microsoft.CognitiveServices/accounts', { disableLocalAuth: true }, false],
  ['Microsoft.Search/searchServices', { disableLocalAuth: false }, true],
  ['Microsoft.ServiceBus/namespaces', { disableLocalAuth: 'True' }, false],
  ['Microsoft.EventHub/namespaces', {}, true],
  ['Microsoft.DocumentDB/databaseAccounts', { disableLocalAuth: true }, false],
  ['Microsoft.AppConfiguration/configurationStores', {}, true],
  ['Microsoft.ContainerRegistry/registries', {}, false],
  ['Microsoft.ContainerRegistry/registries', { adminUserEnabled: true }, true],
  ['Microsoft.Cache/Redis', {}, true],
  ['Microsoft.Cache/Redis', { disableAccessKeyAuthentication: true }, false],
  ['Microsoft.ContainerService/managedClusters', {}, true],
  ['Microsoft.ContainerService/managedClusters', { disableLocalAccounts: true }, false],
  ['Microsoft.MachineLearningServices/workspaces/onlineEndpoints', { authMode: 'Key' }, true],
  ['Microsoft.MachineLearningServices/workspaces/onlineEndpoints', { authMode: 'AADToken' }, false],
  ['Microsoft.MachineLearningServices/workspaces/onlineEndpoints', {}, { unknown: 'not-collected' }],
  ['Microsoft.Web/sites', {}, undefined],
])('keys of %s with %j: %j', async (type, more, expected) => {
  expect(await opened(type, more)).toEqual(expected)
})

test.each([
  [{ key1: '2026-05-01T00:00:00Z', key2: '2025-01-01T00:00:00.1234567Z' }, '2025-01-01T00:00:00.123Z'],
  [{ key1: '2026-05-01T00:00:00Z', key2: null }, { unknown: 'unsupported' }],
  [null, { unknown: 'unsupported' }],
])('the older of a storage account’s keys counts: %j', async (keyCreationTime, expected) => {
  const account = service('Microsoft.Storage/storageAccounts', {
    keyCreationTime,
    keyPolicy: { keyExpirationPeriodInDays: 90 },
  })
  const { records } = await runAzure(['subscriptions', 'local-auth'], {
    rows: { subscriptions, storageaccounts: [account] },
  })
  expect(records).toContainEqual(
    expect.objectContaining({
      kind: 'keyed-service',
      facts: expect.objectContaining({ keysCreatedAt: expected, keyExpiryDays: 90 }),
    }),
  )
})

const vault = `${group}/Microsoft.KeyVault/vaults/kv-shop`
const account = `${group}/Microsoft.CognitiveServices/accounts/brain`
const attributes = { enabled: true, created: 1_735_689_600, updated: 1_767_225_600, recoveryLevel: 'Recoverable' }

const wire: AzureWire = {
  rows: {
    subscriptions,
    storageaccounts: [
      service('Microsoft.CognitiveServices/accounts', { kind: 'OpenAI', properties: { key: canary } }, 'brain'),
      service('Microsoft.CognitiveServices/accounts', { kind: 'TextAnalytics' }, 'words'),
    ],
    vaults: [
      service(
        'Microsoft.KeyVault/vaults',
        {
          enableRbacAuthorization: null,
          accessPolicies: [
            {
              objectId: 'B',
              tenantId,
              permissions: { secrets: ['Get', 'List', 'get'], keys: [], storage: ['all'] },
            },
          ],
        },
        'kv-shop',
      ),
    ],
  },
  at: {
    [`${vault}/secrets`]: [
      { id: `${vault}/secrets/db`, name: 'db', properties: { value: canary, contentType: canary, attributes } },
      {
        id: `${vault}/secrets/tls`,
        name: 'tls',
        properties: { contentType: 'application/x-pkcs12', attributes: { ...attributes, exp: 1_798_761_600 } },
      },
    ],
    [`${vault}/keys`]: [
      { id: `${vault}/keys/tls`, name: 'tls', properties: { attributes } },
      { id: `${vault}/keys/own`, name: 'own', properties: { kty: 'RSA', key: { n: canary } } },
    ],
    [`${account}/deployments`]: [
      { name: 'chat', properties: { model: { name: 'gpt-5', version: '1' } } },
      { name: 'chat2', properties: { model: { name: 'gpt-5' } } },
    ],
  },
}

test('a vault that does not say that roles decide is held by its policies', async () => {
  const { records } = await runAzure(['subscriptions', 'local-auth'], wire)
  expect(records).toContainEqual(
    expect.objectContaining({
      kind: 'key-vault',
      facts: expect.objectContaining({
        rbac: false,
        accessPolicies: [
          { objectId: 'b', tenantId, applicationId: null, secrets: ['get', 'list'], keys: [], certificates: [] },
        ],
      }),
    }),
  )
})

test('vaults tell names and dates, and what a certificate manages; nothing else is kept', async () => {
  const { records, gaps } = await runAzure(['subscriptions', 'local-auth', 'key-vault-objects', 'ai-deployments'], wire)
  const held = records.flatMap((record) =>
    record.type === 'resource' && record.kind.startsWith('vault-')
      ? [[record.kind, record.name, record.facts['expiresAt'], record.facts['managed']]]
      : [],
  )
  expect(held).toEqual([
    ['vault-secret', 'db', null, false],
    ['vault-secret', 'tls', '2027-01-01T00:00:00Z', true],
    ['vault-key', 'tls', null, true],
    ['vault-key', 'own', { unknown: 'not-collected' }, false],
  ])
  expect(records).toContainEqual(
    expect.objectContaining({
      type: 'patch',
      id: `azure:${tenantId}:keyed-service:${account.toLowerCase()}`,
      facts: { models: ['gpt-5'] },
    }),
  )
  expect(gaps).toEqual([])
  expect(JSON.stringify(records)).not.toContain(canary)
})

test('a vault or an account that is refused is told, and its models are unknown', async () => {
  const no = { status: 403, code: 'AuthorizationFailed' }
  const at = { [`${vault}/secrets`]: no, [`${vault}/keys`]: [], [`${account}/deployments`]: no }
  const { records, gaps } = await runAzure(['subscriptions', 'local-auth', 'key-vault-objects', 'ai-deployments'], {
    ...wire,
    at,
  })
  expect(gaps.map(({ step, permission }) => [step, permission])).toEqual([
    ['key-vault-objects', 'Microsoft.KeyVault/vaults/secrets/read'],
    ['ai-deployments', 'Microsoft.CognitiveServices/accounts/deployments/read'],
  ])
  expect(records).toContainEqual(expect.objectContaining({ type: 'patch', facts: { models: { unknown: 'denied' } } }))
})

test('no property is asked for but those that are read', async () => {
  const { asked } = await runAzure(['subscriptions', 'local-auth'], wire)
  const queries = asked.slice(2).map(({ body }) => JSON.stringify(body))
  expect(queries.some((query) => /[ ,]properties[ ,|]/.test(query))).toBe(false)
})
