/** How a step ended, and what an error means for it. */
import { AbsentError, AccessError, StopError, VendorError } from '../connectors/errors.ts'
import type { CoverageStatus, Gap, GapReason } from '../model/index.ts'
import type { Tally } from './calls.ts'
import type { Run } from './run.ts'

export interface StepEnd {
  readonly status: CoverageStatus
  readonly gaps: readonly Omit<Gap, 'connector' | 'scope' | 'step'>[]
  readonly detail?: string
  readonly records: number
  readonly tally: Tally
  readonly seconds: number
}

export function statusFor(reason: GapReason): CoverageStatus {
  if (reason === 'not-collected') return 'skipped'
  return reason === 'throttled' ? 'failed' : reason
}

/** What a thrown error means for a step; anything unforeseen is kept as a bug and the scan goes on. */
export function endOf(run: Run, error: unknown, records: number): Pick<StepEnd, 'status' | 'gaps'> {
  if (error instanceof AccessError)
    return {
      status: statusFor(error.reason),
      gaps: [{ reason: error.reason, permission: error.permission, detail: error.message }],
    }
  if (error instanceof VendorError)
    return { status: statusFor(error.reason), gaps: [{ reason: error.reason, detail: error.message }] }
  if (error instanceof AbsentError) return { status: 'failed', gaps: [{ reason: 'failed', detail: error.message }] }
  if (error instanceof StopError) {
    run.stopped = true
    return {
      status: records > 0 ? 'partial' : 'skipped',
      gaps: [{ reason: 'not-collected', detail: `Not read: ${error.message}.` }],
    }
  }
  run.bugs.push(error)
  const message = error instanceof Error ? error.message : String(error)
  return { status: 'failed', gaps: [{ reason: 'failed', detail: `A fault in muster: ${message}` }] }
}
