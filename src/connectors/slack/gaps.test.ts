/** What a token, a plan or a tier that lacks something costs: the step says what and why, and the others know nothing of it. */
import { describe, expect, test } from 'vitest'
import { appIds, everything, fullWorkspace, tokens } from '../../../test/support/slack-everything.ts'
import { scanSlack, slackConfig, slackEnv, startSlack } from '../../../test/support/slack-scan.ts'
import type { SlackScanned } from '../../../test/support/slack-scan.ts'
import { scan } from '../../../test/support/scan.ts'
import { slackWorkspaceOf } from '../../../fixtures/servers/slack/estate.ts'
import { connector } from './index.ts'
import { SlackConfig } from './schema.ts'

/** Steps that did not end as on a good day, as `step status`. */
function blemishes({ coverage, collected }: SlackScanned): readonly string[] {
  expect(collected.bugs).toEqual([])
  return coverage.filter(({ status }) => status !== 'complete').map(({ step, status }) => `${step} ${status}`)
}

const standAlone = () => {
  const { enterprise: _, ...estate } = everything()
  return { ...estate, tokens: [tokens.user] }
}
const oneToken = { config: { auth: { tokenEnvs: ['SLACK_TOKEN'] } } }

describe('scopes', () => {
  test.each([
    ['admin', ['integration-logs denied']],
    ['users:read', ['bot-users denied']],
    ['users:read.email', ['bot-users partial']],
    ['admin.apps:read', ['app-requests denied', 'approved-apps denied', 'restricted-apps denied']],
    ['auditlogs:read', ['audit-logs denied']],
  ])('without %s only the steps that need it lose something, and name it', async (scope, expected) => {
    const scanned = await scanSlack({ access: { lacking: [scope] } })
    expect(blemishes(scanned)).toEqual(expected)
    expect(new Set(scanned.coverage.flatMap(({ missing }) => missing))).toEqual(new Set([scope]))
  })

  test('without the log, apps with a bot are known all the same, and nothing is said of who let them in', async () => {
    const scanned = await scanSlack({ access: { lacking: ['admin'] } })
    expect(scanned.all('identity', 'slack-app').map(({ nativeId }) => nativeId)).toEqual([
      appIds.notes,
      appIds.old,
      appIds.poll,
    ])
    expect(scanned.found('identity', appIds.notes)).toMatchObject({
      facts: { installers: { unknown: 'not-collected' }, scopes: { unknown: 'not-collected' } },
    })
  })

  test('without addresses, who let apps in keeps an id, and the address is denied rather than none', async () => {
    const scanned = await scanSlack({ access: { lacking: ['users:read.email'] } })
    expect(scanned.found('identity', 'U0LISA')).toMatchObject({
      name: 'U0LISA',
      enabled: false,
      facts: { email: { unknown: 'denied' }, deleted: true },
    })
  })
})

describe('the plan', () => {
  test('without Enterprise what only an organization knows is unlicensed, and is not even asked for', async () => {
    const scanned = await scanSlack({ estate: standAlone() }, oneToken)
    expect(blemishes(scanned)).toEqual([
      'app-requests unlicensed',
      'approved-apps unlicensed',
      'audit-logs unlicensed',
      'restricted-apps unlicensed',
    ])
    expect(scanned.calls.filter(({ operation }) => /^(?:admin|audit)/.test(operation))).toEqual([])
    expect(scanned.gaps.find(({ step }) => step === 'audit-logs')?.detail).toContain('Slack Enterprise')
  })

  test('a free workspace has no log', async () => {
    const estate = { ...standAlone(), workspaces: [{ ...fullWorkspace, paid: false }] }
    const scanned = await scanSlack({ estate }, oneToken)
    expect(scanned.step('integration-logs')).toMatchObject({ status: 'unlicensed' })
    expect(scanned.gaps.find(({ step }) => step === 'integration-logs')?.detail).toContain('a paid plan')
  })

  test('on Enterprise a token of one workspace is not let into what is the organization’s', async () => {
    const scanned = await scanSlack({ estate: { ...everything(), tokens: [tokens.user] } }, oneToken)
    expect(scanned.step('audit-logs')).toMatchObject({ status: 'denied', missing: ['auditlogs:read'] })
    expect(scanned.gaps.find(({ step }) => step === 'audit-logs')?.detail).toContain('installed on it')
  })
})

