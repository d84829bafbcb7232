/** How errors of AWS and of the way to it are to be taken. */
import type { Failure } from '../contract.ts'

interface AwsError {
  readonly name?: unknown
  readonly code?: unknown
  readonly Code?: unknown
  readonly message?: unknown
  readonly $metadata?: { readonly httpStatusCode?: number }
  readonly $response?: { readonly headers?: { readonly [name: string]: string }; readonly statusCode?: number }
  readonly cause?: unknown
}

const denied = /AccessDenied|UnauthorizedOperation|NotAuthorized|AuthorizationError|Forbidden/i
const throttled =
  /Throttl|TooManyRequests|SlowDown|RequestLimitExceeded|BandwidthLimitExceeded|PriorRequestNotComplete|Rate exceeded/i
/** The credentials themselves are refused: signing in again mends it, no permission does. */
const refused =
  /InvalidClientTokenId|InvalidAccessKeyId|ExpiredToken|RequestExpired|SignatureDoesNotMatch|(Invalid|Incomplete)Signature|MissingAuthenticationToken/
/** The SDK reads the server's time from such a refusal and signs by it from then on, so that asking again helps. */
const clockIsOff = /RequestTimeTooSkewed|RequestInTheFuture/
const signedAtAnotherTime = /Signature (expired|not yet current)/i
/** The report is being made, or there is none yet; the account is in no organization. */
const absent =
  /^(NoSuch|AWSOrganizationsNotInUse|ResourceNotFound|ReportInProgress|ReportNotPresent|ReportExpired|CredentialReport|.+NotFound$|.*NotFound(Exception|Fault)$)/
const unsupported =
  /OptInRequired|UnrecognizedClient|AuthFailure|UnknownOperation|InvalidAction|FeatureDisabled|EndpointError|NoRegionError/
const lostOnTheWay =
  /^(ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|TimeoutError|ERR_STREAM_PREMATURE_CLOSE)$/

/** Says of a service that it is not offered in a region; regional steps know it again by this sentence. */
export const noEndpoint = 'The service has no endpoint here: its host name does not exist.'

export function classify(error: unknown): Failure {
  if (typeof error !== 'object' || error === null)
    return { kind: 'failed', detail: 'the request failed for no reason given' }
  const given = error as AwsError
  const status = given.$metadata?.httpStatusCode ?? given.$response?.statusCode
  const name = [given.name, given.Code, given.code].filter((each) => typeof each === 'string')
  const message = typeof given.message === 'string' ? given.message : ''
  const is = (pattern: RegExp): boolean => name.some((each) => pattern.test(each))
  const detail = sentence(message, name[0] ?? 'Error', status)

  if (is(/^ENOTFOUND$/)) return { kind: 'unsupported', detail: noEndpoint }
  if (is(throttled) || status === 429) return { kind: 'throttled', detail, ...retryAfter(given) }
  if (given.name === 'UnreadableAnswer') return unreadable(message, status)
  if (is(/^SyntaxError$/) || is(/Deserialization/i) || /Deserialization error/.test(message)) {
    return otherLanguage(status, is(/^SyntaxError$/))
  }
  if (is(clockIsOff) || signedAtAnotherTime.test(message)) {
    return { kind: 'transient', detail: `AWS refuses the time of the request; set this machine's clock. ${detail}` }
  }
  if (is(refused)) return { kind: 'failed', detail: `AWS refuses the credentials; sign in again. ${detail}` }
  if (is(denied)) return { kind: 'denied', detail, ...permissionIn(message) }
  if (is(absent)) return { kind: 'absent', detail }
  // Emulators say 501 for what they do not have.
  if (is(unsupported) || status === 501) return { kind: 'unsupported', detail }
  // Whatever a service cannot find it names; a bare 404 comes from an endpoint that does not know the request.
  if (status === 404) return { kind: 'unsupported', detail }
  if (status === 403 || status === 401) return { kind: 'denied', detail, ...permissionIn(message) }
  if ((status !== undefined && status >= 500) || is(lostOnTheWay) || lost(message)) {
    return { kind: 'transient', detail, ...retryAfter(given) }
  }
  return { kind: 'failed', detail }
}

function unreadable(flaw: string, status: number | undefined): Failure {
  return {
    kind: status !== undefined && status >= 500 ? 'transient' : 'failed',
    detail: `AWS gave an answer that nobody can read: ${flaw}.`,
  }
}

/** An answer in another language than the service's: its status is all there is to go by. */
function otherLanguage(status: number | undefined, foreign: boolean): Failure {
  const detail = `AWS answered with status ${status} and nothing that can be read.`
  if (status === 401 || status === 403) return { kind: 'denied', detail }
  if (status === 501 || (status === 404 && foreign)) return { kind: 'unsupported', detail }
  return unreadable('the answer cannot be read', status)
}

function lost(message: string): boolean {
  return /socket hang up|network|aborted|premature close/i.test(message)
}

/** A session token or a signature may stand in a message that quotes the request. */
function sentence(message: string, name: string, status: number | undefined): string {
  const plain = message.replaceAll(/\s+/g, ' ').trim()
  if (status !== undefined && /^(Unknown(Error)?|Status\d+)?$/.test(plain)) {
    const code = /^(Error|Unknown(Error)?|Status\d+)$/.test(name) ? '' : ` (${name})`
    return `AWS answered with status ${status}${code} and gave no reason.`
  }
  const safe = plain.replaceAll(/(Signature|SecurityToken|X-Amz-[\w-]+)=[^\s&,]+/gi, '$1=…').slice(0, 600)
  return safe === '' ? name : `${safe}${/[.!?]$/.test(safe) ? '' : '.'}`
}

function permissionIn(message: string): { permission?: string } {
  const permission = /not authorized to perform:?\s+([a-z0-9-]+:[A-Za-z0-9]+)/i.exec(message)?.[1]
  return permission === undefined ? {} : { permission }
}

/** `Retry-After` in seconds or as a date, `x-amz-retry-after` in milliseconds. */
function retryAfter({ $response }: AwsError): { retryAfterMilliseconds?: number } {
  const headers = $response?.headers ?? {}
  const milliseconds = Number(headers['x-amz-retry-after'])
  if (headers['x-amz-retry-after'] !== undefined && Number.isFinite(milliseconds))
    return { retryAfterMilliseconds: milliseconds }
  const after = headers['retry-after']
  if (after === undefined) return {}
  const seconds = Number(after)
  if (Number.isFinite(seconds)) return { retryAfterMilliseconds: seconds * 1000 }
  const until = Date.parse(after)
  const served = Date.parse(headers['date'] ?? '')
  // Both times are the server's, so that this machine's clock does not matter.
  if (Number.isNaN(until) || Number.isNaN(served)) return {}
  return { retryAfterMilliseconds: Math.max(0, until - served) }
}
