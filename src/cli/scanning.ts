/** What scan, demo, collect and doctor share: a collection that Ctrl-C can end, and the judging after it. */
import { StopError } from '../connectors/errors.ts'
import { fingerprintWith, installationKey } from '../config/installation.ts'
import type { Fingerprint } from '../config/installation.ts'
import type { Environment } from '../config/environment.ts'
import { assess } from '../engine/assess.ts'
import { instant, systemClock } from '../engine/clock.ts'
import { collect } from '../engine/collect.ts'
import type { Collected, ConnectorPlan } from '../engine/collect.ts'
import { defaultLimits } from '../engine/limits.ts'
import type { Limits } from '../engine/limits.ts'
import type { Store, Writer } from '../inventory/store.ts'
import type { Instant, Listener, ResultHead } from '../model/index.ts'
import { localDisk } from '../engine/disk.ts'
import { facetsWith, loadWaivers, readText, ruleSettings } from './house.ts'
import type { Settings } from './house.ts'
import type { CollectFlags } from './options.ts'
import { say } from './say.ts'
import type { Ears } from './say.ts'
import { version } from '../config/version.ts'

export interface Collection {
  readonly settings: Settings
  readonly store: Store
  readonly plans: readonly ConnectorPlan[]
  readonly flags: CollectFlags
  readonly listener: Listener
  readonly env?: Environment
  readonly fingerprint?: Fingerprint
  readonly limits?: Partial<Limits>
}

export function nowFor(flags: { readonly now?: string }): Instant {
  return flags.now ?? instant(systemClock.now())
}

export const writer: Writer = { process: process.pid, isAlive }

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Ctrl-C once ends the collection and keeps what was seen; twice leaves at once. */
export async function collecting(work: Collection): Promise<Collected & { interrupted: boolean }> {
  const { flags, store, listener } = work
  const stop = new AbortController()
  const interrupt = (): void => {
    if (stop.signal.aborted) process.exit(130)
    listener({ kind: 'interrupted', at: systemClock.now() })
    stop.abort(new StopError('interrupted'))
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  try {
    const collected = await collect({
      plans: work.plans,
      store,
      tier: flags.tier,
      now: nowFor(flags),
      env: work.env ?? work.settings.env,
      readFile: readText,
      disk: localDisk(),
      fingerprint: work.fingerprint ?? fingerprintWith(installationKey(store.db.path)),
      clock: systemClock,
      limits: limitsFor(flags, work.limits),
      listener,
      signal: stop.signal,
      resume: flags.resume,
      writer,
    })
    return { ...collected, interrupted: stop.signal.aborted }
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

function limitsFor(flags: CollectFlags, own: Partial<Limits> = {}): Limits {
  return {
    ...defaultLimits,
    ...own,
    ...(flags.concurrency === undefined
      ? {}
      : { concurrency: flags.concurrency, perDomain: Math.min(flags.concurrency, defaultLimits.perDomain) }),
    ...(flags.maxCalls === undefined ? {} : { maxCalls: flags.maxCalls }),
    ...(flags.requestTimeout === undefined ? {} : { requestTimeout: flags.requestTimeout * 1000 }),
  }
}

/** Judges what a collection has put into the store, and stores the result. */
export async function judging(
  work: Pick<Collection, 'settings' | 'store' | 'plans' | 'listener'>,
  collected: Collected,
  now: Instant,
): Promise<ResultHead> {
  const { settings, store, plans, listener } = work
  const { endpoints, modules } = collected
  return assess({
    store,
    facets: facetsWith(plans),
    rules: ruleSettings(settings),
    waivers: await loadWaivers(settings),
    version: version(),
    scan: {
      id: collected.scan,
      startedAt: collected.startedAt,
      finishedAt: collected.finishedAt,
      status: collected.status,
      connectors: collected.connectors,
      ...(endpoints.length > 0 ? { endpoints } : {}),
      ...(Object.keys(modules).length > 0 ? { modules } : {}),
    },
    scopes: store
      .scopesOf(collected.scan)
      .map(({ connector: _connector, collectedAt: _collectedAt, ...scope }) => scope),
    coverage: collected.coverage,
    connectionGaps: collected.gaps.filter((gap) => gap.scope === gap.connector),
    now,
    clock: systemClock,
    listener,
  })
}

/** One line for each step that was not seen whole; what the report says at length. */
export function sayGaps(head: ResultHead, ears: Ears): void {
  const rows = head.coverage.filter((row) => row.status !== 'complete' && row.status !== 'skipped')
  const alike = Map.groupBy(rows, (row) => JSON.stringify([row.scope, row.status, row.missing, row.detail]))
  for (const [row, ...more] of [...alike.values()].slice(0, 10)) {
    if (!row) continue
    const steps = more.length === 0 ? row.step : `${more.length + 1} steps`
    const missing = row.missing.length > 0 ? `; missing ${row.missing.join(', ')}` : ''
    // Nothing else has said yet why a connector did not get as far as its scopes.
    const why = row.scope === row.connector && row.detail !== undefined ? `: ${row.detail}` : ''
    say(`${row.scope} ${steps}: ${row.status}${missing}${why}`, ears, 'warn')
  }
  if (alike.size > 10) say('and more; the report lists them', ears, 'warn')
}

/** Faults of our own come last and whole, after everything that was collected is safe. */
export function surface(bugs: readonly unknown[]): void {
  const [first] = bugs
  if (first !== undefined) throw first
}
