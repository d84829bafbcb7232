/** What the list of service principals becomes: identities, managed identities, Microsoft's own, and their keys. */
import { expect, test } from 'vitest'
import { graphScan, scannerAppId } from '../../../../test/support/azure-graph.ts'
import type { GraphInMemory } from '../../../../test/support/azure-graph.ts'
import { guidOf, microsoftTenant, tenantId, vendorTenant } from '../../../../test/support/azure-place.ts'

const canary = 'MUSTERCANARY'
const row = (name: string, more: object = {}): object => ({
  id: guidOf(name),
  appId: guidOf(`client ${name}`),
  displayName: name,
  servicePrincipalType: 'Application',
  accountEnabled: true,
  appOwnerOrganizationId: tenantId,
  alternativeNames: [],
  tags: [],
  passwordCredentials: [],
  keyCredentials: [],
  appRoles: [],
  verifiedPublisher: { displayName: null, verifiedPublisherId: null, addedDateTime: null },
  ...more,
})
const secret = (keyId: string, more: object = {}): object => ({
  keyId,
  displayName: 'deploy',
  hint: canary.slice(0, 3),
  secretText: canary,
  startDateTime: '2025-01-02T03:04:05.1234567Z',
  endDateTime: '2026-01-02T03:04:05Z',
  customKeyIdentifier: null,
  ...more,
})
const key = (keyId: string, usage: string, customKeyIdentifier: string, more: object = {}): object => ({
  ...secret(keyId),
  type: 'AsymmetricX509Cert',
  usage,
  customKeyIdentifier,
  key: canary,
  ...more,
})
const idOf = (kind: string, name: string): string => `azure:${tenantId}:${kind}:${guidOf(name)}`
const scanned = (rows: readonly object[], more: Partial<GraphInMemory> = {}) =>
  graphScan(['service-principals'], { lists: { '/servicePrincipals': rows }, ...more })

test('whose an application is, who publishes it, whether it may sign in', async () => {
  const { found, records } = await scanned([
    row('shop', { createdDateTime: '2024-05-06T07:08:09Z', tags: ['b', 'a'], notes: 'Ask Ada.' }),
    row('crm', {
      appOwnerOrganizationId: vendorTenant,
      verifiedPublisher: { displayName: 'Crm Inc.', verifiedPublisherId: '1' },
      isDisabled: true,
    }),
    row('teams', { appOwnerOrganizationId: microsoftTenant, accountEnabled: false }),
    row('old', {
      appOwnerOrganizationId: null,
      servicePrincipalType: 'Legacy',
      disabledByMicrosoftStatus: 'DisabledDueToViolationOfServicesAgreement',
    }),
    row('muster', { appId: scannerAppId }),
  ])
  expect(found('identity', guidOf('client shop'))).toMatchObject({
    id: idOf('service-principal', 'shop'),
    kind: 'service-principal',
    class: 'machine',
    enabled: true,
    createdAt: '2024-05-06T07:08:09Z',
    facts: {
      origin: 'tenant',
      applicationId: { unknown: 'not-collected' },
      publisherVerified: false,
      publisher: null,
      labels: ['a', 'b'],
      notes: 'Ask Ada.',
      samlSignOn: false,
      disabledByMicrosoft: null,
    },
  })
  expect(found('identity', guidOf('client crm'))).toMatchObject({
    enabled: false,
    createdAt: { unknown: 'unsupported' },
    facts: { origin: 'foreign', ownerTenant: vendorTenant, applicationId: null, publisherVerified: true },
  })
  expect(found('resource', guidOf('client teams'))).toMatchObject({
    id: idOf('microsoft-app', 'teams'),
    facts: { enabled: false },
  })
  expect(found('identity', guidOf('client old'))).toMatchObject({ enabled: false, facts: { origin: 'none' } })
  expect(found('identity', scannerAppId)).toMatchObject({ facts: { scanner: true } })
  expect(JSON.stringify(records).match(/"scanner"/g)).toHaveLength(1)
})

