/** What the steps of single repositories make of GitHub's answers. */
import { describe, expect, test } from 'vitest'
import { organizationOf, repositoryOf } from '../../../fixtures/servers/github/estate.ts'
import type { Answers, Feature, GithubRepository } from '../../../fixtures/servers/github/estate.ts'
import { githubEstate, scanGithub, scannerInstallation } from '../../../test/support/github-scan.ts'
import type { GithubSignIn } from '../../../test/support/github-scan.ts'
import type { Tier } from '../contract.ts'

const needed = {
  organization_administration: 'read',
  organization_copilot_agent_settings: 'read',
  members: 'read',
  metadata: 'read',
  contents: 'read',
  administration: 'read',
  secrets: 'read',
  dependabot_secrets: 'read',
  codespaces_secrets: 'write',
  agent_secrets: 'read',
  actions: 'read',
  actions_variables: 'read',
  environments: 'read',
  repository_hooks: 'read',
  copilot_agent_settings: 'read',
} as const

const dates = { created_at: '2025-01-02T03:04:05Z', updated_at: '2026-01-02T03:04:05Z' }
const user = (id: number, login: string) => ({ id, login, type: 'User', site_admin: false })

interface Setting {
  readonly signIn?: GithubSignIn
  readonly tier?: Tier
  readonly answers?: Answers
  readonly organization?: object
  readonly permissions?: { readonly [name: string]: string }
}

async function acme(repositories: readonly GithubRepository[], setting: Setting = {}) {
  const { signIn = 'app', tier = 'deep', permissions = needed } = setting
  const organization = organizationOf('acme', {
    features: ['copilot', 'enterprise-cloud'] satisfies Feature[],
    repositories,
    organization: { ...setting.organization },
    answers: {
      '/installations': [scannerInstallation(permissions)],
      '/members': [user(7, 'Ann')],
      ...setting.answers,
    },
  })
  const scanned = await scanGithub({ estate: githubEstate([organization]), signIn }, { tier })
  expect(scanned.collected.bugs).toEqual([])
  const find = (kind: string, nativeId: string) =>
    scanned.records.find((row) => 'nativeId' in row && row.kind === kind && row.nativeId === nativeId)
  const short = (id: string) => id.replace('github:4711:', '').replaceAll('/', ' ')
  const edges = () =>
    scanned.records.flatMap((row) => (row.type === 'edge' ? [`${short(row.from)} ${row.kind} ${short(row.to)}`] : []))
  const gapsOf = (step: string) => scanned.gaps.filter((gap) => gap.step === step)
  return { ...scanned, find, edges, gapsOf }
}

const deploy = [
  'on: push',
  'permissions: {id-token: write}',
  'jobs:',
  '  go:',
  '    runs-on: ubuntu-latest',
  '    environment: prod',
  '    steps:',
  '      - uses: aws-actions/configure-aws-credentials@v4',
  '        with: {role-to-assume: "${{ vars.ROLE }}"}',
]

