/** A collection from files: the same store, the same judging, no vendor asked. */
import { UsageError } from '../config/errors.ts'
import { fingerprintWith, installationKey } from '../config/installation.ts'
import type { AnyConnector, OfflineFiles } from '../connectors/contract.ts'
import { instant, systemClock } from '../engine/clock.ts'
import { modulesOf } from '../engine/collect.ts'
import type { Collected } from '../engine/collect.ts'
import { statusFor } from '../engine/ends.ts'
import type { Store } from '../inventory/store.ts'
import type { Coverage, Gap, Instant, Listener, Scope } from '../model/index.ts'
import type { OfflineScope } from '../connectors/contract.ts'
import { filesIn, readGiven } from './house.ts'
import { nowFor, writer } from './scanning.ts'
import type { Collection } from './scanning.ts'

export interface OfflineFlags {
  readonly from: readonly string[]
  readonly credentialReport: readonly string[]
  readonly organization?: string
  readonly resources?: string
}

/** Whether files are to be read; the others mean nothing without --from. */
export function readsFiles(flags: OfflineFlags): boolean {
  if (flags.from.length > 0) return true
  const alone = [
    flags.credentialReport.length > 0 ? '--credential-report' : '',
    flags.organization === undefined ? '' : '--organization',
    flags.resources === undefined ? '' : '--resources',
  ].filter(Boolean)
  if (alone.length > 0)
    throw new UsageError(
      `${alone.join(' and ')} needs --from.`,
      'Write: muster scan aws --from authorization-details.json --credential-report report.csv.',
    )
  return false
}

export async function readOffline(
  work: Collection & { readonly flags: OfflineFlags },
): Promise<Collected & { interrupted: boolean }> {
  const { flags, store, listener } = work
  const connector = fileReader(work.plans)
  const modules = modulesOf(work.plans)
  const now = nowFor(flags)
  const startedAt = instant(systemClock.now())
  const scan = store.beginScan(
    { connectors: [connector.meta.id], digest: 'offline' },
    `${startedAt.replaceAll(/[-:]/g, '')}-offline`,
    startedAt,
    false,
    writer,
  )
  const fingerprint = work.fingerprint ?? fingerprintWith(installationKey(store.db.path))
  const coverage: Coverage[] = []
  const gaps: Gap[] = []
  const scopes: string[] = []
  listener({ kind: 'scan-started', at: systemClock.now(), connectors: [connector.meta.id], endpoints: [], modules })
  for await (const read of connector.offline(filesOf(flags), { now, fingerprint, readFile: readGiven })) {
    const kept = keep(store, scan.id, connector.meta.id, read, now)
    coverage.push(...kept.coverage)
    gaps.push(...kept.gaps)
    scopes.push(read.scope.id)
    tell(listener, read.scope, kept.coverage)
  }
  const finishedAt = instant(systemClock.now())
  const whole = coverage.every((row) => row.status === 'complete' || row.status === 'skipped')
  const status = scopes.length === 0 ? 'failed' : whole ? 'complete' : 'partial'
  store.endScan(scan.id, finishedAt, status)
  return {
    scan: scan.id,
    startedAt,
    finishedAt,
    status,
    connectors: [connector.meta.id],
    endpoints: [],
    modules,
    scopes: scopes.toSorted(),
    coverage,
    gaps,
    bugs: [],
    interrupted: false,
  }
}

type FileReader = AnyConnector & Required<Pick<AnyConnector, 'offline'>>

function fileReader(plans: Collection['plans']): FileReader {
  const [plan] = plans
  const connector = plan?.connector
  if (connector?.offline && plans.length === 1) return { ...connector, offline: connector.offline }
  throw new UsageError(
    '--from needs the name of one connector that reads files.',
    'Write: muster scan aws --from authorization-details.json.',
  )
}

function keep(store: Store, scan: string, connector: string, read: OfflineScope, collectedAt: Instant) {
  const coverage = coverageOf(connector, read)
  const gaps = read.gaps.map((gap): Gap => ({ connector, scope: read.scope.id, ...gap }))
  for (const { step, record } of read.records) store.stage(scan, read.scope.id, step, [record])
  store.commitScope(scan, read.scope, { connector, collectedAt, coverage, gaps })
  return { coverage, gaps }
}

/** What listeners hear of a live scan's scope, all at once: it was read in one go. */
function tell(listener: Listener, { name }: Scope, coverage: readonly Coverage[]): void {
  const [first] = coverage
  if (!first) return
  const at = systemClock.now()
  const place = { at, connector: first.connector, scope: first.scope }
  listener({ ...place, kind: 'scope-found', name, steps: coverage.length })
  for (const { step, status, records, detail } of coverage) {
    listener({ ...place, kind: 'emitted', step, records })
    listener({ ...place, kind: 'step-finished', step, status, ...(detail === undefined ? {} : { detail }) })
  }
  listener({ ...place, kind: 'scope-finished', name })
}

function filesOf(flags: OfflineFlags): OfflineFiles {
  return {
    from: flags.from.flatMap(filesIn),
    credentialReports: flags.credentialReport,
    ...(flags.organization === undefined ? {} : { organization: flags.organization }),
    ...(flags.resources === undefined ? {} : { resources: flags.resources }),
  }
}

/** A row for every step that a file stood in for, and for every step that none did. */
function coverageOf(connector: string, read: OfflineScope): Coverage[] {
  const base = (scope: Scope, step: string) => ({ connector, scope: scope.id, step, calls: 0, retries: 0, seconds: 0 })
  const counts = new Map<string, number>()
  for (const { step } of read.records) counts.set(step, (counts.get(step) ?? 0) + 1)
  const lost = new Map(read.gaps.toReversed().map((gap) => [gap.step, gap]))
  const whole = [...counts]
    .filter(([step]) => !lost.has(step))
    .map(([step, records]): Coverage => ({ ...base(read.scope, step), status: 'complete', missing: [], records }))
  const gaps = [...lost.values()].map((gap): Coverage => ({
    ...base(read.scope, gap.step),
    status: counts.has(gap.step) ? 'partial' : statusFor(gap.reason),
    missing: gap.permission === undefined ? [] : [gap.permission],
    records: counts.get(gap.step) ?? 0,
    detail: gap.detail,
  }))
  return [...whole, ...gaps].toSorted((a, b) => (a.step < b.step ? -1 : 1))
}
