/** The only file that knows Octokit. It is loaded when the first request is made, and asks each question once. */
import type { Octokit } from '@octokit/rest'

/** An answer, whatever its status. */
export interface Answer {
  readonly status: number
  readonly headers: { readonly [name: string]: string | undefined }
  readonly data: unknown
}

export interface Question {
  /** `GET /orgs/{org}/installations`, or with a whole address for a further page. */
  readonly path: string
  readonly parameters?: { readonly [name: string]: string | number | boolean }
  readonly body?: { readonly [name: string]: unknown }
  /** `token ghs_…` */
  readonly authorization?: string
  readonly signal: AbortSignal
}

/** The version whose fields the schemas name; Enterprise Server knows it as well. */
const apiVersion = '2022-11-28'

export type Send = (question: Question) => Promise<Answer>

/** Rejects only where no answer came: then with the error of the connection. */
export function senderTo(baseUrl: string): Send {
  let loading: Promise<Octokit> | undefined
  return async ({ path, parameters, body, authorization, signal }) => {
    loading ??= load(baseUrl)
    const octokit = await loading
    try {
      const { status, headers, data } = await octokit.request(path, {
        ...parameters,
        ...body,
        ...(isGraphql(path) ? { baseUrl: graphqlBase(baseUrl) } : {}),
        headers: {
          'x-github-api-version': apiVersion,
          ...(authorization === undefined ? {} : { authorization }),
        },
        request: { signal },
      })
      return { status, headers: plain(headers), data }
    } catch (error) {
      const response = responseOf(error)
      if (response === undefined) throw error
      return response
    }
  }
}

async function load(baseUrl: string): Promise<Octokit> {
  const { Octokit: Rest } = await import('@octokit/rest')
  const silent = (): void => undefined
  return new Rest({
    baseUrl,
    userAgent: 'nhi-muster',
    log: { debug: silent, info: silent, warn: silent, error: silent },
  })
}

function isGraphql(path: string): boolean {
  return path === 'POST /graphql'
}

/** https://docs.github.com/en/enterprise-server/graphql/guides/forming-calls-with-graphql#the-graphql-endpoint */
function graphqlBase(baseUrl: string): string {
  return baseUrl.replace(/\/api\/v3$/, '/api')
}

/** What Octokit throws for a status of 300 and more carries the answer; what it throws for a lost connection does not. */
function responseOf(error: unknown): Answer | undefined {
  if (typeof error !== 'object' || error === null || !('response' in error)) return undefined
  const { response } = error as { response?: { status: number; headers: object; data: unknown } }
  return response && { status: response.status, headers: plain(response.headers), data: response.data }
}

function plain(headers: object): Answer['headers'] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))
}

export interface AppToken {
  readonly token: string
  readonly permissions: { readonly [name: string]: string }
}

export interface AppSignIn {
  /** A token of the app itself, good for minutes. */
  readonly app: () => Promise<string>
  /** A token of one installation, kept and renewed before it runs out. */
  readonly installation: (installationId: number) => Promise<AppToken>
}

/** Signs in as a GitHub App. The private key stays in here. */
export async function appSignIn(
  app: { readonly appId: string | number; readonly privateKey: string },
  baseUrl: string,
): Promise<AppSignIn> {
  const [{ createAppAuth }, { request }] = await Promise.all([import('@octokit/auth-app'), load(baseUrl)])
  const auth = createAppAuth({ ...app, request })
  return {
    app: async () => (await auth({ type: 'app' })).token,
    installation: async (installationId) => {
      const { token, permissions } = await auth({ type: 'installation', installationId })
      return { token, permissions }
    },
  }
}
