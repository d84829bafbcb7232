/** A client whose answers come from what is at hand instead of from Google: files, or rows in a test. */
import { apiLoader } from './apis.ts'
import type { GoogleClient, PlainQuery } from './client.ts'

export interface Question {
  readonly method: string
  /** Without the domain: `iam`, `europe-west1-aiplatform`. */
  readonly host: string
  /** Decoded. */
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
}

export interface Reply {
  readonly status: number
  readonly headers?: { readonly [name: string]: string }
  readonly data: unknown
}

const universeDomain = 'googleapis.com'

/** googleapis makes the addresses as it does for Google, so that what is asked is what would have gone out. */
export function answeringClient(answer: (question: Question) => Reply): GoogleClient {
  const reply = (question: Question) => {
    const { status, headers = {}, data } = answer(question)
    return { status, headers: new Headers(headers), data }
  }
  const auth = { request: async (asked: Asked) => reply(questionIn(asked)) }
  return {
    api: apiLoader({ universeDomain }),
    options: async () => ({ auth }),
    plain: () => ({
      get: async (host, path, query) =>
        reply({ method: 'GET', host, path: decodeURIComponent(path), query: searchOf(query), body: undefined }),
      post: async (host, path, body) =>
        reply({ method: 'POST', host, path: decodeURIComponent(path), query: searchOf(undefined), body }),
    }),
    identity: async () => undefined,
    quotaProject: undefined,
  }
}

/** What googleapis hands to whoever signs its requests. */
interface Asked {
  readonly url?: string
  readonly params?: PlainQuery
  readonly method?: string
  readonly data?: unknown
}

function questionIn({ url = '', params, method = 'GET', data }: Asked): Question {
  const { hostname, pathname, searchParams } = new URL(url)
  const query = searchOf(params)
  for (const [name, value] of searchParams) query.append(name, value)
  const host = hostname.replace(`.${universeDomain}`, '')
  return { method, host, path: decodeURIComponent(pathname), query, body: data }
}

function searchOf(given: PlainQuery | undefined): URLSearchParams {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(given ?? {}))
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== undefined && each !== null) query.append(name, String(each))
  return query
}