describe('the index', () => {
  const files = {
    '.github/workflows/deploy.yml': deploy,
    '.github/workflows/review.yaml':
      'on: push\njobs: {ai: {runs-on: x, steps: [{uses: anthropics/claude-code-action@v1}]}}',
    '.github/workflows/notes.txt': 'no workflow',
    '.github/CODEOWNERS': '* @acme/core @ann @nobody\n/.github/ @acme/platform',
    'AGENTS.md': 'x',
  }

  test.each(['app', 'classic'] as const)('repositories, workflows and owners, by %s', async (signIn) => {
    const { find, gapsOf } = await acme([repositoryOf(11, 'api', { files }), repositoryOf(12, 'copy', { files })], {
      signIn,
    })
    expect(find('repository', 'acme/api')).toMatchObject({
      kind: 'repository',
      facts: {
        repositoryId: 11,
        visibility: 'private',
        defaultBranch: 'main',
        workflows: ['.github/workflows/deploy.yml', '.github/workflows/review.yaml'],
        aiFiles: ['AGENTS.md'],
        codeOwners: [
          { pattern: '*', owners: ['@acme/core', '@ann', '@nobody'] },
          { pattern: '/.github/', owners: ['@acme/platform'] },
        ],
      },
    })
    expect(find('workflow', 'acme/copy/.github/workflows/deploy.yml')).toMatchObject({
      kind: 'workflow',
      class: 'machine',
      facts: { repositoryId: 12, jobs: [{ name: 'go', idToken: true, environment: 'prod', variables: ['ROLE'] }] },
    })
    expect(find('workflow', 'acme/api/.github/workflows/review.yaml')).toMatchObject({ class: 'ai' })
    expect(find('organization', 'acme')).toMatchObject({ facts: { seenRepositories: 2 } })
    expect(gapsOf('repositories')).toEqual([])
  })

  test('owners by CODEOWNERS: teams, and people whose login is known', async () => {
    const { edges, find } = await acme([repositoryOf(11, 'api', { files })])
    expect(find('team', 'core')).toMatchObject({ kind: 'team', name: '@acme/core' })
    expect(edges().filter((edge) => edge.includes(' owns '))).toEqual([
      'team:core owns repository:11',
      'team:platform owns workflow:11 .github workflows deploy.yml',
      'team:platform owns workflow:11 .github workflows review.yaml',
      'user:7 owns repository:11',
    ])
  })

  test('the text of a file is asked for once, however many have it', async () => {
    const same = Array.from({ length: 60 }, (_, index) => repositoryOf(100 + index, `r${index}`, { files }))
    const { calls, records } = await acme(same, { tier: 'core' })
    expect(records.filter((row) => row.type === 'identity' && row.kind === 'workflow')).toHaveLength(120)
    // Two pages, and the texts of the first.
    expect(calls.filter(({ operation }) => operation === 'POST /graphql').length).toBeLessThanOrEqual(4)
  })

  test('a file that cannot be understood costs a gap of its own', async () => {
    const broken = {
      ...files,
      '.github/workflows/deploy.yml': 'on: [\n',
      '.github/workflows/big.yml': `#${'x'.repeat(600_000)}`,
    }
    const { find, gapsOf } = await acme([repositoryOf(11, 'api', { files: broken })])
    for (const name of ['deploy', 'big'])
      expect(find('workflow', `acme/api/.github/workflows/${name}.yml`)).toMatchObject({
        facts: { jobs: { unknown: 'failed' }, triggers: { unknown: 'failed' } },
      })
    expect(gapsOf('repositories').map(({ detail }) => detail)).toEqual([
      expect.stringContaining('acme/api/.github/workflows/big.yml were not read: it is larger than 512 KiB'),
      expect.stringContaining('acme/api/.github/workflows/deploy.yml were not read: it is no YAML'),
    ])
  })

  test('who sees only some repositories is told so', async () => {
    const { gapsOf, find } = await acme([repositoryOf(11, 'api')], { organization: { total_private_repos: 9 } })
    expect(gapsOf('repositories').map(({ detail }) => detail)).toEqual(['This sign-in sees 1 of 9 repositories.'])
    expect(find('organization', 'acme')).toMatchObject({ facts: { repositories: 9, seenRepositories: 1 } })
  })
})

