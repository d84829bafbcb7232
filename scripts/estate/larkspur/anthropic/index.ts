/** Larkspur's organization at Anthropic, with every defect planted beside its twin. */
import type { AnthropicEstate } from '../../../../fixtures/servers/anthropic/estate.ts'
import type { ExpectedFinding } from '../../account.ts'
import { ledger } from '../github/company.ts'
import type { Expect } from '../github/company.ts'
import { account, key, member, memberships, used, workspace } from './rows.ts'

export interface LarkspurAnthropic {
  readonly files: { readonly [path: string]: string }
  readonly expected: readonly ExpectedFinding[]
}

export const anthropicOrganization = '7a1c0d52-3f64-4e0b-9d1e-1a4b5c6d7e8f'

export function larkspurAnthropic(): LarkspurAnthropic {
  const { expected, expect } = ledger()
  expect('anthropic-admin-excess', anthropicOrganization, 'medium')
  const estate: AnthropicEstate = {
    organization: { id: anthropicOrganization, name: 'Larkspur Logistics' },
    workspaces: [
      workspace('parcel', 'Parcel'),
      workspace('support', 'Support'),
      workspace('lab', 'Lab'),
      workspace('pilot', 'Pilot', '2026-10-05'),
      workspace('trial', 'Trial', '2025-10-05'),
    ],
    users: [
      ...['ada.stone', 'ben.okafor', 'carla.ruiz', 'dmitri.volkov', 'elena.rossi', 'farid.haddad'].map((name) =>
        member(name, 'admin'),
      ),
      ...['grace.lin', 'ines.costa', 'jamal.wright'].map((name) => member(name)),
    ],
    apiKeys: keys(expect),
    serviceAccounts: [
      account('router', 'parcel-router'),
      account('bot', 'support-bot'),
      account('insights', 'insights'),
      account('ci', 'forecasting-ci'),
    ],
    accountWorkspaces: {
      svac_router: memberships('router', ['parcel']),
      svac_bot: memberships('bot', ['support']),
      svac_insights: memberships('insights', ['parcel', 'support']),
      svac_ci: memberships('ci', ['lab']),
    },
    ...federation(expect),
    usage: [
      used('router-prod', 'parcel', 'claude-opus-5'),
      used('router-dev', 'parcel', 'claude-haiku-5'),
      used('support-bot', 'support', 'claude-opus-5'),
      used('henrik-batch', 'lab', 'claude-opus-5', '2026-11-18'),
      used('translations-2025', 'support', 'claude-haiku-5'),
      used('translations-2026', 'support', 'claude-haiku-5'),
      used('chat-prod', null, 'claude-opus-5'),
      used('insights', 'parcel', 'claude-opus-5', '2026-11-14'),
      used('insights', 'support', 'claude-opus-5', '2026-11-19'),
    ],
    agents,
  }
  return { expected, files: { 'organization.json': `${JSON.stringify(estate, null, 1)}\n` } }
}

function keys(expect: Expect): AnthropicEstate['apiKeys'] {
  expect('anthropic-env-mixing', 'wrkspc_parcel', 'medium')
  expect('anthropic-key-creator-gone', 'apikey_henrikbatch', 'high')
  // Whoever left did so in February; the key is as old as that.
  expect('anthropic-key-old', 'apikey_henrikbatch', 'medium')
  expect('anthropic-key-old', 'apikey_translations2025', 'medium')
  expect('anthropic-key-unused', 'apikey_demofebruary', 'medium')
  expect('anthropic-key-default-workspace', 'apikey_chatprod', 'medium')
  expect('anthropic-workspace-archived-active-key', 'apikey_pilot', 'medium')
  expect('ai-provider-key-shared', 'apikey_insights', 'medium')
  return [
    key('router-prod', { in: 'parcel', as: 'router' }),
    key('router-dev', { in: 'parcel', by: 'jamal.wright' }),
    key('support-bot', { in: 'support', as: 'bot' }),
    key('henrik-batch', { in: 'lab', made: '2026-01-15', by: 'henrik.berg' }),
    key('translations-2025', { in: 'support', made: '2025-09-01' }),
    key('translations-2026', { in: 'support', made: '2025-09-01', ends: '2026-12-31' }),
    key('demo-february', { in: 'lab', made: '2026-02-10', ends: '2027-02-10' }),
    key('demo-november', { in: 'lab', made: '2026-11-02' }),
    key('chat-prod', { in: 'default', by: 'ines.costa' }),
    key('pilot', { in: 'pilot', made: '2026-09-20' }),
    key('trial', { in: 'trial', made: '2025-02-20', status: 'archived' }),
    key('insights', { in: 'organization', as: 'insights' }),
  ]
}

function federation(expect: Expect): Pick<AnthropicEstate, 'issuers' | 'rules'> {
  expect('anthropic-federation-unscoped', 'fdrl_releases', 'high')
  const rule = (name: string, subject: string, [accountId, title]: readonly [string, string], workspaceId: string) => ({
    type: 'federation_rule',
    id: `fdrl_${name}`,
    name,
    issuer_id: 'fdis_github',
    issuer_name: 'github',
    created_at: '2026-08-02T09:00:00Z',
    archived_at: null,
    match: { subject_prefix: subject, audience: null, claims: null },
    oauth_scope: 'workspace:inference',
    target: { type: 'service_account', service_account_id: accountId, service_account_name: title },
    token_lifetime_seconds: 900,
    applies_to_all_workspaces: false,
    workspace_ids: [workspaceId],
  })
  const issuer = {
    type: 'federation_issuer',
    id: 'fdis_github',
    name: 'github',
    issuer_url: 'https://token.actions.githubusercontent.com',
    archived_at: null,
    check_jti: true,
    max_jwt_lifetime_seconds: 900,
    jwks: { type: 'discovery' },
  }
  return {
    issuers: [issuer],
    rules: [
      rule('forecasting', 'repo:larkspur/forecasting:ref:refs/heads/main', ['svac_ci', 'forecasting-ci'], 'wrkspc_lab'),
      rule('releases', 'repo:larkspur/*', ['svac_bot', 'support-bot'], 'wrkspc_support'),
    ],
  }
}

/** One acts as a role of AWS, the other as Anthropic's own account. */
const agents: AnthropicEstate['agents'] = {
  wrkspc_support: [
    {
      type: 'agent',
      id: 'agent_refunds',
      name: 'refunds',
      description: null,
      system: 'MUSTERCANARYanthropic',
      created_at: '2026-09-10T09:00:00Z',
      archived_at: null,
      model: { id: 'claude-opus-5', speed: 'standard' },
      execution_identity: { type: 'aws_role', role_arn: 'arn:aws:iam::111122223333:role/refund-flow' },
      mcp_servers: [{ type: 'url', name: 'orders', url: 'https://mcp.larkspur.example/orders' }],
      tools: [
        {
          type: 'mcp_toolset',
          mcp_server_name: 'orders',
          configs: [],
          default_config: { enabled: true, permission_policy: { type: 'always_allow' } },
        },
      ],
      skills: [],
      metadata: {},
    },
  ],
  wrkspc_lab: [
    {
      type: 'agent',
      id: 'agent_digest',
      name: 'digest',
      description: null,
      system: null,
      created_at: '2026-09-12T09:00:00Z',
      archived_at: null,
      model: { id: 'claude-haiku-5', speed: 'standard' },
      execution_identity: { type: 'service_account' },
      mcp_servers: [],
      tools: [{ type: 'custom', name: 'look_up', description: '', input_schema: { type: 'object' } }],
      skills: [],
      metadata: {},
    },
  ],
}
