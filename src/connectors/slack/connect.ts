/** Signing in: with which tokens. */
import type { ConnectorIo } from '../contract.ts'
import { refusePlainHttp, variable } from '../shared/settings.ts'
import type { SlackConfig } from './schema.ts'
import type { SlackClient } from './session.ts'
import { tokenOf, vendorOf } from './tokens.ts'
import type { Token } from './tokens.ts'

const home = { api: 'https://slack.com/api', audit: 'https://api.slack.com' } as const

export async function connect(config: SlackConfig, io: ConnectorIo): Promise<SlackClient> {
  const endpoints = {
    api: trimmed(config.endpoints.api ?? home.api),
    audit: trimmed(config.endpoints.audit ?? home.audit),
  }
  for (const url of Object.values(endpoints)) refusePlainHttp(url, 'The Slack endpoint')
  const tokens: Token[] = []
  for (const name of config.auth.tokenEnvs) {
    const token = variable(name, io.env, 'It should hold a token of Slack: xoxp-… of a user, or xoxb-… of a bot.')
    tokens.push(await tokenOf(name, token, endpoints, io))
  }
  const { configurationTokenEnv: own } = config.auth
  const manifests =
    own === undefined
      ? undefined
      : vendorOf(endpoints.api, variable(own, io.env, 'It should hold an app configuration token: xoxe.xoxp-….'))
  return { config, tokens, manifests, found: new Map() }
}

const trimmed = (url: string): string => url.replace(/\/+$/, '')

/** For the run header: addresses that are not Slack's usual ones. */
export function endpoints({ endpoints: { api, audit } }: SlackConfig): readonly string[] {
  return [api, audit].flatMap((url) =>
    url === undefined || Object.values<string>(home).includes(trimmed(url)) ? [] : [url],
  )
}
