/**
 * The store: what was last seen of every scope, and the results of past scans.
 * A scope is replaced as a whole, in one transaction; until then what a scan brings lies aside, staged.
 */
import type { Coverage, Emission, Gap, Instant, Scope } from '../model/index.ts'
import { writeGap } from './records.ts'
import { openDatabase } from './sqlite.ts'
import type { Database } from './sqlite.ts'
import { discard, stage, unstage } from './staged.ts'
import { StoreError } from './errors.ts'
import { parse, sqliteView } from './view-sqlite.ts'
import type { Facets, Remembered } from './view-sqlite.ts'
import type { View } from './view.ts'

export interface StoredScope extends Scope {
  readonly connector: string
  readonly collectedAt: Instant
}

export interface ScanPlan {
  readonly connectors: readonly string[]
  /** Equal for two scans that would ask the same questions: only such a scan can be resumed. */
  readonly digest: string
}

/** The process that scans: of two that write one store, the second is refused. */
export interface Writer {
  readonly process: number
  readonly isAlive: (process: number) => boolean
}

export interface OpenScan {
  readonly id: string
  readonly startedAt: Instant
  /** Scopes already collected by this scan before it was cut off. */
  readonly done: ReadonlySet<string>
}

export interface ScopeOutcome {
  readonly connector: string
  readonly collectedAt: Instant
  readonly coverage: readonly Coverage[]
  readonly gaps: readonly Gap[]
}

export interface Store {
  readonly db: Database
  /** Starts a scan, or goes on with one of the same plan that was cut off. */
  beginScan(plan: ScanPlan, id: string, startedAt: Instant, resume: boolean, by: Writer): OpenScan
  endScan(scan: string, finishedAt: Instant, status: 'complete' | 'partial' | 'failed'): void
  stage(scan: string, scope: string, step: string, emissions: readonly Emission[]): void
  /** Replaces the scope's facts by what was staged, and marks the scope as done in this scan. */
  commitScope(scan: string, scope: Scope, outcome: ScopeOutcome): void
  discardStaged(scan: string, scope?: string): void
  scopes(): readonly StoredScope[]
  /** The scopes a scan has brought, in order of id. */
  scopesOf(scan: string): readonly StoredScope[]
  /** Counts scopes that are in the store already to a scan. */
  markScopes(scan: string, scopes: readonly string[]): void
  coverage(scope: string): readonly Coverage[]
  gaps(scope: string): readonly Gap[]
  /** `forAll`: given to several views, what they work out for all scopes is shared. */
  view(scope: string, facets: Facets, forAll?: Remembered): View
  close(): void
}

/** `sqlite:PATH`, or a bare path; `sqlite::memory:` leaves nothing behind. */
export function openStore(url: string): Store {
  if (/^postgres(ql)?:/.test(url))
    throw new StoreError('This version keeps its store in SQLite only.', 'Use --store sqlite:PATH.')
  const path = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : url
  return storeOver(openDatabase(path))
}

