/** An organization of Slack with at least one of everything that the connector reads, and secrets wherever Slack has room for one. */
import { slackEstateOf, slackWorkspaceOf } from '../../fixtures/servers/slack/estate.ts'
import type { Row, SlackEstate, SlackToken, SlackWorkspace } from '../../fixtures/servers/slack/estate.ts'

export const slackCanary = 'CANARYslackCANARY'
export const teamId = 'T0ACME'
export const enterpriseId = 'E0ACME'
export const appIds = {
  notes: 'A0NOTES',
  poll: 'A0POLL',
  deploy: 'A0DEPLOY',
  gone: 'A0GONE',
  old: 'A0OLD',
  muster: 'A0MUSTER',
} as const

const at = (day: string, second = 0): string => String(Date.parse(`${day}T09:00:00Z`) / 1000 + second)
const secret = `xoxb-111111111111-222222222222-${slackCanary}`

export const tokens: { readonly [kind in SlackToken['kind']]: SlackToken } = {
  user: {
    token: `xoxp-user-${slackCanary}`,
    kind: 'user',
    workspace: teamId,
    userId: 'U0ADA',
    appId: appIds.muster,
    scopes: ['admin', 'users:read', 'users:read.email'],
  },
  bot: {
    token: `xoxb-bot-${slackCanary}`,
    kind: 'bot',
    workspace: teamId,
    userId: 'U0BOTMUSTER',
    appId: appIds.muster,
    scopes: ['users:read', 'users:read.email'],
  },
  organization: {
    token: `xoxp-org-${slackCanary}`,
    kind: 'organization',
    userId: 'W0OWNER',
    appId: appIds.muster,
    scopes: ['admin.apps:read', 'auditlogs:read'],
  },
  configuration: {
    token: `xoxe.xoxp-${slackCanary}`,
    kind: 'configuration',
    userId: 'U0ADA',
    appId: '',
    scopes: [],
  },
}

const person = (id: string, email: string, more: Row = {}): Row & { id: string } => ({
  id,
  team_id: teamId,
  name: email.split('@')[0],
  deleted: false,
  is_bot: false,
  is_admin: false,
  updated: 1760000000,
  ...more,
  profile: { email, real_name: 'A Person', phone: slackCanary, status_text: secret, fields: { X1: { value: secret } } },
})

const bot = (id: string, name: string, appId: string | undefined, more: Row = {}): Row & { id: string } => ({
  id,
  team_id: teamId,
  name,
  deleted: false,
  is_bot: true,
  updated: 1761000000,
  profile: {
    real_name: name,
    bot_id: `B${id.slice(1)}`,
    status_text: secret,
    ...(appId === undefined ? {} : { api_app_id: appId }),
  },
  ...more,
})

const log = (change: string, day: string, more: Row): Row => ({
  change_type: change,
  date: at(day),
  user_name: 'billythekid',
  ...more,
})

const integrationLogs: readonly Row[] = [
  log('added', '2024-03-01', {
    app_id: appIds.poll,
    app_type: 'Polls',
    user_id: 'U0BEN',
    scope: 'commands,chat:write',
  }),
  log('added', '2025-05-05', {
    app_id: appIds.notes,
    app_type: 'Meeting Notes',
    user_id: 'U0LISA',
    scope: 'assistant:write,chat:write',
  }),
  log('expanded', '2026-01-10', {
    app_id: appIds.notes,
    app_type: 'Meeting Notes',
    user_id: 'U0BEN',
    scope: 'channels:history,files:read',
  }),
  log('added', '2026-08-01', {
    app_id: appIds.deploy,
    app_type: 'Deployer',
    user_id: 'U0ADA',
    scope: 'chat:write,search:read',
  }),
  log('added', '2023-01-01', { app_id: appIds.gone, app_type: 'Gone', user_id: 'U0BEN', scope: 'chat:write' }),
  log('removed', '2024-01-01', { app_id: appIds.gone, app_type: 'Gone', user_id: 'U0ADA' }),
  log('added', '2026-10-01', {
    app_id: appIds.muster,
    app_type: 'Muster',
    user_id: 'U0ADA',
    scope: 'admin,users:read,users:read.email',
  }),
  log('added', '2019-02-02', {
    service_id: 4711,
    service_type: 'Incoming WebHooks',
    user_id: 'U0LISA',
    channel: 'C0OPS',
    scope: 'incoming-webhook',
  }),
  log('disabled', '2020-02-02', {
    service_id: '4712',
    service_type: 'Airbrake',
    user_id: 'U0BEN',
    reason: 'user',
    scope: 'incoming-webhook',
  }),
  log('added', '2021-02-02', {
    service_id: 4713,
    service_type: 'RSS',
    user_id: 'U0BEN',
    rss_feed: true,
    rss_feed_url: `https://feeds.acme.example/?token=${slackCanary}`,
    rss_feed_title: slackCanary,
  }),
]

