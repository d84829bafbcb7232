/** The only file that knows google-auth-library. It is loaded when the first request is signed. */
import type { AuthClient } from 'google-auth-library'
import { ConfigError } from '../../errors.ts'
import type { ConnectorIo } from '../../contract.ts'
import { fileText, refusePlainHttp, variable } from '../settings.ts'
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
}

type Library = typeof import('google-auth-library')

/** Rejects with ConfigError where there is nothing to sign in with. */
export async function signInWith(wish: SignInWish, io: Pick<ConnectorIo, 'env' | 'readFile'>): Promise<SignIn> {
  if (wish.root !== undefined) refusePlainHttp(wish.root, `connectors.${wish.connector}.endpoints.root`)
  const given = await credentialsIn(wish, io)
  const library = await import('google-auth-library')
  const transporter = transporterOf(library, wish)
  try {
    const own = await clientOf(library, wish, given, transporter)
    const auth = wish.impersonate === undefined ? own : await impersonated(library, wish, own, transporter)
    if (wish.quotaProject !== undefined) auth.quotaProjectId = wish.quotaProject
    return { auth, email: wish.impersonate ?? emailOf(given) }
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

function emailOf(given: object | undefined): string | undefined {
  const email: unknown = given === undefined ? undefined : Reflect.get(given, 'client_email')
  return typeof email === 'string' ? email : undefined
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

async function clientOf(
  { GoogleAuth, JWT }: Library,
  { scopes, subject, universeDomain }: SignInWish,
  credentials: object | undefined,
  transporter: ReturnType<typeof transporterOf>,
): Promise<AuthClient> {
  const auth = new GoogleAuth({
    scopes: [...scopes],
    ...(credentials === undefined ? {} : { credentials }),
    clientOptions: { transporter, universeDomain, ...(subject === undefined ? {} : { subject }) },
  })
  const client = await auth.getClient()
  // A key file signs for itself, without a token service in between; speaking for a user takes one.
  if (client instanceof JWT && subject === undefined) client.useJWTAccessWithScope = true
  return client
}

async function impersonated(
  { Impersonated }: Library,
  { impersonate, scopes, universeDomain }: SignInWish,
  sourceClient: AuthClient,
  transporter: ReturnType<typeof transporterOf>,
): Promise<AuthClient> {
  return new Impersonated({
    sourceClient,
    targetPrincipal: impersonate ?? '',
    targetScopes: [...scopes],
    lifetime: 3600,
    transporter,
    universeDomain,
  })
}
