/** One organization, read over the wire: what is found of it. */
import { beforeAll, describe, expect, test } from 'vitest'
import {
  adminKeyRow,
  fullOpenai,
  keyRow,
  openaiOrganization,
  openaiWith,
  userOwner,
} from '../../../test/support/openai-everything.ts'
import { scanOpenai } from '../../../test/support/openai-scan.ts'
import type { SmallScanned } from '../../../test/support/small-scan.ts'

let scanned: SmallScanned
beforeAll(async () => {
  scanned = await scanOpenai()
})

test('everything is read, and the scope is the organization', () => {
  expect(scanned.collected.bugs).toEqual([])
  expect(scanned.gaps).toEqual([])
  expect(scanned.collected.scopes).toEqual([`openai:organization:${openaiOrganization}`])
})

test('without a word in muster.yaml, the organization is the one that OpenAI answers with', async () => {
  const found = await scanOpenai({}, { config: { organization: undefined }, tier: 'core' })
  expect(found.collected.scopes).toEqual([`openai:organization:${openaiOrganization}`])
})

describe('projects', () => {
  test('with what holds them back', () => {
    expect(scanned.found('resource', 'proj_shop')).toMatchObject({
      name: 'Shop production',
      facts: {
        status: 'active',
        spendLimit: { amount: 500, currency: 'USD', enforcing: true },
        spendAlerts: 1,
        models: { mode: 'allow_list', ids: ['gpt-6', 'gpt-6-mini'] },
        hostedTools: ['code_interpreter', 'file_search', 'image_generation', 'web_search'],
        limitedModels: 2,
      },
    })
  })
  test('what nobody set is none, and a list that keeps nothing out is no list', () => {
    expect(scanned.found('resource', 'proj_lab')).toMatchObject({
      facts: { spendLimit: null, spendAlerts: 0, models: null },
    })
  })
  test('a limit of the organization that ends nothing says so', () => {
    const { facts } = scanned.found('resource', openaiOrganization)
    expect(facts).toMatchObject({ spendLimit: { amount: 9000, enforcing: false }, spendAlerts: 0 })
  })
  test('archived ones are told, and not asked about', () => {
    expect(scanned.found('resource', 'proj_old')).toMatchObject({ facts: { status: 'archived' } })
    expect(scanned.calls.filter(({ address }) => address.includes('proj_old'))).toEqual([])
  })
})

describe('keys', () => {
  test('of a service account, with use, models and maker', () => {
    expect(scanned.found('credential', 'key_shop')).toMatchObject({
      kind: 'api-key',
      createdAt: '2026-10-01T09:00:00Z',
      expiresAt: null,
      lifetime: 'static',
      facts: {
        owner: { type: 'service-account', id: 'user-svc-shop' },
        ownerAccess: 'active',
        models: ['gpt-6', 'gpt-6-mini'],
        usedIn: [{ id: 'proj_shop', name: 'Shop production' }],
        reportedAt: '2026-11-19T00:00:00Z',
        reportedSince: '2026-08-20T00:00:00Z',
        createdBy: 'ada@acme.example',
      },
    })
    expect(scanned.usage('key_shop')).toMatchObject({ lastUsedAt: '2026-11-20T09:00:00Z', precision: 'exact' })
  })
  test('that only draw or speak are used as well, with the models of that', async () => {
    const row = (model: string) => ({ day: '2026-11-18', api_key_id: 'key_ben', project_id: 'proj_lab', model })
    const estate = openaiWith({ images: [row('gpt-image-9')], audio_speeches: [row('tts-9')] })
    const found = await scanOpenai({ estate })
    expect(found.found('credential', 'key_ben')).toMatchObject({
      facts: { models: ['gpt-image-9', 'tts-9'], reportedAt: '2026-11-18T00:00:00Z' },
    })
  })
  test('of whoever lost the project too, which OpenAI leaves out unless it is asked', () => {
    expect(scanned.found('credential', 'key_gone')).toMatchObject({ facts: { ownerAccess: 'inactive' } })
    expect(scanned.found('identity', 'user-gone')).toMatchObject({
      name: 'gone@acme.example',
      enabled: false,
      facts: { member: false },
    })
  })
  test('that two projects list are one', () => {
    expect(scanned.all('credential', 'api-key').filter(({ nativeId }) => nativeId === 'key_both')).toHaveLength(1)
    expect(scanned.found('credential', 'key_both')).toMatchObject({
      facts: {
        projects: [
          { id: 'proj_lab', name: 'Lab' },
          { id: 'proj_shop', name: 'Shop production' },
        ],
        models: ['gpt-6', 'text-embedding-4'],
      },
    })
  })
  test('never used, and of nobody', () => {
    expect(scanned.usage('key_ben')).toMatchObject({ lastUsedAt: null, observedSince: null })
    expect(scanned.found('credential', 'key_nobody')).toMatchObject({ facts: { owner: null } })
  })
  test('whose owner is left out, is gone, or is of a type of tomorrow: only the second is nobody’s', async () => {
    const rows = [
      { owner: undefined },
      { owner: { type: 'user', user: null } },
      { owner: { type: 'agent', agent: { id: 'agent_1' } } },
    ].map((given, index) => ({
      id: `key_${index}`,
      name: null,
      created_at: 1_767_225_600,
      last_used_at: null,
      ...given,
    }))
    const found = await scanOpenai({ estate: openaiWith({ apiKeys: { proj_lab: rows } }) })
    expect(
      found
        .all('credential', 'api-key')
        .flatMap(({ nativeId, facts }) => (/_\d$/.test(String(nativeId)) ? [facts] : [])),
    ).toMatchObject([{ owner: { unknown: 'unsupported' } }, { owner: null }, { owner: { unknown: 'failed' } }])
  })
  test('one of them is Muster’s own, where what OpenAI shows of it fits no other', async () => {
    const row = (id: string, shown: string) => adminKeyRow(id, userOwner('ada'), { redacted_value: shown })
    const scanners = async (...rows: ReturnType<typeof row>[]) => {
      const found = await scanOpenai({ estate: openaiWith({ adminKeys: rows }) })
      expect(found.text).not.toContain('...test')
      return found
        .all('credential', 'api-key')
        .flatMap(({ nativeId, facts }) => ((facts as { scanner?: true }).scanner ? [nativeId] : []))
    }
    const [own, other] = [row('key_own', 'sk-admin-...test'), row('key_other', 'sk-admin-...rest')]
    expect(await scanners(own, other)).toEqual(['key_own'])
    expect(await scanners(own, { ...other, redacted_value: 'sk-...-test' })).toEqual([])
  })
  test('of an owner of a type of tomorrow are nobody’s of whom it is known', async () => {
    const adminKeys = [adminKeyRow('key_team', { type: 'team', id: 'team_1', name: 'Team' })]
    const rows = [keyRow('key_group', { type: 'group', user: null, service_account: null })]
    const found = await scanOpenai({ estate: openaiWith({ adminKeys, apiKeys: { proj_lab: rows } }) })
    expect(found.collected.bugs).toEqual([])
    expect(found.found('credential', 'key_team')).toMatchObject({ facts: { owner: { unknown: 'failed' } } })
    expect(found.found('credential', 'key_group')).toMatchObject({ facts: { owner: { unknown: 'failed' } } })
  })
  test('of administrators, with what that grants', () => {
    expect(scanned.found('credential', 'key_admin')).toMatchObject({
      expiresAt: '2026-12-31T09:00:00Z',
      lifetime: 'expiring',
      facts: { form: 'admin', owner: { type: 'user', id: 'user-ada', email: 'ada@acme.example' } },
    })
    expect(scanned.edges('grants')).toContain(`user:user-ada > organization:${openaiOrganization}`)
    expect(scanned.edges('grants')).toContain(
      `openai-service-account:user-scanner > organization:${openaiOrganization}`,
    )
  })
})

