/** One organization at OpenAI with at least one of everything that the connector reads, and canaries where secrets are. */
import { openaiEstateOf } from '../../fixtures/servers/openai/estate.ts'
import type { OpenaiEstate } from '../../fixtures/servers/openai/estate.ts'
import type { Row } from '../../fixtures/servers/small/serve.ts'

export const openaiOrganization = 'org-acme'
export const openaiCanary = 'MUSTERCANARYopenai'

export const secondsOf = (day: string): number => Date.parse(`${day}T09:00:00Z`) / 1000

export function openaiUserRow(name: string, more: Row = {}): Row {
  return {
    object: 'organization.user',
    id: `user-${name}`,
    name: openaiCanary,
    email: `${name}@acme.example`,
    role: 'reader',
    added_at: secondsOf('2024-01-15'),
    is_service_account: false,
    user: { object: 'user', id: `user-${name}`, email: `${name}@acme.example`, name: openaiCanary, enabled: true },
    ...more,
  }
}

export function userOwner(name: string, role = 'member'): Row {
  const user = {
    object: 'organization.project.user',
    id: `user-${name}`,
    name: openaiCanary,
    email: `${name}@acme.example`,
    role,
  }
  return { type: 'user', user }
}

export function accountOwner(id: string, name = id, role = 'member'): Row {
  return {
    type: 'service_account',
    service_account: { object: 'organization.project.service_account', id, name, role },
  }
}

export function keyRow(id: string, owner: Row, more: Row = {}): Row {
  return {
    object: 'organization.project.api_key',
    id,
    name: id.replace('key_', ''),
    redacted_value: `sk-proj-${openaiCanary}...XyZ`,
    created_at: secondsOf('2026-10-01'),
    last_used_at: secondsOf('2026-11-20'),
    expires_at: null,
    owner,
    owner_project_access: 'active',
    ...more,
  }
}

export function adminKeyRow(id: string, owner: Row, more: Row = {}): Row {
  return {
    object: 'organization.admin_api_key',
    id,
    name: id.replace('key_', ''),
    redacted_value: `sk-admin-${openaiCanary}...XyZ`,
    created_at: secondsOf('2026-10-01'),
    last_used_at: secondsOf('2026-11-20'),
    expires_at: secondsOf('2026-12-31'),
    owner,
    ...more,
  }
}

export function projectRow(id: string, name: string, more: Row = {}): Row {
  return {
    object: 'organization.project',
    id,
    name,
    status: 'active',
    created_at: secondsOf('2024-02-01'),
    archived_at: null,
    external_key_id: null,
    ...more,
  }
}

export function serviceAccountRow(id: string, name: string, role = 'member'): Row {
  return { object: 'organization.project.service_account', id, name, role, created_at: secondsOf('2026-03-01') }
}

const spendLimit = (amount: number, status = 'enforcing'): Row => ({
  object: 'project.spend_limit',
  currency: 'USD',
  interval: 'month',
  threshold_amount: amount,
  enforcement: { status },
})

const session = (name: string): Row => ({
  type: 'session',
  session: {
    ip_address: openaiCanary,
    user: { id: `user-${name}`, email: `${name}@acme.example` },
    user_agent: openaiCanary,
  },
})

