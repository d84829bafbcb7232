/** Signing in: with which tokens. */
import type { ConnectorIo } from '../contract.ts'
import { AccessError, VendorError } from '../errors.ts'
import { addressIn, refusePlainHttp, variable } from '../shared/settings.ts'
import type { SlackConfig } from './schema.ts'
import type { RefusedToken, SlackClient } from './session.ts'
import { tokenOf, vendorOf } from './tokens.ts'
import type { Token } from './tokens.ts'

const home = { api: 'https://slack.com/api', audit: 'https://api.slack.com' } as const

export async function connect(config: SlackConfig, io: ConnectorIo): Promise<SlackClient> {
  const bases = basesOf(config, io.env)
  for (const url of Object.values(bases)) refusePlainHttp(url, 'The Slack endpoint')
  const tokens: Token[] = []
  const refused: RefusedToken[] = []
  for (const name of namesOf(config, io.env)) {
    const token = variable(name, io.env, 'It should hold a token of Slack: xoxp-… of a user, or xoxb-… of a bot.')
    try {
      tokens.push(await tokenOf(name, token, bases, io))
    } catch (error) {
      refused.push(ofVariable(name, error))
    }
  }
  const [first] = refused
  if (first !== undefined && tokens.length === 0) throw first
  const { configurationTokenEnv: own } = config.auth
  const manifests =
    own === undefined
      ? undefined
      : vendorOf(bases.api, variable(own, io.env, 'It should hold an app configuration token: xoxe.xoxp-….'))
  return { config, tokens, refused, manifests, found: new Map() }
}

/** What Slack says of one token among several costs what that one reaches; anything else ends the scan. */
function ofVariable(name: string, error: unknown): RefusedToken {
  if (error instanceof AccessError) return new AccessError(`${name}: ${error.message}`, error.permission, error.reason)
  if (error instanceof VendorError) return new VendorError(`${name}: ${error.message}`, error.operation, error.reason)
  throw error
}

/** In which Slack's own tools and others look for a token; an app-level token (`SLACK_APP_TOKEN`) reads nothing. */
export const tokenVariables = ['SLACK_TOKEN', 'SLACK_USER_TOKEN', 'SLACK_ADMIN_TOKEN', 'SLACK_BOT_TOKEN'] as const

function namesOf({ auth }: SlackConfig, env: ConnectorIo['env']): readonly string[] {
  const found = tokenVariables.filter((name) => (env(name)?.trim() ?? '') !== '')
  return auth.tokenEnvs ?? (found.length > 0 ? found : ['SLACK_TOKEN'])
}

/** SLACK_API_URL is what Slack's own tools heed. */
function basesOf({ endpoints: { api, audit } }: SlackConfig, env: ConnectorIo['env']) {
  const web = trimmed(api ?? addressIn('SLACK_API_URL', env, home.api))
  return { api: web, audit: trimmed(audit ?? auditBeside(web)) }
}

/** Where the Web API is asked under another address, the token goes to no host of Slack's but that one, and its own. */
function auditBeside(api: string): string {
  const { origin, hostname } = new URL(api)
  return /^slack(?:-gov)?\.com$/.test(hostname) ? `https://api.${hostname}` : origin
}

const trimmed = (url: string): string => url.replace(/\/+$/, '')

/** For the run header: addresses that are not Slack's usual ones. */
export function endpoints(config: SlackConfig, env: ConnectorIo['env']): readonly string[] {
  return Object.values(basesOf(config, env)).filter((url) => !Object.values<string>(home).includes(url))
}
