/** Signing in: which organization, as whom. */
import { ConfigError } from '../errors.ts'
import type { ConnectorIo } from '../contract.ts'
import { fileText, refusePlainHttp, variable } from '../shared/settings.ts'
import { appIn, organizationIn, said, tokenIn } from './environment.ts'
import { signingKey } from './jwt.ts'
import type { SigningKey } from './jwt.ts'
import type { OktaConfig } from './schema.ts'
import { vendorFor } from './vendor.ts'
import type { OktaClient } from './session.ts'
import { serviceSignIn, tokenSignIn } from './sign-in.ts'

type Env = ConnectorIo['env']

export async function connect(config: OktaConfig, io: ConnectorIo): Promise<OktaClient> {
  const base = baseOf(config, io.env)
  refusePlainHttp(base, 'The Okta endpoint')
  const domain = config.domain ?? new URL(base).host
  const service = await serviceOf(config, io)
  const found = new Map()
  if (service === undefined) {
    const signIn = tokenSignIn(tokenOf(config, io.env))
    return { base, domain, clientId: undefined, found, vendors: vendorFor(base, signIn, 'token') }
  }
  const signIn = serviceSignIn({ base, ...service }, io)
  return { base, domain, clientId: service.clientId, found, vendors: vendorFor(base, signIn, 'application') }
}

/** https://developer.okta.com/docs/guides/find-your-domain/main/: the address of the console is another one. */
function baseOf({ endpoint, domain }: OktaConfig, env: Env): string {
  const given = endpoint ?? (domain === undefined ? organizationIn(env) : `https://${domain}`)
  if (given === undefined)
    throw new ConfigError('No organization of Okta is named.', 'Set domain: acme.okta.com, or OKTA_ORG_URL.')
  if (!URL.canParse(given))
    throw new ConfigError(`${given} is no address of an organization.`, 'It looks like https://acme.okta.com.')
  const { origin, hostname } = new URL(given)
  if (/-admin\.okta/.test(hostname))
    throw new ConfigError(`${hostname} is the address of the Admin Console.`, 'Leave out -admin.')
  return origin
}

const usualKey = 'OKTA_PRIVATE_KEY'

async function serviceOf(
  { auth }: OktaConfig,
  { env, readFile }: ConnectorIo,
): Promise<{ readonly clientId: string; readonly key: SigningKey } | undefined> {
  if (auth !== undefined && 'tokenEnv' in auth) return undefined
  const named = appIn(env)
  const clientId = auth?.clientId ?? said(env, named?.clientId)
  if (clientId === undefined) return undefined
  // Whose the key is that goes with a client id of muster.yaml, only muster.yaml tells.
  const name = auth === undefined ? (named?.key ?? usualKey) : (auth.privateKeyEnv ?? usualKey)
  const keyId = auth === undefined ? said(env, named?.keyId) : auth.keyId
  if (auth?.privateKeyFile !== undefined) {
    const text = await fileText(auth.privateKeyFile, readFile)
    return { clientId, key: signingKey(text, auth.privateKeyFile, keyId) }
  }
  const text = variable(name, env, 'It should hold the private key of the application.')
  return { clientId, key: signingKey(text, name, keyId) }
}

function tokenOf({ auth }: OktaConfig, env: Env): string {
  const name = auth !== undefined && 'tokenEnv' in auth ? auth.tokenEnv : (tokenIn(env) ?? 'OKTA_API_TOKEN')
  return variable(name, env, 'It should hold an API token; better: sign in as an API service application.')
}

export function endpoints({ endpoint }: OktaConfig): readonly string[] {
  return endpoint === undefined ? [] : [endpoint]
}
