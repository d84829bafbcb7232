/** What a tenant, a cloud or a sign-in that lacks something costs: the step says what and why, and the others know nothing of it. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Access } from '../../../fixtures/servers/azure/access.ts'
import type { Feature } from '../../../fixtures/servers/azure/estate.ts'
import { production } from '../../../test/support/azure-everything-ids.ts'
import { everything } from '../../../test/support/azure-everything.ts'
import { scanAzure } from '../../../test/support/azure-scan.ts'
import type { AzureScanned } from '../../../test/support/azure-scan.ts'
import { connector } from './index.ts'

const { steps } = connector.meta
const graphNeeds = [...new Set<string>(steps.flatMap(({ needs }) => needs))].filter((need) => !need.includes('/'))
const stepsOf = (permission: string): readonly string[] =>
  steps.filter(({ needs }) => needs.includes(permission)).map(({ id }) => id)

/** Steps that did not end as on a good day, as `step status`. */
function blemishes({ coverage, collected }: AzureScanned): readonly string[] {
  expect(collected.bugs).toEqual([])
  return coverage
    .filter(({ status }) => status !== 'complete' && status !== 'skipped')
    .map(({ step, status }) => `${step} ${status}`)
    .toSorted()
}

describe('licences', () => {
  const all = ['p1', 'p2', 'workload-identities', 'agent-365'] as const satisfies readonly Feature[]
  const without = (...lacking: readonly Feature[]) =>
    scanAzure({ estate: everything({ features: all.filter((each) => !lacking.includes(each)) }) })
  const reports = ['credential-activity unlicensed', 'sign-in-activity unlicensed']
  const eligible = ['eligible-directory-roles unlicensed', 'eligible-role-assignments unlicensed']
  const copilot = ['copilot-agents unlicensed']

  test.each([
    ['none at all', all, [...copilot, ...reports, ...eligible], /Entra ID P1|Entra ID P2|Agent 365/],
    ['no P2', ['p2'], eligible, /^(?:.*: )?It takes Entra ID P2/],
    ['no Agent 365', ['agent-365'], copilot, /^It takes Microsoft Agent 365/],
    ['neither P1 nor P2', ['p1', 'p2'], [...reports, ...eligible], /^(?:.*: )?It takes Entra ID P[12]/],
  ] as const)('%s', async (_name, lacking, lost, words) => {
    const scanned = await without(...lacking)
    expect(blemishes(scanned)).toEqual([...lost].toSorted())
    for (const { reason, detail, permission } of scanned.gaps) {
      expect(reason).toBe('unlicensed')
      expect(permission).toBeUndefined()
      expect(detail).toMatch(words)
    }
    expect(scanned.gaps).toHaveLength(lost.length)
  })

  test('what the tenant has not paid for is asked once, not once for each subscription', async () => {
    const { calls } = await without('p2')
    const asked = calls.filter(({ operation }) => operation.includes('roleEligibilityScheduleInstances'))
    expect(asked.length).toBeLessThanOrEqual(3)
  })
})

describe('clouds', () => {
  test('a national cloud has no reports and no catalogue of Copilot, and that is no denial', async () => {
    const scanned = await scanAzure({ estate: everything({ cloud: 'national' }) })
    expect(blemishes(scanned)).toEqual([
      'copilot-agents unsupported',
      'credential-activity unsupported',
      'sign-in-activity unsupported',
    ])
    for (const { reason, permission } of scanned.gaps)
      expect({ reason, permission }).toEqual({ reason: 'unsupported', permission: undefined })
  })
})

describe('one permission of Graph is missing', () => {
  test('none is: what the steps declare is enough', async () => {
    expect(blemishes(await scanAzure({ access: { graphRoles: graphNeeds } }))).toEqual([])
  })
  test.each(graphNeeds)('%s: only the steps that need it lose something, and name it', async (permission) => {
    const scanned = await scanAzure({ access: { graphRoles: graphNeeds.filter((each) => each !== permission) } })
    const concerned = stepsOf(permission)
    const lost = scanned.coverage.filter(({ missing }) => missing.length > 0)
    expect(lost.filter(({ step }) => !concerned.includes(step)).map(({ step }) => step)).toEqual([])
    expect(lost.length).toBeGreaterThan(0)
    expect(new Set(lost.flatMap(({ missing }) => missing))).toEqual(new Set([permission]))
    expect(scanned.collected.bugs).toEqual([])
  })
  test('all are: nothing is passed off as empty', async () => {
    const scanned = await scanAzure({ access: { graphRoles: [] } })
    const asksGraph = steps.filter(({ needs }) => needs.every((need) => !need.includes('/'))).map(({ id }) => id)
    const whole = scanned.coverage.filter(({ status }) => status === 'complete').map(({ step }) => step)
    expect(whole.filter((step) => asksGraph.some((id) => id === step))).toEqual([])
    expect(scanned.records.filter((record) => record.type === 'resource' && record.kind === 'application')).toEqual([])
  })
})

