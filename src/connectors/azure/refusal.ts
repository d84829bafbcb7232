/** What an answer of Microsoft other than the one asked for means, by its code before its words. */
import type { Failure } from '../contract.ts'
import { withoutSecrets } from '../shared/secret-shapes.ts'
import type { Answer } from './client.ts'
import type { Wire } from './route.ts'
import type { TokenClaims } from './token-claims.ts'

export interface Asked {
  /** As Graph or Azure names it; '' where none is needed. */
  readonly permission: string
  /** 404 says that there is none. */
  readonly absent?: true
  /** What it takes beside the permission: `Entra ID P2`. */
  readonly licence?: string
  readonly wire: Wire
}

/** Codes by which Graph says that the tenant has not paid: https://learn.microsoft.com/graph/errors */
const unlicensedCodes = /NonPremiumTenant|PremiumLicenseRequired|LicenseRequired|InvalidLicense|TenantNotLicensed/i
const unlicensedWords =
  /\b(?:premium|p1|p2|governance|copilot|agent 365|workload identit\w+) licen[cs]e|licen[cs]e (?:is )?required|not licen[cs]ed|doesn't have premium|does not have (?:a )?premium/i
/** What this cloud or tenant does not have at all. */
const unsupportedCodes =
  /^(?:MissingSubscriptionRegistration|NoRegisteredProviderFound|InvalidResourceType|ResourceProviderNotRegistered|SubscriptionNotRegistered)$/i
const unknownSegment = /resource not found for the segment/i

export function failureOf(answer: Answer, asked: Asked, claims?: TokenClaims): Failure {
  const { status } = answer
  const said = saidIn(answer)
  const detail = wordsOf(answer, said)
  if (status === 429) return { kind: 'throttled', detail, ...retryAfter(answer) }
  if (status === 401) return { kind: 'failed', detail: `Microsoft refuses the token; sign in again. ${detail}` }
  if (isUnlicensed(status, said))
    return { kind: 'unlicensed', detail: asked.licence === undefined ? detail : `It takes ${asked.licence}. ${detail}` }
  if (unsupportedCodes.test(said.code) || (status < 500 && unknownSegment.test(said.message)))
    return { kind: 'unsupported', detail }
  if (status === 403) return denied(asked, detail, claims)
  if (status === 404 || status === 410)
    return asked.absent ? { kind: 'absent', detail } : { kind: status === 410 ? 'unsupported' : 'failed', detail }
  if (status >= 500) return { kind: 'transient', detail, ...retryAfter(answer) }
  return { kind: 'failed', detail }
}

/** What an application was granted stands in its token, so that a refusal can say whether it is the permission. */
function denied({ permission, wire }: Asked, detail: string, claims?: TokenClaims): Failure {
  const held = wire === 'graph' && claims?.permissions?.includes(permission)
  const why = !held
    ? ''
    : claims?.delegated
      ? `The token holds ${permission}, but who signed in has no role that lets it read this (Global Reader does). `
      : `The token holds ${permission}; something else is in the way. `
  return { kind: 'denied', detail: `${why}${detail}`, ...(permission === '' ? {} : { permission }) }
}

function isUnlicensed(status: number, { code, message }: Said): boolean {
  if (status !== 400 && status !== 402 && status !== 403) return false
  return status === 402 || unlicensedCodes.test(code) || unlicensedWords.test(message)
}

interface Said {
  readonly code: string
  readonly message: string
}

/** `{ error: { code, message } }`, of Graph and of Azure alike. */
function saidIn({ data }: Answer): Said {
  if (typeof data !== 'object' || data === null || !('error' in data)) return { code: '', message: '' }
  const { error } = data
  if (typeof error !== 'object' || error === null) return { code: String(error), message: '' }
  const text = (name: 'code' | 'message'): string => {
    const value: unknown = Reflect.get(error, name)
    return typeof value === 'string' ? value : ''
  }
  return { code: text('code'), message: text('message') }
}

const mostWords = 400

function wordsOf({ status }: Answer, { code, message }: Said): string {
  const plain = withoutSecrets(`${code}${code === '' || message === '' ? '' : ': '}${message}`)
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (plain === '') return `Microsoft answered with status ${status} and gave no reason.`
  const short = plain.length > mostWords ? `${plain.slice(0, mostWords).replace(/ [^ ]*$/, '')} …` : plain
  return `Microsoft answered with status ${status}: ${short}${/[.!?…]$/.test(short) ? '' : '.'}`
}

/**
 * Seconds or a date; Resource Graph says `hh:mm:ss` in a header of its own.
 * https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests
 */
export function retryAfter({ headers }: Pick<Answer, 'headers'>): { retryAfterMilliseconds?: number } {
  const after = headers['retry-after']
  if (after !== undefined && after !== '') {
    const seconds = Number(after)
    if (Number.isFinite(seconds)) return { retryAfterMilliseconds: Math.max(0, seconds) * 1000 }
    const [until, served] = [Date.parse(after), Date.parse(headers['date'] ?? '')]
    if (!Number.isNaN(until) && !Number.isNaN(served)) return { retryAfterMilliseconds: Math.max(0, until - served) }
  }
  const [, hours, minutes, seconds] = /^(\d+):(\d+):(\d+)/.exec(headers['x-ms-user-quota-resets-after'] ?? '') ?? []
  return seconds === undefined
    ? {}
    : { retryAfterMilliseconds: (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 }
}