describe('single repositories', () => {
  const key = {
    id: 5,
    key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl',
    title: 'deployer',
    verified: true,
    created_at: dates.created_at,
    read_only: false,
    added_by: 'ann',
    last_used: '2026-11-01T00:00:00Z',
    enabled: true,
  }
  const production = {
    id: 91,
    name: 'prod',
    ...dates,
    can_admins_bypass: true,
    protection_rules: [
      { id: 1, type: 'required_reviewers', reviewers: [{ type: 'User', reviewer: user(7, 'Ann') }] },
      { id: 2, type: 'wait_timer', wait_timer: 30 },
    ],
    deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
  }
  const answers: Answers = {
    '/keys': [key],
    '/actions/secrets': [{ name: 'NPM_TOKEN', ...dates }],
    '/dependabot/secrets': [{ name: 'DEPENDABOT_TOKEN', ...dates }],
    '/actions/variables': [{ name: 'ROLE', value: 'arn:aws:iam::111122223333:role/deploy', ...dates }],
    '/environments': [production],
    '/environments/prod/secrets': [{ name: 'AWS_SECRET_ACCESS_KEY', ...dates }],
    '/environments/prod/variables': [{ name: 'MODE', value: 'MUSTERCANARYvalue', ...dates }],
    '/environments/prod/deployment-branch-policies': [{ name: 'release/*' }, { name: 'v*', type: 'tag' }],
    '/actions/oidc/customization/sub': {
      use_default: false,
      include_claim_keys: ['repo'],
      use_immutable_subject: true,
    },
    '/hooks': [
      {
        id: 3,
        active: true,
        events: ['push'],
        config: { url: 'http://hooks.acme.example/MUSTERCANARYhook', insecure_ssl: '1', secret: '********' },
        ...dates,
        last_response: { code: 200 },
      },
    ],
    '/rulesets': [{ id: 8, name: 'main', enforcement: 'active' }],
    '/rulesets/8': { id: 8, name: 'main', enforcement: 'active', rules: [{ type: 'deletion' }] },
    '/actions/permissions/workflow': { default_workflow_permissions: 'write', can_approve_pull_request_reviews: true },
    '/copilot/cloud-agent/configuration': {
      mcp_configuration: { mcpServers: { docs: { type: 'http', url: 'https://mcp.acme.example/MUSTERCANARYmcp' } } },
      is_firewall_enabled: false,
      require_actions_workflow_approval: true,
    },
  }
  const api = repositoryOf(11, 'api', { answers, files: { '.github/workflows/deploy.yml': deploy } })
  const setting: Setting = {
    answers: {
      '/copilot/coding-agent/permissions': { enabled_repositories: 'all' },
      '/actions/permissions/workflow': {
        default_workflow_permissions: 'write',
        can_approve_pull_request_reviews: false,
      },
    },
  }

  test('everything that the tier deep reads', async () => {
    const { find, edges, text, gapsOf, coverage } = await acme([api], setting)
    expect(text).not.toContain('MUSTERCANARYvalue')
    expect(text).not.toMatch(/MUSTERCANARY(?:hook|mcp)/)
    expect(find('ssh-key', '5')).toMatchObject({
      name: 'deployer',
      kind: 'ssh-key',
      enabled: true,
      fingerprint: 'SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU',
      facts: { repository: 'acme/api', readOnly: false, addedBy: 'ann' },
    })
    expect(edges()).toEqual(expect.arrayContaining(['deploy-key:5 grants repository:11', 'user:7 owns deploy-key:5']))
    expect(find('secret', 'acme/api/actions/NPM_TOKEN')).toMatchObject({ facts: { level: 'repository' } })
    expect(find('secret', 'acme/api/dependabot/DEPENDABOT_TOKEN')).toMatchObject({ facts: { store: 'dependabot' } })
    expect(find('secret', 'acme/api/prod/actions/AWS_SECRET_ACCESS_KEY')).toMatchObject({
      facts: { level: 'environment', environment: 'prod' },
    })
    expect(find('variable', 'acme/api/actions/ROLE')).toMatchObject({
      facts: { refersTo: [{ type: 'aws-role', id: 'arn:aws:iam::111122223333:role/deploy' }] },
    })
    expect(find('variable', 'acme/api/prod/actions/MODE')).toMatchObject({ kind: 'variable' })
    expect(find('environment', 'acme/api/prod')).toMatchObject({
      facts: {
        reviewers: 1,
        waitMinutes: 30,
        adminsBypass: true,
        branches: 'custom',
        branchPatterns: ['release/*', 'tag:v*'],
      },
    })
    expect(find('webhook', 'acme/api/hooks/3')).toMatchObject({
      facts: { host: 'hooks.acme.example', plainHttp: true, insecureSsl: true, hasSecret: true, lastResponse: 200 },
    })
    expect(find('ruleset', '8')).toMatchObject({ facts: { rules: ['deletion'], bypass: { unknown: 'denied' } } })
    expect(gapsOf('repository-rulesets')).toMatchObject([{ reason: 'denied', permission: 'administration=write' }])
    expect(find('oidc-subject', 'acme/api')).toMatchObject({
      facts: { level: 'repository', useDefault: false, claimKeys: ['repo'], immutable: true },
    })
    expect(find('actions-policy', 'acme/api')).toMatchObject({ facts: { defaultWorkflowPermissions: 'write' } })
    expect(find('agent-configuration', 'acme/api')).toMatchObject({
      facts: { firewall: false, workflowsNeedApproval: true, mcpServers: [{ name: 'docs', host: 'mcp.acme.example' }] },
    })
    const failed = coverage.filter(({ step, status }) => status !== 'complete' && step.startsWith('repositor'))
    expect(failed.map(({ step }) => step)).toEqual(['repository-rulesets'])
  })

  test('the tier core leaves branch patterns unknown and asks only where something runs', async () => {
    const quiet = repositoryOf(12, 'quiet', { answers: { '/actions/secrets': [{ name: 'OLD', ...dates }] } })
    const { find, calls } = await acme([api, quiet], { ...setting, tier: 'core' })
    expect(find('environment', 'acme/api/prod')).toMatchObject({
      facts: { branchPatterns: { unknown: 'not-collected' } },
    })
    expect(find('secret', 'acme/quiet/actions/OLD')).toBeUndefined()
    const asked = calls.map(({ operation }) => operation).filter((operation) => operation.includes('/repos/'))
    expect(asked.toSorted()).toEqual([
      'GET /repos/{owner}/{repo}/actions/oidc/customization/sub',
      'GET /repos/{owner}/{repo}/actions/secrets',
      'GET /repos/{owner}/{repo}/actions/variables',
      'GET /repos/{owner}/{repo}/environments',
      'GET /repos/{owner}/{repo}/environments/{environment_name}/secrets',
      'GET /repos/{owner}/{repo}/environments/{environment_name}/variables',
      'GET /repos/{owner}/{repo}/keys',
    ])
  })

  test('what an app may not do is one gap for all of them, with the permission', async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({
      ...api,
      repository: { ...api.repository, id: 100 + index, name: `r${index}` },
    }))
    const { administration: _left, secrets: _out, ...fewer } = needed
    const { gapsOf, calls } = await acme(many, { permissions: fewer, tier: 'creds' })
    expect(gapsOf('deploy-keys')).toMatchObject([{ reason: 'denied', permission: 'administration=read' }])
    expect(gapsOf('repository-secrets')).toMatchObject([
      { reason: 'denied', permission: 'secrets=read', detail: expect.stringContaining('and 35 more') },
    ])
    expect(calls.filter(({ operation }) => operation.endsWith('/actions/secrets')).length).toBeLessThan(20)
  })
})
