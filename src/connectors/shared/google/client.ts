/** Requests to Google's APIs: signed, asked once (the engine asks again), and answered whatever the status. */
import { ConfigError } from '../../errors.ts'
import { apiLoader } from './apis.ts'
import { signInWith } from './credentials.ts'
import type { SignIn, SignInIo, SignInWish } from './credentials.ts'
import type { Sender } from './route.ts'
import { explained } from './sign-in.ts'

/** Requests by address, for what googleapis does not have. */
export interface Plain {
  readonly get: (host: string, path: string, query?: PlainQuery) => Promise<{ readonly data: unknown }>
  readonly post: (host: string, path: string, body: object) => Promise<{ readonly data: unknown }>
}
export type PlainQuery = { readonly [name: string]: string | number | boolean | readonly string[] | undefined }

export interface GoogleClient extends Sender {
  /** Who is signed in, as far as the credentials tell: the e-mail of a service account. */
  readonly identity: () => Promise<string | undefined>
  /** Its number, where the credentials tell. */
  readonly uniqueId?: () => Promise<string | undefined>
  readonly quotaProject: string | undefined
}

/** Each question is asked once: the library would retry 429 without a look at Retry-After. Answers come as text. */
const asIs = { retry: false, responseType: 'text', redirect: 'manual', validateStatus: () => true } as const

export function googleClient(wish: SignInWish, io: SignInIo): GoogleClient {
  const api = apiLoader({ universeDomain: wish.universeDomain })
  let signingIn: Promise<SignIn> | undefined
  const signedIn = async (): Promise<SignIn> => {
    try {
      signingIn ??= signInWith(wish, io)
      return await signingIn
    } catch (error) {
      signingIn = undefined
      throw error
    }
  }
  /** The library asks for a token within the request; asked before, a refusal of the sign-in can be told as one. */
  const ready = async (): Promise<SignIn> => {
    const signIn = await signedIn()
    try {
      await signIn.auth.getRequestHeaders()
    } catch (error) {
      throw explained(error, wish)
    }
    return signIn
  }
  return {
    api,
    options: async (signal) => ({ ...asIs, auth: (await ready()).auth, signal }),
    plain: (signal) => ({
      get: async (host, path, query) => {
        const { auth } = await ready()
        const url = addressOf(wish, host, path, query)
        return auth.request<unknown>({ ...asIs, url, method: 'GET', signal })
      },
      post: async (host, path, body) => {
        const { auth } = await ready()
        return auth.request<unknown>({ ...asIs, url: addressOf(wish, host, path), method: 'POST', data: body, signal })
      },
    }),
    identity: async () => (await signedIn()).email,
    uniqueId: async () => (await signedIn()).uniqueId,
    quotaProject: wish.quotaProject,
  }
}

/** Rejects with ConfigError where there is nothing to sign in with; whatever else is wrong the first request tells. */
export async function checkSignIn({ identity }: Pick<GoogleClient, 'identity'>): Promise<void> {
  try {
    await identity()
  } catch (error) {
    if (error instanceof ConfigError) throw error
  }
}

/** `host` without the domain: `compute`, `europe-west1-aiplatform`. */
function addressOf({ universeDomain }: SignInWish, host: string, path: string, query: PlainQuery = {}): string {
  const url = new URL(`https://${host}.${universeDomain}${path}`)
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    for (const each of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(each))
  }
  return url.href
}
