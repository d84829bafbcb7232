import { HintedError } from '../config/errors.ts'
import type { GapReason } from '../model/index.ts'

/** What the user has set, or has not, keeps the connector from starting. */
export class ConfigError extends HintedError {
  override readonly name = 'ConfigError'
}

/** The vendor said no: becomes a gap that names the missing permission. */
export class AccessError extends Error {
  override readonly name = 'AccessError'
  readonly permission: string
  readonly reason: GapReason
  constructor(message: string, permission: string, reason: GapReason = 'denied') {
    super(message)
    this.permission = permission
    this.reason = reason
  }
}

/** The vendor failed, throttled to the end, hung, or answered what nobody can read: becomes a gap. */
export class VendorError extends Error {
  override readonly name = 'VendorError'
  readonly reason: GapReason
  readonly operation: string
  constructor(message: string, operation: string, reason: GapReason = 'failed') {
    super(message)
    this.operation = operation
    this.reason = reason
  }
}

/** The thing asked for does not exist: an ordinary answer, for the step to take. */
export class AbsentError extends Error {
  override readonly name = 'AbsentError'
}

const stops = {
  budget: 'the call budget (--max-calls) is spent',
  interrupted: 'the collection was stopped',
  probed: 'enough was asked to know that it is permitted',
} as const

/** The call budget is spent, the user stopped the collection, or a probe has asked enough. */
export class StopError extends Error {
  override readonly name = 'StopError'
  readonly why: keyof typeof stops
  constructor(why: keyof typeof stops) {
    super(stops[why])
    this.why = why
  }
}
