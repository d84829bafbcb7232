/** What an answer of Google other than the one asked for means, by its reasons before its words. */
import type { Failure } from '../../contract.ts'
import { withoutSecrets } from '../secret-shapes.ts'

export interface Answer {
  readonly status: number
  readonly header: (name: string) => string | undefined
  /** Text where it is no JSON. */
  readonly data: unknown
}

export interface Asked {
  readonly permission: string
  readonly absent?: true
  readonly licence?: string
  /** Of Workspace: what the administrator's role has to hold beside the scope. */
  readonly privilege?: string
  readonly kindOfAsset?: true
}

/** `google.rpc.Status`, and what older APIs have in `errors`: https://cloud.google.com/apis/design/errors */
interface Said {
  readonly status: string
  readonly message: string
  /** Of `ErrorInfo` and of `errors`: `SERVICE_DISABLED`, `rateLimitExceeded`. */
  readonly reasons: readonly string[]
  /** Of `ErrorInfo`: `permission`, `service`, `consumer`. */
  readonly metadata: { readonly [name: string]: string }
  readonly retryDelay: string | undefined
}

const disabledReasons = /^(?:SERVICE_DISABLED|accessNotConfigured)$/
const rateReasons =
  /^(?:RATE_LIMIT_EXCEEDED|RESOURCE_EXHAUSTED|rateLimitExceeded|userRateLimitExceeded|quotaExceeded|dailyLimitExceeded|concurrentLimitExceeded)$/
const perimeterReasons =
  /^(?:SECURITY_POLICY_VIOLATED|RESOURCES_NOT_IN_SAME_SERVICE_PERIMETER|NO_MATCHING_ACCESS_LEVEL)$/
const unlicensedWords =
  /security command center (?:premium|enterprise)|premium (?:or enterprise )?tier|requires? (?:a |an )?[\w ]*(?:edition|licen[cs]e)|not (?:licen[cs]ed|available (?:in|for) your edition)|licen[cs]e (?:is )?required/i

/** Older APIs say `insufficientPermissions` of tokens, and `forbidden` of whoever holds them. */
const scopeReasons = /^(?:ACCESS_TOKEN_SCOPE_INSUFFICIENT|insufficientPermissions)$/
const scopePrefix = 'https://www.googleapis.com/auth/'

/** The scope is there, and the role of whoever is signed in does not cover it. */
const lacksRole = /not authorized to access this resource/i

export function failureOf(answer: Answer, asked: Asked): Failure {
  const { status } = answer
  const said = saidIn(answer.data)
  const detail = wordsOf(status, said)
  const has = (reasons: RegExp): boolean => said.reasons.some((reason) => reasons.test(reason))
  if (status === 429 || (status === 403 && has(rateReasons)))
    return { kind: 'throttled', detail, ...wait(answer, said) }
  if (status === 401) return { kind: 'failed', detail: `Google refuses the token; sign in again. ${detail}` }
  if (has(/^USER_PROJECT_DENIED$/))
    return { kind: 'denied', detail: quotaWords(said), permission: 'serviceusage.services.use' }
  if (has(scopeReasons))
    return {
      kind: 'denied',
      detail: `The token was made for too few OAuth scopes. ${detail}`,
      permission: asked.permission.startsWith(scopePrefix) ? asked.permission : `${scopePrefix}cloud-platform`,
    }
  if (has(disabledReasons)) return { kind: 'unsupported', detail: disabledWords(said) }
  if (has(perimeterReasons))
    return {
      kind: 'denied',
      detail: `A perimeter of VPC Service Controls keeps this sign-in out. ${detail}`,
      ...lacking(asked),
    }
  if ((status === 400 || status === 403) && unlicensedWords.test(said.message))
    return { kind: 'unlicensed', detail: asked.licence === undefined ? detail : `It takes ${asked.licence}. ${detail}` }
  if (status === 403 && asked.privilege !== undefined && lacksRole.test(said.message))
    return {
      kind: 'denied',
      detail: `The administrator’s role lacks ${asked.privilege}. ${detail}`,
      permission: asked.privilege,
    }
  if (status === 403) return { kind: 'denied', detail, ...lacking(asked) }
  if (status === 400 && asked.kindOfAsset && /asset.?types?/i.test(said.message)) return { kind: 'unsupported', detail }
  if (status === 404) return { kind: asked.absent ? 'absent' : 'failed', detail }
  if (status === 408 || status >= 500) return { kind: 'transient', detail, ...wait(answer, said) }
  return { kind: 'failed', detail }
}

