/** A small organization of an enterprise that holds at least one of everything that the connector reads. */
import { organizationOf, repositoryOf } from '../../fixtures/servers/github/estate.ts'
import type { GithubEstate, Row } from '../../fixtures/servers/github/estate.ts'
import * as rows from '../../scripts/estate/larkspur/github/rows.ts'
import { usage } from '../../scripts/estate/larkspur/github/usage.ts'
import { githubEstate, scannerInstallation } from './github-scan.ts'

/** Stands in whatever the wire gives away and nobody may keep. */
export const githubCanary = 'MUSTERCANARY'

const [ada, ben, bot] = [rows.account('ada', 1), rows.account('ben', 2), rows.account('svc-deploy', 3)]
const freelancer = rows.account('freelancer', 4)
const recent = '2026-11-18'

const everyPermission = [
  'organization_administration',
  'organization_personal_access_tokens',
  'organization_personal_access_token_requests',
  'organization_api_insights',
  'members',
  'organization_secrets',
  'organization_dependabot_secrets',
  'organization_codespaces_secrets',
  'organization_agent_secrets',
  'organization_actions_variables',
  'organization_agent_variables',
  'organization_hooks',
  'organization_self_hosted_runners',
  'organization_copilot_seat_management',
  'organization_copilot_agent_settings',
  'organization_custom_properties',
  'secret_scanning_alerts',
  'administration',
  'repository_hooks',
  'actions',
  'actions_variables',
  'environments',
  'secrets',
  'dependabot_secrets',
  'codespaces_secrets',
  'agent_secrets',
  'agent_variables',
  'copilot_agent_settings',
  'contents',
]

const scanner = scannerInstallation(
  // The rulesets of an organization and the secrets of Codespaces are shown to those alone who may change them.
  Object.fromEntries([
    ...everyPermission.map((name) => [name, 'read']),
    ['organization_administration', 'write'],
    ['codespaces_secrets', 'write'],
  ]),
)

const workflow = `on:
  push: { branches: [main] }
permissions: { contents: read, id-token: write }
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: production
    env:
      TOKEN: \${{ secrets.NPM_TOKEN }}
      HOST: \${{ vars.DEPLOY_HOST }}
    steps:
      - uses: actions/checkout@v4
      - uses: aws-actions/configure-aws-credentials@v5
        with: { role-to-assume: arn:aws:iam::111122223333:role/deploy }
`

const secrets = (...names: readonly string[]): readonly Row[] =>
  names.map((name) => rows.secret(name, recent, { value: `${githubCanary}-never-there` }))
const seen = (each: readonly Row[], visibility: string): readonly Row[] => each.map((row) => ({ ...row, visibility }))

const variables = [
  rows.variable('DEPLOY_HOST', `${githubCanary}.example`),
  rows.variable('API_TOKEN', `ghp_${githubCanary}0123456789abcdefghijklmn`),
]

