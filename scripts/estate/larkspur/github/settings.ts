/** What the organization sets for everybody: secrets and variables, hooks, Actions, runners, rulesets, Copilot. */
import type { Answers, Row } from '../../../../fixtures/servers/github/estate.ts'
import { person, type Expect } from './company.ts'
import {
  alert,
  bypass,
  hook,
  propertyValues,
  ruleset,
  rulesetAnswers,
  runner,
  runnerGroup,
  seat,
  secret,
  variable,
} from './rows.ts'

const fresh = '2026-08-20'

export function secretsAndVariables(expect: Expect): Answers {
  expect('github-org-secret-all-repos', 'larkspur/actions/SONAR_TOKEN', 'high')
  expect('github-secret-stale', 'larkspur/dependabot/REGISTRY_PASSWORD', 'medium')
  const some = [{ id: 815, name: 'shop', full_name: 'larkspur/shop' }]
  return {
    '/actions/secrets': [
      secret('SONAR_TOKEN', fresh, { visibility: 'all' }),
      secret('SLACK_WEBHOOK_URL', fresh, { visibility: 'selected' }),
      secret('CARRIER_SANDBOX_TOKEN', fresh, { visibility: 'private' }),
    ],
    '/actions/secrets/SLACK_WEBHOOK_URL/repositories': some,
    '/dependabot/secrets': [
      secret('REGISTRY_PASSWORD', '2024-09-01', { visibility: 'private' }),
      secret('REGISTRY_TOKEN', fresh, { visibility: 'private' }),
    ],
    '/codespaces/secrets': [secret('SANDBOX_DB_PASSWORD', fresh, { visibility: 'selected' })],
    '/codespaces/secrets/SANDBOX_DB_PASSWORD/repositories': some,
    '/agents/secrets': [secret('COPILOT_MCP_TRACKER_TOKEN', fresh, { visibility: 'private' })],
    '/actions/variables': [
      variable('AWS_REGION', 'eu-west-1', { visibility: 'all' }),
      variable('SHOP_DEPLOY_ROLE', 'arn:aws:iam::111122223333:role/ci-shop-immutable', { visibility: 'private' }),
      variable('MOTD', 'CANARY plain words of a variable', { visibility: 'private' }),
    ],
    '/agents/variables': [
      variable('COPILOT_MCP_TRACKER_URL', 'https://tracker.larkspur.example', { visibility: 'private' }),
    ],
  }
}

export function hooks(expect: Expect): Answers {
  expect('github-webhook-weak', 'larkspur/hooks/9001', 'low')
  expect('github-webhook-weak', 'larkspur/hooks/9002', 'medium')
  return {
    '/hooks': [
      hook(9001, { url: 'https://events.larkspur.example/github?key=CANARYHOOKKEY', signed: false }),
      hook(9002, { url: 'https://warehouse.larkspur.example/github/CANARYHOOKPATH', insecure: true }),
      hook(9003, {
        url: 'https://hooks.slack.com/services/T000/B000/CANARYSLACKPATH',
        events: ['repository', 'member'],
      }),
    ],
  }
}

/** Runs get a token that may write unless their workflow says less, and may approve what others propose. */
export function actions(expect: Expect): Answers {
  expect('github-actions-token-write-default', 'larkspur', 'medium')
  expect('github-actions-can-approve', 'larkspur', 'high')
  return {
    '/actions/permissions': { enabled_repositories: 'all', allowed_actions: 'selected', sha_pinning_required: false },
    '/actions/permissions/workflow': { default_workflow_permissions: 'write', can_approve_pull_request_reviews: true },
    '/actions/permissions/selected-actions': {
      github_owned_allowed: true,
      verified_allowed: true,
      patterns_allowed: ['crane-tools/*'],
    },
    '/actions/permissions/fork-pr-workflows-private-repos': {
      run_workflows_from_fork_pull_requests: false,
      send_write_tokens_to_workflows: false,
      send_secrets_and_variables: false,
      require_approval_for_fork_pr_workflows: true,
    },
    '/actions/oidc/customization/sub': { include_claim_keys: ['repo', 'context'], use_immutable_subject: true },
  }
}

