/** What the steps about an organization's secrets and settings make of GitHub's answers. */
import { expect, test } from 'vitest'
import { acme, canary, dates, user } from '../../../test/support/github-acme.ts'

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
        { id: 2, name: 'Chosen', visibility: 'selected', default: false, allows_public_repositories: true },
      ],
      '/actions/runner-groups/2/repositories': [{ full_name: 'acme/web' }, { full_name: 'acme/api' }],
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
    {
      facts: {
        runners: { total: 1, ephemeral: 0 },
        restrictedToWorkflows: { unknown: 'unsupported' },
        visibility: 'all',
        repositories: null,
      },
    },
    { facts: { visibility: 'selected', repositories: ['acme/api', 'acme/web'] } },
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
  expect(step('credential-authorizations')).toMatchObject({
    status: 'complete',
    detail: expect.stringContaining('no single sign-on by SAML'),
  })
  expect(step('copilot')?.status).toBe('unlicensed')
  expect(step('app-usage')?.status).toBe('unlicensed')
  expect(step('secret-alerts')?.status).toBe('unlicensed')
  expect(step('rulesets')).toMatchObject({ status: 'denied', missing: ['organization_administration=write'] })
  expect(gaps.filter(({ reason }) => reason === 'failed')).toEqual([])
})

test('Enterprise Server: what it cannot have is no gap, what it does not offer is one', async () => {
  const { step, gaps } = await acme({}, { signIn: 'classic', version: '3.19.2', tier: 'creds' })
  const whole = ['organization-secrets', 'organization-variables', 'credential-authorizations', 'runners']
  expect(whole.map((id) => `${id} ${step(id)?.status}`)).toEqual(whole.map((id) => `${id} complete`))
  expect(['app-usage', 'copilot'].map((id) => step(id)?.status)).toEqual(['unsupported', 'unsupported'])
  expect(gaps.filter(({ reason }) => reason === 'failed')).toEqual([])
})
