/** What a sign-in, a role or a tier that lacks something costs: the step says what and why, and the others know nothing of it. */
import { describe, expect, test } from 'vitest'
import { customerId, everything, fullWorkspace } from '../../../test/support/gws-everything.ts'
import { scanWorkspace } from '../../../test/support/gws-scan.ts'
import type { WorkspaceScanned } from '../../../test/support/gws-scan.ts'
import { connector } from './index.ts'
import { isScope, reportPrivilege, reportScope, superPrivilege, userScope } from './needs.ts'

const { steps } = connector.meta
const scopes = [...new Set<string>(steps.flatMap(({ needs }) => needs))].filter(isScope)
const stepsOf = (need: string): readonly string[] =>
  steps.filter(({ needs }) => needs.includes(need)).map(({ id }) => id)

/** Steps that did not end as on a good day, as `step status`. */
function blemishes({ coverage, collected }: WorkspaceScanned): readonly string[] {
  expect(collected.bugs).toEqual([])
  return coverage
    .filter(({ status, step }) => status !== 'complete' && step !== 'connect')
    .map(({ step, status }) => `${step} ${status}`)
    .toSorted()
}

describe('scopes', () => {
  test('those that the steps declare are enough', async () => {
    expect(blemishes(await scanWorkspace({ access: { scopes } }))).toEqual([])
  })
  test.each(scopes.filter((scope) => scope !== userScope))(
    '%s is not delegated: only the steps that need it lose something, and name it',
    async (scope) => {
      const scanned = await scanWorkspace({ access: { scopes: scopes.filter((each) => each !== scope) } })
      const lost = scanned.coverage.filter(({ missing, step }) => missing.length > 0 && step !== 'connect')
      expect(lost.length).toBeGreaterThan(0)
      expect(new Set(lost.flatMap(({ missing }) => missing))).toEqual(new Set([scope]))
      expect(lost.filter(({ step }) => !stepsOf(scope).includes(step)).map(({ step }) => step)).toEqual([])
      expect(scanned.gaps.find(({ permission }) => permission === scope)?.detail).toMatch(/not delegated|not read/)
      expect(scanned.collected.bugs).toEqual([])
    },
  )
  test('without a list of users nobody is taken for a service account', async () => {
    const scanned = await scanWorkspace({ access: { scopes: scopes.filter((each) => each !== userScope) } })
    expect(blemishes(scanned)).toEqual([
      'admin-roles partial',
      'app-passwords skipped',
      'oauth-grants partial',
      'oauth-tokens skipped',
      'users denied',
    ])
    const accounts = scanned.all('identity', 'service-account').map(({ nativeId }) => nativeId)
    expect(accounts).toEqual(['sync@acme-it.iam.gserviceaccount.com'])
  })
  test('all are missing: nothing is passed off as empty', async () => {
    const scanned = await scanWorkspace({ access: { scopes: [] } }, { config: { customer: customerId } })
    const whole = scanned.coverage.filter(({ status, step }) => status === 'complete' && step !== 'connect')
    expect(whole).toEqual([])
    expect(scanned.all('identity', 'oauth-client')).toEqual([])
  })
})

describe('the role of the administrator', () => {
  test('what it does not cover is denied, and the privilege named', async () => {
    const scanned = await scanWorkspace({ access: { refused: ['reports.activities.list'] } })
    expect(blemishes(scanned)).toEqual([
      'agentic-actions denied',
      'delegations denied',
      'oauth-activity partial',
      'oauth-grants denied',
    ])
    expect(scanned.gaps.find(({ step }) => step === 'oauth-grants')).toMatchObject({
      reason: 'denied',
      permission: reportPrivilege,
      detail: expect.stringContaining('role lacks Reports'),
    })
  })
  test('only super administrators are shown API controls', async () => {
    const users = fullWorkspace.users.map((row) => ({ ...row, isAdmin: false, isDelegatedAdmin: true }))
    const scanned = await scanWorkspace({ estate: everything({ users }) })
    expect(scanned.step('api-controls')).toMatchObject({ status: 'denied' })
    expect(scanned.found('resource', customerId)).toMatchObject({
      facts: { unconfiguredApps: { unknown: 'not-collected' } },
    })
  })
  test('a role that may not see roles says which it takes', async () => {
    const scanned = await scanWorkspace({ access: { refused: ['directory.roles.list'] } })
    expect(scanned.step('admin-roles')).toMatchObject({ status: 'denied', missing: [superPrivilege] })
  })
})

