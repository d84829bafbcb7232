/** What registrations become, who acts for them, and which tokens of other issuers sign in as them. */
import { expect, test } from 'vitest'
import { graphScan } from '../../../../test/support/azure-graph.ts'
import type { GraphInMemory } from '../../../../test/support/azure-graph.ts'
import { guidOf, tenantId } from '../../../../test/support/azure-place.ts'

const canary = 'MUSTERCANARY'
const steps = ['service-principals', 'applications', 'federated-credentials']
const principal = (name: string, more: object = {}): object => ({
  id: guidOf(`principal ${name}`),
  appId: guidOf(`client ${name}`),
  displayName: name,
  servicePrincipalType: 'Application',
  accountEnabled: true,
  appOwnerOrganizationId: tenantId,
  ...more,
})
const application = (name: string, more: object = {}): object => ({
  id: guidOf(name),
  appId: guidOf(`client ${name}`),
  displayName: name,
  createdDateTime: '2023-01-02T03:04:05Z',
  signInAudience: 'AzureADMyOrg',
  passwordCredentials: [],
  keyCredentials: [],
  requiredResourceAccess: [],
  web: { redirectUris: [], implicitGrantSettings: {} },
  ...more,
})
const federated = (name: string, more: object = {}): object => ({
  id: guidOf(`federated ${name}`),
  name,
  issuer: 'https://token.actions.githubusercontent.com',
  subject: 'repo:acme/shop:ref:refs/heads/main',
  audiences: ['api://AzureADTokenExchange'],
  claimsMatchingExpression: null,
  ...more,
})
const entity = (kind: string, native: string): string => `azure:${tenantId}:${kind}:${native}`
const acting = (name: string): string => entity('service-principal', guidOf(`principal ${name}`))
const scanned = (lists: GraphInMemory['lists'], more: Partial<GraphInMemory> = {}) =>
  graphScan(steps, { lists, ...more })

test.each([
  [{ api: { requestedAccessTokenVersion: 2 } }, 2],
  [{ api: { requestedAccessTokenVersion: null } }, 1],
  [{}, undefined],
])('a registration with %j has tokens of version %s', async (more, version) => {
  const { found } = await scanned({ '/servicePrincipals': [], '/applications': [application('shop', more)] })
  expect(found('resource', guidOf('client shop'))).toMatchObject({ kind: 'application' })
  expect(JSON.stringify(found('resource', guidOf('client shop')))).toContain(
    version === undefined ? '"asksFor":[]}' : `"tokenVersion":${version}`,
  )
})

test('a registration: where it sends tokens, what is locked, what it asks for', async () => {
  const { found, edges, text } = await scanned({
    '/servicePrincipals': [principal('shop')],
    '/applications': [
      application('shop', {
        isDisabled: true,
        web: { redirectUris: ['https://shop.example/b', 'https://shop.example/a'] },
        spa: { redirectUris: ['http://localhost:3000'] },
        publicClient: { redirectUris: ['shop://auth'] },
        servicePrincipalLockConfiguration: { isEnabled: true, credentialsWithUsageVerify: true },
        requiredResourceAccess: [
          {
            resourceAppId: 'graph',
            resourceAccess: [
              { id: '2', type: 'Role' },
              { id: '1', type: 'Scope' },
              { id: '3', type: 'New' },
            ],
          },
        ],
        passwordCredentials: [
          {
            keyId: 'S1',
            displayName: 'ci',
            hint: canary,
            secretText: canary,
            startDateTime: '2025-01-01T00:00:00Z',
            endDateTime: '2299-12-30T00:00:00Z',
          },
        ],
        keyCredentials: [
          {
            keyId: 'c1',
            type: 'AsymmetricX509Cert',
            usage: 'Verify',
            customKeyIdentifier: 'A'.repeat(40),
            key: canary,
          },
        ],
      }),
      application('lonely', {
        passwordCredentials: [{ keyId: 's2' }],
        servicePrincipalLockConfiguration: { isEnabled: true, allProperties: true },
      }),
      application('bot', { '@odata.type': '#microsoft.graph.agentIdentityBlueprint' }),
    ],
  })
  expect(found('resource', guidOf('client shop'))).toMatchObject({
    id: entity('application', guidOf('shop')),
    kind: 'application',
    facts: {
      servicePrincipal: acting('shop'),
      createdAt: '2023-01-02T03:04:05Z',
      disabled: true,
      fallbackPublicClient: false,
      redirectUris: [
        { uri: 'https://shop.example/a', platform: 'web' },
        { uri: 'https://shop.example/b', platform: 'web' },
        { uri: 'http://localhost:3000', platform: 'spa' },
        { uri: 'shop://auth', platform: 'public' },
      ],
      instanceLock: 'partial',
      asksFor: [
        { apiAppId: 'graph', id: '1', type: 'Scope' },
        { apiAppId: 'graph', id: '2', type: 'Role' },
      ],
    },
  })
  expect(found('identity', guidOf('client shop'))).toMatchObject({ facts: { applicationId: guidOf('shop') } })
  expect(found('credential', 'S1')).toMatchObject({
    id: entity('client-secret', 's1'),
    lifetime: 'expiring',
    facts: { on: 'application', objectId: guidOf('shop') },
  })
  expect(found('resource', guidOf('client lonely'))).toMatchObject({
    facts: { servicePrincipal: null, instanceLock: 'on' },
  })
  expect(found('resource', guidOf('client bot'))).toMatchObject({
    kind: 'agent-blueprint',
    facts: { instanceLock: 'off', sponsors: { unknown: 'not-collected' } },
  })
  expect(edges('runs-as')).toMatchObject([{ from: entity('application', guidOf('shop')), to: acting('shop') }])
  expect(edges('authenticates').map(({ from, to }) => [from, to])).toEqual([
    [entity('certificate', 'c1'), acting('shop')],
    [entity('client-secret', 's1'), acting('shop')],
  ])
  expect(text).not.toContain(canary)
})