test('what tokens for it are made for, and whether everybody gets them; nothing where the answer does not say', async () => {
  const { found } = await scanned([
    row('shop', { servicePrincipalNames: ['b', 'api://a'], appRoleAssignmentRequired: true }),
    row('old'),
  ])
  expect(found('identity', guidOf('client shop'))?.['facts']).toMatchObject({
    audiences: ['api://a', 'b'],
    assignmentRequired: true,
  })
  expect(Object.keys(found('identity', guidOf('client old'))?.['facts'] ?? {})).not.toContain('audiences')
})

test('managed identities: what they belong to', async () => {
  const system = '/subscriptions/AB/resourcegroups/Rg/providers/Microsoft.Web/sites/Shop'
  const user = '/subscriptions/ab/resourcegroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/ci'
  const { found, records } = await scanned([
    row('shop-mi', {
      servicePrincipalType: 'ManagedIdentity',
      alternativeNames: ['isExplicit=False', system],
      keyCredentials: [key('k', 'Verify', 'x')],
    }),
    row('ci', { servicePrincipalType: 'ManagedIdentity', alternativeNames: ['isExplicit=True', user] }),
  ])
  expect(found('identity', guidOf('client shop-mi'))).toMatchObject({
    id: idOf('managed-identity', 'shop-mi'),
    kind: 'managed-identity',
    facts: { assigned: 'system', resourceId: system.toLowerCase(), subscriptionId: 'ab' },
  })
  expect(found('identity', guidOf('client ci'))).toMatchObject({
    facts: { assigned: 'user', resourceId: user.toLowerCase(), attachedTo: { unknown: 'not-collected' } },
  })
  expect(records.filter(({ type }) => type === 'credential')).toEqual([])
})

test('credentials of a service principal itself, without what is secret of them', async () => {
  const sha1 = Buffer.alloc(20, 7).toString('base64')
  const { found, edges, text } = await scanned([
    row('shop', {
      passwordCredentials: [secret('s1'), secret('s2', { displayName: null, endDateTime: null, startDateTime: null })],
      keyCredentials: [key('c1', 'Verify', sha1), key('c2', 'Verify', 'nothing')],
    }),
    row('exchange', { appOwnerOrganizationId: microsoftTenant, keyCredentials: [key('c3', 'Verify', sha1)] }),
  ])
  expect(found('credential', 's1')).toMatchObject({
    id: `azure:${tenantId}:client-secret:s1`,
    name: 'deploy',
    createdAt: '2025-01-02T03:04:05.123Z',
    expiresAt: '2026-01-02T03:04:05Z',
    lifetime: 'expiring',
    facts: { on: 'service-principal', objectId: guidOf('shop'), appId: guidOf('client shop'), keyId: 's1' },
  })
  expect(found('credential', 's2')).toMatchObject({ name: 's2', expiresAt: null, lifetime: 'static' })
  expect(found('credential', 'c1')).toMatchObject({
    kind: 'certificate',
    fingerprint: '07'.repeat(20),
    facts: { usage: 'Verify', thumbprint: '07'.repeat(20) },
  })
  expect(found('credential', 'c2')).toMatchObject({ facts: { thumbprint: null } })
  // Hybrid Exchange gives Microsoft's own application a certificate: whoever holds it acts as that.
  expect(found('identity', guidOf('client exchange'))).toMatchObject({ facts: { origin: 'microsoft' } })
  expect(edges('authenticates')).toHaveLength(5)
  expect(edges('authenticates')).toContainEqual(
    expect.objectContaining({ from: `azure:${tenantId}:client-secret:s1`, to: idOf('service-principal', 'shop') }),
  )
  expect(text).not.toContain(canary)
})

test('certificates of single sign-on sign nobody in; a key beside them does', async () => {
  const { found, edges } = await scanned([
    row('payroll', {
      preferredSingleSignOnMode: 'saml',
      preferredTokenSigningKeyThumbprint: '09'.repeat(20),
      keyCredentials: [
        key('sign', 'Sign', 'one'),
        key('verify', 'Verify', 'one'),
        key('preferred', 'Verify', Buffer.alloc(20, 9).toString('base64')),
        key('backdoor', 'Verify', 'two'),
      ],
      passwordCredentials: [
        secret('sign', { customKeyIdentifier: 'one' }),
        secret('added', { customKeyIdentifier: 'one' }),
      ],
    }),
  ])
  for (const nativeId of ['sign', 'verify', 'preferred'])
    expect(found('credential', nativeId)).toMatchObject({ facts: { samlSigning: true } })
  expect(edges('authenticates').map(({ from }) => String(from).split(':').slice(2).join(':'))).toEqual([
    'certificate:backdoor',
    'client-secret:added',
  ])
  expect(found('identity', guidOf('client payroll'))).toMatchObject({ facts: { samlSignOn: true } })
})

