/** What the steps of an organization make of GitHub's answers. */
import { expect, test } from 'vitest'
import { organizationOf } from '../../../fixtures/servers/github/estate.ts'
import type { Answers, Feature } from '../../../fixtures/servers/github/estate.ts'
import { githubEstate, scanGithub, scannerInstallation } from '../../../test/support/github-scan.ts'
import type { GithubSignIn } from '../../../test/support/github-scan.ts'
import type { Tier } from '../contract.ts'

const canary = 'MUSTERCANARYvalue'
const everything: readonly Feature[] = ['enterprise-cloud', 'saml', 'copilot', 'secret-protection']
const user = (id: number, login: string, type = 'User') => ({ id, login, type, site_admin: false })
const dates = { created_at: '2025-01-02T03:04:05Z', updated_at: '2026-01-02T03:04:05Z' }

const needed = {
  organization_administration: 'read',
  organization_personal_access_tokens: 'read',
  organization_personal_access_token_requests: 'read',
  organization_secrets: 'read',
  organization_dependabot_secrets: 'read',
  organization_codespaces_secrets: 'read',
  organization_agent_secrets: 'read',
  organization_actions_variables: 'read',
  organization_agent_variables: 'read',
  organization_hooks: 'read',
  organization_self_hosted_runners: 'read',
  organization_custom_properties: 'read',
  organization_copilot_agent_settings: 'read',
  organization_api_insights: 'read',
  secret_scanning_alerts: 'read',
  members: 'read',
} as const

async function acme(
  answers: Answers,
  {
    signIn = 'app',
    tier = 'deep',
    features = everything,
  }: { signIn?: GithubSignIn; tier?: Tier; features?: readonly Feature[] } = {},
) {
  const installations = [scannerInstallation(needed), ...((answers['/installations'] as object[]) ?? [])]
  const organization = organizationOf('acme', { features, answers: { ...answers, '/installations': installations } })
  const scanned = await scanGithub({ estate: githubEstate([organization]), signIn }, { tier })
  expect(scanned.collected.bugs).toEqual([])
  const find = (type: string, nativeId: string) =>
    scanned.records.find((row) => row.type === type && 'nativeId' in row && row.nativeId === nativeId)
  return { ...scanned, find, of: (type: string) => scanned.records.filter((row) => row.type === type) }
}

const grant = {
  id: 25381,
  token_id: 98716,
  token_name: 'release',
  owner: user(1, 'octocat'),
  repository_selection: 'all',
  permissions: { organization: { members: 'read' }, repository: { contents: 'write' } },
  access_granted_at: '2023-05-16T08:47:09.000-07:00',
  token_expired: false,
  token_expires_at: null,
  token_last_used_at: null,
}

test('a fine-grained token: who owns it, how far it reaches, when it was used', async () => {
  const { find, of } = await acme({
    '/personal-access-tokens': [
      grant,
      {
        ...grant,
        id: 2,
        token_id: 3,
        repository_selection: 'subset',
        token_expires_at: '2026-12-24T00:00:00Z',
        token_last_used_at: '2026-11-20T01:02:03Z',
      },
    ],
    '/personal-access-tokens/2/repositories': [{ full_name: 'acme/web' }, { full_name: 'acme/api' }],
  })
  expect(find('credential', '98716')).toMatchObject({
    id: 'github:4711:token:98716',
    kind: 'token',
    lifetime: 'static',
    expiresAt: null,
    createdAt: { unknown: 'unsupported' },
    facts: {
      grantedAt: '2023-05-16T15:47:09Z',
      repositories: null,
      permissions: { repository: { contents: 'write' }, other: {} },
    },
  })
  expect(find('credential', '3')).toMatchObject({
    lifetime: 'expiring',
    facts: { repositories: ['acme/api', 'acme/web'] },
  })
  expect(of('usage').filter((row) => JSON.stringify(row).includes(':token:'))).toMatchObject([
    { subject: 'github:4711:token:3', lastUsedAt: '2026-11-20T01:02:03Z', precision: 'exact' },
    { subject: 'github:4711:token:98716', lastUsedAt: null, observedSince: null, precision: 'exact' },
  ])
  expect(of('edge')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'authenticates', from: 'github:4711:token:3', to: 'github:4711:user:1' }),
      expect.objectContaining({ kind: 'owns', from: 'github:4711:user:1', to: 'github:4711:token:3' }),
    ]),
  )
})

