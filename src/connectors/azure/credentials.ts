/** The only file that knows @azure/identity. It is loaded when the first token is asked for. */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import type { TokenCredential } from '@azure/identity'
import { ConfigError } from '../errors.ts'
import type { ConnectorIo } from '../contract.ts'
import { fileText, variable } from '../shared/settings.ts'
import { isMicrosofts } from './clouds.ts'
import { explained, hint } from './sign-in.ts'
import type { SignInWish } from './sign-in.ts'

export interface AskedToken {
  /** `https://graph.microsoft.com` */
  readonly audience: string
  readonly signal: AbortSignal
  /** What continuous access evaluation asks for: https://learn.microsoft.com/entra/identity-platform/claims-challenge */
  readonly claims?: string
}

/** Tokens of one sign-in, kept and renewed by the library. The secret stays in here. */
export type Tokens = (asked: AskedToken) => Promise<string>

export function tokensFor(wish: SignInWish, io: Pick<ConnectorIo, 'env' | 'readFile'>): Tokens {
  let loading: Promise<TokenCredential> | undefined
  return async ({ audience, signal, claims }) => {
    loading ??= credentialFor(wish, io)
    const credential = await loading
    const options = {
      abortSignal: signal,
      ...(wish.tenant === undefined ? {} : { tenantId: wish.tenant }),
      ...(claims === undefined ? {} : { claims, enableCae: true }),
    }
    try {
      const asked = await credential.getToken(`${audience}/.default`, options)
      if (asked !== null) return asked.token
    } catch (error) {
      // The library refuses to ask again for a minute after an error of the other side: the engine knows better when.
      loading = undefined
      throw await explained(error, wish, signal)
    }
    throw new ConfigError('There is no sign-in for Microsoft.', hint)
  }
}

/** The engine asks again, within the time that it has. */
const once = { retryOptions: { maxRetries: 0 } } as const

async function credentialFor(
  { auth, authority, tenant }: SignInWish,
  io: Pick<ConnectorIo, 'env' | 'readFile'>,
): Promise<TokenCredential> {
  const identity = await import('@azure/identity')
  // Another authority than Microsoft's is not in the list that instance discovery looks in.
  const host = {
    authorityHost: authority,
    ...(isMicrosofts(authority) ? {} : { disableInstanceDiscovery: true }),
    ...once,
  }
  const home = tenant === undefined ? {} : { tenantId: tenant }
  if (auth === undefined) return new identity.DefaultAzureCredential({ ...host, ...home })
  if ('cli' in auth) return new identity.AzureCliCredential(home)
  if ('managedIdentity' in auth)
    return auth.managedIdentity === 'system'
      ? new identity.ManagedIdentityCredential(once)
      : new identity.ManagedIdentityCredential({ clientId: auth.managedIdentity, ...once })
  if (tenant === undefined)
    throw new ConfigError(
      'An application signs in to a tenant that is named.',
      'Put its id into connectors.azure.tenants.',
    )
  if ('secretEnv' in auth)
    return new identity.ClientSecretCredential(tenant, auth.clientId, variable(auth.secretEnv, io.env, should), host)
  if ('certificateFile' in auth) {
    const certificate = await fileText(auth.certificateFile, io.readFile)
    if (!isCertificateWithKey(certificate))
      throw new ConfigError(
        `${auth.certificateFile} does not hold a certificate and its private key in PEM form.`,
        'Put both into one file, the key without a password: cat certificate.pem key.pem > both.pem.',
      )
    return new identity.ClientCertificateCredential(tenant, auth.clientId, { certificate }, host)
  }
  // Tokens of other issuers live for minutes, so that they are read anew each time.
  const assertion = async (): Promise<string> =>
    'tokenFile' in auth ? (await fileText(auth.tokenFile, io.readFile)).trim() : variable(auth.tokenEnv, io.env, should)
  await assertion()
  return new identity.ClientAssertionCredential(tenant, auth.clientId, assertion, host)
}

/** It goes to the library only: what is wrong with it is not told, so that nothing of it is. */
function isCertificateWithKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).type === 'private' && new X509Certificate(pem).fingerprint !== ''
  } catch {
    return false
  }
}

const should = 'It should hold what connectors.azure.auth says.'
