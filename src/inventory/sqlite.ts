/** The only file that knows node:sqlite. Opens, migrates, and turns the engine's errors into sentences. */
import { chmodSync, closeSync, existsSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { SQLInputValue, StatementSync } from 'node:sqlite'
import { makeDirectory } from '../config/directories.ts'
import { StoreError } from './errors.ts'

export type Row = Record<string, string | number | null>

export interface Database {
  readonly path: string
  run(sql: string, ...values: SQLInputValue[]): number
  get(sql: string, ...values: SQLInputValue[]): Row | undefined
  all(sql: string, ...values: SQLInputValue[]): Row[]
  iterate(sql: string, ...values: SQLInputValue[]): IterableIterator<Row>
  /** Runs `work` as one transaction; what it throws is thrown on, with nothing written. */
  transaction<T>(work: () => T): T
  close(): void
}

/** Each entry lifts a store by one version; entries are only ever added. */
const migrations = [
  `CREATE TABLE scope (id TEXT PRIMARY KEY, connector TEXT NOT NULL, collected_at TEXT NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE record (scope TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, json TEXT NOT NULL);
   CREATE UNIQUE INDEX record_id ON record (id, type, scope);
   CREATE INDEX record_kind ON record (scope, type, kind, id);
   CREATE TABLE edge (scope TEXT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, via TEXT NOT NULL, json TEXT NOT NULL);
   CREATE UNIQUE INDEX edge_source ON edge (source, kind, target, via, scope);
   CREATE INDEX edge_target ON edge (target, kind);
   CREATE INDEX edge_scope ON edge (scope);
   CREATE TABLE usage (subject TEXT NOT NULL, scope TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (subject, scope)) WITHOUT ROWID;
   CREATE INDEX usage_scope ON usage (scope);
   CREATE TABLE gap (scope TEXT NOT NULL, connector TEXT NOT NULL, step TEXT NOT NULL, json TEXT NOT NULL);
   CREATE INDEX gap_scope ON gap (scope);
   CREATE TABLE coverage (scope TEXT NOT NULL, connector TEXT NOT NULL, step TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (scope, connector, step)) WITHOUT ROWID;
   CREATE TABLE staged (scan TEXT NOT NULL, scope TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, patch INTEGER NOT NULL, step TEXT NOT NULL, json TEXT NOT NULL);
   CREATE INDEX staged_order ON staged (scope, type, id, patch, step);
   CREATE TABLE scan (id TEXT PRIMARY KEY, started_at TEXT NOT NULL, finished_at TEXT, status TEXT NOT NULL, plan TEXT NOT NULL, process INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE scan_scope (scan TEXT NOT NULL, scope TEXT NOT NULL, PRIMARY KEY (scan, scope)) WITHOUT ROWID;
   CREATE TABLE result (scan TEXT PRIMARY KEY, saved_at TEXT NOT NULL, head TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE finding (scan TEXT NOT NULL, rank INTEGER NOT NULL, rule TEXT NOT NULL, subject TEXT NOT NULL, fingerprint TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (scan, rank, rule, subject, fingerprint)) WITHOUT ROWID;
   CREATE TABLE unknown_verdict (scan TEXT NOT NULL, rule TEXT NOT NULL, scope TEXT NOT NULL, because TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (scan, rule, scope, because)) WITHOUT ROWID;`,
  // What is staged is put in order once, when it is taken over: an index kept in order from row to row costs many times that.
  `DROP TABLE staged;
   CREATE TABLE staged (scan TEXT NOT NULL, scope TEXT NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, patch INTEGER NOT NULL, step TEXT NOT NULL, json TEXT NOT NULL);
   CREATE INDEX staged_scope ON staged (scope);`,
] as const

const applicationId = 0x4d757374 // "Must": tells a Muster store from any other SQLite file

/** Opens (and makes, readable by the owner alone) the store at `path`; `:memory:` for one that leaves nothing. */
export function openDatabase(path: string): Database {
  if (path !== ':memory:') prepareFile(path)
  return guarded(path, () => {
    const db = new DatabaseSync(path)
    try {
      db.exec('PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=FILE')
      migrate(db, path)
    } catch (error) {
      db.close()
      throw error
    }
    return wrap(db, path)
  })
}

function prepareFile(path: string): void {
  try {
    makeDirectory(dirname(path), 0o700)
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600))
    else chmodSync(path, 0o600)
  } catch (error) {
    throw new StoreError(
      `The store ${path} cannot be created: ${reason(error)}.`,
      'Choose a directory that you can write with --store sqlite:PATH.',
    )
  }
}

