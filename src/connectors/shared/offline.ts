/** Runs the steps that ask a vendor over what files hold of it: only the answers come from elsewhere. */
import type { GapReason, Scope } from '../../model/index.ts'
import type { Call, ConnectorIo, OfflineScope, Step } from '../contract.ts'
import { AbsentError, AccessError, VendorError } from '../errors.ts'
import { RefusedError } from './refused.ts'

export type OfflineIo = Pick<ConnectorIo, 'now' | 'fingerprint' | 'readFile'>

/** What the steps have found so far. */
export interface OfflineRead {
  readonly records: OfflineScope['records'][number][]
  readonly gaps: OfflineScope['gaps'][number][]
}

export type OfflineGap = Omit<OfflineScope['gaps'][number], 'step'>

export interface OfflineRun<Session> {
  readonly scope: Scope
  /** Its client answers from the files, and throws RefusedError for what none of them has. */
  readonly session: Session
  readonly io: OfflineIo
  readonly body: Step<Session> | undefined
  readonly gap: (gap: OfflineGap) => void
  /** How it counts that the files refuse an answer. */
  readonly refusedAs: GapReason
}

/** What the answers withhold becomes a gap; anything else that goes wrong is a bug, and thrown. */
export async function runOffline<Session>(
  step: string,
  { scope, session, io, body, gap, refusedAs }: OfflineRun<Session>,
  { records }: OfflineRead,
): Promise<void> {
  if (body === undefined) throw new Error(`the step ${step} of ${scope.provider} has no body`)
  const { signal } = new AbortController()
  const call = callFor(refusedAs)
  try {
    await body({
      scope,
      session,
      io: {
        ...io,
        env: () => undefined,
        call,
        signal,
        log: () => undefined,
        sleep: async () => undefined,
        time: () => Date.parse(io.now),
        tier: 'deep',
      },
      call,
      emit: (record) => void records.push({ step, record }),
      gap,
      skip: () => undefined,
    })
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof VendorError)) throw error
    gap({ reason: error.reason, detail: error.message })
  }
}

/** Nothing is sent, so that there is nothing to hold back or to ask again. */
function callFor(refusedAs: GapReason): Call {
  return async (spec, send) => {
    try {
      return await send(new AbortController().signal)
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error
      const { kind, detail } = error.failure
      throw kind === 'absent' ? new AbsentError(detail) : new VendorError(detail, spec.operation, refusedAs)
    }
  }
}
