/** The history of results: one per scan, read as a stream. */
import type { Finding, Instant, InventoryRecord, ResultHead, Scope, UnknownVerdict } from '../model/index.ts'
import { severities } from '../model/index.ts'
import type { Database } from './sqlite.ts'
import { parse } from './view-sqlite.ts'

export interface SavedResult {
  readonly scan: string
  readonly savedAt: Instant
}

export function clearResult(db: Database, scan: string): void {
  for (const table of ['finding', 'unknown_verdict', 'result']) db.run(`DELETE FROM ${table} WHERE scan=?`, scan)
}

export function saveFinding(db: Database, scan: string, finding: Finding): void {
  db.run(
    'INSERT OR REPLACE INTO finding (scan, rank, rule, subject, fingerprint, json) VALUES (?, ?, ?, ?, ?, ?)',
    scan,
    severities.indexOf(finding.severity),
    finding.ruleId,
    finding.subject.id,
    finding.fingerprint,
    JSON.stringify(finding),
  )
}

export function saveUnknown(db: Database, scan: string, verdict: UnknownVerdict): void {
  db.run(
    'INSERT OR REPLACE INTO unknown_verdict (scan, rule, scope, because, json) VALUES (?, ?, ?, ?, ?)',
    scan,
    verdict.ruleId,
    verdict.scope,
    verdict.because,
    JSON.stringify(verdict),
  )
}

export function saveHead(db: Database, scan: string, savedAt: Instant, head: ResultHead): void {
  db.run('INSERT OR REPLACE INTO result (scan, saved_at, head) VALUES (?, ?, ?)', scan, savedAt, JSON.stringify(head))
}

export function resultHead(db: Database, scan: string): ResultHead | undefined {
  const row = db.get('SELECT head FROM result WHERE scan=?', scan)
  return row ? (JSON.parse(String(row['head'])) as ResultHead) : undefined
}

/** Newest first. */
export function savedResults(db: Database): readonly SavedResult[] {
  return db
    .all('SELECT scan, saved_at FROM result ORDER BY saved_at DESC, scan DESC')
    .map((row) => ({ scan: String(row['scan']), savedAt: String(row['saved_at']) }))
}

/** By severity, then rule, then subject. */
export function* findingsOf(db: Database, scan: string): Generator<Finding> {
  for (const row of db.iterate('SELECT json FROM finding WHERE scan=? ORDER BY rank, rule, subject, fingerprint', scan))
    yield parse<Finding>(row)
}

export function* unknownsOf(db: Database, scan: string): Generator<UnknownVerdict> {
  for (const row of db.iterate('SELECT json FROM unknown_verdict WHERE scan=? ORDER BY rule, scope, because', scan))
    yield parse<UnknownVerdict>(row)
}

export type StreamRecord = InventoryRecord | ({ readonly type: 'scope' } & Scope)

/** The facts of the given scopes: scopes, identities, credentials, resources, edges, usage, gaps, each in order of id. */
export function* recordsOf(db: Database, scopes: readonly string[]): Generator<StreamRecord> {
  const among = `scope IN (SELECT value FROM json_each(?))`
  const list = JSON.stringify(scopes)
  for (const row of db.iterate('SELECT json FROM scope WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id', list))
    yield { type: 'scope', ...parse<Scope>(row) }
  for (const type of ['identity', 'credential', 'resource'] as const)
    for (const row of db.iterate(`SELECT json FROM record WHERE ${among} AND type=? ORDER BY id, scope`, list, type))
      yield { type, ...parse<object>(row) } as StreamRecord
  const rest = [
    ['edge', `SELECT json FROM edge WHERE ${among} ORDER BY kind, source, target, via, scope`],
    ['usage', `SELECT json FROM usage WHERE ${among} ORDER BY subject, scope`],
    ['gap', `SELECT json FROM gap WHERE ${among} ORDER BY scope, connector, step, json`],
  ] as const
  for (const [type, sql] of rest)
    for (const row of db.iterate(sql, list)) yield { type, ...parse<object>(row) } as StreamRecord
}
