/** What a scope of Slack lets an app do: https://docs.slack.dev/reference/scopes */

/**
 * administers: users, channels, apps or settings of a workspace or of the organization · oversees: reads all of that ·
 * searches: whatever its user may see, by search or at one go · private: conversations that not everybody is in ·
 * shared: channels that the app is in, and files · plain: what it is asked for, and who people are.
 */
export type SlackReach = 'administers' | 'oversees' | 'searches' | 'private' | 'shared' | 'plain'

const order: readonly SlackReach[] = ['administers', 'oversees', 'searches', 'private', 'shared', 'plain']

const patterns: readonly (readonly [pattern: RegExp, reach: SlackReach])[] = [
  [/^discovery:write$/, 'administers'],
  [/^admin\..+:read$/, 'oversees'],
  // Not all that write say so: admin.conversations:manage_objects.
  [/^admin(?:$|\.)/, 'administers'],
  // Of the Discovery APIs, which read and export everything: https://docs.slack.dev/admins/discovery-apis
  [/^discovery:read$/, 'oversees'],
  [/^auditlogs:read$/, 'oversees'],
  [/^search:read(?:\.\w+)?$/, 'searches'],
  // From the time before scopes were fine: all that the user may.
  [/^(?:read|client)$/, 'searches'],
  [/^(?:groups|im|mpim):history$/, 'private'],
  [/^(?:channels:history|files:read)$/, 'shared'],
  // Of classic apps: reads every channel that the bot is in.
  [/^bot$/, 'shared'],
]

export function reachOf(scope: string): SlackReach {
  return patterns.find(([pattern]) => pattern.test(scope))?.[1] ?? 'plain'
}

/** Scopes that reach as far as one of `reaches`, the farthest first. */
export function reaching(scopes: readonly string[], ...reaches: readonly SlackReach[]): readonly string[] {
  const rank = (scope: string): number => order.indexOf(reachOf(scope))
  return scopes
    .filter((scope) => reaches.includes(reachOf(scope)))
    .toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
}

/** What it reads of conversations and files, the farthest first. */
export function readingScopes(scopes: readonly string[]): readonly string[] {
  return reaching(scopes, 'searches', 'private', 'shared').concat(scopes.filter((scope) => scope === 'discovery:read'))
}

/** Scopes that Slack gives to tokens of users alone, so that having one means to act as somebody. */
const userOnly = [
  /^admin(?:$|\.)/,
  /^(?:client|read|post)$/,
  /^search:read$/,
  /^(?:chat|files):write:user$/,
  /^channels:write$/,
  /^users\.profile:write$/,
  /^dnd:write$/,
  /^(?:stars|reminders):(?:read|write)$/,
  /^(?:auditlogs:read|discovery:(?:read|write))$/,
]

export function isUserOnly(scope: string): boolean {
  return userOnly.some((pattern) => pattern.test(scope))
}

/** They tell who signs in, and no more. */
export function isSignIn(scope: string): boolean {
  return /^(?:openid|email|profile|identify|identity\.\w+|users:read|users:read\.email)$/.test(scope)
}
