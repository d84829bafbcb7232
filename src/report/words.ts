/** Words on screen: sentence case, the name first, no blame, the next step last. */
import type { CoverageStatus, GapReason, IdentityClass, Instant, Known, Severity } from '../model/index.ts'
import { becauseOf, isUnknown } from '../model/index.ts'

export const severityWords = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
} as const satisfies Record<Severity, string>

export const classWords = {
  human: 'Human',
  machine: 'Machine',
  ai: 'AI',
  unknown: 'Unknown',
} as const satisfies Record<IdentityClass, string>

export const gapWords = {
  denied: 'access was denied',
  unsupported: 'the vendor does not offer it',
  unlicensed: 'the plan does not include it',
  'not-collected': 'it was not collected',
  throttled: 'the vendor kept limiting the rate',
  failed: 'the request failed',
} as const satisfies Record<GapReason, string>

export const statusWords = {
  complete: 'Seen',
  partial: 'Seen in part',
  denied: 'Denied',
  unsupported: 'Not offered',
  unlicensed: 'Not in plan',
  skipped: 'Not asked for',
  failed: 'Failed',
} as const satisfies Record<CoverageStatus, string>

/** `1,204`: the same on every machine, whatever its locale. */
export function number(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `1 finding`, `1,204 findings`, `2 identities`. */
export function count(value: number, noun: string): string {
  if (value === 1) return `1 ${noun}`
  return `${number(value)} ${noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`
}

/** `2026-11-21 10:00 UTC`; what is no instant is given back as it is. */
export function instant(value: Instant): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(value)
  return match ? `${match[1]} ${match[2]} UTC` : value
}

/** `34 s`, `4 min`, `1 h 12 min`. */
export function duration(seconds: number): string {
  if (seconds < 1) return 'under 1 s'
  if (seconds < 90) return `${Math.round(seconds)} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return `${minutes} min`
  const rest = minutes % 60
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`
}

/** A fact in words: its value, `none`, or `unknown (access was denied)`. */
export function fact<T>(value: Known<T> | undefined, words: (value: T) => string = String): string {
  if (value === null) return 'none'
  if (isUnknown(value)) return `unknown (${gapWords[becauseOf(value)]})`
  return words(value)
}

export function yesNo(value: boolean): string {
  return value ? 'yes' : 'no'
}

/** What lets a thing be seen that was not seen. */
export function mend(because: GapReason, missing: readonly string[], connector: string): string {
  if (because === 'denied') {
    if (missing.length === 0) return `Run muster doctor ${connector} to learn which permission is missing.`
    return `Allow ${missing.join(', ')}, then scan again. muster permissions ${connector} prints the whole policy.`
  }
  if (because === 'unsupported') return 'Nothing to do: the vendor does not offer it here.'
  if (because === 'unlicensed') return 'It can be seen once the plan includes it.'
  if (because === 'not-collected') return 'Scan with --tier deep, or add the file that holds it with --from.'
  if (because === 'throttled') return 'Scan again later, or with a lower --concurrency.'
  return 'Scan again; if it stays, add --verbose to see what the vendor answers.'
}
