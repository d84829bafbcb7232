/** The steps that ask Azure, over the wire: which requests they make, and how many. */
import { expect, onTestFinished, test } from 'vitest'
import { startAzureServer } from '../../../fixtures/servers/azure/server.ts'
import type { ServerCall } from '../../../fixtures/servers/azure/server.ts'
import { tenantOf } from '../../../fixtures/servers/azure/estate.ts'
import type { AzureArm, AzureEstate, ObjectRow } from '../../../fixtures/servers/azure/estate.ts'
import { loadAzureEstate } from '../../../fixtures/servers/azure/estate.ts'
import { trustTestAuthority } from '../../../fixtures/servers/azure/trust.ts'
import { companyDirectory, companyNow } from '../../../fixtures/company.ts'
import { scan } from '../../../test/support/scan.ts'
import { azureSteps } from './azure-plane.ts'
import { connector } from './index.ts'

async function scanned(estate: AzureEstate, tier: 'creds' | 'deep' = 'creds') {
  const server = await startAzureServer({ estate, now: companyNow })
  const distrust = trustTestAuthority(server.certificate)
  onTestFinished(async () => {
    distrust()
    await server.close()
  })
  const config = {
    tenants: estate.tenants.map(({ tenantId }) => tenantId),
    foundryAgents: true,
    auth: { clientId: '11111111-2222-4333-8444-555555555555', secretEnv: 'SECRET' },
    endpoints: {
      authority: server.authority,
      graph: server.url,
      resourceManager: server.url,
      foundry: `${server.url}/foundry`,
    },
  }
  const result = await scan({ connector, config, env: { SECRET: 'test-only' }, tier })
  expect(result.collected.bugs).toEqual([])
  return { ...result, calls: server.calls }
}

const ofAzure = ({ operation }: ServerCall): boolean => /^(?:resourcegraph:|GET arm:|GET foundry:)/.test(operation)

test('a tenant is read whole, with nothing but what the steps declare, and only reading', async () => {
  const { calls, coverage } = await scanned(await loadAzureEstate(`${companyDirectory()}azure`), 'deep')
  const own = new Set<string>(azureSteps.map(({ id }) => id))
  expect(coverage.filter(({ step, status }) => own.has(step) && status !== 'complete')).toEqual([])
  const declared = new Set<string>(azureSteps.flatMap(({ needs }) => needs))
  const taken = new Set(calls.filter(ofAzure).map(({ permission }) => permission))
  expect([...taken].filter((permission) => !declared.has(permission))).toEqual([])
  expect([...taken].filter((permission) => !permission.endsWith('/read'))).toEqual([])
  expect(calls.filter((call) => ofAzure(call) && call.status !== 200)).toEqual([])
})

const tenantId = '5c1a8f0e-3f0b-4d0e-9c39-0a6f7b1d2e11'
const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)
const guid = (kind: string, n: number): string => `${kind.repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`
const inGroup = (n: number): string => `/subscriptions/${guid('a', n % 10)}/resourceGroups/rg`

const large: AzureArm = {
  managementGroups: [],
  denyAssignments: [],
  roleEligibilityScheduleInstances: [],
  roleAssignmentScheduleInstances: [],
  children: {},
  subscriptions: range(10).map((n) => ({
    id: `/subscriptions/${guid('a', n)}`,
    name: `s${n}`,
    tenantId,
    subscriptionId: guid('a', n),
    properties: { state: 'Enabled' },
  })),
  roleDefinitions: range(800).map((n) => ({
    id: `/providers/Microsoft.Authorization/roleDefinitions/${guid('b', n)}`,
    name: guid('b', n),
    properties: { roleName: `Role ${n}`, type: 'BuiltInRole', permissions: [], assignableScopes: ['/'] },
  })),
  roleAssignments: range(4000).map((n) => ({
    id: `${inGroup(n)}/providers/Microsoft.Authorization/roleAssignments/${guid('c', n)}`,
    name: guid('c', n),
    properties: {
      // Thirty of them were deleted since.
      principalId: guid(n % 130 === 0 ? 'f' : 'd', n),
      principalType: 'ServicePrincipal',
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${guid('b', n % 20)}`,
      scope: inGroup(n),
    },
  })),
  resources: range(6000).map((n): ObjectRow => ({
    id: `${inGroup(n)}/providers/Microsoft.Web/sites/site-${n}`,
    name: `site-${n}`,
    type: 'microsoft.web/sites',
    location: 'westeurope',
    identity: { type: 'SystemAssigned', principalId: guid('d', n), tenantId },
    properties: {},
  })),
}

test('4,000 assignments, 6,000 workloads and ten subscriptions take 45 requests at most', async () => {
  const servicePrincipals = range(6000).map((n) => ({
    id: guid('d', n),
    appId: guid('e', n),
    displayName: `site-${n}`,
    servicePrincipalType: 'ManagedIdentity',
    alternativeNames: ['isExplicit=False'],
  }))
  const { calls, records } = await scanned({
    tenants: [tenantOf(tenantId, { features: ['p2'], graph: { servicePrincipals }, arm: large })],
  })
  const own = calls.filter(ofAzure).length
  const looked = calls.filter(
    ({ operation, batched }) => batched === true && operation === 'GET /servicePrincipals/{id}',
  )
  expect(looked).toHaveLength(31)
  expect(own + Math.ceil(looked.length / 20)).toBeLessThanOrEqual(45)
  const gone = records.filter((record) => record.type === 'resource' && record.facts['principal'] === 'gone')
  expect(gone).toHaveLength(31)
})
