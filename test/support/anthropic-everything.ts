/** One organization at Anthropic with at least one of everything that the connector reads, and canaries where secrets are. */
import { anthropicEstateOf } from '../../fixtures/servers/anthropic/estate.ts'
import type { AnthropicEstate } from '../../fixtures/servers/anthropic/estate.ts'
import type { Row } from '../../fixtures/servers/small/serve.ts'

export const anthropicOrganization = '1f2e3d4c-0000-4000-8000-acme00000000'
export const anthropicCanary = 'MUSTERCANARYanthropic'
export const agentRole = 'arn:aws:iam::111122223333:role/claude-agent'

export function claudeKeyRow(id: string, more: Row = {}): Row {
  return {
    type: 'api_key',
    id: `apikey_${id}`,
    name: id,
    status: 'active',
    created_at: '2026-10-01T09:00:00.123456Z',
    expires_at: null,
    partial_key_hint: `sk-ant-api03-${anthropicCanary}...abc`,
    created_by: { id: 'user_ben', type: 'user' },
    principal: null,
    scope: { type: 'workspace', workspace_id: 'wrkspc_shop' },
    ...more,
  }
}

export function claudeUserRow(name: string, role = 'developer'): Row {
  return {
    type: 'user',
    id: `user_${name}`,
    email: `${name}@acme.example`,
    name: anthropicCanary,
    role,
    added_at: '2024-01-15T09:00:00Z',
  }
}

export function workspaceRow(id: string, name: string, more: Row = {}): Row {
  return {
    type: 'workspace',
    id: `wrkspc_${id}`,
    name,
    created_at: '2024-02-01T09:00:00Z',
    archived_at: null,
    display_color: '#6C5BB9',
    compartment_id: anthropicCanary,
    tags: {},
    ...more,
  }
}

export function accountRow(id: string, more: Row = {}): Row {
  return {
    type: 'service_account',
    id: `svac_${id}`,
    name: id,
    description: anthropicCanary,
    organization_role: 'developer',
    created_at: '2026-03-01T09:00:00Z',
    archived_at: null,
    created_by_actor_id: 'user_ada',
    ...more,
  }
}

export const memberRow = (account: string, workspace: string, implicit = false): Row => ({
  type: 'service_account_workspace_member',
  service_account_id: `svac_${account}`,
  workspace_id: `wrkspc_${workspace}`,
  workspace_role: implicit ? 'workspace_user' : 'workspace_developer',
  implicit,
})

export function ruleRow(id: string, more: Row = {}): Row {
  return {
    type: 'federation_rule',
    id: `fdrl_${id}`,
    name: id,
    issuer_id: 'fdis_github',
    issuer_name: 'github',
    created_at: '2026-08-01T09:00:00Z',
    archived_at: null,
    match: { subject_prefix: 'repo:acme/shop:environment:prod', audience: null, claims: { repository: 'acme/shop' } },
    oauth_scope: 'workspace:developer',
    target: { type: 'service_account', service_account_id: 'svac_ci', service_account_name: 'ci' },
    token_lifetime_seconds: 3600,
    applies_to_all_workspaces: false,
    workspace_ids: ['wrkspc_shop'],
    ...more,
  }
}

