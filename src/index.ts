/** Muster as a library: scan or check, and read the result. Nothing is printed and no process is ended. */
import type { Environment } from './config/environment.ts'
import { connectors } from './connectors/index.ts'
import type { AnyConnector, Disk, Tier } from './connectors/contract.ts'
import { assess } from './engine/assess.ts'
import { checkDocument } from './engine/check.ts'
import { instant, systemClock } from './engine/clock.ts'
import { localDisk } from './engine/disk.ts'
import { collect } from './engine/collect.ts'
import { facetsOf } from './engine/facets.ts'
import { guarded } from './engine/foreign/guard.ts'
import { defaultLimits } from './engine/limits.ts'
import type { Limits } from './engine/limits.ts'
import { importDocument } from './inventory/import.ts'
import { readDocument } from './inventory/read.ts'
import { findingsOf, recordsOf, unknownsOf } from './inventory/results.ts'
import { openStore } from './inventory/store.ts'
import type { Store } from './inventory/store.ts'
import type { Instant, Listener, ResultHead } from './model/index.ts'
import type { ResultReader } from './report/contract.ts'
import { rules } from './rules/index.ts'
import { settleRules } from './rules/settings.ts'
import type { RuleChoice } from './config/schema.ts'
import { version } from './config/version.ts'

export * from './model/index.ts'
export type { ResultReader } from './report/contract.ts'
export { formats } from './report/index.ts'
export { rules, connectors, localDisk, openStore }

export interface Judging {
  /** The instant as of which is judged; left out: now, or for a document the instant of its collection. */
  readonly now?: Instant
  readonly rules?: { readonly [id: string]: RuleChoice }
  readonly listener?: Listener
}

export interface Scanning extends Judging {
  /** What muster.yaml has under `connectors`. */
  readonly connectors: { readonly [id: string]: unknown }
  /** Connectors that did not come with Muster, beside its own. What they do wrong costs them alone. */
  readonly others?: readonly AnyConnector[]
  /** `sqlite:PATH`; left out: in memory. */
  readonly store?: string
  readonly env: Environment
  readonly readFile: (path: string) => Promise<string>
  /** For connectors whose source is files; left out: none may be read. Of this machine: localDisk(). */
  readonly disk?: Disk
  /** Keyed digest of a secret, such as an HMAC; equal secrets meet by it. */
  readonly fingerprint: (value: string) => string
  readonly tier?: Tier
  readonly limits?: Partial<Limits>
  readonly signal?: AbortSignal
}

/** A result and the store it is read from; close it when done. */
export interface OpenResult extends ResultReader {
  readonly close: () => void
}

const facets = facetsOf(connectors.map((connector) => connector.meta))
const silent: Listener = () => undefined

/** Collects from the vendors and judges. Rejects with ConfigError or StoreError; what a vendor withholds is in the result. */
export async function scan(options: Scanning): Promise<OpenResult> {
  const store = openStore(options.store ?? 'sqlite::memory:')
  const now = options.now ?? instant(systemClock.now())
  const plans = Object.entries(options.connectors).map(([id, config]) => {
    const own = connectors.find((candidate) => candidate.meta.id === id)
    const other = own === undefined && options.others?.find((candidate) => candidate.meta.id === id)
    const connector = other ? guarded(other, 'given to scan') : own
    if (!connector) throw new Error(`There is no connector ${id}.`)
    return { connector, config: connector.config.parse(config) }
  })
  const collected = await collect({
    plans, store, now,
    tier: options.tier ?? 'creds',
    env: options.env,
    readFile: options.readFile,
    ...(options.disk === undefined ? {} : { disk: options.disk }),
    fingerprint: options.fingerprint,
    clock: systemClock,
    limits: { ...defaultLimits, ...options.limits },
    listener: options.listener ?? silent,
    signal: options.signal ?? new AbortController().signal,
    resume: true,
  })
  const { scan: id, startedAt, finishedAt, status, coverage } = collected
  const scopes = store.scopesOf(id).map(({ connector: _connector, collectedAt: _collectedAt, ...scope }) => scope)
  const about = { id, startedAt, finishedAt, status, connectors: collected.connectors }
  const filled = facetsOf([...connectors, ...(options.others ?? [])].map(({ meta }) => meta))
  return opened(store, assess({ ...judging(options), facets: filled, store, scopes, coverage, now, scan: about }))
}

/** Judges an inventory or result document, given as pieces of UTF-8; asks nobody. Rejects with DocumentError. */
export async function check(document: AsyncIterable<Uint8Array>, options: Judging = {}): Promise<OpenResult> {
  const store = openStore('sqlite::memory:')
  const imported = await importDocument(store, readDocument(document, 'the document'), 'the document')
  const { now } = options
  const head = checkDocument({ ...judging(options), store, imported, ...(now === undefined ? {} : { now }) })
  return opened(store, head)
}

function judging(options: Judging) {
  const { settings, problems } = settleRules(rules, options.rules ?? {})
  const [problem] = problems
  if (problem) throw new Error(`${problem.rule}: ${problem.message}`)
  return { facets, rules: settings, waivers: [], version: version(), clock: systemClock, listener: options.listener ?? silent }
}

function opened(store: Store, head: ResultHead): OpenResult {
  const { id } = head.scan
  const scopes = store.scopesOf(id)
  return {
    head,
    collectedAt: scopes.map((scope) => scope.collectedAt).toSorted().at(-1) ?? head.scan.asOf,
    findings: () => findingsOf(store.db, id),
    unknowns: () => unknownsOf(store.db, id),
    inventory: () => recordsOf(store.db, scopes.map((scope) => scope.id)),
    close: store.close,
  }
}