function migrate(db: DatabaseSync, path: string): void {
  const pragma = (name: string): number => Number(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? { none: 0 })[0])
  const version = pragma('user_version')
  const tables = Number(Object.values(db.prepare('SELECT count(*) FROM sqlite_schema').get() ?? { none: 0 })[0])
  if (tables > 0 && pragma('application_id') !== applicationId)
    throw new StoreError(
      `${path} is a SQLite file, but not a Muster store.`,
      'Name another file with --store sqlite:PATH.',
    )
  if (version > migrations.length)
    throw new StoreError(
      `The store ${path} was written by a newer muster (schema ${version}; this one knows ${migrations.length}).`,
      'Update muster, or name another file with --store sqlite:PATH.',
    )
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue
    db.exec(`BEGIN IMMEDIATE; ${sql} PRAGMA application_id=${applicationId}; PRAGMA user_version=${index + 1}; COMMIT`)
  }
}

function wrap(db: DatabaseSync, path: string): Database {
  const prepared = new Map<string, StatementSync>()
  const statement = (sql: string): StatementSync => {
    const known = prepared.get(sql)
    if (known) return known
    const made = db.prepare(sql)
    prepared.set(sql, made)
    return made
  }
  let depth = 0
  return {
    path,
    run: (sql, ...values) => guarded(path, () => Number(statement(sql).run(...values).changes)),
    get: (sql, ...values) => guarded(path, () => statement(sql).get(...values) as Row | undefined),
    all: (sql, ...values) => guarded(path, () => statement(sql).all(...values) as Row[]),
    // A statement that is being iterated cannot be used again meanwhile, so each pass gets its own.
    iterate: (sql, ...values) => guarded(path, () => db.prepare(sql).iterate(...values) as IterableIterator<Row>),
    transaction(work) {
      if (depth > 0) return work()
      guarded(path, () => db.exec('BEGIN IMMEDIATE'))
      depth += 1
      try {
        const value = work()
        guarded(path, () => db.exec('COMMIT'))
        return value
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK')
        throw error
      } finally {
        depth -= 1
      }
    },
    close: () => db.close(),
  }
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw readable(error, path)
  }
}

// Primary result codes: https://www.sqlite.org/rescode.html
const sentences: { readonly [code: number]: (path: string) => StoreError } = {
  5: (path) =>
    new StoreError(`Another muster is writing to the store ${path}.`, 'Wait for it, or use another --store.'),
  8: (path) => new StoreError(`The store ${path} cannot be written.`, 'Make it writable, or use another --store.'),
  10: (path) =>
    new StoreError(
      `The store ${path} could not be read or written: the disk reports an error.`,
      'What was stored before is kept; check the disk and run again.',
    ),
  11: (path) =>
    new StoreError(`The store ${path} is damaged.`, 'Move the file away and scan again, or restore a copy.'),
  13: (path) =>
    new StoreError(
      `The disk is full: the store ${path} could not be written.`,
      'What was stored before is kept; free some space and run again.',
    ),
  14: (path) =>
    new StoreError(
      `The store ${path} cannot be opened.`,
      'Check that the path exists and that you may write there, or use another --store.',
    ),
  26: (path) =>
    new StoreError(
      `${path} is not a SQLite file, so it is not a Muster store.`,
      'Name another file with --store sqlite:PATH; this one was left as it is.',
    ),
}

function readable(error: unknown, path: string): unknown {
  const code = (error as { errcode?: unknown } | null)?.errcode
  if (typeof code !== 'number') return error
  return sentences[code & 0xff]?.(path) ?? error
}

function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'it may not be written there'
  if (code === 'ENOTDIR' || code === 'EEXIST') return 'a part of its path is not a directory'
  if (code === 'ENOSPC') return 'the disk is full'
  return String(code ?? (error as Error).message)
}