export const fullAnthropic: AnthropicEstate = anthropicEstateOf({
  organization: { id: anthropicOrganization, name: 'Acme' },
  workspaces: [
    workspaceRow('shop', 'Shop', { tags: { team: 'shop' } }),
    workspaceRow('lab', 'Lab'),
    workspaceRow('old', 'Old', { archived_at: '2025-05-05T09:00:00Z' }),
  ],
  users: [claudeUserRow('ada', 'admin'), claudeUserRow('ben'), claudeUserRow('cleo', 'user')],
  apiKeys: [
    claudeKeyRow('shop', { principal: { type: 'service_account_actor', service_account_id: 'svac_shop' } }),
    claudeKeyRow('ben', { principal: { type: 'user_actor', user_id: 'user_ben' }, scope: { type: 'organization' } }),
    claudeKeyRow('gone', { created_by: { id: 'user_gone', type: 'user' } }),
    claudeKeyRow('default', { scope: { type: 'workspace', workspace_id: 'wrkspc_default' }, created_by: null }),
    claudeKeyRow('old', { status: 'inactive', scope: { type: 'workspace', workspace_id: 'wrkspc_old' } }),
    claudeKeyRow('ending', {
      expires_at: '2026-12-31T00:00:00Z',
      created_by: { id: 'svac_ci', type: 'service_account' },
    }),
  ],
  serviceAccounts: [
    accountRow('shop'),
    accountRow('ci', { created_by_actor_id: null }),
    accountRow('past', { archived_at: '2026-01-01T00:00:00Z', organization_role: 'admin' }),
  ],
  accountWorkspaces: {
    svac_shop: [memberRow('shop', 'shop'), memberRow('shop', 'lab'), memberRow('shop', 'default', true)],
    svac_ci: [memberRow('ci', 'default', true)],
  },
  issuers: [
    {
      type: 'federation_issuer',
      id: 'fdis_github',
      name: 'github',
      issuer_url: 'https://token.actions.githubusercontent.com',
      archived_at: null,
      jwks: { type: 'inline', keys: [{ kty: 'RSA', n: anthropicCanary }] },
    },
  ],
  rules: [
    ruleRow('ci'),
    ruleRow('wide', {
      match: { condition: 'claims.ref_protected' },
      applies_to_all_workspaces: true,
      workspace_ids: [],
    }),
  ],
  usage: [
    { day: '2026-11-19', api_key_id: 'apikey_shop', workspace_id: 'wrkspc_shop', model: 'claude-opus-5' },
    { day: '2026-09-03', api_key_id: 'apikey_shop', workspace_id: 'wrkspc_shop', model: 'claude-haiku-5' },
    { day: '2026-11-18', api_key_id: 'apikey_ben', workspace_id: 'wrkspc_lab', model: 'claude-opus-5' },
    { day: '2026-11-17', api_key_id: 'apikey_ben', workspace_id: 'wrkspc_shop', model: 'claude-opus-5' },
    { day: '2026-11-10', api_key_id: 'apikey_default', workspace_id: null, model: 'claude-haiku-5' },
    { day: '2026-11-20', api_key_id: null, workspace_id: 'wrkspc_lab', model: 'claude-opus-5' },
  ],
  agents: {
    wrkspc_shop: [
      {
        type: 'agent',
        id: 'agent_refunds',
        name: 'refunds',
        system: anthropicCanary,
        created_at: '2026-09-01T09:00:00Z',
        archived_at: null,
        model: { id: 'claude-opus-5', speed: 'standard' },
        execution_identity: { type: 'aws_role', role_arn: agentRole },
        mcp_servers: [
          { type: 'url', name: 'billing', url: `https://mcp.billing.example/sse?token=${anthropicCanary}` },
        ],
        tools: [
          {
            type: 'agent_toolset_20260401',
            default_config: { enabled: true, permission_policy: { type: 'always_allow' } },
            configs: [],
          },
          {
            type: 'mcp_toolset',
            mcp_server_name: 'billing',
            default_config: { enabled: true, permission_policy: { type: 'always_ask' } },
          },
        ],
        metadata: { note: anthropicCanary },
      },
    ],
    wrkspc_lab: [
      {
        type: 'agent',
        id: 'agent_notes',
        name: 'notes',
        system: null,
        created_at: '2026-09-01T09:00:00Z',
        archived_at: null,
        model: { id: 'claude-haiku-5' },
        execution_identity: { type: 'service_account' },
        mcp_servers: [],
        tools: [{ type: 'custom', name: 'look_up', description: '', input_schema: {} }],
      },
    ],
  },
})

export function anthropicWith(more: Partial<AnthropicEstate>): AnthropicEstate {
  return { ...fullAnthropic, ...more }
}