export function storeOver(db: Database): Store {
  const storedScope = (row: { [column: string]: string | number | null }): StoredScope => ({
    ...parse<Scope>(row),
    connector: String(row['connector']),
    collectedAt: String(row['collected_at']),
  })
  return {
    db,
    beginScan: (plan, id, startedAt, resume, by) => beginScan(db, plan, { id, startedAt, resume, by }),
    endScan: (scan, finishedAt, status) => {
      db.run('UPDATE scan SET finished_at=?, status=? WHERE id=?', finishedAt, status, scan)
    },
    stage: (scan, scope, step, emissions) => stage(db, scan, scope, step, emissions),
    commitScope: (scan, scope, outcome) =>
      db.transaction(() => {
        replaceScope(db, scope, outcome)
        unstage(db, scope.id)
        discard(db, scope.id)
        db.run('INSERT OR IGNORE INTO scan_scope (scan, scope) VALUES (?, ?)', scan, scope.id)
      }),
    discardStaged: (scan, scope) => {
      if (scope === undefined) db.run('DELETE FROM staged WHERE scan=?', scan)
      else discard(db, scope)
    },
    scopes: () => db.all('SELECT connector, collected_at, json FROM scope ORDER BY id').map(storedScope),
    scopesOf: (scan) =>
      db
        .all(
          'SELECT connector, collected_at, json FROM scope JOIN scan_scope ON scan_scope.scope=scope.id WHERE scan=? ORDER BY id',
          scan,
        )
        .map(storedScope),
    markScopes: (scan, scopes) => {
      for (const scope of scopes) db.run('INSERT OR IGNORE INTO scan_scope (scan, scope) VALUES (?, ?)', scan, scope)
    },
    coverage: (scope) =>
      db
        .all('SELECT json FROM coverage WHERE scope=? ORDER BY connector, step', scope)
        .map((row) => parse<Coverage>(row)),
    gaps: (scope) => db.all('SELECT json FROM gap WHERE scope=? ORDER BY json', scope).map((row) => parse<Gap>(row)),
    view: (id, facets, forAll) => {
      const row = db.get('SELECT json FROM scope WHERE id=?', id)
      if (!row) throw new StoreError(`The store holds nothing of ${id}.`, 'Collect it first.')
      return sqliteView(db, parse<Scope>(row), facets, forAll)
    },
    close: () => db.close(),
  }
}

interface Beginning {
  readonly id: string
  readonly startedAt: Instant
  readonly resume: boolean
  readonly by: Writer
}

function beginScan(db: Database, plan: ScanPlan, { id, startedAt, resume, by }: Beginning): OpenScan {
  return db.transaction(() => {
    const running = db.all(`SELECT process FROM scan WHERE status='running'`).map((row) => Number(row['process']))
    const other = running.find((process) => process !== by.process && by.isAlive(process))
    if (other !== undefined)
      throw new StoreError(
        `Another muster (process ${other}) is scanning into the store ${db.path}.`,
        'Wait for it, or use another --store.',
      )
    const text = JSON.stringify(plan)
    const cut = resume
      ? db.get(
          `SELECT id, started_at FROM scan WHERE status='running' AND plan=? ORDER BY started_at DESC LIMIT 1`,
          text,
        )
      : undefined
    db.run('DELETE FROM staged')
    db.run(`UPDATE scan SET status='abandoned' WHERE status='running' AND id<>?`, String(cut?.['id'] ?? ''))
    if (cut) {
      const scan = String(cut['id'])
      db.run('UPDATE scan SET process=? WHERE id=?', by.process, scan)
      const done = db.all('SELECT scope FROM scan_scope WHERE scan=?', scan).map((row) => String(row['scope']))
      return { id: scan, startedAt: String(cut['started_at']), done: new Set(done) }
    }
    const taken = Number(db.get(`SELECT count(*) AS n FROM scan WHERE id=? OR id LIKE ? || '.%'`, id, id)?.['n'])
    const own = taken === 0 ? id : `${id}.${taken + 1}`
    db.run(
      `INSERT INTO scan (id, started_at, status, plan, process) VALUES (?, ?, 'running', ?, ?)`,
      own,
      startedAt,
      text,
      by.process,
    )
    return { id: own, startedAt, done: new Set<string>() }
  })
}

/** Takes the scope's old facts away and writes what is not staged: the scope itself, its coverage and gaps. */
export function replaceScope(db: Database, scope: Scope, outcome: ScopeOutcome): void {
  for (const table of ['record', 'edge', 'usage', 'gap', 'coverage'])
    db.run(`DELETE FROM ${table} WHERE scope=?`, scope.id)
  db.run(
    'INSERT OR REPLACE INTO scope (id, connector, collected_at, json) VALUES (?, ?, ?, ?)',
    scope.id,
    outcome.connector,
    outcome.collectedAt,
    JSON.stringify(scope),
  )
  for (const item of outcome.coverage)
    db.run(
      'INSERT INTO coverage (scope, connector, step, json) VALUES (?, ?, ?, ?)',
      scope.id,
      item.connector,
      item.step,
      JSON.stringify(item),
    )
  for (const gap of outcome.gaps) writeGap(db, gap)
}