export function runners(expect: Expect): Answers {
  expect('github-runner-public', '2', 'high')
  expect('github-runner-public', '4', 'medium')
  return {
    '/actions/runner-groups': [
      runnerGroup(1, 'Default', { visibility: 'private', default: true }),
      runnerGroup(2, 'warehouse-pool', { visibility: 'all', allows_public_repositories: true }),
      runnerGroup(3, 'release-pool', {
        restricted_to_workflows: true,
        selected_workflows: ['larkspur/platform-actions/.github/workflows/release.yml@refs/heads/main'],
      }),
      // Its runners are made in the cluster larkspur-prod, and only while a job waits.
      runnerGroup(4, 'open-builds', { allows_public_repositories: true }),
    ],
    '/actions/runner-groups/3/repositories': [
      { id: 821, name: 'platform-actions', full_name: 'larkspur/platform-actions' },
    ],
    '/actions/runner-groups/4/repositories': [
      { id: 819, name: 'address-normalizer', full_name: 'larkspur/address-normalizer' },
      { id: 813, name: 'mobile-scanner', full_name: 'larkspur/mobile-scanner' },
    ],
    '/actions/runners': [
      runner(31, 'warehouse-01', 2, false),
      runner(32, 'warehouse-02', 2, false),
      runner(33, 'release-7f2c', 3, true),
      runner(34, 'release-91ab', 3, true),
    ],
  }
}

/** `renovate` by its installation's app. */
export function rulesets(expect: Expect): Answers {
  expect('github-ruleset-bypass-nhi', '8001', 'medium')
  return rulesetAnswers([
    ruleset(8001, 'main is reviewed', [bypass('OrganizationAdmin', null), bypass('Integration', 2740)]),
    ruleset(8002, 'releases are tagged by people', [bypass('OrganizationAdmin', null), bypass('Team', 71)], {
      target: 'tag',
      conditions: {
        ref_name: { include: ['refs/tags/v*'], exclude: [] },
        repository_name: { include: ['~ALL'], exclude: [] },
      },
    }),
  ])
}

export function copilot(): Answers {
  const agentMayWork = [
    { id: 802, name: 'route-planner', full_name: 'larkspur/route-planner' },
    { id: 824, name: 'support-assistant', full_name: 'larkspur/support-assistant' },
  ]
  return {
    '/copilot/billing': {
      seat_breakdown: {
        total: 4,
        added_this_cycle: 0,
        pending_invitation: 0,
        pending_cancellation: 0,
        active_this_cycle: 3,
        inactive_this_cycle: 1,
      },
      seat_management_setting: 'assign_selected',
      ide_chat: 'enabled',
      platform_chat: 'enabled',
      cli: 'enabled',
      public_code_suggestions: 'block',
      plan_type: 'enterprise',
    },
    '/copilot/billing/seats': [
      seat(person('ada-stone'), '2026-11-20'),
      seat(person('grace-lin'), '2026-11-19'),
      seat(person('kira-novak'), '2026-11-18'),
      seat(person('liam-byrne'), null),
    ],
    '/copilot/coding-agent/permissions': { enabled_repositories: 'selected' },
    '/copilot/coding-agent/permissions/repositories': agentMayWork,
  }
}

export function properties(
  repositories: readonly { readonly id: number; readonly name: string; readonly team: string }[],
): Answers {
  return { '/properties/values': repositories.map(({ id, name, team }) => propertyValues(id, name, { team })) }
}

export function alerts(): Answers {
  const at = (id: number, name: string): Row => ({ id, name, full_name: `larkspur/${name}`, private: true })
  return {
    '/secret-scanning/alerts': [
      alert(1, at(826, 'legacy-billing'), 'stripe_api_key', 'Stripe API Key', { validity: 'inactive' }),
      alert(2, at(823, 'forecasting'), 'openai_api_key', 'OpenAI API Key', { validity: 'active' }),
    ],
  }
}
