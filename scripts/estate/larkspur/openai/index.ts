/** Larkspur's organization at OpenAI, with every defect planted beside its twin. */
import type { OpenaiEstate, OpenaiLimits } from '../../../../fixtures/servers/openai/estate.ts'
import type { Row } from '../../../../fixtures/servers/small/serve.ts'
import type { ExpectedFinding } from '../../account.ts'
import { ledger } from '../github/company.ts'
import type { Expect } from '../github/company.ts'
import { account, adminKey, group, key, member, person, project, seconds, used } from './rows.ts'

export interface LarkspurOpenai {
  readonly files: { readonly [path: string]: string }
  readonly expected: readonly ExpectedFinding[]
}

export const openaiOrganization = 'org-larkspur'

export function larkspurOpenai(): LarkspurOpenai {
  const { expected, expect } = ledger()
  const estate: OpenaiEstate = {
    organization: openaiOrganization,
    projects: Object.values(projects),
    users: [
      ...['ada.stone', 'ben.okafor', 'grace.lin'].map((name) => member(name, 'owner')),
      ...['carla.ruiz', 'elena.rossi', 'farid.haddad', 'ines.costa', 'jamal.wright'].map((name) => member(name)),
    ],
    adminKeys: adminKeys(expect),
    ...projectKeys(expect),
    serviceAccounts: serviceAccounts(expect),
    limits: limits(expect),
    organizationLimits: {},
    ...federation(expect),
    ...groups(expect),
    auditLogs,
  }
  return { expected, files: { 'organization.json': `${JSON.stringify(estate, null, 1)}\n` } }
}

const projects = {
  support: project('support', 'Support production'),
  search: project('search', 'Shop search'),
  forecasting: project('forecasting', 'Forecasting'),
  lab: project('lab', 'Lab'),
  pilot: project('pilot', 'Pilot', { status: 'archived', archived_at: seconds('2025-06-30') }),
} satisfies { readonly [name: string]: Row }

function adminKeys(expect: Expect): readonly Row[] {
  expect('openai-admin-key-unused', 'key_admin_reports', 'high')
  expect('openai-admin-key-no-expiry', 'key_admin_billing', 'medium')
  expect('openai-admin-key-human-owner', 'key_admin_terraform', 'medium')
  return [
    adminKey('muster', 'muster'),
    adminKey('reports', 'reporting', { created_at: seconds('2026-07-01'), last_used_at: seconds('2026-08-01') }),
    adminKey('billing', 'billing-export', { expires_at: null }),
    adminKey('terraform', person('ben.okafor')),
  ]
}

/** Keys by project, and what they called. */
function projectKeys(expect: Expect): Pick<OpenaiEstate, 'apiKeys' | 'completions' | 'embeddings'> {
  expect('openai-key-user-owned-in-prod', 'key_ticket_triage', 'low')
  // Whoever left did so in February; the key goes on, and is as old as that.
  expect('openai-project-key-owner-gone', 'key_henrik_notebook', 'high')
  expect('openai-project-key-old', 'key_henrik_notebook', 'medium')
  expect('openai-project-key-old', 'key_search_2025', 'medium')
  expect('openai-project-key-unused', 'key_demo_june', 'medium')
  expect('ai-provider-key-shared', 'key_gateway', 'medium')
  const left = {
    owner_project_access: 'inactive',
    created_at: seconds('2026-01-10'),
    last_used_at: seconds('2026-11-15'),
  }
  return {
    apiKeys: {
      proj_support: [key('support_assistant', 'support-assistant'), key('ticket_triage', person('elena.rossi'))],
      proj_search: [
        key('search_2025', 'shop-search', { created_at: seconds('2025-10-01') }),
        key('search_2026', 'shop-search'),
        key('henrik_notebook', person('henrik.berg'), left),
        key('gateway', 'gateway'),
      ],
      proj_forecasting: [key('forecast', 'forecaster'), key('ines_notebook', person('ines.costa'))],
      proj_lab: [
        key('demo_june', person('jamal.wright'), { created_at: seconds('2026-06-25'), last_used_at: null }),
        key('demo_november', person('jamal.wright'), { created_at: seconds('2026-11-02'), last_used_at: null }),
      ],
    },
    completions: [
      used('support_assistant', 'support', 'gpt-6'),
      used('ticket_triage', 'support', 'gpt-6-mini'),
      used('search_2025', 'search', 'gpt-6-mini'),
      used('search_2026', 'search', 'gpt-6-mini'),
      used('henrik_notebook', 'search', 'gpt-6', '2026-11-15'),
      used('gateway', 'search', 'gpt-6'),
      used('gateway', 'forecasting', 'gpt-6', '2026-11-12'),
      used('forecast', 'forecasting', 'gpt-6-mini'),
      used('ines_notebook', 'forecasting', 'gpt-6'),
    ],
    embeddings: [used('search_2026', 'search', 'text-embedding-4')],
  }
}

