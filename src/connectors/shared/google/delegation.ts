/**
 * Speaking for a user without a key: the service account has its assertion signed by Google, and trades it for a token.
 * https://developers.google.com/identity/protocols/oauth2/service-account#delegatingauthority,
 * https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/signJwt
 */

export interface Delegation {
  /** Sends as whoever is signed in. */
  readonly request: (options: {
    readonly url: string
    readonly method: 'POST'
    readonly data: object
  }) => Promise<{ readonly data: unknown }>
  /** Sends as nobody: the assertion proves enough. */
  readonly exchange: (options: {
    readonly url: string
    readonly method: 'POST'
    readonly data: URLSearchParams
  }) => Promise<{ readonly data: unknown }>
  readonly account: string
  readonly subject: string
  readonly scopes: readonly string[]
  readonly universeDomain: string
  /** Milliseconds of the wall clock. */
  readonly time: () => number
}

export interface DelegatedToken {
  readonly access_token: string
  readonly expiry_date: number
}

const tokenAddress = 'https://oauth2.googleapis.com/token'
/** Google takes assertions of an hour at most. */
const seconds = 3600

export async function delegatedToken(delegation: Delegation): Promise<DelegatedToken> {
  const now = delegation.time()
  const assertion = await signed(delegation, Math.floor(now / 1000))
  const { data } = await delegation.exchange({
    url: tokenAddress,
    method: 'POST',
    data: new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }),
  })
  const lifetime: unknown = fieldOf(data, 'expires_in')
  return {
    access_token: textAt(data, 'access_token'),
    expiry_date: now + (typeof lifetime === 'number' ? lifetime : seconds) * 1000,
  }
}

async function signed(
  { request, account, subject, scopes, universeDomain }: Delegation,
  issuedAt: number,
): Promise<string> {
  const claims = {
    iss: account,
    sub: subject,
    scope: scopes.join(' '),
    aud: tokenAddress,
    iat: issuedAt,
    exp: issuedAt + seconds,
  }
  const { data } = await request({
    url: `https://iamcredentials.${universeDomain}/v1/projects/-/serviceAccounts/${account}:signJwt`,
    method: 'POST',
    data: { payload: JSON.stringify(claims) },
  })
  return textAt(data, 'signedJwt')
}

function fieldOf(data: unknown, name: string): unknown {
  return typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined
}

function textAt(data: unknown, name: string): string {
  const value = fieldOf(data, name)
  if (typeof value === 'string' && value !== '') return value
  throw new Error(`Google’s answer to the sign-in has no ${name}.`)
}