describe('roles of Azure', () => {
  test('without any, Azure is denied as a whole, and the directory is read all the same', async () => {
    const scanned = await scanAzure({ access: { azure: 'none' } })
    const azure = steps.filter(({ needs }) => needs.some((need) => need.includes('/'))).map(({ id }) => id)
    expect(scanned.collected.bugs).toEqual([])
    expect(new Set(scanned.gaps.map(({ step }) => step))).toEqual(new Set(azure))
    expect(scanned.step('subscriptions')).toMatchObject({
      status: 'denied',
      missing: ['Microsoft.Resources/subscriptions/read'],
    })
  })

  test.each([
    ['Microsoft.KeyVault/vaults/secrets', 'key-vault-objects'],
    ['Microsoft.KeyVault/vaults/keys', 'key-vault-objects'],
    ['Microsoft.CognitiveServices/accounts/deployments', 'ai-deployments'],
    ['Microsoft.Authorization/denyAssignments', 'deny-assignments'],
    ['Microsoft.Authorization/roleEligibilityScheduleInstances', 'eligible-role-assignments'],
    ['Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials', 'managed-identity-federation'],
  ])('without %s/read, %s says so', async (type, step) => {
    const access: Access = { azure: { deniedTypes: [type] } }
    const scanned = await scanAzure({ access })
    expect(blemishes(scanned).map((line) => line.split(' ')[0])).toEqual([step])
    expect(scanned.step(step)?.missing).toEqual([`${type}/read`])
  })

  // Resource Graph leaves them out without a word; but whoever sees a subscription holds a role there.
  test.each([
    ['Microsoft.Authorization/roleAssignments', 'role-assignments'],
    ['Microsoft.Authorization/roleDefinitions', 'role-definitions'],
  ])('without %s/read, %s is denied rather than empty', async (type, step) => {
    const scanned = await scanAzure({ access: { azure: { deniedTypes: [type] } } })
    expect(blemishes(scanned)).toEqual([`${step} denied`])
    expect(scanned.step(step)?.missing).toEqual([`${type}/read`])
  })

  test('a subscription that is named and not shown is told', async () => {
    const lost = '00000000-2222-4333-8444-555555555555'
    const scanned = await scanAzure({}, { config: { subscriptions: [production, lost] } })
    expect(blemishes(scanned)).toEqual(['subscriptions partial'])
    expect(scanned.gaps).toMatchObject([
      { step: 'subscriptions', reason: 'denied', detail: expect.stringContaining(lost) },
    ])
  })

  test('without the data plane of Foundry, its agents are denied', async () => {
    const scanned = await scanAzure({ access: { foundry: 'none' } })
    expect(blemishes(scanned)).toEqual(['foundry-agents denied'])
  })
})

describe('a list of several pages', () => {
  const paged: AzureScanned['calls'][number]['operation'][] = []
  beforeAll(async () => {
    const { calls } = await scanAzure({ pageSize: 1 })
    const times = Map.groupBy(calls, ({ operation }) => operation)
    paged.push(...[...times].flatMap(([operation, list]) => (list.length > 1 ? [operation] : [])))
  })
  test.each(['error', 'html-ok'] as const)(
    'that fails (%s) at its second page is not taken for whole',
    async (kind) => {
      const operations = paged.filter((operation) => operation !== 'POST /$batch' && operation !== 'GET /organization')
      expect(operations.length).toBeGreaterThan(20)
      const silent: string[] = []
      for (const operation of operations) {
        const scanned = await scanAzure({ pageSize: 1, faults: [{ kind, operation, nth: 2 }] })
        expect(scanned.collected.bugs).toEqual([])
        if (scanned.gaps.length === 0) silent.push(operation)
      }
      expect(silent).toEqual([])
    },
    120_000,
  )
})

describe('a batch', () => {
  const batched = [
    'agent-identities',
    'app-role-assignments',
    'application-owners',
    'federated-credentials',
    'groups',
    'policies',
    'role-assignments',
    'service-principal-owners',
  ]
  test.each(['error', 'html', 'html-ok', 'truncated', 'reset'] as const)(
    'that fails as a whole (%s) is a gap of each step that asked by it',
    async (kind) => {
      const scanned = await scanAzure({ faults: [{ kind, operation: 'POST /$batch' }] })
      expect(scanned.collected.bugs).toEqual([])
      expect([...new Set(scanned.gaps.map(({ step }) => step))].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(batched)
      expect(scanned.gaps.filter(({ reason }) => reason !== 'failed')).toEqual([])
    },
  )

  test('whose parts are throttled is asked again for these alone, and loses nothing', async () => {
    const operation = 'GET /servicePrincipals/{id}/microsoft.graph.agentIdentity/sponsors'
    const usual = await scanAzure()
    const slowed = await scanAzure({ faults: [{ kind: 'batch-throttled', times: 5 }] })
    expect(slowed.records).toEqual(usual.records)
    const times = (calls: AzureScanned['calls']) => calls.filter((call) => call.operation === operation).length
    expect(times(slowed.calls)).toBeLessThanOrEqual(times(usual.calls) + 5)
    expect(slowed.calls.filter(({ status, batched: part }) => part && status === 429)).toHaveLength(5)
  })
})
