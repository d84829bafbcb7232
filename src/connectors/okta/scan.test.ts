import { beforeAll, describe, expect, test } from 'vitest'
import { everything } from '../../../test/support/okta-everything.ts'
import { everythingScope, scanOkta } from '../../../test/support/okta-scan.ts'
import type { OktaScanned } from '../../../test/support/okta-scan.ts'
import { lastUseOf, millisecondsOf } from './map/token-window.ts'
import { machineSigns } from './map/machine-signs.ts'

let scanned: OktaScanned
beforeAll(async () => {
  scanned = await scanOkta()
})
const idOf = (kind: string, native: string): string => `okta:00oeverything:${kind}:${native}`
const view = () => scanned.view(everythingScope)

describe('people', () => {
  test('are all there, also those who were deprovisioned', () => {
    const states = scanned.all('identity', 'user').map(({ nativeId, enabled }) => [nativeId, enabled])
    expect(states).toEqual([
      ['ada@acme.example', true],
      ['ben@acme.example', false],
      ['cleo@acme.example', false],
      ['dan@acme.example', false],
      ['svc-sync@acme.example', true],
    ])
    expect(scanned.found('identity', 'cleo@acme.example')['facts']).toMatchObject({
      status: 'DEPROVISIONED',
      statusChangedAt: '2026-02-02T08:30:00Z',
    })
    expect(scanned.found('identity', 'dan@acme.example')['facts']).toMatchObject({ lastLoginAt: null })
  })

  test('are told from machines by their login', () => {
    expect(scanned.found('identity', 'svc-sync@acme.example')['class']).toBe('machine')
    expect(scanned.found('identity', 'ada@acme.example')['class']).toBe('human')
  })

  test.each(['svc.deploy@a.b', 'jira_bot@a.b', 'api-user@a.b', 'sync2@a.b', 'no-reply@a.b'])(
    '%s is a machine’s',
    (login) => {
      expect(machineSigns(login)).toEqual([`login ${login}`])
    },
  )
  test.each(['abbot@a.b', 'sylvia.apinella@bot.example', 'cian@a.b', 'robotnik@a.b', 'systema@a.b'])(
    '%s is a person’s',
    (login) => {
      expect(machineSigns(login)).toEqual([])
    },
  )
})