test('a classic token cannot ask for fine-grained ones, and says so', async () => {
  const { step, gaps } = await acme({}, { signIn: 'classic' })
  expect(step('token-grants')).toMatchObject({
    status: 'denied',
    missing: ['organization_personal_access_tokens=read'],
  })
  expect(gaps.find((gap) => gap.step === 'token-requests')?.reason).toBe('denied')
})

test('credentials authorized for single sign-on: no piece of a token is kept', async () => {
  const authorized = {
    login: 'Octocat',
    credential_authorized_at: dates.created_at,
    credential_accessed_at: null,
    authorized_credential_id: 5,
  }
  const { find, of, text } = await acme({
    '/members': [user(1, 'octocat')],
    '/credential-authorizations': [
      {
        ...authorized,
        credential_id: 10,
        credential_type: 'personal access token',
        token_last_eight: canary,
        scopes: ['repo'],
        authorized_credential_note: 'laptop',
        authorized_credential_expires_at: null,
      },
      {
        ...authorized,
        credential_id: 11,
        credential_type: 'SSH key',
        fingerprint: 'SHA256:abc',
        authorized_credential_title: 'key',
      },
    ],
  })
  expect(find('credential', '10')).toMatchObject({
    kind: 'token',
    name: 'laptop',
    lifetime: 'static',
    facts: { type: 'classic', scopes: ['repo'] },
  })
  expect(find('credential', '11')).toMatchObject({
    kind: 'ssh-key',
    fingerprint: 'SHA256:abc',
    facts: { type: 'ssh-key', scopes: null },
  })
  expect(of('edge')).toContainEqual(
    expect.objectContaining({
      kind: 'authenticates',
      from: 'github:4711:token:authorization-10',
      to: 'github:4711:user:1',
    }),
  )
  expect(text).not.toContain(canary)
})

test('members: owners, machines by their names, models by their ids, and who has no second factor', async () => {
  const { find } = await acme({
    '/members?role=admin': [user(1, 'octocat')],
    '/members': [user(1, 'octocat'), user(2, 'svc-deploy'), user(3, 'abbot'), user(198982749, 'Copilot', 'Bot')],
    '/members?filter=2fa_disabled': [user(2, 'svc-deploy')],
    '/outside_collaborators': [user(4, 'partner-ci')],
  })
  expect(find('identity', 'octocat')).toMatchObject({
    class: 'human',
    facts: { role: 'owner', twoFactor: true, machineSigns: [] },
  })
  expect(find('identity', 'svc-deploy')).toMatchObject({
    class: 'machine',
    facts: { twoFactor: false, machineSigns: ['login svc-deploy'] },
  })
  expect(find('identity', 'abbot')).toMatchObject({ class: 'human' })
  expect(find('identity', 'Copilot')).toMatchObject({ class: 'ai', ai: { vendor: 'GitHub', confidence: 0.9 } })
  expect(find('identity', 'partner-ci')).toMatchObject({ class: 'machine', facts: { role: 'outside-collaborator' } })
})

test('an app that is known, one that only sounds so, and when each was seen', async () => {
  const app = { permissions: {}, events: [], repository_selection: 'all', suspended_at: null, ...dates }
  const { find, of } = await acme({
    '/installations': [
      { ...app, id: 101, app_id: 1, app_slug: 'claude' },
      { ...app, id: 102, app_id: 2, app_slug: 'gemini-travel' },
    ],
    '/insights/api/subject-stats': [
      { subject_type: 'installation', subject_id: 101, last_request_timestamp: '2026-11-20T15:43:03Z' },
      { subject_type: 'user', subject_id: 102, last_request_timestamp: '2026-11-20T15:43:03Z' },
    ],
  })
  expect(find('identity', 'claude')).toMatchObject({ class: 'ai', ai: { vendor: 'Anthropic', kind: 'agent' } })
  expect(find('identity', 'gemini-travel')).toMatchObject({ class: 'machine', ai: { confidence: 0.4 } })
  const window = { observedSince: '2026-10-22T10:00:00Z', precision: 'window' }
  expect(of('usage')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ subject: 'github:4711:app:1', lastUsedAt: '2026-11-20T15:43:03Z', ...window }),
      expect.objectContaining({ subject: 'github:4711:app:2', lastUsedAt: null, ...window }),
    ]),
  )
})

