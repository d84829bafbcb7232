/**
 * Signing in. With an API service application every OAuth scope has an access token of its own: Okta refuses a whole
 * request for a token where it does not know one of the scopes, and this way each step loses no more than its own.
 */
import type { ConnectorIo, Failure } from '../contract.ts'
import { RefusedError } from '../shared/refused.ts'
import { send, textAt, waitOf, wordsOf } from '../shared/vendor/index.ts'
import type { Answer, Unsigned } from '../shared/vendor/index.ts'
import { clientAssertion, prover } from './jwt.ts'
import type { Prover, SigningKey } from './jwt.ts'

export type Headers = { readonly [name: string]: string }

/** The headers of one request that takes this scope; '' for what is open to everybody. */
export type SignIn = (scope: string, question: Unsigned, signal: AbortSignal) => Promise<Headers>

type Clock = Pick<ConnectorIo, 'time'>

export function tokenSignIn(token: string): SignIn {
  const headers = { authorization: `SSWS ${token}` }
  return async (scope) => (scope === '' ? {} : headers)
}

export interface ServiceApp {
  readonly base: string
  readonly clientId: string
  readonly key: SigningKey
}

interface Access {
  readonly token: string
  readonly bound: boolean
  readonly until: number
}

/** A token is taken anew so long before it ends. */
const margin = 60_000

export function serviceSignIn(app: ServiceApp, { time }: Clock): SignIn {
  const proof = prover()
  const held = new Map<string, Promise<Access>>()
  const accessFor = async (scope: string, signal: AbortSignal): Promise<Access> => {
    const known = held.get(scope)
    if (known !== undefined) {
      const access = await known
      if (access.until - margin > time()) return access
    }
    const asked = accessTo(app, scope, { proof, time, signal })
    held.set(scope, asked)
    // What failed for one request may not fail for the next.
    asked.catch(() => held.delete(scope))
    return asked
  }
  return async (scope, question, signal) => {
    if (scope === '') return {}
    const { token, bound } = await accessFor(scope, signal)
    if (!bound) return { authorization: `Bearer ${token}` }
    return { authorization: `DPoP ${token}`, dpop: proof.prove(question, { now: time(), token }) }
  }
}

interface Asking extends Clock {
  readonly proof: Prover
  readonly signal: AbortSignal
}

/**
 * First without a proof of possession: an application that must bring one is told so, then told the nonce that belongs
 * into it. https://developer.okta.com/docs/guides/dpop/oktaresourceserver/main/
 */
async function accessTo(app: ServiceApp, scope: string, asking: Asking): Promise<Access> {
  let answer = await ask(app, scope, asking, {})
  if (errorOf(answer) === 'invalid_dpop_proof') answer = await ask(app, scope, asking, { prove: true })
  if (errorOf(answer) === 'use_dpop_nonce')
    answer = await ask(app, scope, asking, { prove: true, nonce: answer.header('dpop-nonce') })
  const token = textAt(answer.data, 'access_token')
  if (answer.status !== 200 || token === undefined) throw new RefusedError(refusalOf(answer, scope))
  const seconds = Number(Reflect.get(Object(answer.data), 'expires_in'))
  return {
    token,
    bound: textAt(answer.data, 'token_type') === 'DPoP',
    until: asking.time() + (Number.isFinite(seconds) ? seconds : 300) * 1000,
  }
}

function ask(
  { base, clientId, key }: ServiceApp,
  scope: string,
  { proof, time, signal }: Asking,
  { prove, nonce }: { readonly prove?: true; readonly nonce?: string | undefined },
): Promise<Answer> {
  const url = `${base}/oauth2/v1/token`
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    scope,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: clientAssertion(key, { clientId, audience: url, now: time() }),
  })
  return send({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(prove ? { dpop: proof.prove({ method: 'POST', url }, { now: time(), nonce }) } : {}),
    },
    body: body.toString(),
    signal,
  })
}

const errorOf = ({ data }: Answer): string | undefined => textAt(data, 'error')

/** Scopes that only come with a product of their own: where Okta does not know them, it is not there. */
const bought = new Set(['okta.aiAgents.read', 'okta.serviceAccounts.read', 'okta.serviceAccounts.okta.read'])

function refusalOf(answer: Answer, scope: string): Failure {
  const said = wordsOf('Okta', answer)
  const detail = `No token for ${scope}. ${said}`
  const error = errorOf(answer)
  if (error === 'invalid_scope' && bought.has(scope)) return { kind: 'unlicensed', permission: scope, detail }
  if (error === 'invalid_scope' || error === 'consent_required' || error === 'access_denied')
    return { kind: 'denied', permission: scope, detail }
  if (answer.status === 429) return { kind: 'throttled', detail, ...waitOf(answer) }
  if (answer.status >= 500) return { kind: 'transient', detail, ...waitOf(answer) }
  return { kind: 'failed', detail: `Okta refuses the sign-in. ${said}` }
}
