/** What single repositories hold that a rule is about, each beside a twin that is as it should be. */
import { clientIds } from '../azure/federation.ts'
import { googleDoors } from '../google/federation.ts'
import { person, type Expect } from './company.ts'
import type { Drawer } from './repositories.ts'
import { deployKey, environment, hook, secret, variable } from './rows.ts'
import {
  asksModel,
  buildsForks,
  calls,
  deploy,
  deployAzure,
  deployGoogle,
  labels,
  loose,
  ownRunner,
  prints,
  release,
  reusable,
  runsForks,
} from './workflows.ts'

const recent = '2026-11-19'
const fresh = '2026-08-20'
const role = (name: string): string => `arn:aws:iam::111122223333:role/${name}`

export function deployKeys({ put }: Drawer, expect: Expect): void {
  const key = (repository: string, ...given: Parameters<typeof deployKey>): string => {
    put(repository, '/keys', [deployKey(...given)])
    return String(given[0])
  }
  const ours = { by: 'ben-okafor', created: '2026-02-01', used: recent } as const
  expect('github-deploy-key-write', key('label-printer', 3001, 'pushes translations', { ...ours, write: true }), 'high')
  key('label-printer', 3002, 'build server', ours)
  const old = { ...ours, created: '2024-03-01' }
  expect('github-deploy-key-old-or-unused', key('dock-scheduler', 3003, 'dock terminal', old), 'medium')
  const idle = { ...ours, used: '2026-05-02' }
  expect('github-deploy-key-old-or-unused', key('yard-map', 3004, 'tile server', idle), 'medium')
  key('yard-map', 3005, 'tile mirror', ours)
  const orphan = { ...ours, by: 'oscar-lindqvist' }
  expect('github-deploy-key-creator-gone', key('tariff-tables', 3006, 'price import', orphan), 'medium')
}

export function secrets({ put, file }: Drawer, expect: Expect): void {
  put('data-warehouse', '/actions/secrets', [secret('SNOWFLAKE_PASSWORD', '2025-01-15'), secret('DBT_TOKEN', fresh)])
  expect('github-secret-stale', 'larkspur/data-warehouse/actions/SNOWFLAKE_PASSWORD', 'medium')

  put('fleet-tracker', '/actions/secrets', [secret('AWS_ACCESS_KEY_ID', fresh), secret('AWS_SECRET_ACCESS_KEY', fresh)])
  expect('github-secret-static-cloud-key', 'larkspur/fleet-tracker/actions/AWS_SECRET_ACCESS_KEY', 'high')
  file('fleet-tracker', '.github/workflows/release.yml', release('AWS_SECRET_ACCESS_KEY'))

  put('support-assistant', '/actions/secrets', [secret('OPENAI_API_KEY', fresh)])
  expect('github-secret-static-cloud-key', 'larkspur/support-assistant/actions/OPENAI_API_KEY', 'medium')

  const copies = ['driver-app', 'customs-forms', 'claims-portal', 'mobile-scanner', 'design-system', 'website']
  for (const name of copies) {
    put(name, '/actions/secrets', [secret('NPM_TOKEN', fresh)])
    file(name, '.github/workflows/release.yml', release('NPM_TOKEN'))
  }
  expect('github-secret-name-sprawl', 'larkspur/driver-app/actions/NPM_TOKEN', 'medium')
  put('invoice-engine', '/actions/secrets', [secret('PRINT_SERVICE_TOKEN', fresh)])
  put('invoice-engine', '/actions/variables', [variable('PRINT_SERVICE_URL', 'https://print.larkspur.example')])
  file('invoice-engine', '.github/workflows/print.yml', prints())
  put('partner-edi', '/dependabot/secrets', [secret('EDI_REGISTRY_TOKEN', fresh)])
}

export function environments({ put, file }: Drawer, expect: Expect): void {
  const reviewers = [person('ada-stone'), person('ben-okafor')]
  put('website', '/environments', [environment(4001, 'production')])
  put('website', '/environments/production/secrets', [secret('CDN_PURGE_TOKEN', fresh)])
  expect('github-env-unprotected', 'larkspur/website/production', 'high')

  put('shop', '/environments', [
    environment(4002, 'production', { reviewers, branches: 'protected' }),
    environment(4003, 'preview'),
  ])
  put('shop', '/environments/production/secrets', [secret('PAYMENT_TERMINAL_TOKEN', fresh)])
  put('shop', '/environments/production/variables', [variable('PAYMENT_HOST', 'https://pay.larkspur.example')])
  file('shop', '.github/workflows/deploy.yml', deploy({ role: role('ci-shop-immutable'), environment: 'production' }))
  put('shop', '/actions/oidc/customization/sub', {
    use_default: true,
    use_immutable_subject: true,
    sub_claim_prefix: 'repo:larkspur@4711/shop@815',
  })
  put('parcel-api', '/environments', [environment(4004, 'staging', { branches: 'custom', wait: 5 })])
  put('parcel-api', '/environments/staging/deployment-branch-policies', [
    { id: 1, node_id: 'GA_9', name: 'main', type: 'branch' },
  ])
  put('parcel-api', '/environments/staging/secrets', [secret('STAGING_DB_PASSWORD', fresh)])
}

