/** Who owns applications and service principals, and what of the owners may be read. */
import { expect, test } from 'vitest'
import { graphScan } from '../../../../test/support/azure-graph.ts'
import type { GraphInMemory } from '../../../../test/support/azure-graph.ts'
import { guidOf, microsoftTenant, tenantId } from '../../../../test/support/azure-place.ts'

const steps = ['service-principals', 'application-owners', 'service-principal-owners']
const principal = (name: string, more: object = {}): object => ({
  id: guidOf(name),
  appId: guidOf(`client ${name}`),
  displayName: name,
  servicePrincipalType: 'Application',
  accountEnabled: true,
  appOwnerOrganizationId: tenantId,
  ...more,
})
const user = (name: string, more: object = {}): object => ({
  '@odata.type': '#microsoft.graph.user',
  id: guidOf(`user ${name}`),
  displayName: name,
  userPrincipalName: `${name}@acme.example`,
  userType: 'Member',
  accountEnabled: true,
  ...more,
})
const machine = (name: string): object => ({
  '@odata.type': '#microsoft.graph.servicePrincipal',
  id: guidOf(name),
  displayName: name,
  accountEnabled: true,
})
const owned = (name: string, owners: readonly object[], more: object = {}): object => ({
  id: guidOf(name),
  owners,
  ...more,
})
const entity = (kind: string, name: string): string => `azure:${tenantId}:${kind}:${guidOf(name)}`
const person = (name: string): string => entity('user', `user ${name}`)
const scanned = (lists: GraphInMemory['lists'], more: Partial<GraphInMemory> = {}) =>
  graphScan(steps, { lists, ...more })

const principals = [
  principal('shop'),
  principal('deployer', { servicePrincipalType: 'ManagedIdentity', alternativeNames: ['isExplicit=True'] }),
  principal('bots', { appOwnerOrganizationId: microsoftTenant }),
]

test('people, guests, machines and Microsoft own applications and service principals', async () => {
  const { edges, found, gaps } = await scanned({
    '/servicePrincipals': principals,
    '/applications?owners': [
      owned('app', [
        user('ada'),
        user('left', { accountEnabled: false, userType: null }),
        user('eve', { userPrincipalName: 'eve_x.example#EXT#@acme.example', userType: null }),
        machine('deployer'),
        machine('bots'),
      ]),
      owned('blueprint', [user('ada'), user('agent', { '@odata.type': '#microsoft.graph.agentUser' })], {
        '@odata.type': '#microsoft.graph.agentIdentityBlueprint',
      }),
      owned('nobodys', []),
    ],
    '/servicePrincipals?owners': [owned('shop', [user('ada')]), owned('bots', [user('mallory')])],
  })
  const between = edges('owns').map(({ from, to }) => `${String(from)} > ${String(to)}`)
  expect(between.toSorted()).toEqual(
    [
      `${person('ada')} > ${entity('application', 'app')}`,
      `${person('left')} > ${entity('application', 'app')}`,
      `${person('eve')} > ${entity('application', 'app')}`,
      `${entity('managed-identity', 'deployer')} > ${entity('application', 'app')}`,
      `${entity('microsoft-app', 'bots')} > ${entity('application', 'app')}`,
      `${person('ada')} > ${entity('agent-blueprint', 'blueprint')}`,
      `${person('agent')} > ${entity('agent-blueprint', 'blueprint')}`,
      `${person('ada')} > ${entity('service-principal', 'shop')}`,
      `${person('mallory')} > ${entity('microsoft-app', 'bots')}`,
    ].toSorted(),
  )
  expect(found('identity', 'ada@acme.example')).toMatchObject({
    id: person('ada'),
    class: 'human',
    enabled: true,
    facts: { userType: 'Member', userPrincipalName: 'ada@acme.example' },
  })
  expect(found('identity', 'left@acme.example')).toMatchObject({ enabled: false, facts: { userType: null } })
  expect(found('identity', 'eve_x.example#EXT#@acme.example')).toMatchObject({ facts: { userType: 'Guest' } })
  expect(found('identity', 'agent@acme.example')).toMatchObject({ class: 'ai', facts: { agent: true } })
  expect(gaps).toEqual([])
})

test('owners come with the further addresses that they are known by', async () => {
  const addresses = {
    mail: 'Ada.Lovelace@acme.example',
    proxyAddresses: ['SMTP:Ada.Lovelace@acme.example', 'smtp:al@acme.example', 'SIP:ada@acme.example'],
    otherMails: ['ada@home.example', 'countess@acme.example'],
  }
  const { found } = await scanned({
    '/servicePrincipals': principals,
    '/servicePrincipals?owners': [owned('shop', [user('ada', addresses)])],
  })
  expect(found('identity', 'ada@acme.example')).toMatchObject({
    facts: {
      otherAddresses: [
        { address: 'ada.lovelace@acme.example', field: 'mail' },
        { address: 'al@acme.example', field: 'proxyAddresses' },
        { address: 'countess@acme.example', field: 'otherMails' },
      ],
    },
  })
})

