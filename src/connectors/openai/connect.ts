/** Signing in: one admin key, for one organization. */
import type { ConnectorIo } from '../contract.ts'
import { addressIn, refusePlainHttp, variable } from '../shared/settings.ts'
import { ownKeyOf } from '../shared/own-key.ts'
import { send } from '../shared/vendor/index.ts'
import { refusalOf } from './refusal.ts'
import type { OpenaiConfig } from './schema.ts'
import type { OpenaiClient } from './session.ts'

const home = 'https://api.openai.com/v1'

export async function connect(config: OpenaiConfig, io: ConnectorIo): Promise<OpenaiClient> {
  const base = baseOf(config, io.env)
  refusePlainHttp(base, 'The endpoint of OpenAI')
  const key = variable(config.auth.adminKeyEnv, io.env, 'It should hold an admin key of OpenAI: sk-admin-….')
  // A key of another organization is refused instead of being read for this one.
  const organization = config.organization === undefined ? {} : { 'openai-organization': config.organization }
  const sign = async () => ({ authorization: `Bearer ${key}`, ...organization })
  return { config, ownKey: ownKeyOf(key), vendor: { name: 'OpenAI', base, send, sign, refusal: refusalOf(key) } }
}

/** OPENAI_BASE_URL is what OpenAI's own libraries heed; like `home` it ends in the version. */
function baseOf({ endpoint }: OpenaiConfig, env: ConnectorIo['env']): string {
  return (endpoint ?? addressIn('OPENAI_BASE_URL', env, home)).replace(/\/+$/, '')
}

/** For the run header: addresses that are not OpenAI’s own. */
export function endpoints(config: OpenaiConfig, env: ConnectorIo['env']): readonly string[] {
  const base = baseOf(config, env)
  return base === home ? [] : [base]
}
