/** The only file that knows @azure/identity. It is loaded when the first token is asked for. */
import type { TokenCredential } from '@azure/identity'
import { ConfigError } from '../errors.ts'
import type { ConnectorIo } from '../contract.ts'
import { isMicrosofts } from './clouds.ts'
import type { AzureConfig } from './schema.ts'

export interface AskedToken {
  /** `https://graph.microsoft.com` */
  readonly audience: string
  readonly signal: AbortSignal
  /** What continuous access evaluation asks for: https://learn.microsoft.com/entra/identity-platform/claims-challenge */
  readonly claims?: string
}

/** Tokens of one sign-in, kept and renewed by the library. The secret stays in here. */
export type Tokens = (asked: AskedToken) => Promise<string>

interface SignInWish {
  readonly auth: AzureConfig['auth']
  readonly authority: string
  /** undefined: whichever the sign-in is of. */
  readonly tenant: string | undefined
}

export function tokensFor(wish: SignInWish, io: Pick<ConnectorIo, 'env' | 'readFile'>): Tokens {
  let loading: Promise<TokenCredential> | undefined
  return async ({ audience, signal, claims }) => {
    loading ??= credentialFor(wish, io)
    const credential = await loading
    const asked = await credential.getToken(`${audience}/.default`, {
      abortSignal: signal,
      ...(wish.tenant === undefined ? {} : { tenantId: wish.tenant }),
      ...(claims === undefined ? {} : { claims, enableCae: true }),
    })
    if (asked === null) throw new ConfigError('There is no sign-in for Microsoft.', hint)
    return asked.token
  }
}

export const hint =
  'Sign in with az login, set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or name another way under connectors.azure.auth; muster permissions azure prints what it needs.'

async function credentialFor(
  { auth, authority, tenant }: SignInWish,
  io: Pick<ConnectorIo, 'env' | 'readFile'>,
): Promise<TokenCredential> {
  const identity = await import('@azure/identity')
  // Another authority than Microsoft's is not in the list that instance discovery looks in.
  const host = { authorityHost: authority, ...(isMicrosofts(authority) ? {} : { disableInstanceDiscovery: true }) }
  const home = tenant === undefined ? {} : { tenantId: tenant }
  if (auth === undefined) return new identity.DefaultAzureCredential({ ...host, ...home })
  if ('cli' in auth) return new identity.AzureCliCredential(home)
  if ('managedIdentity' in auth)
    return auth.managedIdentity === 'system'
      ? new identity.ManagedIdentityCredential()
      : new identity.ManagedIdentityCredential({ clientId: auth.managedIdentity })
  if (tenant === undefined)
    throw new ConfigError(
      'An application signs in to a tenant that is named.',
      'Put its id into connectors.azure.tenants.',
    )
  if ('secretEnv' in auth)
    return new identity.ClientSecretCredential(tenant, auth.clientId, variable(auth.secretEnv, io.env), host)
  if ('certificateFile' in auth) {
    const certificate = await fileText(auth.certificateFile, io.readFile)
    if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(certificate) || !certificate.includes('-----BEGIN CERTIFICATE-----'))
      throw new ConfigError(
        `${auth.certificateFile} does not hold a certificate and its private key in PEM form.`,
        'Put both into one file: cat certificate.pem key.pem > both.pem.',
      )
    return new identity.ClientCertificateCredential(tenant, auth.clientId, { certificate }, host)
  }
  // Tokens of other issuers live for minutes, so that they are read anew each time.
  const assertion = async (): Promise<string> =>
    'tokenFile' in auth ? (await fileText(auth.tokenFile, io.readFile)).trim() : variable(auth.tokenEnv, io.env)
  await assertion()
  return new identity.ClientAssertionCredential(tenant, auth.clientId, assertion, host)
}

function variable(name: string, env: ConnectorIo['env']): string {
  const value = env(name)?.trim()
  if (value !== undefined && value !== '') return value
  throw new ConfigError(`The environment variable ${name} is empty.`, 'It should hold what connectors.azure.auth says.')
}

async function fileText(path: string, readFile: ConnectorIo['readFile']): Promise<string> {
  try {
    return await readFile(path)
  } catch {
    throw new ConfigError(`${path} cannot be read.`, 'Check the path and its permissions.')
  }
}
