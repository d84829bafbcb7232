/** What a sign-in that is not there, or a tier, costs: the step says what and why, and the others know nothing of it. */
import { describe, expect, test } from 'vitest'
import { anthropicEnv, scanAnthropic } from '../../../test/support/anthropic-scan.ts'
import type { SmallScanned } from '../../../test/support/small-scan.ts'
import { orgAdmin, workspaceDeveloper } from './needs.ts'

function blemishes({ coverage, collected }: SmallScanned): readonly string[] {
  expect(collected.bugs).toEqual([])
  return coverage
    .filter(({ status, step }) => status !== 'complete' && step !== 'connect')
    .map(({ step, status }) => `${step} ${status}`)
    .toSorted()
}

describe('sign-ins', () => {
  test('without an OAuth token, service accounts and federation are denied, and org:admin is named', async () => {
    const { ANTHROPIC_OAUTH_TOKEN: _, ...env } = anthropicEnv
    const found = await scanAnthropic({}, { env })
    expect(blemishes(found)).toEqual(['federation denied', 'service-accounts denied'])
    expect(found.gaps.map(({ permission }) => permission)).toEqual([orgAdmin, orgAdmin])
    expect(found.calls.some(({ permission }) => permission === orgAdmin)).toBe(false)
  })
  test('with one of somebody who does not administer, the same', async () => {
    const found = await scanAnthropic({ access: { oauth: 'developer' } })
    expect(blemishes(found)).toEqual(['federation denied', 'service-accounts denied'])
    expect(found.gaps[0]?.detail).toContain('org:admin')
  })
  test('without keys of workspaces, agents are not collected, and it is said for which', async () => {
    const found = await scanAnthropic({}, { config: { auth: {} } })
    expect(found.gaps).toMatchObject([
      {
        step: 'agents',
        reason: 'not-collected',
        permission: workspaceDeveloper,
        detail: expect.stringContaining('Lab, Shop'),
      },
    ])
  })
  test('with one of two, the other is told', async () => {
    const config = { auth: { workspaceKeyEnvs: { wrkspc_shop: 'SHOP_KEY' } } }
    const found = await scanAnthropic({}, { config })
    expect(blemishes(found)).toEqual(['agents partial'])
    expect(found.gaps[0]?.detail).toContain('there is none for Lab')
    expect(found.all('identity', 'agent')).toHaveLength(1)
  })
  test('with a key that calls models, it is said which sort it takes', async () => {
    const env = { ANTHROPIC_ADMIN_KEY: 'sk-ant-api03-of-this-test' }
    const found = await scanAnthropic({}, { env, config: { auth: {} } })
    expect(found.gaps.map(({ detail }) => detail).join()).toContain('it takes an Admin API key (sk-ant-admin01-…)')
  })
  test('with none at all, it is said which variables are empty', async () => {
    const said = await scanAnthropic({}, { env: {}, config: { auth: {} } }).then(
      ({ text }) => text,
      (error: unknown) => String(error),
    )
    expect(said).toContain('ANTHROPIC_ADMIN_KEY and ANTHROPIC_OAUTH_TOKEN are empty')
  })
})

test('an organization without managed agents has none, which is neither denied nor empty', async () => {
  const found = await scanAnthropic({ access: { agents: 'none' } })
  expect(found.gaps).toMatchObject([{ step: 'agents', reason: 'unsupported' }])
})

test('without the list of members nobody is taken for somebody who left', async () => {
  const faults = [{ kind: 'denied', operation: 'GET /v1/organizations/users' } as const]
  const found = await scanAnthropic({ faults })
  expect(found.found('identity', 'user_gone')).toMatchObject({ facts: { member: { unknown: 'not-collected' } } })
})

test('without the list of workspaces no key is taken for one of the default workspace', async () => {
  const faults = [{ kind: 'error', operation: 'GET /v1/organizations/workspaces' } as const]
  const found = await scanAnthropic({ faults })
  expect(found.found('credential', 'apikey_shop')).toMatchObject({
    facts: { place: { unknown: 'not-collected' }, workspace: { id: 'wrkspc_shop', name: 'wrkspc_shop' } },
  })
})

test('without the report of usage nobody knows when a key was used', async () => {
  const faults = [{ kind: 'denied', operation: 'GET /v1/organizations/usage_report/messages' } as const]
  const found = await scanAnthropic({ faults })
  expect(blemishes(found)).toEqual(['usage denied'])
  expect(found.usage('apikey_shop')).toBeUndefined()
})