test('who signs in is unknown, not nobody, where the service principals were not read', async () => {
  const { found, gaps, edges } = await scanned({
    '/servicePrincipals': { status: 403, code: 'Authorization_RequestDenied' },
    '/applications': [application('shop', { passwordCredentials: [{ keyId: 's1' }] })],
  })
  expect(found('resource', guidOf('client shop'))).toMatchObject({
    facts: { servicePrincipal: { unknown: 'not-collected' } },
  })
  expect(edges('authenticates')).toEqual([])
  expect(gaps.filter(({ step }) => step === 'applications')).toMatchObject([{ reason: 'not-collected' }])
})

test('federated credentials: an exact subject, an expression, more than a list shows', async () => {
  const many = Array.from({ length: 20 }, (_, index) => federated(`many-${index}`))
  const { found, edges, records, asked } = await scanned({
    '/servicePrincipals': [principal('shop'), principal('many')],
    '/applications': [application('shop'), application('many')],
    '/beta/applications?federatedIdentityCredentials': [
      {
        id: guidOf('shop'),
        appId: guidOf('client shop'),
        federatedIdentityCredentials: [
          federated('main'),
          federated('any', {
            issuer: 'https://issuer.example/pool/',
            subject: null,
            claimsMatchingExpression: { languageVersion: 1, value: "claims['sub'] matches 'repo:acme/*'" },
          }),
        ],
      },
      { id: guidOf('many'), appId: guidOf('client many'), federatedIdentityCredentials: many },
    ],
    [`/beta/applications/${guidOf('many')}/federatedIdentityCredentials`]: [...many, federated('many-20')],
  })
  expect(found('credential', guidOf('federated main'))).toMatchObject({
    id: entity('federated', guidOf('federated main')),
    name: 'main',
    lifetime: 'ephemeral',
    facts: {
      on: 'application',
      objectId: guidOf('shop'),
      subject: 'repo:acme/shop:ref:refs/heads/main',
      expression: null,
      audiences: ['api://AzureADTokenExchange'],
    },
  })
  expect(edges('trusts')).toContainEqual(
    expect.objectContaining({
      from: acting('shop'),
      to: 'oidc:issuer.example/pool',
      via: guidOf('federated any'),
      conditions: {
        subject: null,
        expression: "claims['sub'] matches 'repo:acme/*'",
        audiences: ['api://AzureADTokenExchange'],
      },
    }),
  )
  expect(records.filter((record) => 'kind' in record && record.kind === 'federated')).toHaveLength(23)
  expect(asked.filter((path) => path.includes('$batch'))).toEqual(['/beta/$batch'])
})

test('a cloud without the beta is asked what it has; the expression is unknown there', async () => {
  const { found, step } = await scanned({
    '/servicePrincipals': [principal('shop')],
    '/beta/applications?federatedIdentityCredentials': { status: 404, code: 'UnknownError' },
    '/applications?federatedIdentityCredentials': [
      {
        id: guidOf('shop'),
        appId: guidOf('client shop'),
        federatedIdentityCredentials: [federated('any', { subject: null, claimsMatchingExpression: undefined })],
      },
    ],
  })
  expect(step('federated-credentials')).toMatchObject({ status: 'complete' })
  expect(found('credential', guidOf('federated any'))).toMatchObject({
    facts: { subject: null, expression: { unknown: 'unsupported' } },
  })
})

test('what is refused is a gap, what cannot be read is told, order does not matter', async () => {
  const names = ['a', 'b', 'c']
  const lists = {
    '/servicePrincipals': names.map((name) => principal(name)),
    '/applications': names.map((name) => application(name, { passwordCredentials: [{ keyId: `s-${name}` }] })),
    '/beta/applications?federatedIdentityCredentials': names.map((name) => ({
      id: guidOf(name),
      appId: guidOf(`client ${name}`),
      federatedIdentityCredentials: [federated(name)],
    })),
  }
  const [usual, shuffled] = [await scanned(lists), await scanned(lists, { pageSize: 1, shuffle: 7 })]
  expect(shuffled.records).toEqual(usual.records)
  expect(usual.coverage.filter(({ status }) => status !== 'complete')).toEqual([])

  const refusal = { status: 403, code: 'Authorization_RequestDenied' }
  const refused = await scanned({
    ...lists,
    '/applications': [...lists['/applications'], { ...application('d'), passwordCredentials: 'none' }],
    '/beta/applications?federatedIdentityCredentials': refusal,
  })
  expect(refused.step('applications')).toMatchObject({ status: 'partial' })
  expect(refused.step('federated-credentials')).toMatchObject({ status: 'denied', missing: ['Application.Read.All'] })
})