test('secrets by store: what each looks like, and who gets it where the scan goes deep', async () => {
  const answers = {
    '/actions/secrets': [{ name: 'AWS_SECRET_ACCESS_KEY', visibility: 'selected', ...dates }],
    '/actions/secrets/AWS_SECRET_ACCESS_KEY/repositories': [{ full_name: 'acme/web' }],
    '/agents/secrets': [{ name: 'OPENAI_API_KEY', visibility: 'all', ...dates }],
  }
  const deep = await acme(answers)
  expect(deep.find('resource', 'acme/actions/AWS_SECRET_ACCESS_KEY')).toMatchObject({
    facts: {
      store: 'actions',
      level: 'organization',
      visibility: 'selected',
      repositories: ['acme/web'],
      looksLike: { provider: 'aws', longLived: true },
    },
  })
  expect(deep.find('resource', 'acme/agents/OPENAI_API_KEY')).toMatchObject({
    facts: { looksLike: { provider: 'ai', vendor: 'OpenAI' } },
  })
  const core = await acme(answers, { tier: 'core' })
  expect(core.find('resource', 'acme/actions/AWS_SECRET_ACCESS_KEY')?.type).toBe('resource')
  expect(core.calls.filter(({ operation }) => operation.endsWith('/repositories'))).toEqual([])
})

test('variables: what they refer to stays, what they hold does not', async () => {
  const secret = `ghp_${'MUSTERCANARY1'.padEnd(36, 'x9Yz')}`
  const { find, text } = await acme({
    '/actions/variables': [
      { name: 'AWS_ROLE', value: 'arn:aws:iam::111122223333:role/deploy', visibility: 'all', ...dates },
      { name: 'LEGACY_TOKEN', value: secret, visibility: 'private', ...dates },
      { name: 'GREETING', value: canary, visibility: 'all', ...dates },
    ],
  })
  expect(find('resource', 'acme/actions/AWS_ROLE')).toMatchObject({
    facts: { refersTo: [{ type: 'aws-role', id: 'arn:aws:iam::111122223333:role/deploy' }], configSecrets: [] },
  })
  expect(find('resource', 'acme/actions/LEGACY_TOKEN')).toMatchObject({
    facts: { configSecrets: [{ looksLike: 'github-token' }] },
  })
  expect(text).not.toContain(secret)
  expect(text).not.toContain(canary)
})

test('a webhook: its host and whether it is signed, nothing else of its address', async () => {
  const hook = { name: 'web', active: true, events: ['push', 'member'], ...dates }
  const { find, text } = await acme({
    '/hooks': [
      {
        ...hook,
        id: 1,
        config: {
          url: `https://u:${canary}@hooks.example.com/${canary}?t=${canary}`,
          insecure_ssl: '0',
          secret: '********',
        },
      },
      { ...hook, id: 2, config: { url: 'http://plain.example.com/x', insecure_ssl: '1' } },
    ],
  })
  expect(find('resource', 'acme/hooks/1')).toMatchObject({
    facts: {
      host: 'hooks.example.com',
      plainHttp: false,
      insecureSsl: false,
      hasSecret: true,
      events: ['member', 'push'],
    },
  })
  expect(find('resource', 'acme/hooks/2')).toMatchObject({
    facts: { plainHttp: true, insecureSsl: true, hasSecret: false },
  })
  expect(text).not.toContain(canary)
})

