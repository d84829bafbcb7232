/** What Larkspur let into its workspace: each defect once, beside a twin that is fine. */
import type { Row } from '../../../../fixtures/servers/slack/estate.ts'
import type { Expect } from '../github/company.ts'
import { botRow, canary, seconds, team, userId } from './people.ts'
import type { Name } from './people.ts'

interface App {
  readonly name: string
  readonly by: Name
  readonly added: string
  /** Of its bot; `user …` is of a user. */
  readonly scopes: readonly string[]
  readonly expanded?: { readonly on: string; readonly by: Name; readonly scopes: readonly string[] }
  /** Left out: approved for the organization, and certified by Slack where it says so. */
  readonly decision?: 'none' | 'certified' | 'workspace'
  readonly internal?: true
  readonly bot?: false
  /** The last thing that its bot did, by audit logs. */
  readonly acted?: string
  /** Rules that must find it, with their severity. */
  readonly found?: readonly (readonly [rule: string, severity: string])[]
}

export const appId = (name: string): string => `A0LARK${name.toUpperCase().replaceAll(/[^A-Z]/g, '')}`
const botId = (name: string): string => `U0BOT${appId(name).slice(2)}`
export const muster = 'Muster'

export const apps: readonly App[] = [
  {
    name: muster,
    by: 'ada.stone',
    added: '2026-10-01',
    scopes: ['user admin', 'user users:read', 'user users:read.email'],
    bot: false,
    internal: true,
    // Reading the log takes `admin`, which is judged like anybody's.
    found: [
      ['slack-app-admin-scope', 'high'],
      ['slack-user-token-app', 'medium'],
    ],
  },
  {
    name: 'Onboarding Desk',
    by: 'ben.okafor',
    added: '2026-07-01',
    scopes: ['user admin.users:write', 'chat:write'],
    found: [
      ['slack-app-admin-scope', 'high'],
      ['slack-user-token-app', 'medium'],
    ],
  },
  { name: 'Welcome Desk', by: 'ben.okafor', added: '2026-07-01', scopes: ['users:read', 'chat:write'] },
  {
    name: 'Archive Search',
    by: 'ines.costa',
    added: '2026-06-15',
    scopes: ['groups:history', 'chat:write'],
    found: [['slack-app-broad-read', 'medium']],
  },
  {
    name: 'Shift Planner',
    by: 'ines.costa',
    added: '2026-06-15',
    scopes: ['commands', 'chat:write'],
    decision: 'certified',
  },
  {
    name: 'Giphy Party',
    by: 'jamal.wright',
    added: '2026-08-20',
    scopes: ['commands'],
    decision: 'none',
    found: [['slack-app-not-approved', 'medium']],
  },
  { name: 'Poll Party', by: 'jamal.wright', added: '2026-08-20', scopes: ['commands'], decision: 'workspace' },
  {
    name: 'ChatGPT',
    by: 'henrik.berg',
    added: '2025-09-09',
    scopes: ['assistant:write', 'app_mentions:read', 'chat:write'],
    expanded: { on: '2025-11-03', by: 'henrik.berg', scopes: ['channels:history', 'groups:history'] },
    acted: '2026-11-12',
    found: [
      ['slack-app-installer-gone', 'high'],
      ['slack-ai-app-data-access', 'high'],
      ['slack-app-broad-read', 'medium'],
    ],
  },
  {
    name: 'Claude',
    by: 'elena.rossi',
    added: '2026-09-09',
    scopes: ['assistant:write', 'app_mentions:read', 'chat:write'],
  },
  {
    name: 'Standup Robot',
    by: 'kira.novak',
    added: '2024-04-04',
    scopes: ['chat:write'],
    found: [['slack-app-stale', 'medium']],
  },
  { name: 'Incident Robot', by: 'kira.novak', added: '2024-04-04', scopes: ['chat:write'], acted: '2026-11-01' },
  {
    name: 'Status Setter',
    by: 'liam.byrne',
    added: '2026-08-08',
    scopes: ['user users.profile:write'],
    bot: false,
    found: [['slack-user-token-app', 'medium']],
  },
  { name: 'Staff Portal', by: 'liam.byrne', added: '2026-08-08', scopes: ['user openid', 'user email'], bot: false },
  {
    name: 'Parcel Notifier',
    by: 'dmitri.volkov',
    added: '2026-08-01',
    scopes: ['chat:write'],
    internal: true,
    found: [['slack-token-rotation-off', 'medium']],
  },
  { name: 'Shop Notifier', by: 'carla.ruiz', added: '2026-08-01', scopes: ['chat:write'], internal: true },
]

