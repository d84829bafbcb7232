/** One organization, read over the wire: what is found of it. */
import { beforeAll, describe, expect, test } from 'vitest'
import {
  agentRole,
  anthropicOrganization,
  anthropicWith,
  claudeKeyRow,
  fullAnthropic,
  ruleRow,
} from '../../../test/support/anthropic-everything.ts'
import { anthropicEnv, scanAnthropic } from '../../../test/support/anthropic-scan.ts'
import type { SmallScanned } from '../../../test/support/small-scan.ts'

let scanned: SmallScanned
beforeAll(async () => {
  scanned = await scanAnthropic()
})

test('everything is read, and the scope is the organization', () => {
  expect(scanned.collected.bugs).toEqual([])
  expect(scanned.gaps).toEqual([])
  expect(scanned.collected.scopes).toEqual([`anthropic:organization:${anthropicOrganization}`])
  expect(scanned.found('resource', anthropicOrganization)).toMatchObject({ name: 'Acme' })
})

describe('keys', () => {
  test('with their workspace, whom they act as, and on which days they were used', () => {
    expect(scanned.found('credential', 'apikey_shop')).toMatchObject({
      enabled: true,
      createdAt: '2026-10-01T09:00:00.123Z',
      facts: {
        place: 'workspace',
        workspace: { id: 'wrkspc_shop', name: 'Shop' },
        createdBy: { type: 'user', id: 'user_ben' },
        principal: { type: 'service-account', id: 'svac_shop' },
        models: ['claude-haiku-5', 'claude-opus-5'],
        usedIn: [{ id: 'wrkspc_shop', name: 'Shop' }],
      },
    })
    expect(scanned.usage('apikey_shop')).toMatchObject({
      lastUsedAt: '2026-11-19T00:00:00Z',
      observedSince: '2026-08-20T00:00:00Z',
      precision: 'day',
    })
  })
  test('in the workspace that is in no list', () => {
    expect(scanned.found('credential', 'apikey_default')).toMatchObject({
      facts: { place: 'default', createdBy: null, principal: null, usedIn: [{ id: 'default', name: 'Default' }] },
    })
  })
  test('of no workspace, used in two', () => {
    expect(scanned.found('credential', 'apikey_ben')).toMatchObject({
      facts: {
        place: 'organization',
        workspace: null,
        usedIn: [
          { id: 'wrkspc_lab', name: 'Lab' },
          { id: 'wrkspc_shop', name: 'Shop' },
        ],
      },
    })
  })
  test('not once in the report, which says nothing of before', () => {
    expect(scanned.usage('apikey_gone')).toMatchObject({ lastUsedAt: null, observedSince: '2026-08-20T00:00:00Z' })
  })
  test('switched off, and with an end', () => {
    expect(scanned.found('credential', 'apikey_old')).toMatchObject({ enabled: false })
    expect(scanned.found('credential', 'apikey_ending')).toMatchObject({ lifetime: 'expiring', enabled: true })
  })
  test('who made them answers for them, also who left', () => {
    expect(scanned.edges('owns')).toContain('user:user_gone > api-key:apikey_gone')
    expect(scanned.edges('owns')).toContain('anthropic-service-account:svac_ci > api-key:apikey_ending')
    expect(scanned.found('identity', 'user_gone')).toMatchObject({ enabled: false, facts: { member: false } })
    expect(scanned.edges('authenticates')).toContain('api-key:apikey_ben > user:user_ben')
  })
})

describe('service accounts', () => {
  test('are machines that call models, and no agents', () => {
    expect(scanned.found('identity', 'svac_shop')).toMatchObject({
      kind: 'anthropic-service-account',
      class: 'machine',
      ai: { kind: 'model-integration', vendor: 'Anthropic', models: ['claude-haiku-5', 'claude-opus-5'] },
    })
  })
  test('are in the workspaces that they were put into; that each is in the default one says nothing', () => {
    expect(scanned.found('identity', 'svac_shop')).toMatchObject({
      facts: {
        workspaces: [
          { id: 'wrkspc_lab', name: 'Lab' },
          { id: 'wrkspc_shop', name: 'Shop' },
        ],
      },
    })
    expect(scanned.found('identity', 'svac_ci')).toMatchObject({ facts: { workspaces: [] } })
    expect(scanned.edges('grants')).toEqual([
      'anthropic-service-account:svac_shop > workspace:wrkspc_lab',
      'anthropic-service-account:svac_shop > workspace:wrkspc_shop',
    ])
  })
  test('that are archived act no more', () => {
    expect(scanned.found('identity', 'svac_past')).toMatchObject({ enabled: false, facts: { role: 'admin' } })
  })
  test('are what tokens of GitHub become', () => {
    expect(scanned.found('credential', 'fdrl_ci')).toMatchObject({
      kind: 'federated',
      facts: { subject: 'repo:acme/shop:environment:prod', claims: ['repository=acme/shop'], allWorkspaces: false },
    })
    expect(scanned.found('credential', 'fdrl_wide')).toMatchObject({ facts: { subject: null, allWorkspaces: true } })
    expect(scanned.edges('trusts')).toEqual([
      'anthropic-service-account:svac_ci > oidc:token.actions.githubusercontent.com',
      'anthropic-service-account:svac_ci > oidc:token.actions.githubusercontent.com',
    ])
  })
})

