/** Asks routes: page by page, row by row, and says what of an answer could not be read. */
import type { Call, CallSpec } from '../contract.ts'
import { VendorError } from '../errors.ts'
import { flawOf, wordsOf } from '../shared/flaws.ts'
import type { Flawed } from '../shared/flaws.ts'
import type { Answer, Question } from './client.ts'
import { failureOf } from './refusal.ts'
import { RefusedError } from '../shared/refused.ts'
import type { Route } from './route.ts'
import type { GithubSession, MutableEvidence } from './session.ts'

type Parameters = { readonly [name: string]: string | number | boolean }

/** What it takes to ask: a step's context will do. */
export interface Asker {
  readonly session: Pick<GithubSession, 'client' | 'signIn' | 'evidence' | 'exhausted'>
  readonly call: Call
  readonly io: { readonly time: () => number }
  /** Rows that cannot be read, or were left out, are told here; without it the first are errors. */
  readonly gap?: (gap: { reason: 'failed' | 'denied'; permission?: string; detail: string }) => void
}

/**
 * The secondary limits are 900 requests a minute and 100 at once, and GitHub asks for no bursts. Evenly ten a second stay
 * under twelve in any second, however the network bunches them.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
const pace = { domain: 'api', perSecond: 10, burst: 1, patient: true } as const

/** Every row of every page. Rejects with AbsentError where the route says that 404 means none. */
export async function* rowsOf<Row>(asker: Asker, route: Route<Row>, parameters: Parameters = {}): AsyncGenerator<Row> {
  const first: Parameters = { ...parameters, per_page: route.perPage ?? 100 }
  let question: Pick<Question, 'path' | 'parameters'> = { path: route.path, parameters: first }
  const seen = new Set<string>()
  for (;;) {
    const answer = await ask(asker, route, question)
    if (seen.size === 0) tellLeftOut(asker, route, answer)
    for (const row of listIn(answer, route)) {
      const read = route.schema.safeParse(row)
      if (read.success) yield read.data
      else unreadable(asker, route, read.error)
    }
    const next = nextPage(answer, asker.session.client.endpoint, route)
    if (next === undefined) return
    if (seen.has(next)) throw new VendorError('GitHub names a page as following that was read already.', route.path)
    seen.add(next)
    question = { path: `GET ${next}` }
  }
}

export async function all<Row>(asker: Asker, route: Route<Row>, parameters: Parameters = {}): Promise<readonly Row[]> {
  const rows: Row[] = []
  for await (const row of rowsOf(asker, route, parameters)) rows.push(row)
  return rows
}

/** The one row of a route that is no list. */
export async function one<Row>(asker: Asker, route: Route<Row>, parameters: Parameters = {}): Promise<Row> {
  const { data } = await ask(asker, route, { path: route.path, parameters })
  const read = route.schema.safeParse(data)
  if (read.success) return read.data
  throw new VendorError(`GitHub’s answer to ${route.path} cannot be read: ${flawOf(data, read.error)}.`, route.path)
}

function listIn({ data }: Answer, { rows, path }: Route<unknown>): readonly unknown[] {
  const list =
    rows === undefined
      ? data
      : typeof data === 'object' && data !== null
        ? (data as { readonly [key: string]: unknown })[rows]
        : undefined
  if (Array.isArray(list)) return list
  throw new VendorError(
    `GitHub’s answer to ${path} cannot be read: ${typeof data === 'string' ? 'it is no JSON' : 'the list is missing'}.`,
    path,
  )
}

function unreadable({ gap }: Asker, { path }: Route<unknown>, error: Flawed): void {
  const detail = `A row of GitHub’s answer to ${path} cannot be read: ${wordsOf(error)}.`
  if (gap === undefined) throw new VendorError(detail, path)
  gap({ reason: 'failed', detail })
}

/**
 * A list that leaves out what a token without single sign-on may not see has status 200, and a word in a header:
 * https://docs.github.com/en/rest/authentication/authenticating-to-the-rest-api#personal-access-tokens-and-saml-sso
 */
