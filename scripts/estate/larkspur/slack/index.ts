/** Larkspur's workspace of Slack, in an organization, with every defect planted beside its twin. */
import type { Row, SlackEstate, SlackToken } from '../../../../fixtures/servers/slack/estate.ts'
import type { ExpectedFinding } from '../../account.ts'
import { ledger } from '../github/company.ts'
import type { Expect } from '../github/company.ts'
import { appId, approvals, auditRows, botRows, expectApps, logRows, manifests, muster } from './apps.ts'
import { botRow, canary, seconds, team, userId, userRows } from './people.ts'

export interface LarkspurSlack {
  readonly files: { readonly [path: string]: string }
  readonly expected: readonly ExpectedFinding[]
}

/** Good for the test server alone. */
export const slackTokens = {
  workspace: 'xoxp-larkspur-demo-workspace',
  organization: 'xoxp-larkspur-demo-organization',
  configuration: 'xoxe.xoxp-larkspur-demo-configuration',
} as const

const enterprise = { id: 'E0LARKSPUR', name: 'Larkspur Logistics' }
const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`

export function larkspurSlack(): LarkspurSlack {
  const { expected, expect } = ledger()
  expectApps(expect)
  const workspace: Partial<SlackEstate> = {
    enterprise,
    workspaces: [
      {
        id: team,
        name: 'larkspur',
        paid: true,
        integrationLogs: [...logRows, ...removed(), ...legacy(expect)],
        users: [
          ...userRows,
          ...botRows,
          botRow('U0FLOWLARK', 'New Parcel Workflow', undefined, { is_workflow_bot: true }),
        ],
        decisions: { approved: approvals('workspace'), restricted: [], requests: [request()] },
      },
    ],
    decisions: { approved: approvals('organization'), restricted: [], requests: [] },
    tokens: tokens(),
  }
  const logs: Partial<SlackEstate> = { auditLogs: auditRows, manifests }
  return { expected, files: { 'workspace.json': json(workspace), 'organization.json': json(logs) } }
}

/** An app that was here and went: its scopes and its installer must not come back. */
function removed(): readonly Row[] {
  const row = (change: string, day: string, more: Row): Row => ({
    app_id: appId('Meeting Scribe'),
    app_type: 'Meeting Scribe',
    date: String(seconds(day)),
    change_type: change,
    user_name: 'henrikberg',
    ...more,
  })
  return [
    row('removed', '2026-03-03', { user_id: userId('ada.stone') }),
    row('added', '2025-03-03', { user_id: userId('henrik.berg'), scope: 'search:read' }),
  ]
}

/** Integrations of the old kind: one that still takes messages, one that somebody switched off. */
function legacy(expect: Expect): readonly Row[] {
  const row = (id: string, change: string, day: string, more: Row): Row => ({
    service_id: id,
    service_type: 'Incoming WebHooks',
    user_id: userId('farid.haddad'),
    user_name: 'faridhaddad',
    channel: 'C0LARKOPS',
    date: String(seconds(day)),
    change_type: change,
    scope: 'incoming-webhook',
    ...more,
  })
  expect('slack-legacy-token-or-webhook', '470011', 'medium')
  return [
    row('470012', 'disabled', '2024-01-10', { reason: 'user' }),
    row('470012', 'added', '2020-05-05', {}),
    row('470011', 'added', '2020-05-05', {}),
  ]
}

/** What who asks wrote may hold anything. */
function request(): Row {
  return {
    id: 'Ar0LARK1',
    app: { id: appId('Whiteboard'), name: 'Whiteboard', is_internal: false },
    user: { id: userId('ines.costa'), email: 'ines.costa@larkspur.example' },
    scopes: [{ name: 'files:write', is_sensitive: true, token_type: 'bot' }],
    message: `please, the key is ${canary}`,
    date_created: seconds('2026-11-18'),
  }
}

function tokens(): readonly SlackToken[] {
  const common = { userId: userId('ada.stone'), appId: appId(muster) }
  return [
    {
      ...common,
      token: slackTokens.workspace,
      kind: 'user',
      workspace: team,
      scopes: ['admin', 'users:read', 'users:read.email'],
    },
    { ...common, token: slackTokens.organization, kind: 'organization', scopes: ['admin.apps:read', 'auditlogs:read'] },
    { ...common, token: slackTokens.configuration, kind: 'configuration', scopes: [] },
  ]
}
