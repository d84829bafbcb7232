/** The only file that knows google-auth-library. It is loaded when the first request is signed. */
import type { AuthClient } from 'google-auth-library'
import type * as library from 'google-auth-library'
import { ConfigError } from '../../errors.ts'
import type { ConnectorIo } from '../../contract.ts'
import { fileText, refusePlainHttp, variable } from '../settings.ts'
import { delegatedToken } from './delegation.ts'
import { quietly } from './quietly.ts'
import type { GoogleSettings } from './settings.ts'
import { explained, hint } from './sign-in.ts'

export interface SignInWish {
  /** `gcp` or `google-workspace`: for what is said of the configuration. */
  readonly connector: string
  readonly auth: GoogleSettings['auth']
  readonly impersonate: string | undefined
  readonly quotaProject: string | undefined
  readonly universeDomain: string
  /** Takes the requests for every host of Google's APIs. */
  readonly root: string | undefined
  readonly scopes: readonly string[]
  /** The user of Workspace whom the service account speaks for, by domain-wide delegation. */
  readonly subject: string | undefined
}

export interface SignIn {
  readonly auth: AuthClient
  readonly email: string | undefined
  /** The account's number, where a key file says it. */
  readonly uniqueId?: string
}

/** What signing in takes of the world. */
export type SignInIo = Pick<ConnectorIo, 'env' | 'readFile' | 'time'>

type Library = typeof library

/** Rejects with ConfigError where there is nothing to sign in with. */
export async function signInWith(wish: SignInWish, io: SignInIo): Promise<SignIn> {
  if (wish.root !== undefined) refusePlainHttp(wish.root, `connectors.${wish.connector}.endpoints.root`)
  const given = await credentialsIn(wish, io)
  const loaded = await import('google-auth-library')
  const quiet = await quietly()
  const transporter = transporterOf(loaded, wish)
  try {
    const own = await quiet(() => clientOf(loaded, wish, given && rooted(given, wish), transporter))
    const auth = quiet(() => actingAs(loaded, wish, own, transporter, io))
    if (wish.quotaProject !== undefined) auth.quotaProjectId = wish.quotaProject
    return { auth, email: wish.impersonate ?? textOf(given, 'client_email'), ...numberOf(wish, given) }
  } catch (error) {
    throw explained(error, wish)
  }
}

async function credentialsIn({ auth, connector }: SignInWish, io: Pick<ConnectorIo, 'env' | 'readFile'>) {
  if (auth === undefined) return undefined
  const [text, where] =
    'credentialsFile' in auth
      ? [await fileText(auth.credentialsFile, io.readFile), auth.credentialsFile]
      : [
          variable(auth.credentialsEnv, io.env, `It should hold what connectors.${connector}.auth says.`),
          auth.credentialsEnv,
        ]
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read === 'object' && read !== null && 'type' in read) return read
  } catch {
    // What it holds is not told: it may be half a key.
  }
  throw new ConfigError(`${where} is no credentials file of Google.`, hint)
}

function textOf(given: object | undefined, name: string): string | undefined {
  const value: unknown = given === undefined ? undefined : Reflect.get(given, name)
  return typeof value === 'string' ? value : undefined
}

function numberOf({ impersonate }: SignInWish, given: object | undefined): { uniqueId?: string } {
  const uniqueId = impersonate === undefined ? textOf(given, 'client_id') : undefined
  return uniqueId !== undefined && /^\d+$/.test(uniqueId) ? { uniqueId } : {}
}

/** One for everything that goes out, sign-ins too, so that a root in place of Google's takes all of it. */
function transporterOf({ gaxios }: Library, { root, universeDomain }: SignInWish) {
  const transporter = new gaxios.Gaxios()
  if (root === undefined) return transporter
  const home = new URL(root)
  transporter.interceptors.request.add({
    resolved: async (config) => {
      const { hostname } = config.url
      if (!hostname.endsWith(`.${universeDomain}`) && !hostname.endsWith('.googleapis.com')) return config
      config.headers.set('x-forwarded-host', hostname)
      config.url = new URL(`${config.url.pathname}${config.url.search}`, home)
      return config
    },
  })
  return transporter
}

/** The library trades tokens by a transporter of its own, which has to be sent to the root as well. */
function rooted(given: object, { root }: SignInWish): object {
  const path = exchanges[textOf(given, 'type') ?? '']
  return root === undefined || path === undefined ? given : { ...given, token_url: new URL(path, root).href }
}

/** https://cloud.google.com/iam/docs/reference/sts/rest */
const exchanges: { readonly [type: string]: string | undefined } = {
  external_account: '/v1/token',
  external_account_authorized_user: '/v1/oauthtoken',
}

async function clientOf(
  { GoogleAuth, JWT }: Library,
  { connector, impersonate, scopes, subject, universeDomain }: SignInWish,
  credentials: object | undefined,
  transporter: ReturnType<typeof transporterOf>,
): Promise<AuthClient> {
  // Whoever impersonates only asks IAM; what is read then, the impersonated account asks for.
  const alone = impersonate === undefined
  const auth = new GoogleAuth({
    scopes: alone ? [...scopes] : [cloudPlatform],
    clientOptions: { transporter, universeDomain, ...(alone && subject !== undefined ? { subject } : {}) },
  })
  if (credentials !== undefined) auth.jsonContent = credentials
  const client = await auth.getClient()
  if (alone && subject !== undefined && !(client instanceof JWT))
    throw new ConfigError(
      `These credentials cannot speak for ${subject}: only a service account can.`,
      `Name it under connectors.${connector}.impersonate (it may be the one that is signed in, if it may sign for itself: roles/iam.serviceAccountTokenCreator), or leave out the subject.`,
    )
  // A key file signs for itself, without a token service in between; speaking for a user takes one.
  if (client instanceof JWT && (subject === undefined || !alone)) client.useJWTAccessWithScope = true
  return client
}

const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform'

function actingAs(
  google: Library,
  wish: SignInWish,
  own: AuthClient,
  transporter: ReturnType<typeof transporterOf>,
  io: SignInIo,
): AuthClient {
  if (wish.impersonate === undefined) return own
  return wish.subject === undefined
    ? impersonated(google, wish, own, transporter)
    : delegated(google, wish, own, transporter, io)
}

/** The library speaks for a user with a key file alone; this does it with a signature of Google's. */
function delegated(
  { OAuth2Client }: Library,
  { impersonate = '', subject = '', scopes, universeDomain }: SignInWish,
  own: AuthClient,
  transporter: ReturnType<typeof transporterOf>,
  { time }: SignInIo,
): AuthClient {
  const client = new OAuth2Client({ transporter, universeDomain })
  client.refreshHandler = () =>
    delegatedToken({
      request: (options) => own.request<unknown>({ ...options, retry: false }),
      exchange: (options) => transporter.request<unknown>({ ...options, retry: false }),
      account: impersonate,
      subject,
      scopes,
      universeDomain,
      time,
    })
  return client
}

function impersonated(
  { Impersonated }: Library,
  { impersonate, scopes, universeDomain }: SignInWish,
  sourceClient: AuthClient,
  transporter: ReturnType<typeof transporterOf>,
): AuthClient {
  return new Impersonated({
    sourceClient,
    targetPrincipal: impersonate ?? '',
    targetScopes: [...scopes],
    lifetime: 3600,
    transporter,
    universeDomain,
  })
}