test('owners of whom no more than the id may be read are known to be there, and nothing else', async () => {
  const { found, gaps, step } = await scanned({
    '/servicePrincipals': principals,
    '/applications?owners': [
      owned('app', [
        { '@odata.type': '#microsoft.graph.user', id: guidOf('user ada'), displayName: null, userPrincipalName: null },
        user('bob', { accountEnabled: null, userType: null }),
      ]),
    ],
  })
  expect(found('identity', guidOf('user ada'))).toMatchObject({
    enabled: { unknown: 'denied' },
    facts: { userPrincipalName: { unknown: 'denied' }, userType: { unknown: 'denied' } },
  })
  expect(found('identity', 'bob@acme.example')).toMatchObject({ enabled: { unknown: 'denied' } })
  expect(gaps).toMatchObject([
    {
      step: 'application-owners',
      reason: 'denied',
      permission: 'User.Read.All',
      detail: expect.stringContaining('2 owners'),
    },
  ])
  expect(step('application-owners')).toMatchObject({ status: 'partial' })
  expect(step('service-principal-owners')).toMatchObject({ status: 'complete' })
})

test('more owners than a list shows are asked for, together', async () => {
  const many = Array.from({ length: 20 }, (_, index) => user(`u${index}`))
  const { edges, asked, gaps } = await scanned({
    '/servicePrincipals': principals,
    '/applications?owners': [owned('app', many), owned('gone', many), owned('hidden', many)],
    [`/applications/${guidOf('app')}/owners`]: [...many, user('u20')],
    [`/applications/${guidOf('gone')}/owners`]: { status: 404, code: 'Request_ResourceNotFound' },
    [`/applications/${guidOf('hidden')}/owners`]: { status: 403, code: 'Authorization_RequestDenied' },
  })
  expect(edges('owns').filter(({ to }) => to === entity('application', 'app'))).toHaveLength(21)
  expect(edges('owns').filter(({ to }) => to === entity('application', 'hidden'))).toHaveLength(20)
  expect(asked.filter((path) => path.includes('$batch'))).toEqual(['/v1.0/$batch'])
  expect(gaps.filter(({ reason }) => reason === 'denied')).toMatchObject([
    { detail: expect.stringContaining(guidOf('hidden')), permission: 'Application.Read.All' },
  ])
  expect(gaps).toHaveLength(1)
})

test('owners that no list knows are told; order does not matter; a refusal is a gap', async () => {
  const lists = {
    '/servicePrincipals': principals,
    '/applications?owners': [owned('a', [user('ada'), machine('newcomer')]), owned('b', [user('bob'), user('ada')])],
    '/servicePrincipals?owners': [owned('shop', [user('bob')])],
  }
  const [usual, shuffled] = [await scanned(lists), await scanned(lists, { pageSize: 1, shuffle: 5 })]
  expect(shuffled.records).toEqual(usual.records)
  expect(usual.gaps).toMatchObject([
    { detail: 'Left out of the owners: one principal that is in no list of service principals.' },
  ])

  const refusal = { status: 403, code: 'Authorization_RequestDenied' }
  const refused = await scanned({ ...lists, '/servicePrincipals?owners': refusal, '/applications?owners': [{ id: 1 }] })
  expect(refused.step('service-principal-owners')).toMatchObject({
    status: 'denied',
    missing: ['Application.Read.All'],
  })
  expect(refused.step('application-owners')).toMatchObject({ status: 'failed' })
  const unlisted = await scanned({ ...lists, '/servicePrincipals': refusal })
  expect(unlisted.gaps.filter(({ reason }) => reason === 'not-collected')).toHaveLength(1)
})

test('a tenant of 5,000 service principals and 800 applications takes 74 requests', async () => {
  const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `n${index}`)
  const { asked } = await graphScan([...steps, 'applications', 'federated-credentials'], {
    lists: {
      '/servicePrincipals': names(5000).map((name) => principal(name)),
      '/servicePrincipals?owners': names(5000).map((name) => owned(name, [])),
      '/applications': names(800).map((name) => principal(name)),
      '/applications?owners': names(800).map((name) => owned(name, [user('ada')])),
      '/beta/applications?federatedIdentityCredentials': names(800).map((name) => ({
        id: guidOf(name),
        appId: guidOf(`client ${name}`),
        federatedIdentityCredentials: [],
      })),
    },
  })
  // One of them names the tenant: 1 + 6 + 1 + 8 + 8 + 50.
  expect(asked).toHaveLength(74)
})