describe('tiers', () => {
  test('without each user’s own list, the log’s beginning is told, and administrators alone are asked for app passwords', async () => {
    const scanned = await scanWorkspace({}, { tier: 'creds' })
    expect(blemishes(scanned)).toEqual(['app-passwords partial', 'oauth-grants partial', 'oauth-tokens skipped'])
    expect(scanned.gaps.find(({ step }) => step === 'oauth-grants')).toMatchObject({
      reason: 'not-collected',
      detail: expect.stringContaining('before 2026-05-25'),
    })
    expect(scanned.gaps.find(({ step }) => step === 'app-passwords')?.detail).toContain('2 other users')
    expect(scanned.calls.filter(({ operation }) => operation === 'directory.asps.list')).toHaveLength(2)
  })
  test('a customer younger than the log has nothing before it', async () => {
    const customer = { ...fullWorkspace.customer, customerCreationTime: '2026-08-01T00:00:00.000Z' }
    const scanned = await scanWorkspace(
      { estate: everything({ customer }) },
      { tier: 'core', config: { delegations: undefined } },
    )
    expect(scanned.gaps.filter(({ step }) => step === 'oauth-grants' || step === 'delegations')).toEqual([])
  })
})

describe('what the vendor does not say', () => {
  test('a log without calls proves nothing of who is idle', async () => {
    const token = (fullWorkspace.activities['token'] ?? []).filter(
      (row) => !JSON.stringify(row).includes('"name":"activity"'),
    )
    const scanned = await scanWorkspace({ estate: everything({ activities: { ...fullWorkspace.activities, token } }) })
    expect(scanned.gaps).toMatchObject([{ step: 'oauth-activity', reason: 'not-collected' }])
    const uses = (scanned.records as readonly unknown[]).filter((row) => JSON.stringify(row).includes('"type":"usage"'))
    expect(JSON.stringify(uses)).toContain('"lastUsedAt":{"unknown":"unsupported"}')
  })
  test('settings that are not in the answer are not known', async () => {
    const scanned = await scanWorkspace({ estate: everything({ policies: [] }) })
    expect(scanned.found('resource', customerId)).toMatchObject({
      facts: { unconfiguredApps: { unknown: 'unsupported' }, lessSecureApps: { unknown: 'unsupported' } },
    })
  })
  test('who the customer is, the users say where the customer may not be read', async () => {
    const scanned = await scanWorkspace({ access: { refused: ['directory.customers.get'] } })
    expect(scanned.collected.scopes).toEqual([`google-workspace:workspace:${customerId}`])
    expect(blemishes(scanned)).toEqual(['customer denied'])
  })
  test.each(['quota', 'throttled'] as const)(
    'a limit (%s) is waited for and never taken for a denial',
    async (kind) => {
      const faults = [{ kind, operation: 'reports.activities.list', times: 2 }]
      expect(blemishes(await scanWorkspace({ faults }))).toEqual([])
    },
  )
  test('an API that is off, and an edition that lacks something, are neither denied nor empty', async () => {
    const off = await scanWorkspace({ faults: [{ kind: 'disabled', operation: 'cloudidentity.policies.list' }] })
    expect(blemishes(off)).toEqual(['api-controls unsupported'])
    const edition = await scanWorkspace({ faults: [{ kind: 'unlicensed', operation: 'cloudidentity.policies.list' }] })
    expect(blemishes(edition)).toEqual(['api-controls unlicensed'])
  })
  test('the scope of the log is asked for by its own name', () => {
    expect(stepsOf(reportScope)).toEqual(['oauth-grants', 'delegations', 'oauth-activity', 'agentic-actions'])
  })
})