function serviceAccounts(expect: Expect): OpenaiEstate['serviceAccounts'] {
  expect('openai-service-account-owner-role', 'user-svc-forecast-admin', 'high')
  return {
    proj_support: [account('support-assistant')],
    proj_search: [account('shop-search'), account('gateway')],
    proj_forecasting: [account('forecaster'), account('forecast-admin', 'owner')],
  }
}

function limits(expect: Expect): { readonly [project: string]: OpenaiLimits } {
  expect('openai-project-guardrails-missing', 'proj_forecasting', 'low')
  const spendLimit = (amount: number): Row => ({
    object: 'project.spend_limit',
    currency: 'USD',
    interval: 'month',
    threshold_amount: amount,
    enforcement: { status: 'enforcing' },
  })
  return {
    proj_support: { spendLimit: spendLimit(2000) },
    proj_search: { spendLimit: spendLimit(900) },
    proj_lab: { spendAlerts: [{ object: 'project.spend_alert', id: 'alert_lab', threshold_amount: 100 }] },
  }
}

function federation(expect: Expect): Pick<OpenaiEstate, 'identityProviders' | 'federationRules'> {
  expect('openai-federation-unscoped', 'wifr_notebooks', 'high')
  const rule = (name: string, inProject: string, as: string, matchers: Row): Row => ({
    object: 'organization.workload_identity_federation_rule',
    id: `wifr_${name}`,
    name,
    attribute_matchers: matchers,
    created_at: seconds('2026-08-02'),
    updated_at: seconds('2026-08-02'),
    description: null,
    enabled: true,
    permissions: { type: 'restricted', scopes: ['model.request'] },
    project_id: `proj_${inProject}`,
    service_account_id: `user-svc-${as}`,
    workload_identity_provider_id: 'wip_github',
  })
  const provider: Row = {
    object: 'organization.workload_identity_provider',
    id: 'wip_github',
    name: 'github',
    type: 'oidc',
    issuer: 'https://token.actions.githubusercontent.com',
    audience: 'https://api.openai.com/larkspur',
    description: null,
    enabled: true,
    created_at: seconds('2026-08-01'),
    updated_at: seconds('2026-08-01'),
    attribute_transformations: [],
    verification: { type: 'discovery', discovery_url: null },
  }
  return {
    identityProviders: [provider],
    federationRules: {
      wip_github: [
        rule('forecasting', 'forecasting', 'forecaster', { sub: 'repo:larkspur/forecasting:ref:refs/heads/main' }),
        rule('notebooks', 'search', 'shop-search', { repository_owner: 'larkspur' }),
      ],
    },
  }
}

function groups(expect: Expect): Pick<OpenaiEstate, 'groups' | 'groupRoles' | 'groupUsers'> {
  expect('openai-org-owner-excess', openaiOrganization, 'medium')
  const role = (id: string, name: string): Row => ({
    id: `role_${id}`,
    name,
    permissions: ['api.management.read', 'api.management.write'],
    predefined_role: false,
    resource_type: 'api.organization',
  })
  const people = (count: number): readonly Row[] =>
    Array.from({ length: count }, (_, index) => ({ id: `user-${index}`, email: null, name: 'MUSTERCANARYopenai' }))
  return {
    groups: [group('everyone', 'Everyone'), group('platform', 'Platform')],
    groupRoles: {
      group_everyone: [role('keys', 'Key manager')],
      group_platform: [role('projects', 'Project manager')],
    },
    groupUsers: { group_everyone: people(64), group_platform: people(4) },
  }
}

const auditLogs: readonly Row[] = (['support-assistant', 'gateway'] as const).map((name, index) => ({
  id: `audit_log-${index}`,
  type: 'service_account.created',
  effective_at: seconds('2026-03-01'),
  actor: {
    type: 'session',
    session: {
      ip_address: '203.0.113.9',
      user_agent: 'MUSTERCANARYopenai',
      user: { id: 'user-carla.ruiz', email: 'carla.ruiz@larkspur.example' },
    },
  },
  'service_account.created': { id: `user-svc-${name}`, data: { role: 'member' } },
}))