export function hooks({ put }: Drawer): void {
  put('parcel-api', '/hooks', [hook(9101, { url: 'https://ci.larkspur.example/hooks/CANARYREPOHOOK', last: 200 })])
}

/** What platforms give to everybody, and the machines that builds run on. */
export function platform({ file }: Drawer): void {
  file('platform-actions', '.github/workflows/release.yml', reusable())
  file(
    'load-simulator',
    '.github/workflows/release.yml',
    calls('larkspur/platform-actions/.github/workflows/release.yml@main'),
  )
  file('label-printer', '.github/workflows/hardware.yml', ownRunner())
  file('support-assistant', '.github/workflows/triage.yml', asksModel())
}

export function strangers({ file, put }: Drawer, expect: Expect): void {
  const at = (repository: string, name: string): string => `larkspur/${repository}/.github/workflows/${name}`
  file('website', '.github/workflows/preview.yml', buildsForks())
  put('website', '/actions/secrets', [secret('PREVIEW_TOKEN', fresh)])
  expect('github-workflow-pwn-request', at('website', 'preview.yml'), 'high')
  file('website', '.github/workflows/label.yml', labels())
  file('pallet-optimizer', '.github/workflows/notify.yml', loose())
  put('pallet-optimizer', '/actions/secrets', [secret('CRANE_TOKEN', fresh)])
  expect('github-workflow-unpinned-actions', at('pallet-optimizer', 'notify.yml'), 'medium')
  expect('github-workflow-pwn-request', at('storefront-widgets', 'preview.yml'), 'high')
}

/** Repositories whose runs become roles of AWS; the roles stand with the trusts of the account. */
export function doors({ file, put }: Drawer, expect: Expect): void {
  const proposal = ['  pull_request_target:']
  // Everybody may propose, and what they propose runs as the administrator that main may become.
  file(
    'storefront-widgets',
    '.github/workflows/preview.yml',
    deploy({
      role: role('ci-widgets-preview'),
      on: proposal,
      checkout: '${{ github.event.pull_request.head.sha }}',
      steps: ['      - run: npm ci && npm run preview'],
    }),
  )
  file(
    'storefront-widgets',
    '.github/workflows/publish-preview.yml',
    deploy({
      role: role('ci-widgets-publish'),
      on: proposal,
      environment: 'publishing',
      steps: ['      - run: ./publish.sh'],
    }),
  )
  expect('nhi-federation-chain-to-admin', 'larkspur/storefront-widgets/.github/workflows/preview.yml', 'critical')
  const reviewers = [person('carla-ruiz')]
  put('storefront-widgets', '/environments', [
    environment(4005, 'publishing', { reviewers }),
    environment(4008, 'estimates', { branches: 'protected' }),
    environment(4009, 'reports', { branches: 'protected' }),
  ])

  file('infrastructure', '.github/workflows/plan.yml', deploy({ role: role('ci-infrastructure'), on: ['  push:'] }))
  file(
    'infrastructure',
    '.github/workflows/apply.yml',
    deploy({ role: role('ci-infrastructure-release'), environment: 'production' }),
  )
  expect('github-oidc-role-unreviewed', 'larkspur/infrastructure', 'high')
  put('infrastructure', '/environments', [
    environment(4006, 'production', { reviewers: [person('ada-stone')], branches: 'protected' }),
  ])
  file(
    'route-planner',
    '.github/workflows/sandbox.yml',
    deploy({ role: role('ci-route-planner-any-branch'), on: ['  push:'] }),
  )
  expect('github-oidc-role-unreviewed', 'larkspur/route-planner', 'low')
  file('route-planner', '.github/workflows/deploy.yml', deploy({ role: role('ci-route-planner') }))
  file(
    'parcel-api',
    '.github/workflows/plan.yml',
    deploy({ role: role('ci-parcel-api-plan'), on: ['  pull_request:'] }),
  )
  expect('github-oidc-role-unreviewed', 'larkspur/parcel-api', 'low')

  // A comment starts it, and nothing of the comment is run: what it may become is all that counts. The role passes
  // another one on, which administers the account; its twin reports on what nobody outside can set off.
  const comment = ['  issue_comment: { types: [created] }']
  file(
    'address-normalizer',
    '.github/workflows/benchmark.yml',
    deploy({ role: role('ci-address-benchmark'), on: comment, steps: ['      - run: make benchmark'] }),
  )
  expect('nhi-federation-chain-to-admin', 'larkspur/address-normalizer/.github/workflows/benchmark.yml', 'high')
  file(
    'address-normalizer',
    '.github/workflows/nightly.yml',
    deploy({
      role: role('ci-address-nightly'),
      on: ["  schedule: [{ cron: '0 3 * * *' }]"],
      environment: 'nightly',
      steps: ['      - run: make benchmark'],
    }),
  )
}

