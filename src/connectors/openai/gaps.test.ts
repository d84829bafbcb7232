/** What a key or a tier that lacks something costs: the step says what and why, and the others know nothing of it. */
import { describe, expect, test } from 'vitest'
import { openaiWith } from '../../../test/support/openai-everything.ts'
import { scanOpenai } from '../../../test/support/openai-scan.ts'
import type { SmallScanned } from '../../../test/support/small-scan.ts'
import { connector } from './index.ts'
import { auditRead, managementRead, usageRead } from './needs.ts'

const scopes = [managementRead, usageRead, auditRead]

function blemishes({ coverage, collected }: SmallScanned): readonly string[] {
  expect(collected.bugs).toEqual([])
  return coverage
    .filter(({ status, step }) => status !== 'complete' && step !== 'connect')
    .map(({ step, status }) => `${step} ${status}`)
    .toSorted()
}

describe('scopes of the key', () => {
  test('those that the steps declare are enough', async () => {
    expect(new Set(connector.meta.steps.flatMap(({ needs }) => needs))).toEqual(new Set(scopes))
    expect(blemishes(await scanOpenai({ access: { scopes } }))).toEqual([])
  })
  test.each([
    [usageRead, 'usage denied'],
    [auditRead, 'audit denied'],
  ])('without %s: %s, and nothing else', async (scope, lost) => {
    const found = await scanOpenai({ access: { scopes: scopes.filter((each) => each !== scope) } })
    expect(blemishes(found)).toEqual([lost])
    expect(found.gaps).toMatchObject([{ reason: 'denied', permission: scope }])
  })
  test('without any, nothing is passed off as empty', async () => {
    const found = await scanOpenai({ access: { scopes: [] } })
    expect(found.coverage.filter(({ status, step }) => status === 'complete' && step !== 'connect')).toEqual([])
    expect(found.all('credential', 'api-key')).toEqual([])
  })
  test('a key that calls models is told which scope it lacks', async () => {
    const found = await scanOpenai({}, { env: { OPENAI_ADMIN_KEY: 'sk-proj-of-this-test' } })
    expect(found.gaps.find(({ step }) => step === 'projects')).toMatchObject({
      reason: 'denied',
      permission: managementRead,
      detail: expect.stringMatching(/^The key is one of a project, which calls models; it takes an admin key/),
    })
  })
})

test('without the list of members nobody is taken for somebody who left', async () => {
  const faults = [{ kind: 'denied', operation: 'GET /organization/users' } as const]
  const found = await scanOpenai({ faults })
  expect(found.found('identity', 'user-gone')).toMatchObject({
    enabled: { unknown: 'not-collected' },
    facts: { member: { unknown: 'not-collected' } },
  })
})

test('what of one project is refused is told once, and the others are read', async () => {
  const faults = [{ kind: 'denied', operation: 'GET /organization/projects/{project}/spend_limit' } as const]
  const found = await scanOpenai({ faults })
  expect(blemishes(found)).toEqual(['project-limits partial'])
  expect(found.found('resource', 'proj_shop')).toMatchObject({
    facts: { spendLimit: { unknown: 'denied' }, spendAlerts: 1 },
  })
})

test('an audit log that is off is neither denied nor empty', async () => {
  const { auditLogs: _, ...rest } = openaiWith({})
  const found = await scanOpenai({ estate: rest })
  expect(blemishes(found)).toEqual(['audit unsupported'])
})

test('beyond the core, nothing is asked unless it is wanted', async () => {
  const found = await scanOpenai({}, { tier: 'core' })
  expect(found.found('resource', 'proj_shop')).toMatchObject({ facts: { spendLimit: { unknown: 'not-collected' } } })
  expect(found.found('credential', 'key_shop')).toMatchObject({ facts: { models: { unknown: 'not-collected' } } })
  expect(found.calls.some(({ permission }) => permission !== managementRead)).toBe(false)
})
