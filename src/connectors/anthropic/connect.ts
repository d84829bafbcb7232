/** Signing in: with an Admin API key, an OAuth token, keys of workspaces, as far as there are any. */
import { ConfigError } from '../errors.ts'
import type { ConnectorIo } from '../contract.ts'
import { addressIn, refusePlainHttp, variable } from '../shared/settings.ts'
import { ownKeyOf } from '../shared/own-key.ts'
import { send } from '../shared/vendor/index.ts'
import type { Vendor } from '../shared/vendor/index.ts'
import { adminKeyIn, oauthTokenIn } from './environment.ts'
import { refusal, refusalOf } from './refusal.ts'
import type { AnthropicConfig } from './schema.ts'
import type { AnthropicClient } from './session.ts'

const home = 'https://api.anthropic.com'
/** https://platform.claude.com/docs/en/api/versioning */
const version = { 'anthropic-version': '2023-06-01' } as const

export async function connect(config: AnthropicConfig, io: ConnectorIo): Promise<AnthropicClient> {
  const { auth } = config
  const base = baseOf(config, io.env)
  refusePlainHttp(base, 'The endpoint of Anthropic')
  const of = (headers: { readonly [name: string]: string }): Vendor => ({
    name: 'Anthropic',
    base,
    send,
    refusal,
    sign: async () => ({ ...version, ...headers }),
  })
  const { adminKeyEnv = adminKeyIn(io.env), oauthTokenEnv = oauthTokenIn(io.env) } = auth
  const [key, token] = [io.env(adminKeyEnv)?.trim() ?? '', io.env(oauthTokenEnv)?.trim() ?? '']
  const oauth = token === '' ? undefined : of({ authorization: `Bearer ${token}` })
  const admin = key === '' ? oauth : { ...of({ 'x-api-key': key }), refusal: refusalOf(key) }
  if (admin === undefined)
    throw new ConfigError(
      `The environment variables ${adminKeyEnv} and ${oauthTokenEnv} are empty.`,
      'One of them should hold an Admin API key (sk-ant-admin01-…) or an OAuth token with org:admin.',
    )
  const workspaces = Object.entries(auth.workspaceKeyEnvs).map(([workspace, name]) => {
    const own = variable(name, io.env, `It should hold a key of workspace ${workspace}.`)
    return { workspace, own }
  })
  return {
    config,
    admin,
    oauth,
    workspaces: new Map(workspaces.map(({ workspace, own }) => [workspace, of({ 'x-api-key': own })] as const)),
    ownKeys: [...(key === '' ? [] : [key]), ...workspaces.map(({ own }) => own)].map(ownKeyOf),
  }
}

/** ANTHROPIC_BASE_URL is what Anthropic's own libraries heed. */
function baseOf({ endpoint }: AnthropicConfig, env: ConnectorIo['env']): string {
  return (endpoint ?? addressIn('ANTHROPIC_BASE_URL', env, home)).replace(/\/+$/, '')
}

/** For the run header: addresses that are not Anthropic’s own. */
export function endpoints(config: AnthropicConfig, env: ConnectorIo['env']): readonly string[] {
  const base = baseOf(config, env)
  return base === home ? [] : [base]
}
