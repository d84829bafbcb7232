/** What an error of Microsoft’s library for signing in means, and what to do about it. */
import { ConfigError } from '../errors.ts'
import { classify } from './classify.ts'
import { send } from './client.ts'
import { RefusedError } from '../shared/refused.ts'
import type { AzureConfig } from './schema.ts'

export interface SignInWish {
  readonly auth: AzureConfig['auth']
  readonly authority: string
  /** undefined: whichever the sign-in is of. */
  readonly tenant: string | undefined
}

export const hint =
  'Sign in with az login, set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or name another way under connectors.azure.auth; muster permissions azure prints what it needs.'

/** By the code of Entra ID: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const busy = /^(?:90033|90055)$/
const remedies: readonly (readonly [codes: RegExp, remedy: string])[] = [
  [/^7000215$/, 'Use the value of the secret, not its id, or give the application a new one.'],
  [/^7000222$/, 'Give the application a new secret or certificate.'],
  [/^(?:700024|50027)$/, 'Have the other issuer make a new token, and let Muster read it where it is renewed.'],
  [/^(?:70021|700211|700212|700213)$/, 'Compare the token with the federated credential of the application.'],
  [/^7000216$/, 'The token of another issuer has to be a JWT; look at what connectors.azure.auth names.'],
  [/^7000(?:27|23)$/, 'Add the certificate to the application, or use one that it has.'],
  [/^(?:700016|7000112|7000229)$/, 'Check the client id and the tenant, and that the application is let into it.'],
  [/^(?:90002|900023|50020|500011)$/, 'Check connectors.azure.tenants, or AZURE_TENANT_ID.'],
  [/^530\d\d$/, 'Let the application through the policy, or run Muster where the policy allows it.'],
]

/** Of all that the library throws: ConfigError where there is nothing to sign in with, else what `classify` hands on. */
export async function explained(error: unknown, wish: SignInWish, signal: AbortSignal): Promise<unknown> {
  if (signal.aborted || error instanceof ConfigError || !(error instanceof Error)) return error
  const said = sentenceIn(error.message)
  if (said !== undefined) return refused(said, wish)
  if (error.message.includes('endpoints_resolution_error')) return withoutEndpoints(wish, signal)
  if (['CredentialUnavailableError', 'AggregateAuthenticationError'].includes(error.name)) return nothingThere(wish)
  // What the library could not read, or was not reached by, it tells by these words alone.
  if (/network_error|\[object Object\]|Not Available/.test(error.message))
    return new RefusedError({
      kind: 'transient',
      detail: `${wish.authority} gave no answer to the sign-in that can be read.`,
    })
  return error
}

/** `AADSTS7000215: Invalid client secret provided.`: the messages are long, and their first sentence says it. */
function sentenceIn(message: string): string | undefined {
  return /AADSTS\d+: [^\r\n]*?(?:\.(?=\s|$)|$)/m.exec(message)?.[0]
}

function refused(said: string, { tenant }: SignInWish): RefusedError {
  const [, code = ''] = /^AADSTS(\d+)/.exec(said) ?? []
  const where = tenant === undefined ? '' : ` to ${tenant}`
  const remedy = remedies.find(([codes]) => codes.test(code))?.[1] ?? 'Check connectors.azure.auth.'
  const detail = `Microsoft refuses the sign-in${where}: ${said.replace(/\.?$/, '.')} ${remedy}`
  return new RefusedError({ kind: busy.test(code) ? 'transient' : 'failed', detail })
}

/** The library does not say why it found no addresses to sign in at; whoever asks for them hears it. */
async function withoutEndpoints(wish: SignInWish, signal: AbortSignal): Promise<RefusedError> {
  const { authority, tenant = 'organizations' } = wish
  const url = `${authority}/${encodeURIComponent(tenant)}/v2.0/.well-known/openid-configuration`
  try {
    const { status, data } = await send({ method: 'GET', url, signal })
    const said = sentenceIn(JSON.stringify(data))
    if (said !== undefined) return refused(said, wish)
    const detail = `${authority} does not sign in as Microsoft does (status ${status}); check connectors.azure.endpoints.`
    return new RefusedError({ kind: status >= 500 ? 'transient' : 'failed', detail })
  } catch (error) {
    const { kind, detail } = classify(error)
    const remedy = 'Check the network, its proxy, and connectors.azure.endpoints.'
    return new RefusedError({ kind, detail: `${authority} cannot be reached to sign in. ${detail} ${remedy}` })
  }
}

function nothingThere({ auth }: SignInWish): ConfigError {
  if (auth !== undefined && 'cli' in auth)
    return new ConfigError('The Azure command line is not here, or nobody is signed in to it.', 'Run az login first.')
  if (auth !== undefined && 'managedIdentity' in auth)
    return new ConfigError(
      'This machine has no managed identity to sign in as.',
      'Assign one to it, which takes a machine of Azure, or name another way under connectors.azure.auth.',
    )
  return new ConfigError('There is no sign-in for Microsoft.', hint)
}
