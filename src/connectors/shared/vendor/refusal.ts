/** What an answer other than the one asked for means, where the vendor's own codes say no more. */
import type { Failure } from '../../contract.ts'
import { withoutSecrets } from '../secret-shapes.ts'
import { textAt } from './look.ts'
import type { Answer } from './send.ts'
import type { Asked, Vendor } from './vendor.ts'

/** undefined: it is the answer. */
export function refusalOf(vendor: Pick<Vendor, 'name' | 'refusal'>, answer: Answer, asked: Asked): Failure | undefined {
  const own = vendor.refusal?.(answer, asked)
  if (own !== undefined) return own
  const { status } = answer
  if (status >= 200 && status < 300) return undefined
  const detail = wordsOf(vendor.name, answer)
  if (status === 429) return { kind: 'throttled', detail, ...waitOf(answer) }
  if (status === 401) return { kind: 'failed', detail: `${vendor.name} refuses the sign-in. ${detail}` }
  if (status === 402) return { kind: 'unlicensed', detail: licensed(asked, detail) }
  if (status === 403) return denied(asked, detail)
  if (status === 404 || status === 410) {
    if (asked.absent) return { kind: 'absent', detail }
    if (asked.optional) return { kind: 'unsupported', detail: licensed(asked, detail) }
  }
  if (status === 408 || status >= 500) return { kind: 'transient', detail, ...waitOf(answer) }
  return { kind: 'failed', detail }
}

export function denied({ permission }: Asked, detail: string): Failure {
  return { kind: 'denied', detail, ...(permission === '' ? {} : { permission }) }
}

export function licensed({ licence }: Asked, detail: string): string {
  return licence === undefined ? detail : `It takes ${licence}. ${detail}`
}

/** The places where vendors put what they have to say. */
const places = ['error.message', 'error_description', 'errorSummary', 'message', 'detail', 'error', 'errors.0.detail']
const mostWords = 400

export function wordsOf(name: string, { status, data }: Answer): string {
  const said = places.flatMap((place) => textAt(data, place) ?? [])[0] ?? ''
  // Some repeat the beginning and the end of a key, with stars between: that is a piece of it as well.
  const plain = withoutSecrets(said)
    .replaceAll(/[\w-]*\*{3,}[\w*-]*/g, '[secret]')
    .replaceAll(/\s+/g, ' ')
    .trim()
  if (plain === '') return `${name} answered with status ${status} and gave no reason.`
  const short = plain.length > mostWords ? `${plain.slice(0, mostWords).replace(/ [^ ]*$/, '')} …` : plain
  return `${name} answered with status ${status}: ${short}${/[.!?…]$/.test(short) ? '' : '.'}`
}

/** Seconds or a date in Retry-After, else the second at which the limit is new (`X-Rate-Limit-Reset`), by the server's own clock. */
export function waitOf(answer: Answer): { retryAfterMilliseconds?: number } {
  const after = answer.header('retry-after')
  const served = Date.parse(answer.header('date') ?? '')
  if (after !== undefined && after !== '') {
    const seconds = Number(after)
    if (Number.isFinite(seconds)) return { retryAfterMilliseconds: Math.max(0, seconds) * 1000 }
    const until = Date.parse(after)
    if (!Number.isNaN(until) && !Number.isNaN(served)) return { retryAfterMilliseconds: Math.max(0, until - served) }
  }
  const reset = Number(answer.header('x-rate-limit-reset') ?? answer.header('x-ratelimit-reset') ?? Number.NaN)
  if (!Number.isFinite(reset) || Number.isNaN(served)) return {}
  // A second more: clocks are told in whole ones.
  return { retryAfterMilliseconds: Math.max(0, reset * 1000 - served) + 1000 }
}
