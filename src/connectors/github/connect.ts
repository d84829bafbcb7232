/** Signing in: which server, as whom. */
import { ConfigError } from '../errors.ts'
import type { ConnectorIo } from '../contract.ts'
import { fileText, refusePlainHttp, variable } from '../shared/settings.ts'
import { appSignIn, senderTo } from './client.ts'
import type { GithubConfig } from './schema.ts'
import type { GithubClient, SignedInWith, SignIn } from './session.ts'

type Env = ConnectorIo['env']

export const publicEndpoint = 'https://api.github.com'

export async function connect(config: GithubConfig, io: ConnectorIo): Promise<GithubClient> {
  const endpoint = endpointOf(config, io.env)
  checkAddress(endpoint)
  const app = await appOf(config, io, endpoint)
  const signIn = app === undefined ? await tokenSignIn(config, io, endpoint) : undefined
  return { config, endpoint, send: senderTo(endpoint), signIn, app, found: { organizations: new Map() } }
}

/** GITHUB_API_URL is what Actions and Enterprise Server's own tools use. */
function endpointOf({ endpoint }: GithubConfig, env: Env): string {
  return (endpoint ?? env('GITHUB_API_URL') ?? publicEndpoint).replace(/\/+$/, '')
}

export function endpoints(config: GithubConfig, env: Env): readonly string[] {
  const endpoint = endpointOf(config, env)
  return endpoint === publicEndpoint ? [] : [endpoint]
}

function checkAddress(url: string): void {
  if (!URL.canParse(url))
    throw new ConfigError(`The GitHub endpoint ${url} is no address.`, 'It looks like https://HOST/api/v3.')
  refusePlainHttp(url, 'The GitHub endpoint')
}

async function appOf(
  { auth }: GithubConfig,
  { env, readFile }: ConnectorIo,
  endpoint: string,
): Promise<GithubClient['app']> {
  if (auth === undefined || !('appId' in auth)) return undefined
  const { appId, privateKeyFile, privateKeyEnv } = auth
  const privateKey =
    privateKeyFile === undefined
      ? variable(privateKeyEnv ?? 'GITHUB_APP_PRIVATE_KEY', env, 'It should hold the private key of the app.')
      : await fileText(privateKeyFile, readFile)
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(privateKey)) {
    throw new ConfigError(
      `${privateKeyFile ?? privateKeyEnv ?? 'GITHUB_APP_PRIVATE_KEY'} holds no private key in PEM form.`,
      'GitHub hands it out as a .pem file when the key is made.',
    )
  }
  return appSignIn({ appId, privateKey: privateKey.replaceAll('\\n', '\n') }, endpoint)
}

/** Where GitHub's own command line and Actions keep the token: https://cli.github.com/manual/gh_help_environment */
export const tokenVariables = ['GITHUB_TOKEN', 'GH_TOKEN'] as const
const serverTokenVariables = ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN', ...tokenVariables] as const

async function tokenSignIn({ auth }: GithubConfig, { env, readFile }: ConnectorIo, endpoint: string): Promise<SignIn> {
  const token = await tokenOf(auth, env, readFile, endpoint)
  if (/\s/.test(token))
    throw new ConfigError('The GitHub token has white space in it.', 'Put the token alone into the variable or file.')
  return { kind: kindOf(token), authorization: async () => `token ${token}` }
}

async function tokenOf(
  auth: GithubConfig['auth'],
  env: Env,
  readFile: ConnectorIo['readFile'],
  endpoint: string,
): Promise<string> {
  if (auth !== undefined && 'tokenEnv' in auth) return variable(auth.tokenEnv, env, 'It should hold a token.')
  if (auth !== undefined && 'tokenFile' in auth) return (await fileText(auth.tokenFile, readFile)).trim()
  const names = endpoint === publicEndpoint ? tokenVariables : serverTokenVariables
  const found = names.map((name) => env(name)?.trim()).find((value) => value !== undefined && value !== '')
  if (found !== undefined) return found
  throw new ConfigError(
    'There is no sign-in for GitHub.',
    'Put a token into GITHUB_TOKEN, or name an app under connectors.github.auth; muster permissions github prints what it needs.',
  )
}

/** https://github.blog/engineering/behind-githubs-new-authentication-token-formats/ */
export function kindOf(token: string): SignedInWith {
  if (token.startsWith('github_pat_')) return 'fine-grained-token'
  if (token.startsWith('ghp_') || /^[0-9a-f]{40}$/.test(token)) return 'classic-token'
  if (token.startsWith('gho_') || token.startsWith('ghu_')) return 'oauth-token'
  return token.startsWith('ghs_') ? 'actions-token' : 'unknown'
}
