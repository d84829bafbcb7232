/** Signing in: one admin key, for one organization. */
import type { ConnectorIo } from '../contract.ts'
import { refusePlainHttp, variable } from '../shared/settings.ts'
import { send } from '../shared/vendor/index.ts'
import { refusalOf } from './refusal.ts'
import type { OpenaiConfig } from './schema.ts'
import type { OpenaiClient } from './session.ts'

const home = 'https://api.openai.com/v1'

export async function connect(config: OpenaiConfig, io: ConnectorIo): Promise<OpenaiClient> {
  const base = (config.endpoint ?? home).replace(/\/+$/, '')
  refusePlainHttp(base, 'The endpoint of OpenAI')
  const key = variable(config.auth.adminKeyEnv, io.env, 'It should hold an admin key of OpenAI: sk-admin-….')
  // A key of another organization is refused instead of being read for this one.
  const organization = config.organization === undefined ? {} : { 'openai-organization': config.organization }
  const sign = async () => ({ authorization: `Bearer ${key}`, ...organization })
  return { config, vendor: { name: 'OpenAI', base, send, sign, refusal: refusalOf(key) } }
}

/** For the run header: addresses that are not OpenAI’s own. */
export function foreignEndpoints({ endpoint }: OpenaiConfig): readonly string[] {
  return endpoint === undefined || endpoint === home ? [] : [endpoint]
}