describe('applications', () => {
  test('act as themselves, or in the name of users, or not at all', () => {
    const names = (kind: string) =>
      scanned
        .all('identity', kind)
        .map(({ name }) => String(name))
        .toSorted()
    expect(names('service-app')).toEqual(['Directory sync', 'Muster', 'Old job', 'Remote keys'])
    expect(names('oauth-app')).toEqual(['Board', 'Shop', 'Support agent'])
    expect(
      scanned
        .all('resource', 'swa-app')
        .map(({ name }) => String(name))
        .toSorted(),
    ).toEqual(['Fax portal', 'Own portal'])
    expect(scanned.records.some((record) => JSON.stringify(record).includes('Payroll'))).toBe(false)
  })

  test('with what they sign in with, and nothing for those that keep nothing', () => {
    const held = (native: string) =>
      view()
        .edgesTo(native, 'authenticates')
        .map(({ from }) => view().credential(from)?.nativeId)
    expect(held(idOf('service-app', '0oasync'))).toEqual(['ocssync1', 'ocssync2'])
    expect(held(idOf('service-app', '0oamuster'))).toEqual(['pksmuster'])
    expect(held(idOf('service-app', '0oaremote'))).toEqual([])
    expect(scanned.found('credential', 'ocssync2')).toMatchObject({ enabled: false, createdAt: '2026-10-01T08:30:00Z' })
    expect(scanned.calls.some(({ address }) => address.includes('0oaspa/'))).toBe(false)
  })

  test('that share a key can be told to', () => {
    const agent = scanned.found('credential', 'pksagent')['fingerprint']
    expect(agent).toMatch(/^jwk-sha256:[\w-]{43}$/)
    expect(scanned.found('credential', 'pksgpt')['fingerprint']).toBe(agent)
    expect(scanned.found('credential', 'pksmuster')['fingerprint']).not.toBe(agent)
  })

  test('with the scopes that were granted and not taken back, and whoever granted them', () => {
    const edges = view().edgesFrom(idOf('service-app', '0oasync'), 'grants')
    expect(edges.filter(({ to }) => to.includes(':api-scope:'))).toMatchObject([
      { to: idOf('api-scope', 'okta.users.manage'), conditions: { grantedBy: '00ucleo' } },
      { to: idOf('api-scope', 'okta.users.read'), conditions: { grantedBy: '00uada' } },
    ])
    expect(view().edgesTo(idOf('service-app', '0oasync'), 'owns')).toMatchObject([
      { from: idOf('user', '00uada'), level: 'hint' },
      { from: idOf('user', '00ucleo'), level: 'hint' },
    ])
  })

  test('with the roles that they hold, and what those end at', () => {
    const edges = view().edgesFrom(idOf('service-app', '0oasync'), 'grants')
    const roles = edges
      .filter(({ to }) => to.includes(':admin-role:'))
      .map(({ to, conditions }) => ({ to, conditions }))
    expect(roles).toMatchObject([
      { to: idOf('admin-role', 'APP_ADMIN'), conditions: { targets: null } },
      { to: idOf('admin-role', 'USER_ADMIN'), conditions: { targets: ['00gguests', '00gstaff'] } },
      { to: idOf('admin-role', 'cr0desk'), conditions: { resourceSet: 'iamset' } },
    ])
    expect(scanned.found('resource', 'cr0desk')['facts']).toMatchObject({
      permissions: ['okta.users.credentials.resetPassword', 'okta.users.read'],
    })
  })

  test('with their newest token of 90 days, and those that got none', () => {
    const used = (native: string) => view().usage(idOf('service-app', native))
    expect(used('0oasync')).toMatchObject({ lastUsedAt: '2026-11-19T08:30:00Z', observedSince: '2026-08-23T10:00:00Z' })
    expect(used('0oaremote')).toMatchObject({ lastUsedAt: null })
    expect(used('0oaold')).toBeUndefined()
    expect(view().usage(idOf('api-service', '0oavendor'))).toMatchObject({ lastUsedAt: null })
    expect(view().usage(idOf('ai-agent', 'wlp1'))).toMatchObject({ lastUsedAt: '2026-11-18T08:30:00Z' })
  })
})

describe('API tokens', () => {
  test('tell by their end when they were used', () => {
    const used = (native: string) => view().usage(idOf('token', native))?.lastUsedAt
    expect(used('00Tsync')).toBe('2026-11-20T08:30:00Z')
    expect(used('00Told')).toBe('2026-11-01T08:30:00Z')
    expect(used('00Tnever')).toBeNull()
  })

  test('belong to a user, whose roles are known, also by a group', () => {
    const [owner] = view().edgesFrom(idOf('token', '00Tsync'), 'authenticates')
    expect(owner?.to).toBe(idOf('user', '00usvc'))
    expect(view().edgesFrom(idOf('user', '00usvc'), 'grants')).toMatchObject([{ conditions: { assignment: 'GROUP' } }])
  })

  test.each([
    ['P30D', 2_592_000_000],
    ['PT5M', 300_000],
    ['P1DT1H', 90_000_000],
    ['P1M', undefined],
    ['P', undefined],
    ['P4W', 2_419_200_000],
    ['soon', undefined],
  ])('a window of %s', (window, milliseconds) => {
    expect(millisecondsOf(window)).toBe(milliseconds)
  })

  test('whose end says less than their making tell nothing', () => {
    const made = { createdAt: '2026-11-01T00:00:00Z', window: 'P30D' }
    expect(lastUseOf({ ...made, ends: '2026-11-02T00:00:00Z' })).toEqual({ unknown: 'unsupported' })
  })
})

test('no token in the days of the log says so of those days alone', () => {
  expect(view().usage(idOf('service-app', '0oaremote'))).toMatchObject({ lastUsedAt: null, precision: 'window' })
  expect(view().usage(idOf('service-app', '0oasync'))).toMatchObject({ precision: 'exact' })
})