/** Repositories whose runs sign in to Azure; the applications stand with the tenant. */
export function azureDoors({ file, put }: Drawer, expect: Expect): void {
  const comment = ['  issue_comment: { types: [created] }']
  const simulate = ['      - run: make simulation']
  file(
    'website',
    '.github/workflows/simulate.yml',
    deployAzure({ client: clientIds.simulator, on: comment, steps: simulate }),
  )
  expect('nhi-federation-chain-to-admin', 'larkspur/website/.github/workflows/simulate.yml', 'high')
  file(
    'website',
    '.github/workflows/simulation-report.yml',
    deployAzure({ client: clientIds.report, on: comment, environment: 'nightly', steps: simulate }),
  )
  put('website', '/environments', [environment(4007, 'nightly', { reviewers: [person('carla-ruiz')] })])
  file(
    'infrastructure',
    '.github/workflows/azure.yml',
    deployAzure({ client: clientIds.infrastructure, environment: 'production' }),
  )
}

/** Repositories whose runs sign in to Google; the pool and the service accounts stand with the organization there. */
export function googleRuns({ file }: Drawer, expect: Expect): void {
  const comment = ['  issue_comment: { types: [created] }']
  const { provider, simulation, report } = googleDoors
  file(
    'website',
    '.github/workflows/pallet-cloud.yml',
    deployGoogle({ provider, serviceAccount: simulation, on: comment, steps: ['      - run: make simulation-cloud'] }),
  )
  expect('nhi-federation-chain-to-admin', 'larkspur/website/.github/workflows/pallet-cloud.yml', 'high')
  file(
    'website',
    '.github/workflows/pallet-cloud-report.yml',
    deployGoogle({ provider, serviceAccount: report, on: comment, environment: 'nightly' }),
  )
}

/** Repositories whose runs are pods of the production cluster; the scale sets stand there, what their pods become in AWS. */
export function clusterRuns({ file }: Drawer, expect: Expect): void {
  const at = (repository: string, name: string): string => `larkspur/${repository}/.github/workflows/${name}`
  file('address-normalizer', '.github/workflows/fuzz.yml', runsForks('open-builds'))
  expect('nhi-federation-chain-to-admin', at('address-normalizer', 'fuzz.yml'), 'critical')
  expect('github-workflow-pwn-request', at('address-normalizer', 'fuzz.yml'), 'high')
  // Everybody brings code to these as well, and gets nowhere with it: scale sets that serve another organization, that
  // are in a group without public repositories, whose pods hold little.
  const elsewhere = runsForks('partner-builds', 'warehouse-builds', 'docs-builds')
  file('address-normalizer', '.github/workflows/fuzz-elsewhere.yml', elsewhere)
  expect('github-workflow-pwn-request', at('address-normalizer', 'fuzz-elsewhere.yml'), 'high')
  // Of a private repository only its own people propose anything.
  file('mobile-scanner', '.github/workflows/fuzz.yml', runsForks('open-builds'))
  expect('github-workflow-pwn-request', at('mobile-scanner', 'fuzz.yml'), 'medium')
}

export function agents({ put, file }: Drawer): void {
  const configuration = (mcpServers: object): object => ({
    mcp_configuration: { mcpServers },
    enabled_tools: {
      codeql: true,
      copilot_code_review: true,
      secret_scanning: true,
      dependency_vulnerability_checks: true,
    },
    require_actions_workflow_approval: true,
    is_firewall_enabled: true,
    is_firewall_recommended_allowlist_enabled: true,
    custom_allowlist: [],
    is_automations_enabled: false,
    require_write_access_for_automation_triggers: true,
  })
  put(
    'route-planner',
    '/copilot/cloud-agent/configuration',
    configuration({
      maps: {
        type: 'http',
        url: 'https://mcp.maps.example/v1',
        headers: { Authorization: 'Bearer CANARYMCPBEARER0123456789' },
        tools: ['*'],
      },
    }),
  )
  put(
    'support-assistant',
    '/copilot/cloud-agent/configuration',
    configuration({
      tracker: {
        type: 'local',
        command: 'npx',
        args: ['-y', '@larkspur/tracker-mcp@1.4.2'],
        env: { TRACKER_TOKEN: 'COPILOT_MCP_TRACKER_TOKEN' },
        tools: ['search_tickets'],
      },
    }),
  )
  file('support-assistant', 'AGENTS.md', ['# Working here', '', 'Run pytest before you propose anything.'])
  file('support-assistant', '.mcp.json', ['{ "mcpServers": {} }'])
  file('design-system', '.github/agents/reviewer.md', ['Looks for colours that nobody can read.'])
}