describe('tokens', () => {
  test('one of a bot alone reads users, and says what it is not let read', async () => {
    const scanned = await scanSlack(
      { estate: { ...everything(), tokens: [tokens.bot] } },
      { config: { auth: { tokenEnvs: ['SLACK_BOT_TOKEN'] } } },
    )
    expect(scanned.step('bot-users')).toMatchObject({ status: 'complete' })
    expect(scanned.step('integration-logs')).toMatchObject({ status: 'denied', missing: ['admin'] })
  })

  test('one of the organization finds its workspaces, and names each in what it asks', async () => {
    const organization = {
      ...tokens.organization,
      scopes: ['admin', 'users:read', 'users:read.email', 'admin.apps:read', 'auditlogs:read'],
    }
    const scanned = await scanSlack(
      { estate: { ...everything(), tokens: [organization] } },
      { config: { auth: { tokenEnvs: ['SLACK_ORGANIZATION_TOKEN'] } } },
    )
    expect(blemishes(scanned)).toEqual([])
    expect(scanned.calls.find(({ operation }) => operation === 'users.list')?.address).toContain('team_id=T0ACME')
  })

  test('in the variables of Slack’s own tools are enough, and go to no host but the one that they name', async () => {
    const server = await startSlack()
    const env = {
      SLACK_API_URL: `${server.url}/api/`,
      SLACK_USER_TOKEN: tokens.user.token,
      SLACK_ADMIN_TOKEN: tokens.organization.token,
      SLACK_BOT_TOKEN: tokens.bot.token,
    }
    const { collected, gaps, coverage } = await scan({ connector, config: {}, env, tier: 'deep' })
    await server.close()
    expect(collected.status).toBe('complete')
    expect(gaps).toEqual([])
    expect(coverage.find(({ step }) => step === 'audit-logs')).toMatchObject({ status: 'complete' })
    expect(server.calls.some(({ operation }) => operation === 'audit.logs')).toBe(true)
  })

  test.each([
    ['https://slack-gov.com/api', 'https://api.slack-gov.com'],
    ['https://slack.com/api', undefined],
    ['https://proxy.acme.example/slack/api', 'https://proxy.acme.example'],
  ])('go to %s, and for audit logs beside it', (SLACK_API_URL, audit) => {
    const read = connector.endpoints?.(SlackConfig.parse({}), (name) => ({ SLACK_API_URL })[name as 'SLACK_API_URL'])
    expect(read).toEqual(audit === undefined ? [] : [SLACK_API_URL, audit])
  })

  test('of two workspaces read both, each with its own', async () => {
    const second = slackWorkspaceOf('T0SECOND', { name: 'Second', users: [{ id: 'U0SOLO', deleted: false }] })
    const own = {
      ...tokens.user,
      token: 'xoxp-of-the-second',
      workspace: 'T0SECOND',
      userId: 'U0SOLO',
      appId: 'A0SOLO',
    }
    const estate = { ...standAlone(), workspaces: [fullWorkspace, second], tokens: [tokens.user, own] }
    const config = { workspaces: undefined, auth: { tokenEnvs: ['SLACK_TOKEN', 'SECOND_TOKEN'] } }
    const env = { ...slackEnv, SECOND_TOKEN: own.token }
    const { collected, found } = await scanSlack({ estate }, { config, env })
    expect(collected.scopes).toEqual(['slack:workspace:T0ACME', 'slack:workspace:T0SECOND'])
    expect(found('credential', 'U0SOLO#A0SOLO#user')).toMatchObject({ scope: 'slack:workspace:T0SECOND' })
  })

  test.each([
    ['revoked', 'unauthorized' as const, /refuses the sign-in/],
    ['answered by a proxy', 'html-ok' as const, /cannot be read/],
  ])('that are %s end the scan with one sentence', async (_, kind, words) => {
    const scanned = await scanSlack({ faults: [{ kind, operation: 'auth.test' }] })
    expect(scanned.collected.bugs).toEqual([])
    expect(scanned.gaps.map(({ detail }) => detail).join(' ')).toMatch(words)
    expect(scanned.all('identity', 'slack-app')).toEqual([])
  })

  test('that one of them is revoked costs what it alone reaches, and is said with where it stands', async () => {
    const env = { ...slackEnv, SLACK_BOT_TOKEN: 'xoxb-of-an-app-that-was-removed' }
    const scanned = await scanSlack({}, { env })
    expect(scanned.gaps.filter(({ step }) => step === 'connect')).toMatchObject([
      { detail: expect.stringMatching(/^SLACK_BOT_TOKEN: Slack refuses the sign-in\. /) },
    ])
    expect(scanned.collected.status).not.toBe('complete')
    expect(scanned.all('identity', 'slack-app').length).toBeGreaterThan(0)
  })

  test('of another kind, and workspaces that none reaches, are said before anything is read', async () => {
    const server = await startSlack()
    const run = (config: object, env: { readonly [name: string]: string }) =>
      scan({ connector, config: { ...slackConfig(server.url), ...config }, env })
    const auth = { tokenEnvs: ['APP'] }
    await expect(run({ auth }, { APP: 'xapp-1-A1' })).rejects.toThrow('another kind')
    await expect(run({ auth }, {})).rejects.toThrow('APP is empty')
    const other = { workspaces: ['T0OTHER'], auth: { tokenEnvs: ['SLACK_TOKEN'] } }
    await expect(run(other, { SLACK_TOKEN: tokens.user.token })).rejects.toThrow(
      'No token reaches the workspace T0OTHER',
    )
    await server.close()
  })
})

test('rows that cannot be read are told, and the others are kept', async () => {
  const integrationLogs = [
    ...fullWorkspace.integrationLogs,
    { change_type: 'added', app_id: 'A0ODD', date: { at: 'noon' } },
  ]
  const scanned = await scanSlack({ estate: everything({ integrationLogs }) })
  expect(scanned.step('integration-logs')).toMatchObject({ status: 'partial' })
  expect(scanned.all('identity', 'slack-app').length).toBe(5)
})

test('without a configuration token manifests are not asked for, which is no gap', async () => {
  const scanned = await scanSlack({}, { config: { auth: { tokenEnvs: ['SLACK_TOKEN', 'SLACK_ORGANIZATION_TOKEN'] } } })
  expect(scanned.gaps).toEqual([])
  expect(scanned.step('manifests')?.detail).toContain('configurationTokenEnv')
  expect(scanned.found('identity', appIds.deploy)).toMatchObject({
    facts: { tokenRotation: { unknown: 'not-collected' } },
  })
})