test('agents, blueprints and what is known to be AI', async () => {
  const { found, records } = await scanned([
    row('helper', { '@odata.type': '#microsoft.graph.agentIdentity', servicePrincipalType: 'ServiceIdentity' }),
    row('helper-blueprint', { '@odata.type': '#microsoft.graph.agentIdentityBlueprintPrincipal' }),
    row('chatgpt', { appId: 'e0476654-c1d5-430b-ab80-70cbd947616a', appOwnerOrganizationId: vendorTenant }),
    row('pva', { appId: '96ff4394-9197-43aa-b393-6a41652e21f8', appOwnerOrganizationId: microsoftTenant }),
    row('copilot-pages', { appOwnerOrganizationId: microsoftTenant }),
    row('desk', { tags: ['power-virtual-agents-1a2b'] }),
    row('ai-notes'),
  ])
  expect(records.filter((record) => 'kind' in record && record.kind === 'agent-identity')).toEqual([])
  expect(found('identity', guidOf('client helper-blueprint'))).toMatchObject({ facts: { blueprint: true } })
  expect(found('identity', 'e0476654-c1d5-430b-ab80-70cbd947616a')).toMatchObject({
    class: 'ai',
    ai: { vendor: 'OpenAI' },
  })
  expect(found('identity', '96ff4394-9197-43aa-b393-6a41652e21f8')).toMatchObject({
    class: 'ai',
    facts: { origin: 'microsoft' },
  })
  expect(found('resource', guidOf('client copilot-pages'))).toMatchObject({ kind: 'microsoft-app' })
  expect(found('identity', guidOf('client desk'))).toMatchObject({ class: 'ai', ai: { confidence: 0.8 } })
  expect(found('identity', guidOf('client ai-notes'))).toMatchObject({ class: 'machine', ai: { confidence: 0.4 } })
})

test('pages, their order, rows that nobody can read, a refusal', async () => {
  const rows = ['a', 'b', 'c', 'd', 'e'].map((name) => row(name, { passwordCredentials: [secret(`s-${name}`)] }))
  const usual = await scanned(rows)
  expect(usual.asked.filter((each) => each.includes('/servicePrincipals'))).toHaveLength(1)
  const shuffled = await scanned(rows, { pageSize: 2, shuffle: 3 })
  expect(shuffled.records).toEqual(usual.records)
  expect(shuffled.asked.filter((each) => each.includes('/servicePrincipals'))).toHaveLength(3)

  const partly = await scanned([...rows, { ...row('f'), accountEnabled: 'yes' }])
  expect(partly.step('service-principals')).toMatchObject({ status: 'partial' })
  expect(partly.gaps).toMatchObject([{ reason: 'failed', detail: expect.stringContaining('accountEnabled') }])

  const refused = await scanned([], {
    lists: { '/servicePrincipals': { status: 403, code: 'Authorization_RequestDenied' } },
  })
  expect(refused.step('service-principals')).toMatchObject({ status: 'denied', missing: ['Application.Read.All'] })
})

test('a cloud that refuses to be asked for a date that its schema lacks is asked without it', async () => {
  const message = "Could not find a property named 'createdDateTime' on type 'microsoft.graph.servicePrincipal'."
  const { found, step } = await graphScan(['service-principals'], {
    lists: { '/servicePrincipals': [row('shop')] },
    refuses: (query) => (query.includes('createdDateTime') ? { status: 400, code: 'BadRequest', message } : undefined),
  })
  expect(step('service-principals')).toMatchObject({ status: 'complete' })
  expect(found('identity', guidOf('client shop'))).toMatchObject({ createdAt: { unknown: 'unsupported' } })
})