export const fullOpenai: OpenaiEstate = openaiEstateOf({
  organization: openaiOrganization,
  projects: [
    projectRow('proj_shop', 'Shop production'),
    projectRow('proj_lab', 'Lab'),
    projectRow('proj_old', 'Old', { status: 'archived', archived_at: secondsOf('2025-05-05') }),
  ],
  users: [
    openaiUserRow('ada', { role: 'owner' }),
    openaiUserRow('ben'),
    openaiUserRow('cleo'),
    openaiUserRow('banned', {
      role: 'owner',
      user: { object: 'user', id: 'user-banned', banned: true, enabled: true },
    }),
    openaiUserRow('robot', { is_service_account: true, role: 'owner' }),
  ],
  adminKeys: [
    adminKeyRow('key_admin', {
      type: 'user',
      object: 'organization.user',
      id: 'user-ada',
      name: openaiCanary,
      role: 'owner',
    }),
    adminKeyRow('key_scanner', {
      type: 'service_account',
      object: 'organization.service_account',
      id: 'user-scanner',
      name: 'muster',
      role: 'member',
    }),
  ],
  apiKeys: {
    proj_shop: [
      keyRow('key_shop', accountOwner('user-svc-shop', 'shop-api')),
      keyRow('key_ben', userOwner('ben'), { last_used_at: null }),
      keyRow('key_gone', userOwner('gone'), { owner_project_access: 'inactive' }),
      keyRow('key_both', userOwner('cleo')),
    ],
    proj_lab: [keyRow('key_both', userOwner('cleo')), keyRow('key_nobody', {})],
    proj_old: [keyRow('key_dead', userOwner('ben'))],
  },
  serviceAccounts: {
    proj_shop: [serviceAccountRow('user-svc-shop', 'shop-api'), serviceAccountRow('user-svc-boss', 'boss', 'owner')],
    proj_lab: [serviceAccountRow('user-svc-ci', 'ci', 'none')],
  },
  limits: {
    proj_shop: {
      spendLimit: spendLimit(500),
      spendAlerts: [{ object: 'project.spend_alert', id: 'alert_1', threshold_amount: 300 }],
      models: { object: 'project.model_permissions', mode: 'allow_list', model_ids: ['gpt-6', 'gpt-6-mini'] },
      rateLimits: [
        { object: 'project.rate_limit', id: 'rl-1', model: 'gpt-6', max_requests_per_1_minute: 500 },
        { object: 'project.rate_limit', id: 'rl-2', model: 'gpt-6-mini', max_requests_per_1_minute: 500 },
      ],
    },
    proj_lab: { models: { object: 'project.model_permissions', mode: 'deny_list', model_ids: [] } },
  },
  organizationLimits: { spendLimit: spendLimit(9000, 'inactive'), spendAlerts: [] },
  identityProviders: [
    {
      object: 'organization.workload_identity_provider',
      id: 'wip_github',
      name: 'github',
      type: 'oidc',
      issuer: 'https://token.actions.githubusercontent.com',
      audience: 'https://api.openai.com/acme',
      enabled: true,
      created_at: secondsOf('2026-08-01'),
      attribute_transformations: [],
      verification: { type: 'uploaded_jwks', jwks: { keys: [openaiCanary] } },
    },
  ],
  federationRules: {
    wip_github: [
      {
        object: 'organization.workload_identity_federation_rule',
        id: 'wifr_ci',
        name: 'ci',
        attribute_matchers: { repository: 'acme/shop', environment: 'prod' },
        created_at: secondsOf('2026-08-02'),
        enabled: true,
        permissions: { type: 'restricted', scopes: ['model.request'] },
        project_id: 'proj_lab',
        service_account_id: 'user-svc-ci',
        workload_identity_provider_id: 'wip_github',
      },
    ],
  },
  groups: [
    { id: 'group_platform', name: 'Platform', is_scim_managed: true, group_type: 'group' },
    { id: 'group_plain', name: 'Plain', is_scim_managed: false, group_type: 'group' },
  ],
  groupRoles: {
    group_platform: [
      {
        id: 'role_keys',
        name: 'Key manager',
        permissions: ['api.management.write', 'api.management.read'],
        predefined_role: false,
        resource_type: 'api.organization',
      },
    ],
  },
  groupUsers: {
    group_platform: [
      { id: 'user-ada', email: openaiCanary, name: openaiCanary },
      { id: 'user-ben', name: '' },
    ],
  },
  completions: [
    { day: '2026-11-19', api_key_id: 'key_shop', project_id: 'proj_shop', model: 'gpt-6' },
    { day: '2026-09-03', api_key_id: 'key_shop', project_id: 'proj_shop', model: 'gpt-6-mini' },
    { day: '2026-11-18', api_key_id: 'key_both', project_id: 'proj_shop', model: 'gpt-6' },
    { day: '2026-11-20', api_key_id: null, project_id: 'proj_shop', model: 'gpt-6' },
  ],
  embeddings: [{ day: '2026-11-10', api_key_id: 'key_both', project_id: 'proj_lab', model: 'text-embedding-4' }],
  auditLogs: [
    {
      id: 'audit_log-1',
      type: 'service_account.created',
      effective_at: secondsOf('2026-03-01'),
      actor: session('ben'),
      'service_account.created': { id: 'user-svc-shop', data: { role: 'member' } },
    },
    {
      id: 'audit_log-2',
      type: 'api_key.created',
      effective_at: secondsOf('2026-10-01'),
      actor: {
        type: 'api_key',
        api_key: { id: 'key_admin', type: 'user', user: { id: 'user-ada', email: 'ada@acme.example' } },
      },
      'api_key.created': { id: 'key_shop', data: { scopes: ['api.model.request'] } },
    },
    { id: 'audit_log-3', type: 'login.succeeded', effective_at: secondsOf('2026-10-02'), actor: session('ada') },
  ],
})

export function openaiWith(more: Partial<OpenaiEstate>): OpenaiEstate {
  return { ...fullOpenai, ...more }
}
