/** The steps about applications over the wire: pages, expanded lists and their limits, rights that are lacking. */
import { expect, test } from 'vitest'
import { tenantOf } from '../../../fixtures/servers/azure/estate.ts'
import { startAzureServer } from '../../../fixtures/servers/azure/server.ts'
import type { ServerOptions } from '../../../fixtures/servers/azure/server.ts'
import { tokenFor } from '../../../fixtures/servers/azure/tokens.ts'
import { guidOf, tenantId } from '../../../test/support/azure-place.ts'
import { scan, scanNow } from '../../../test/support/scan.ts'
import type { Scanned } from '../../../test/support/scan.ts'
import type { AnyConnector } from '../contract.ts'
import { send } from './client.ts'
import { endpointsOf } from './clouds.ts'
import { directorySteps } from './directory-plane.ts'
import { connector } from './index.ts'
import { AzureConfig } from './schema.ts'
import type { AzureClient } from './session.ts'

const canary = 'MUSTERCANARY'
const [shop, bulk] = [guidOf('shop'), guidOf('bulk')]
const secret = {
  keyId: guidOf('secret'),
  displayName: 'ci',
  hint: 'MUS',
  secretText: canary,
  endDateTime: '2027-01-01T00:00:00Z',
}
const key = {
  keyId: guidOf('key'),
  type: 'AsymmetricX509Cert',
  usage: 'Verify',
  key: canary,
  customKeyIdentifier: null,
}
const people = Array.from({ length: 23 }, (_, index) => ({
  id: guidOf(`person ${index}`),
  displayName: `Person ${index}`,
  userPrincipalName: `person${index}@larkspur.example`,
  userType: 'Member',
  accountEnabled: index !== 0,
}))
const federated = (name: string, more: object = {}) => ({
  id: guidOf(name),
  name,
  issuer: 'https://token.actions.githubusercontent.com',
  subject: 'repo:larkspur/shop:environment:prod',
  audiences: ['api://AzureADTokenExchange'],
  ...more,
})

const tenant = tenantOf(tenantId, {
  graph: {
    users: people,
    servicePrincipals: [
      {
        id: guidOf('sp shop'),
        appId: guidOf('client shop'),
        displayName: 'shop',
        servicePrincipalType: 'Application',
        accountEnabled: true,
        appOwnerOrganizationId: tenantId,
        keyCredentials: [key],
      },
      {
        id: guidOf('sp bulk'),
        appId: guidOf('client bulk'),
        displayName: 'bulk',
        servicePrincipalType: 'Application',
        accountEnabled: true,
        appOwnerOrganizationId: tenantId,
      },
      {
        id: guidOf('mi'),
        appId: guidOf('client mi'),
        displayName: 'mi',
        servicePrincipalType: 'ManagedIdentity',
        accountEnabled: true,
        alternativeNames: ['isExplicit=True'],
      },
    ],
    applications: [
      { id: shop, appId: guidOf('client shop'), displayName: 'shop', passwordCredentials: [secret] },
      { id: bulk, appId: guidOf('client bulk'), displayName: 'bulk', createdDateTime: '2024-01-01T00:00:00Z' },
    ],
    owners: { [shop]: people.map(({ id }) => id), [bulk]: [guidOf('mi')], [guidOf('sp shop')]: [guidOf('person 1')] },
    federatedIdentityCredentials: {
      [shop]: [
        federated('exact'),
        federated('flexible', {
          subject: null,
          claimsMatchingExpression: { languageVersion: 1, value: "claims['sub'] matches 'repo:larkspur/*'" },
        }),
      ],
      [bulk]: Array.from({ length: 20 }, (_, index) => federated(`bulk ${index}`)),
    },
  },
})

async function overTheWire(
  options: Partial<ServerOptions> = {},
): Promise<Scanned & { readonly operations: readonly string[] }> {
  const server = await startAzureServer({ estate: { tenants: [tenant] }, now: scanNow, ...options })
  const config = AzureConfig.parse({ endpoints: { graph: server.url, resourceManager: server.url } })
  const roles = options.access?.graphRoles ?? ['Application.Read.All', 'Organization.Read.All', 'User.Read.All']
  const client: AzureClient = {
    config,
    endpoints: endpointsOf(config, () => undefined),
    send,
    signIns: [
      {
        tenant: tenantId,
        tokens: async ({ audience }) => tokenFor(tenant, { audience, clientId: guidOf('muster'), roles }),
      },
    ],
    found: new Map(),
  }
  const ids: readonly string[] = directorySteps.map(({ id }) => id)
  const steps = connector.meta.steps.filter(({ id }) => ids.includes(id))
  const only: AnyConnector = { ...connector, meta: { ...connector.meta, steps }, connect: async () => client }
  try {
    const scanned = await scan({ connector: only, config: {}, tier: 'deep' })
    return { ...scanned, operations: server.calls.map(({ operation }) => operation) }
  } finally {
    await server.close()
  }
}

const edges = ({ records }: Scanned, kind: string) =>
  records.filter((record) => record.type === 'edge' && record.kind === kind)

test('everything is read, by requests that are named as the server names them, and nothing secret is kept', async () => {
  const usual = await overTheWire()
  expect(usual.gaps).toEqual([])
  expect(usual.text).not.toContain(canary)
  expect(edges(usual, 'owns')).toHaveLength(23 + 1 + 1)
  expect(edges(usual, 'trusts')).toHaveLength(22)
  expect(edges(usual, 'authenticates')).toHaveLength(2 + 22)
  expect(new Set(usual.operations)).toEqual(
    new Set([
      'GET /organization',
      'GET /servicePrincipals',
      'GET /applications',
      'GET /beta/applications',
      'POST /$batch',
      'GET /applications/{id}/owners',
      'GET /beta/applications/{id}/federatedIdentityCredentials',
    ]),
  )
})

test.each([1, 2])('pages of %i row(s), in another order, give the same records', async (pageSize) => {
  const [usual, shuffled] = [await overTheWire(), await overTheWire({ pageSize, shuffle: pageSize })]
  expect(shuffled.records).toEqual(usual.records)
})

test('without the right to read accounts, owners are there and their accounts are unknown', async () => {
  const scanned = await overTheWire({ access: { graphRoles: ['Application.Read.All', 'Organization.Read.All'] } })
  expect(edges(scanned, 'owns')).toHaveLength(25)
  const accounts = scanned.records.filter((record) => record.type === 'identity' && record.kind === 'user')
  expect(accounts).toHaveLength(23)
  expect(accounts.every((record) => JSON.stringify(record).includes('"enabled":{"unknown":"denied"}'))).toBe(true)
  expect(scanned.gaps.map(({ step, permission }) => [step, permission])).toEqual([
    ['application-owners', 'User.Read.All'],
    ['service-principal-owners', 'User.Read.All'],
  ])
})