const decision = (id: string, name: string, scopes: readonly Row[], more: Row = {}): Row => ({
  app: {
    id,
    name,
    description: secret,
    additional_info: slackCanary,
    is_internal: false,
    is_app_directory_approved: true,
  },
  scopes,
  date_updated: 1750000000,
  last_resolved_by: { actor_id: 'W0OWNER', actor_type: 'user' },
  ...more,
})
const scope = (name: string, token: 'bot' | 'user', sensitive = false): Row => ({
  name,
  token_type: token,
  is_sensitive: sensitive,
  description: 'words',
})

const approved = [
  decision(appIds.poll, 'Polls', [scope('commands', 'bot'), scope('chat:write', 'bot')], { certified: true }),
  decision(appIds.notes, 'Meeting Notes', [scope('channels:history', 'bot', true)]),
]

const event = (id: string, day: string, action: string, more: Row): Row => ({
  id,
  date_create: Number(at(day)),
  action,
  actor: { type: 'user', user: { id: 'U0BEN', name: 'Ben', email: 'ben@acme.example', team: teamId } },
  context: {
    location: { type: 'workspace', id: teamId, name: 'acme', domain: 'acme' },
    ua: slackCanary,
    ip_address: '192.0.2.1',
  },
  details: [],
  ...more,
})
const appEntity = (id: string): Row => ({ type: 'app', app: { id, name: id, is_distributed: false, scopes: [] } })

export const users = [
  person('U0ADA', 'Ada@acme.example', { is_admin: true }),
  person('U0BEN', 'ben@acme.example'),
  person('U0LISA', 'lisa@acme.example', { deleted: true, updated: 1770000000 }),
  person('U0EVE', 'eve@acme.example'),
  bot('U0BOTNOTES', 'meetingnotes', appIds.notes),
  bot('U0BOTPOLL', 'polls', appIds.poll, { updated: 0 }),
  bot('U0BOTOLD', 'oldbot', appIds.old),
  bot('U0BOTGONE', 'gone', appIds.gone, { deleted: true }),
  bot('U0FLOW', 'Workflow', undefined, { is_workflow_bot: true }),
]

export const fullWorkspace: SlackWorkspace = slackWorkspaceOf(teamId, {
  name: 'acme',
  integrationLogs,
  users,
  decisions: {
    approved: [decision(appIds.deploy, 'Deployer', [scope('search:read', 'user', true)])],
    restricted: [decision('A0BAD', 'Bad App', [scope('files:read', 'bot')])],
    requests: [
      {
        id: 'Ar0ONE',
        app: { id: 'A0WISH', name: 'Wished For', is_internal: false },
        user: { id: 'U0EVE', name: 'eve', email: 'eve@acme.example' },
        scopes: [scope('chat:write', 'bot')],
        message: secret,
        date_created: 1763000000,
      },
    ],
  },
})

export function everything(workspace: Partial<SlackWorkspace> = {}, more: Partial<SlackEstate> = {}): SlackEstate {
  return slackEstateOf({
    enterprise: { id: enterpriseId, name: 'Acme' },
    workspaces: [{ ...fullWorkspace, ...workspace }],
    decisions: { approved, restricted: [decision('A0BAD', 'Bad App', [], { date_updated: 1760000000 })], requests: [] },
    auditLogs: [
      event('1', '2026-08-01', 'app_installed', {
        entity: appEntity(appIds.deploy),
        details: { is_internal_integration: true, url_private: slackCanary },
      }),
      event('2', '2026-10-10', 'public_channel_created', {
        entity: { type: 'channel', channel: { id: 'C1', name: slackCanary } },
        actor: { type: 'user', user: { id: 'U0BOTNOTES', name: 'meetingnotes', team: teamId } },
      }),
      event('3', '2026-09-09', 'app_installed', {
        entity: appEntity(appIds.poll),
        context: { location: { type: 'workspace', id: 'T0OTHER' } },
      }),
    ],
    manifests: {
      [appIds.deploy]: {
        display_information: { name: 'Deployer', description: slackCanary },
        oauth_config: {
          redirect_urls: [`https://x.acme.example/?s=${slackCanary}`],
          scopes: { bot: ['chat:write'], user: ['search:read'] },
        },
        settings: {
          token_rotation_enabled: false,
          event_subscriptions: { request_url: `https://x.acme.example/${slackCanary}` },
        },
      },
    },
    tokens: Object.values(tokens),
    ...more,
  })
}