const plain = (scope: string): string => scope.replace(/^user /, '')

export function expectApps(expect: Expect): void {
  for (const { name, found = [] } of apps) for (const [rule, severity] of found) expect(rule, appId(name), severity)
}

export const logRows: readonly Row[] = apps.flatMap(({ name, by, added, scopes, expanded }) => {
  const of = (change: string, who: Name, day: string, held: readonly string[]): Row => ({
    app_id: appId(name),
    app_type: name,
    user_id: userId(who),
    user_name: who.replace('.', ''),
    date: String(seconds(day)),
    change_type: change,
    scope: held.map(plain).join(','),
  })
  return [
    ...(expanded === undefined ? [] : [of('expanded', expanded.by, expanded.on, expanded.scopes)]),
    of('added', by, added, scopes),
  ]
})

export const botRows = apps.flatMap(({ name, bot }) => (bot === false ? [] : [botRow(botId(name), name, appId(name))]))

/** Approvals of the organization, or of the workspace. */
export function approvals(level: 'organization' | 'workspace'): readonly Row[] {
  return apps
    .filter(({ decision }) => decision !== 'none' && (decision === 'workspace') === (level === 'workspace'))
    .map(({ name, scopes, expanded, decision, internal }) => ({
      ...(decision === 'certified' ? { certified: true } : {}),
      app: {
        id: appId(name),
        name,
        description: canary,
        is_internal: internal === true,
        is_app_directory_approved: internal !== true,
      },
      scopes: [...scopes, ...(expanded?.scopes ?? [])].map((scope) => ({
        name: plain(scope),
        description: 'words of Slack',
        is_sensitive: /history|admin/.test(scope),
        token_type: scope.startsWith('user ') ? 'user' : 'bot',
      })),
      date_updated: seconds('2026-09-15'),
      last_resolved_by: { actor_id: userId('ada.stone'), actor_type: 'user' },
    }))
}

/** Newest first, as Slack gives them. */
export const auditRows: readonly Row[] = apps
  .flatMap(({ name, acted }) => (acted === undefined ? [] : [{ name, acted }]))
  .toSorted((a, b) => (a.acted < b.acted ? 1 : -1))
  .map(({ name, acted }, index) => ({
    id: `0000000${index}-larkspur`,
    date_create: seconds(acted),
    action: 'public_channel_created',
    actor: { type: 'user', user: { id: botId(name), name, team } },
    entity: { type: 'channel', channel: { id: `C0LARK${index}`, name: canary } },
    context: { location: { type: 'workspace', id: team, name: 'larkspur', domain: 'larkspur' }, ua: canary },
    details: [],
  }))

/** Those of Larkspur's own apps; Muster's is left with who made it. */
export const manifests: { readonly [id: string]: Row } = Object.fromEntries(
  apps
    .filter(({ internal, name }) => internal === true && name !== muster)
    .map(({ name, scopes }) => [
      appId(name),
      {
        display_information: { name, description: canary },
        oauth_config: {
          redirect_urls: [`https://hooks.larkspur.example/${canary}`],
          scopes: { bot: scopes.map(plain), user: [] },
        },
        settings: { token_rotation_enabled: name === 'Shop Notifier', socket_mode_enabled: false },
      },
    ]),
)