function lacking({ permission }: Asked): { permission?: string } {
  return permission === '' ? {} : { permission }
}

/** https://cloud.google.com/service-usage/docs/enabled-service: the project whose quota is used has to have the API. */
function disabledWords({ message, metadata }: Said): string {
  const { service = 'an API', consumer } = metadata
  // A person's sign-in is counted against a project of Google's own unless another is named.
  if (/quota project/i.test(message))
    return `${service} wants to know whose quota it is to use: name a project as quotaProject, and enable it there.`
  const project = consumer?.replace(/^projects\//, '')
  if (project === undefined)
    return `Google has ${service} switched off. ${withoutSecrets(message).replaceAll(/\s+/g, ' ').slice(0, 300)}`
  return `${service} is not enabled in the project ${project}: gcloud services enable ${service} --project=${project}.`
}

/** https://cloud.google.com/docs/quotas/set-quota-project */
function quotaWords({ metadata: { consumer = 'the project' } }: Said): string {
  const project = consumer.replace(/^projects\//, '')
  return `The sign-in may not use the quota of ${project}: it takes roles/serviceusage.serviceUsageConsumer there.`
}

function saidIn(data: unknown): Said {
  const error = field(data, 'error')
  const listed = [...listAt(error, 'details'), ...listAt(error, 'errors')]
  const metadata = listed.flatMap((each) => Object.entries(objectAt(each, 'metadata')))
  return {
    // Token services say `{ error: "invalid_grant", error_description }`.
    status: textAt(error, 'status') ?? (typeof error === 'string' ? error : ''),
    message: textAt(error, 'message') ?? textAt(data, 'error_description') ?? '',
    reasons: listed.flatMap((each) => textAt(each, 'reason') ?? []),
    metadata: Object.fromEntries(metadata.filter((pair): pair is [string, string] => typeof pair[1] === 'string')),
    retryDelay: listed.flatMap((each) => textAt(each, 'retryDelay') ?? [])[0],
  }
}

function field(data: unknown, name: string): unknown {
  return typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined
}

function textAt(data: unknown, name: string): string | undefined {
  const value = field(data, name)
  return typeof value === 'string' ? value : undefined
}

function listAt(data: unknown, name: string): readonly unknown[] {
  const value = field(data, name)
  return Array.isArray(value) ? value : []
}

function objectAt(data: unknown, name: string): object {
  const value = field(data, name)
  return typeof value === 'object' && value !== null ? value : {}
}

const mostWords = 400

function wordsOf(status: number, { status: code, message }: Said): string {
  const plain = withoutSecrets(`${code}${code === '' || message === '' ? '' : ': '}${message}`)
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (plain === '') return `Google answered with status ${status} and gave no reason.`
  const short = plain.length > mostWords ? `${plain.slice(0, mostWords).replace(/ [^ ]*$/, '')} …` : plain
  return `Google answered with status ${status}: ${short}${/[.!?…]$/.test(short) ? '' : '.'}`
}

/** `Retry-After` in seconds or as a date, else `RetryInfo.retryDelay` (`1.5s`), which Google's own library overlooks. */
function wait({ header }: Answer, { retryDelay }: Said): { retryAfterMilliseconds?: number } {
  const after = header('retry-after')
  if (after !== undefined && after !== '') {
    const seconds = Number(after)
    if (Number.isFinite(seconds)) return { retryAfterMilliseconds: Math.max(0, seconds) * 1000 }
    const [until, served] = [Date.parse(after), Date.parse(header('date') ?? '')]
    if (!Number.isNaN(until) && !Number.isNaN(served)) return { retryAfterMilliseconds: Math.max(0, until - served) }
  }
  const [, seconds] = /^(\d+(?:\.\d+)?)s$/.exec(retryDelay ?? '') ?? []
  return seconds === undefined ? {} : { retryAfterMilliseconds: Math.ceil(Number(seconds) * 1000) }
}
