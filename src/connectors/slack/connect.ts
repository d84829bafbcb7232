/** Signing in: with which tokens. */
import type { ConnectorIo } from '../contract.ts'
import { addressIn, refusePlainHttp, variable } from '../shared/settings.ts'
import type { SlackConfig } from './schema.ts'
import type { SlackClient } from './session.ts'
import { tokenOf, vendorOf } from './tokens.ts'
import type { Token } from './tokens.ts'

const home = { api: 'https://slack.com/api', audit: 'https://api.slack.com' } as const

export async function connect(config: SlackConfig, io: ConnectorIo): Promise<SlackClient> {
  const bases = basesOf(config, io.env)
  for (const url of Object.values(bases)) refusePlainHttp(url, 'The Slack endpoint')
  const tokens: Token[] = []
  for (const name of config.auth.tokenEnvs) {
    const token = variable(name, io.env, 'It should hold a token of Slack: xoxp-… of a user, or xoxb-… of a bot.')
    tokens.push(await tokenOf(name, token, bases, io))
  }
  const { configurationTokenEnv: own } = config.auth
  const manifests =
    own === undefined
      ? undefined
      : vendorOf(bases.api, variable(own, io.env, 'It should hold an app configuration token: xoxe.xoxp-….'))
  return { config, tokens, manifests, found: new Map() }
}

/** SLACK_API_URL is what Slack's own tools heed. */
function basesOf({ endpoints: { api, audit } }: SlackConfig, env: ConnectorIo['env']) {
  return { api: trimmed(api ?? addressIn('SLACK_API_URL', env, home.api)), audit: trimmed(audit ?? home.audit) }
}

const trimmed = (url: string): string => url.replace(/\/+$/, '')

/** For the run header: addresses that are not Slack's usual ones. */
export function endpoints(config: SlackConfig, env: ConnectorIo['env']): readonly string[] {
  return Object.values(basesOf(config, env)).filter((url) => !Object.values<string>(home).includes(url))
}
