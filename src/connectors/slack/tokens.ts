/** The tokens that were given: whom each speaks for, and which one to ask with. */
import type { ConnectorIo } from '../contract.ts'
import { addressOf, ask, send } from '../shared/vendor/index.ts'
import type { Answer, Vendor } from '../shared/vendor/index.ts'
import { ConfigError, VendorError } from '../errors.ts'
import { appScope, auditScope } from './needs.ts'
import { refusal } from './refusal.ts'
import { testSignIn } from './routes/auth.ts'
import type { SignInAnswer } from './routes/auth.ts'

export interface Token {
  /** The variable that it stands in. */
  readonly name: string
  readonly tokenOf: 'user' | 'bot' | 'organization'
  /** The workspace that it belongs to; of the organization's: none. */
  readonly teamId: string | undefined
  readonly teamName: string | undefined
  readonly enterpriseId: string | undefined
  readonly userId: string | undefined
  readonly appId: string | undefined
  /** Seconds; undefined: it does not end. */
  readonly expiresIn: number | undefined
  /** undefined: Slack did not say. */
  readonly scopes: readonly string[] | undefined
  readonly web: Vendor
  readonly audit: Vendor
}

export function vendorOf(base: string, token: string): Vendor {
  return {
    name: 'Slack',
    base,
    send,
    // Never as a parameter: addresses end up in logs.
    sign: async () => ({ authorization: `Bearer ${token}` }),
    refusal,
    pace: { domain: 'api' },
  }
}

export async function tokenOf(
  name: string,
  token: string,
  endpoints: { readonly api: string; readonly audit: string },
  io: ConnectorIo,
): Promise<Token> {
  // Tokens that are rotated begin with xoxe.xoxp- and xoxe.xoxb-; what they are renewed with begins with xoxe-.
  if (/^(?:xoxe-|xapp-|xoxc-)/.test(token))
    throw new ConfigError(
      `${name} holds a token of another kind than of a user, a bot or the organization.`,
      'It begins with xoxp- or xoxb-.',
    )
  const web = vendorOf(endpoints.api, token)
  const asker = { session: { vendor: web }, call: io.call }
  const answer = await ask(asker, testSignIn, addressOf(asker, testSignIn, {}))
  const read = testSignIn.schema.safeParse(answer.data)
  if (!read.success) throw new VendorError('Slack’s answer to auth.test cannot be read.', 'auth.test')
  return { name, web, audit: vendorOf(endpoints.audit, token), ...identityOf(read.data), scopes: scopesIn(answer) }
}

function identityOf(row: SignInAnswer) {
  const whole = row.is_enterprise_install === true
  return {
    tokenOf: whole ? ('organization' as const) : row.bot_id ? ('bot' as const) : ('user' as const),
    teamId: whole ? undefined : row.team_id,
    teamName: whole ? undefined : (row.team ?? undefined),
    enterpriseId: row.enterprise_id ?? undefined,
    userId: row.user_id ?? undefined,
    appId: row.app_id ?? undefined,
    expiresIn: row.expires_in ?? undefined,
  }
}

/** https://docs.slack.dev/authentication/installing-with-oauth: every answer names the scopes of its token. */
function scopesIn({ header }: Answer): readonly string[] | undefined {
  const text = header('x-oauth-scopes')
  return text === undefined
    ? undefined
    : text
        .split(',')
        .map((scope) => scope.trim())
        .filter((scope) => scope !== '')
}

const ofOrganization = new Set<string>([appScope, auditScope])

/**
 * The token to ask with where a scope is needed: one that has it, else any that a user gave, so that Slack itself says
 * what is missing. What concerns the organization is asked with its own token first, the rest with the workspace's.
 */
export function tokenWith(tokens: readonly Token[], scope: string): Token {
  const [first, second] = ofOrganization.has(scope)
    ? (['organization', 'user'] as const)
    : (['user', 'organization'] as const)
  const ranks = [first, second, 'bot'] as const
  const sorted = tokens.toSorted((a, b) => ranks.indexOf(a.tokenOf) - ranks.indexOf(b.tokenOf))
  const found =
    sorted.find(({ scopes }) => scopes?.includes(scope) === true) ?? sorted.find(({ scopes }) => scopes === undefined)
  const [any] = sorted
  const token = found ?? any
  if (token === undefined) throw new Error('there is no token')
  return token
}