function tellLeftOut({ gap }: Asker, { path }: Route<unknown>, { headers }: Answer): void {
  if (!/partial-results/i.test(headers['x-github-sso'] ?? '')) return
  const detail = `GitHub’s answer to ${path} leaves out what demands single sign-on: authorize the token for it.`
  gap?.({ reason: 'denied', permission: 'single sign-on', detail })
}

/**
 * Link: <https://…?page=2>; rel="next". Proxies put other parameters between, leave the quotes out, or make the address
 * relative: https://www.rfc-editor.org/rfc/rfc8288#section-3. Only the same server is followed with the same credentials.
 */
function nextPage({ headers }: Answer, endpoint: string, { path }: Route<unknown>): string | undefined {
  const links = [...(headers['link'] ?? '').matchAll(/<([^>]*)>([^<]*)/g)]
  const target = links.find(([, , parameters = '']) =>
    /;\s*rel\s*=\s*"?(?:[^";,]*\s)?next(?=["\s;,]|$)/i.test(parameters),
  )?.[1]
  if (target === undefined) return undefined
  const next = URL.canParse(target, endpoint) ? new URL(target, endpoint) : undefined
  if (next?.origin === new URL(endpoint).origin) return next.href
  throw new VendorError('GitHub names a further page on another server; it is not followed.', path)
}

/** One request, governed by the engine. */
export async function ask(
  asker: Asker,
  route: Pick<Route<unknown>, 'path' | 'permission' | 'scopes' | 'feature' | 'absent' | 'appOnly' | 'perResource'>,
  question: Omit<Question, 'signal' | 'authorization'>,
): Promise<Answer> {
  const { session, call } = asker
  const spec: CallSpec = {
    operation: route.path,
    ...(route.permission === '' ? {} : { permission: route.permission }),
    ...pace,
    ...(route.perResource ? { perResource: true } : {}),
  }
  return call(spec, async (signal) => {
    refuseWhileExhausted(asker)
    const authorization = await session.signIn.authorization()
    const answer = await session.client.send({ ...question, authorization, signal })
    learn(session.evidence, answer)
    if (answer.status < 300) return answer
    const failure = failureOf({ ...answer, message: messageIn(answer) }, route, session.evidence)
    if (failure.kind === 'throttled' && answer.headers['x-ratelimit-remaining'] === '0')
      noteExhausted(asker, answer, failure)
    throw new RefusedError(failure)
  })
}

function messageIn({ data }: Answer): string {
  if (typeof data !== 'object' || data === null || !('message' in data)) return ''
  return typeof data.message === 'string' ? data.message : ''
}

/** Answers say by the way what the token may and which server this is. */
function learn(evidence: MutableEvidence, { headers }: Answer): void {
  const scopes = headers['x-oauth-scopes']
  if (scopes !== undefined)
    evidence.scopes = scopes
      .split(',')
      .map((scope) => scope.trim())
      .filter((scope) => scope !== '')
  const server = /([\d.]+)$/.exec(headers['x-github-enterprise-version'] ?? '')?.[1]
  if (server !== undefined) evidence.serverVersion = server
}

/** GitHub asks not to be called again before the limit is reset, and locks out who does: so nobody is sent there. */
function noteExhausted(
  { session, io }: Asker,
  { headers }: Answer,
  { retryAfterMilliseconds = 60_000 }: { retryAfterMilliseconds?: number },
): void {
  const reset = new Date(Number(headers['x-ratelimit-reset']) * 1000)
  const at = Number.isNaN(reset.getTime()) ? 'later' : `at ${reset.toISOString().slice(11, 16)} UTC`
  session.exhausted = { until: io.time() + retryAfterMilliseconds, reset: at }
}

function refuseWhileExhausted({ session, io }: Asker): void {
  const { exhausted } = session
  if (exhausted === undefined) return
  const wait = exhausted.until - io.time()
  if (wait <= 0) return
  const detail = `GitHub’s limit of requests an hour is used up; it is reset ${exhausted.reset}.`
  throw new RefusedError({ kind: 'throttled', detail, retryAfterMilliseconds: wait })
}
