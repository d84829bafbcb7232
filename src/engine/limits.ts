/** How hard the engine may lean on a vendor. Times are milliseconds. */
export interface Limits {
  /** Requests under way at once, over everything. */
  readonly concurrency: number
  /** Requests under way at once in one throttle domain (an account's IAM, a region's Lambda). */
  readonly perDomain: number
  /** Scopes collected at once. */
  readonly scopes: number
  /** Requests a second in one throttle domain, before the vendor has said anything. */
  readonly perSecond: number
  /** Whether the rates that vendors publish are held to; servers on this machine need no such care. */
  readonly publishedRates: boolean
  /** How long one request may take before it counts as hung. */
  readonly requestTimeout: number
  /** How long one step of one scope may take in all. */
  readonly stepDeadline: number
  /** Attempts at one request, the first one included. */
  readonly attempts: {
    readonly throttled: number
    readonly transient: number
    readonly timeout: number
    /** In a throttle domain where a request was given up and none was answered since. */
    readonly silent: number
  }
  /** First wait after a throttle or fault; doubles up to `maxBackoff`, with full jitter. */
  readonly backoff: number
  readonly maxBackoff: number
  /** A vendor that asks to wait longer than this is not waited for, unless the call is patient and its step has the time. */
  readonly maxRetryAfter: number
  /** Requests of the whole scan, retries included. */
  readonly maxCalls: number
  /** How often one step may ask the same question; a few times are enough to know what is permitted. */
  readonly repeats: number
}

export const defaultLimits: Limits = {
  concurrency: 16,
  perDomain: 6,
  scopes: 4,
  perSecond: 25,
  publishedRates: true,
  requestTimeout: 30_000,
  stepDeadline: 30 * 60_000,
  attempts: { throttled: 8, transient: 4, timeout: 2, silent: 2 },
  backoff: 500,
  maxBackoff: 30_000,
  maxRetryAfter: 5 * 60_000,
  maxCalls: Number.POSITIVE_INFINITY,
  repeats: Number.POSITIVE_INFINITY,
}