describe('who stands behind', () => {
  test('service accounts of projects are machines that call models, and no agents', () => {
    expect(scanned.found('identity', 'user-svc-shop')).toMatchObject({
      kind: 'openai-service-account',
      class: 'machine',
      ai: { kind: 'model-integration', vendor: 'OpenAI', models: ['gpt-6', 'gpt-6-mini'] },
      facts: { role: 'member', projectName: 'Shop production' },
    })
    expect(scanned.found('identity', 'user-scanner')['ai']).toBeUndefined()
  })
  test('people only as far as they own something', () => {
    const people = scanned.all('identity', 'user').map(({ nativeId }) => nativeId)
    expect(people).toEqual(['user-ada', 'user-banned', 'user-ben', 'user-cleo', 'user-gone'])
    expect(scanned.found('identity', 'user-banned')).toMatchObject({ enabled: false, facts: { member: true } })
  })
  test('who made a service account owns it, and people own their keys', () => {
    expect(scanned.edges('owns')).toEqual([
      'user:user-ada > api-key:key_admin',
      'user:user-ben > api-key:key_ben',
      'user:user-ben > openai-service-account:user-svc-shop',
      'user:user-cleo > api-key:key_both',
      'user:user-gone > api-key:key_gone',
    ])
  })
  test('tokens of GitHub that become one', () => {
    expect(scanned.found('credential', 'wifr_ci')).toMatchObject({
      kind: 'federated',
      lifetime: 'ephemeral',
      facts: { matchers: ['environment=prod', 'repository=acme/shop'], scopes: ['model.request'] },
    })
    expect(scanned.edges('trusts')).toEqual([
      'openai-service-account:user-svc-ci > oidc:token.actions.githubusercontent.com',
    ])
  })
  test('groups that hold a role of the organization', () => {
    expect(scanned.found('resource', 'group_platform')).toMatchObject({ facts: { members: 2, scimManaged: true } })
    expect(scanned.edges('grants')).toContain('group:group_platform > role:role_keys')
    expect(scanned.all('resource', 'group')).toHaveLength(1)
  })
})

test('a key of another organization is refused, and not read for this one', async () => {
  const { collected, text } = await scanOpenai({ estate: openaiWith({ organization: 'org-other' }) })
  expect(collected.status).not.toBe('complete')
  expect(text).toContain('should match organization')
  expect(text).not.toContain('proj_shop')
})

test('an answer from before ends were told leaves them unknown', async () => {
  const [row] = fullOpenai.apiKeys['proj_shop'] ?? []
  const { expires_at: _, ...older } = row ?? {}
  const estate = openaiWith({ apiKeys: { proj_shop: [older] } })
  const found = await scanOpenai({ estate }, { tier: 'core' })
  expect(found.found('credential', 'key_shop')).toMatchObject({ expiresAt: { unknown: 'unsupported' } })
})