describe('managed agents', () => {
  test('are agents, with their tools and hosts, and without a word of their instructions', () => {
    expect(scanned.found('identity', 'agent_refunds')).toMatchObject({
      kind: 'agent',
      class: 'ai',
      ai: { kind: 'agent', vendor: 'Anthropic', models: ['claude-opus-5'] },
      facts: {
        workspaceId: 'wrkspc_shop',
        tools: ['agent_toolset_20260401', 'mcp_toolset'],
        runsUnasked: true,
        mcpHosts: ['mcp.billing.example'],
        awsRole: agentRole,
      },
    })
    expect(scanned.found('identity', 'agent_notes')).toMatchObject({ facts: { runsUnasked: false, awsRole: null } })
  })
  test('that act as a role of AWS lead to it, by the id that the AWS connector gives it', () => {
    expect(scanned.edges('runs-as')).toEqual([`agent:agent_refunds > aws:111122223333:iam-role:${agentRole}`])
  })
})

test('a key of a workspace that Muster itself signs in with is marked, by what Anthropic shows of it', async () => {
  const { SHOP_KEY: own } = anthropicEnv
  const apiKeys = [
    claudeKeyRow('own', { partial_key_hint: `${own.slice(0, 9)}...${own.slice(-6)}` }),
    claudeKeyRow('other'),
  ]
  const found = await scanAnthropic({ estate: anthropicWith({ apiKeys }) })
  expect(found.found('credential', 'apikey_own')).toMatchObject({ facts: { scanner: true } })
  expect(found.found('credential', 'apikey_other')['facts']).not.toHaveProperty('scanner')
  expect(found.text).not.toContain(`...${own.slice(-6)}`)
})

test('words of tomorrow stop nothing, and none of them passes for one that is known', async () => {
  const agent = {
    ...fullAnthropic.agents['wrkspc_lab']?.[0],
    id: 'agent_new',
    execution_identity: { type: 'gcp_service_account', email: 'a@b.example' },
    tools: [{ type: 'agent_toolset_20270101', default_config: { permission_policy: { type: 'ask_a_peer' } } }],
  }
  const estate = anthropicWith({
    apiKeys: [
      claudeKeyRow('paused', { status: 'paused' }),
      claudeKeyRow('plugin', { created_by: { id: 'plg_1', type: 'plugin' }, principal: { type: 'plugin_actor' } }),
      claudeKeyRow('group', { scope: { type: 'workspace_group', group_id: 'wg_1' } }),
    ],
    agents: { wrkspc_lab: [agent] },
  })
  const found = await scanAnthropic({ estate })
  expect(found.collected.bugs).toEqual([])
  expect(found.found('credential', 'apikey_paused')).toMatchObject({ enabled: { unknown: 'failed' } })
  expect(found.found('credential', 'apikey_plugin')).toMatchObject({
    enabled: true,
    facts: { createdBy: { unknown: 'failed' }, principal: { unknown: 'failed' } },
  })
  expect(found.found('credential', 'apikey_group')).toMatchObject({ facts: { place: { unknown: 'failed' } } })
  expect(found.found('identity', 'agent_new')).toMatchObject({
    facts: { awsRole: { unknown: 'failed' }, runsUnasked: { unknown: 'failed' } },
  })
})

test('a rule that is older than the list of workspaces is bound to the one that it names', async () => {
  const rules = [
    ruleRow('older', { workspace_ids: [], workspace_id: 'wrkspc_lab' }),
    ruleRow('newer', { workspace_id: 'wrkspc_shop' }),
  ]
  const found = await scanAnthropic({ estate: anthropicWith({ rules }) })
  expect(found.found('credential', 'fdrl_older')).toMatchObject({
    facts: { workspaces: [{ id: 'wrkspc_lab', name: 'Lab' }] },
  })
  expect(found.found('credential', 'fdrl_newer')).toMatchObject({
    facts: { workspaces: [{ id: 'wrkspc_shop', name: 'Shop' }] },
  })
})

test('the OAuth token alone opens the same', async () => {
  const { ANTHROPIC_ADMIN_KEY: _, ...env } = anthropicEnv
  const found = await scanAnthropic({}, { env })
  expect(found.gaps).toEqual([])
  expect(found.records).toEqual(scanned.records)
})

test('the variables of Anthropic’s own tools are enough, but no token of a proxy’s', async () => {
  const { ANTHROPIC_ADMIN_KEY: key, ANTHROPIC_OAUTH_TOKEN: token, ...env } = anthropicEnv
  const named = { ...env, ANTHROPIC_ADMIN_API_KEY: key, ANTHROPIC_AUTH_TOKEN: token }
  expect((await scanAnthropic({}, { env: named })).gaps).toEqual([])
  const foreign = scanAnthropic({}, { env: { ...env, ANTHROPIC_AUTH_TOKEN: 'token-of-a-proxy' } })
  await expect(foreign).rejects.toThrow('are empty')
})

test('a key of another organization is not read for this one', async () => {
  const estate = anthropicWith({ organization: { id: 'another', name: 'Other' } })
  const said = await scanAnthropic({ estate }).then(
    ({ text }) => text,
    (error: unknown) => String(error),
  )
  expect(said).toContain('belongs to the organization Other (another)')
  expect(said).not.toContain('apikey_shop')
})
