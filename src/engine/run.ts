/** What the parts of one collection share, and what of the world they hand to a connector. */
import type { AnyConnector, ConnectorIo, Disk, Tier } from '../connectors/contract.ts'
import type { OpenScan, Store, Writer } from '../inventory/store.ts'
import type { Coverage, Gap, Instant, Listener } from '../model/index.ts'
import type { Caller, Calls, Tally } from './calls.ts'
import type { Clock } from './clock.ts'
import type { Limits } from './limits.ts'

export interface ConnectorPlan {
  readonly connector: AnyConnector
  readonly config: unknown
  /** Where it comes from, where that is not Muster, as muster.yaml names it. */
  readonly module?: string
}

export interface CollectOptions {
  readonly plans: readonly ConnectorPlan[]
  readonly store: Store
  readonly tier: Tier
  /** The instant that counts as now for what is collected. */
  readonly now: Instant
  readonly env: (name: string) => string | undefined
  readonly readFile: (path: string) => Promise<string>
  readonly disk?: Disk
  /** HMAC under the installation's key. */
  readonly fingerprint: (value: string) => string
  readonly clock: Clock
  readonly limits: Limits
  readonly listener: Listener
  /** Aborted by Ctrl-C: what is under way ends, what was seen is kept. */
  readonly signal: AbortSignal
  /** Go on with a scan of the same plan that was cut off. */
  readonly resume: boolean
  /** Left out: a process of its own, that nobody else shares the store with. */
  readonly writer?: Writer
}

/** What the parts of one collection share. */
export interface Run {
  readonly options: CollectOptions
  readonly calls: Calls
  readonly scan: OpenScan
  readonly coverage: Coverage[]
  readonly gaps: Gap[]
  readonly bugs: unknown[]
  readonly finished: Set<string>
  /** Something was not asked because the budget was spent or the user stopped. */
  stopped: boolean
}

/** What a connector may use of the world while it works at `place`. */
export function ioFor(
  run: Run,
  connector: AnyConnector,
  place: { readonly connector: string; readonly scope: string; readonly step: string },
  tally: Tally,
  bounds: Pick<Caller, 'signal' | 'endsAt'> = { signal: run.options.signal },
): ConnectorIo {
  const { options } = run
  const { signal } = bounds
  return {
    env: options.env,
    now: options.now,
    signal,
    tier: options.tier,
    fingerprint: options.fingerprint,
    readFile: options.readFile,
    ...(options.disk === undefined ? {} : { disk: options.disk }),
    time: options.clock.now,
    sleep: (milliseconds) => options.clock.sleep(milliseconds, signal),
    log: (level, message) =>
      options.listener({
        kind: 'log',
        at: options.clock.now(),
        level,
        message: `${place.scope} ${place.step}: ${message}`,
      }),
    call: run.calls.for({ ...place, ...bounds, tally, classify: connector.classify }),
  }
}