describe('service accounts that are looked after', () => {
  test('in an application come with who owns them, and without their password', () => {
    const account = scanned.found('identity', 'a747a818-a4c4-4446-8a87-704216495a08')
    expect(account).toMatchObject({
      kind: 'managed-account',
      name: 'crm-sync',
      class: 'machine',
      facts: { containerName: 'CRM', status: 'UNSECURED', ownerUsers: ['00uada'], ownerGroups: ['00gstaff'] },
    })
    const owners = view().edgesTo(String(account['id']), 'owns')
    expect(owners.map(({ from }) => from)).toEqual([idOf('user', '00uada')])
  })

  test('make a machine of the user that they are, whatever the login', () => {
    expect(scanned.found('identity', 'dan@acme.example')).toMatchObject({
      class: 'machine',
      facts: { machineSigns: ['managed as service account dan the robot'] },
    })
  })
})

test('integrations come with their scopes, their secret and who installed them', () => {
  const id = idOf('api-service', '0oavendor')
  expect(
    view()
      .edgesFrom(id, 'grants')
      .map(({ to }) => to),
  ).toEqual([idOf('api-scope', 'okta.logs.read'), idOf('api-scope', 'okta.users.read')])
  expect(view().edgesTo(id, 'authenticates')).toHaveLength(1)
  expect(view().edgesTo(id, 'owns')).toMatchObject([{ from: idOf('user', '00ucleo') }])
})

test('an integration whose scopes Okta leaves out says so', async () => {
  const estate = everything()
  const [service] = estate.services
  const { found } = await scanOkta({ estate: { ...estate, services: [{ ...service, grantedScopes: undefined }] } })
  expect(found('identity', '0oavendor')['facts']).toMatchObject({ scopesUntold: true })
  expect(scanned.found('identity', '0oavendor')['facts']).not.toHaveProperty('scopesUntold')
})

test('hooks come with their host and how they prove themselves', () => {
  const facts = (native: string) => scanned.found('resource', native)['facts']
  expect(facts('who1')).toMatchObject({ host: 'https://hooks.acme.example', authentication: 'header', verified: true })
  expect(facts('who2')).toMatchObject({ authentication: 'none', verified: false })
  expect(facts('who3')).toMatchObject({ authentication: { unknown: 'unsupported' } })
  expect(facts('cal1')).toMatchObject({ hookType: 'com.okta.oauth2.tokens.transform', authentication: 'header' })
  expect(facts('cal2')).toMatchObject({ authentication: 'oauth' })
})

test('agents come with their application, and what they reach', () => {
  expect(scanned.found('identity', 'wlp1')).toMatchObject({ class: 'ai', enabled: true, ai: { confidence: 1 } })
  expect(scanned.found('identity', 'wlp2')).toMatchObject({ enabled: false, facts: { appId: null } })
  expect(view().edgesFrom(idOf('ai-agent', 'wlp1'), 'delegates-to')).toMatchObject([
    { to: idOf('oauth-app', '0oagpt') },
  ])
  expect(scanned.found('resource', 'mcn1')['facts']).toMatchObject({ scopes: ['crm.read', 'crm.write'], active: true })
  expect(scanned.found('resource', 'mcn2')['facts']).toMatchObject({ connectionType: 'STS_VAULT_SECRET', scopes: null })
})

test('without the product for agents nothing is missed but them', async () => {
  const { coverage, gaps } = await scanOkta({ estate: { ...everything(), features: [] } })
  expect(coverage.filter(({ status }) => status !== 'complete').map(({ step, status }) => [step, status])).toEqual([
    ['ai-agents', 'unsupported'],
  ])
  expect(gaps.find(({ step }) => step === 'ai-agents')?.detail).toContain('Okta for AI Agents')
})

test('agents that one page told of are not forgotten, because a further one says that there is no product', async () => {
  const operation = 'GET /workload-principals/api/v1/ai-agents'
  const { found, step, gaps } = await scanOkta({ faults: [{ kind: 'unlicensed', operation, nth: 2 }], pageSize: 1 })
  expect(found('identity', 'wlp1')).toMatchObject({ class: 'ai' })
  expect(step('agent-connections')?.status).toBe('skipped')
  expect(gaps.map((gap) => gap.step)).toContain('agent-connections')
})
