/** Writes single records into the tables of facts. */
import type { Edge, Gap, InventoryRecord } from '../model/index.ts'
import type { Database } from './sqlite.ts'

export function writeGap(db: Database, gap: Gap): void {
  db.run(
    'INSERT INTO gap (scope, connector, step, json) VALUES (?, ?, ?, ?)',
    gap.scope,
    gap.connector,
    gap.step,
    JSON.stringify(gap),
  )
}

/** Writes one whole record; the same record written again replaces the first. */
export function writeRecord(db: Database, scope: string, record: InventoryRecord): void {
  const { type: _type, ...rest } = record
  const json = JSON.stringify(rest)
  switch (record.type) {
    case 'edge':
      return writeEdge(db, scope, record, json)
    case 'usage':
      return writeUsage(db, scope, record.subject, json)
    case 'gap':
      return writeGap(db, record)
    default:
      writeEntity(db, scope, record, json)
  }
}

type EdgeEnds = Pick<Edge, 'from' | 'to' | 'via'> & { readonly kind: string }

export function writeEdge(db: Database, scope: string, { kind, from, to, via }: EdgeEnds, json: string): void {
  const sql = 'INSERT OR REPLACE INTO edge (scope, kind, source, target, via, json) VALUES (?, ?, ?, ?, ?, ?)'
  db.run(sql, scope, kind, from, to, via ?? '', json)
}

export function writeUsage(db: Database, scope: string, subject: string, json: string): void {
  db.run('INSERT OR REPLACE INTO usage (subject, scope, json) VALUES (?, ?, ?)', subject, scope, json)
}

interface EntityKey {
  readonly type: string
  readonly id: string
  readonly kind: string
}

export function writeEntity(db: Database, scope: string, { type, id, kind }: EntityKey, json: string): void {
  const sql = 'INSERT OR REPLACE INTO record (scope, type, id, kind, json) VALUES (?, ?, ?, ?, ?)'
  db.run(sql, scope, type, id, kind, json)
}