const shop = repositoryOf(11, 'shop', {
  repository: { visibility: 'public' },
  files: {
    '.github/workflows/deploy.yml': workflow,
    '.github/workflows/test.yml':
      'on: pull_request\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm test\n',
    '.github/CODEOWNERS': '* @ada\n/.github/ @acme/platform\n',
    '.mcp.json': '{}\n',
    'AGENTS.md': `${githubCanary}: words to an agent.\n`,
  },
  answers: {
    '/keys': [
      rows.deployKey(501, 'mirror', { by: 'ada', created: '2026-03-01', used: recent }),
      rows.deployKey(502, 'push', { by: 'gone', created: '2024-03-01', write: true }),
    ],
    '/hooks': [
      rows.hook(601, { url: `https://hooks.example/${githubCanary}`, last: 200 }),
      rows.hook(602, { url: `http://ada:${githubCanary}@old.example/`, signed: false, insecure: true, last: 502 }),
    ],
    '/environments': [
      rows.environment(701, 'production', { reviewers: [ada], wait: 10, branches: 'custom' }),
      rows.environment(702, 'staging'),
    ],
    '/environments/production/deployment-branch-policies': [
      { id: 1, node_id: 'x', name: 'main', type: 'branch' },
      { id: 2, node_id: 'y', name: 'v*', type: 'tag' },
    ],
    '/environments/production/secrets': secrets('DB_PASSWORD', 'AWS_SECRET_ACCESS_KEY'),
    '/environments/staging/secrets': secrets('DB_PASSWORD'),
    '/environments/production/variables': variables,
    '/environments/staging/variables': variables,
    '/actions/secrets': secrets('NPM_TOKEN', 'OPENAI_API_KEY'),
    '/dependabot/secrets': secrets('NPM_TOKEN'),
    '/codespaces/secrets': secrets('NPM_TOKEN'),
    '/agents/secrets': secrets('COPILOT_MCP_TOKEN'),
    '/actions/variables': variables,
    '/agents/variables': variables,
    '/actions/permissions/workflow': { default_workflow_permissions: 'write', can_approve_pull_request_reviews: true },
    '/actions/oidc/customization/sub': {
      use_default: false,
      include_claim_keys: ['repo', 'context'],
      use_immutable_subject: true,
      sub_claim_prefix: 'repo:acme@4711/shop@11',
    },
    '/copilot/cloud-agent/configuration': {
      mcp_configuration: {
        mcpServers: {
          tracker: {
            type: 'http',
            url: 'https://mcp.tracker.example/sse',
            tools: ['*'],
            headers: { Authorization: `Bearer ${githubCanary}` },
          },
          local: {
            type: 'local',
            command: 'npx',
            args: ['-y', '@acme/mcp'],
            tools: ['read'],
            env: { TOKEN: 'COPILOT_MCP_TOKEN' },
          },
        },
      },
      enabled_tools: { codeql: true, copilot_code_review: true, secret_scanning: true },
      require_actions_workflow_approval: true,
      is_firewall_enabled: true,
      is_firewall_recommended_allowlist_enabled: true,
      custom_allowlist: [],
    },
    ...rows.rulesetAnswers([
      rows.ruleset(801, 'shop main', [rows.bypass('DeployKey', null)], {
        source_type: 'Repository',
        source: 'acme/shop',
      }),
    ]),
  },
})

const engine = repositoryOf(12, 'engine', {
  files: {
    '.github/workflows/test.yml':
      'on: push\njobs:\n  test:\n    runs-on: [self-hosted]\n    steps:\n      - run: make\n',
  },
  answers: { '/actions/secrets': secrets('NPM_TOKEN') },
})
const empty = repositoryOf(13, 'empty', { repository: { archived: true } })

const app = (slug: string, appId: number, rest: object = {}): Row =>
  rows.installation(slug, { appId, permissions: { contents: 'write' }, ...rest })