test('Actions, OIDC, runners, rulesets, Copilot, alerts', async () => {
  const { find, of, gaps, text } = await acme(
    {
      '/actions/permissions': { enabled_repositories: 'all', allowed_actions: 'selected' },
      '/actions/permissions/workflow': {
        default_workflow_permissions: 'write',
        can_approve_pull_request_reviews: true,
      },
      '/actions/oidc/customization/sub': {
        include_claim_keys: ['repo', 'context', 'job_workflow_ref'],
        use_immutable_subject: true,
      },
      '/actions/runner-groups': [
        {
          id: 1,
          name: 'Default',
          visibility: 'all',
          default: true,
          allows_public_repositories: true,
          inherited: false,
        },
      ],
      '/actions/runners': [
        {
          id: 9,
          name: 'box',
          os: 'linux',
          status: 'online',
          labels: [{ name: 'self-hosted' }],
          runner_group_id: 1,
          ephemeral: false,
        },
      ],
      '/rulesets': [{ id: 5, name: 'main' }],
      '/rulesets/5': {
        id: 5,
        name: 'main',
        target: 'branch',
        enforcement: 'active',
        rules: [{ type: 'pull_request' }, { type: 'deletion' }],
      },
      '/copilot/billing': {
        seat_breakdown: { total: 2, active_this_cycle: 1, inactive_this_cycle: 1 },
        plan_type: 'business',
        seat_management_setting: 'assign_selected',
        public_code_suggestions: 'block',
      },
      '/copilot/billing/seats': [
        { assignee: user(1, 'octocat'), created_at: dates.created_at, last_activity_at: null },
        { assignee: null, created_at: dates.created_at },
      ],
      '/copilot/coding-agent/permissions': { enabled_repositories: 'selected' },
      '/copilot/coding-agent/permissions/repositories': [{ full_name: 'acme/web' }],
      '/secret-scanning/alerts': [
        {
          number: 3,
          state: 'open',
          secret: canary,
          secret_type: 'openai_api_key',
          validity: 'active',
          publicly_leaked: true,
          multi_repo: false,
          repository: { id: 77, full_name: 'acme/web' },
          ...dates,
        },
      ],
    },
    { signIn: 'classic' },
  )
  const facts = (kind: string) => of('resource').filter((row) => 'kind' in row && row.kind === kind)
  expect(facts('actions-policy')).toMatchObject([
    {
      facts: {
        allowedActions: 'selected',
        shaPinningRequired: { unknown: 'unsupported' },
        defaultWorkflowPermissions: 'write',
        forkPullRequests: { run: false },
      },
    },
  ])
  expect(facts('oidc-subject')).toMatchObject([{ facts: { useDefault: false, immutable: true } }])
  expect(facts('runner-group')).toMatchObject([
    { facts: { runners: { total: 1, ephemeral: 0 }, restrictedToWorkflows: { unknown: 'unsupported' } } },
  ])
  expect(facts('ruleset')).toMatchObject([
    { facts: { rules: ['deletion', 'pull_request'], bypass: { unknown: 'denied' } } },
  ])
  expect(gaps.filter((gap) => gap.step === 'rulesets')).toMatchObject([
    { reason: 'denied', permission: 'organization_administration=write' },
  ])
  expect(facts('copilot')).toMatchObject([
    { facts: { seats: { total: 2, active: 1, inactive: 1 }, chatInEditor: { unknown: 'unsupported' } } },
  ])
  expect(facts('copilot-seat')).toMatchObject([{ nativeId: 'octocat', facts: { lastActivityAt: null } }])
  expect(find('identity', 'copilot-swe-agent')).toMatchObject({
    class: 'ai',
    facts: { enabledFor: 'selected', repositories: ['acme/web'] },
  })
  expect(facts('secret-alert')).toMatchObject([
    { nativeId: 'acme/web/3', facts: { validity: 'active', publiclyLeaked: true } },
  ])
  expect(text).not.toContain(canary)
})

test('alerts are asked for without the secrets', async () => {
  const { calls } = await acme({})
  const asked = calls.filter(({ operation }) => operation === 'GET /orgs/{org}/secret-scanning/alerts')
  expect(asked.map(({ address }) => new URLSearchParams(address.split('?')[1]).get('hide_secret'))).toEqual(['true'])
})

test('an organization without the features: what it has not is told apart from what is denied', async () => {
  const { step, gaps } = await acme({}, { features: [] })
  expect(step('credential-authorizations')?.status).toBe('unsupported')
  expect(step('copilot')?.status).toBe('unlicensed')
  expect(step('app-usage')?.status).toBe('unlicensed')
  expect(step('secret-alerts')?.status).toBe('unlicensed')
  expect(step('rulesets')).toMatchObject({ status: 'denied', missing: ['organization_administration=write'] })
  expect(gaps.filter(({ reason }) => reason === 'failed')).toEqual([])
})