export function everything(): GithubEstate {
  const acme = organizationOf('acme', {
    organization: { plan: { name: 'enterprise' } },
    features: ['enterprise-cloud', 'saml', 'copilot', 'secret-protection'],
    externalIdentities: [
      { login: 'ada', nameId: 'ada@acme.example' },
      { login: 'ben', nameId: 'ben@acme.example' },
    ],
    repositories: [shop, engine, empty],
    answers: {
      '/installations': [scanner, app('chat', 21), app('own-bot', 22, { all: true, suspended: '2026-01-01' })],
      '/personal-access-tokens': [
        rows.grant(31, 'nightly', {
          owner: ben,
          granted: '2026-03-01',
          used: recent,
          repository: { contents: 'write' },
        }),
        rows.grant(32, 'everywhere', { owner: ada, granted: '2026-03-01', expires: '2027-01-01', selection: 'all' }),
      ],
      '/personal-access-tokens/31/repositories': [{ id: 11, full_name: 'acme/shop' }],
      '/personal-access-token-requests': [
        {
          ...rows.grant(33, 'asked', { owner: ben, granted: '2026-11-01', expires: '2027-01-01' }),
          reason: 'to read statistics',
          created_at: '2026-11-01T08:30:00Z',
        },
      ],
      '/credential-authorizations': [
        rows.authorization(41, {
          login: 'ada',
          type: 'personal access token',
          authorized: '2026-01-01',
          used: recent,
          scopes: ['repo'],
          note: 'old script',
        }),
        rows.authorization(42, { login: 'ben', type: 'SSH key', authorized: '2026-01-01', used: null, note: 'laptop' }),
        rows.authorization(43, {
          login: 'ben',
          type: 'OAuth app token',
          authorized: '2026-01-01',
          used: recent,
          scopes: ['repo'],
          note: 'ide',
        }),
        rows.authorization(44, {
          login: 'ben',
          type: 'GitHub app token',
          authorized: '2026-01-01',
          used: recent,
          note: 'chat',
        }),
      ],
      '/insights/api/subject-stats': [usage('installation', 21, 'chat', recent), usage('user', 1, 'ada', recent)],
      '/members': [ada, ben, bot],
      '/members?role=admin': [ada, bot],
      '/members?filter=2fa_disabled': [bot],
      '/outside_collaborators': [freelancer],
      '/actions/secrets': [...seen(secrets('SONAR_TOKEN'), 'all'), ...seen(secrets('REGISTRY_TOKEN'), 'selected')],
      '/actions/secrets/REGISTRY_TOKEN/repositories': [{ id: 11, full_name: 'acme/shop' }],
      '/dependabot/secrets': seen(secrets('REGISTRY_TOKEN'), 'private'),
      '/codespaces/secrets': seen(secrets('REGISTRY_TOKEN'), 'private'),
      '/agents/secrets': seen(secrets('COPILOT_MCP_TOKEN'), 'private'),
      '/actions/variables': variables.map((each) => ({ ...each, visibility: 'all' })),
      '/agents/variables': variables.map((each) => ({ ...each, visibility: 'private' })),
      '/hooks': [rows.hook(51, { url: `https://hooks.example/${githubCanary}` })],
      '/actions/permissions': { enabled_repositories: 'all', allowed_actions: 'selected', sha_pinning_required: false },
      '/actions/permissions/workflow': {
        default_workflow_permissions: 'write',
        can_approve_pull_request_reviews: true,
      },
      '/actions/oidc/customization/sub': { include_claim_keys: ['repo', 'context'], use_immutable_subject: true },
      '/actions/runner-groups': [
        rows.runnerGroup(1, 'Default', { visibility: 'all', default: true }),
        rows.runnerGroup(2, 'own', {
          allows_public_repositories: true,
          restricted_to_workflows: true,
          selected_workflows: ['acme/shop/.github/workflows/deploy.yml@main'],
        }),
      ],
      '/actions/runners': [rows.runner(1, 'box-1', 2, false), rows.runner(2, 'box-2', 2, true)],
      ...rows.rulesetAnswers([
        rows.ruleset(61, 'main', [rows.bypass('Integration', 21), rows.bypass('OrganizationAdmin', null)]),
      ]),
      '/copilot/billing': {
        seat_breakdown: { total: 2, added_this_cycle: 0, active_this_cycle: 1, inactive_this_cycle: 1 },
        seat_management_setting: 'assign_selected',
        ide_chat: 'enabled',
        platform_chat: 'enabled',
        cli: 'enabled',
        public_code_suggestions: 'block',
        plan_type: 'enterprise',
      },
      '/copilot/billing/seats': [rows.seat(ada, recent), rows.seat(ben, null)],
      '/copilot/coding-agent/permissions': { enabled_repositories: 'selected' },
      '/copilot/coding-agent/permissions/repositories': [{ id: 11, full_name: 'acme/shop' }],
      '/properties/values': [rows.propertyValues(11, 'shop', { team: 'storefront' })],
      '/secret-scanning/alerts': [
        rows.alert(1, { id: 11, full_name: 'acme/shop' }, 'openai_api_key', 'OpenAI API Key', { secret: githubCanary }),
        rows.alert(2, { id: 12, full_name: 'acme/engine' }, 'aws_secret_access_key', 'AWS Secret', {
          validity: 'active',
        }),
      ],
    },
  })
  return githubEstate([acme], {
    enterprise: { slug: 'acme-group', name: 'Acme Group' },
    apps: { chat: rows.appPage('chat', 21, 'chat-company', 'Chat', 'Talks.') },
  })
}
