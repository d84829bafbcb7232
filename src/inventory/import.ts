/** Takes documents into the store: all of it, or nothing. */
import type { z } from 'zod'
import type { Coverage, Finding, Gap, InventoryRecord, ResultHead, Scope, UnknownVerdict } from '../model/index.ts'
import { inventorySchema, recordShapes, scopeShape } from './document.ts'
import type { RecordType } from './document.ts'
import { DocumentError } from './errors.ts'
import type { Item } from './read.ts'
import { saveFinding, saveHead, saveUnknown } from './results.ts'
import { writeRecord } from './records.ts'
import { replaceScope } from './store.ts'
import type { Store } from './store.ts'

export interface Imported {
  readonly scopes: readonly Scope[]
  readonly records: number
  /** The scan whose result came along, if the document was a result. */
  readonly result?: string
}

interface Intake {
  readonly store: Store
  readonly name: string
  readonly scopes: Map<string, Scope>
  readonly head: { [part: string]: unknown }
  readonly coverage: Coverage[]
  readonly rules: unknown[]
  collectedAt: string
  records: number
}

/** Replaces the scopes that the document holds. Rejects with DocumentError, and then nothing has changed. */
export async function importDocument(store: Store, items: AsyncIterable<Item>, name: string): Promise<Imported> {
  const intake: Intake = {
    store,
    name,
    scopes: new Map(),
    head: {},
    coverage: [],
    rules: [],
    collectedAt: '1970-01-01T00:00:00Z',
    records: 0,
  }
  store.db.run('BEGIN IMMEDIATE')
  try {
    for await (const item of items) take(intake, item)
    if (intake.head['schema'] === undefined) throw notMuster(name)
    const result = finish(intake)
    store.db.run('COMMIT')
    return { scopes: [...intake.scopes.values()], records: intake.records, ...(result ? { result } : {}) }
  } catch (error) {
    store.db.run('ROLLBACK')
    throw error
  }
}

function notMuster(name: string): DocumentError {
  return new DocumentError(
    `${name} is not a Muster document: it does not say "schema": "${inventorySchema}" or "muster.result/1".`,
    'For what the AWS command line wrote, use: muster scan aws --from FILE.',
  )
}

function take(intake: Intake, { type, value }: Item): void {
  if (type === 'schema') {
    if (value !== inventorySchema && value !== 'muster.result/1')
      throw new DocumentError(
        `${intake.name} has the schema ${JSON.stringify(value)}, which this muster does not know.`,
        'Update muster, or write the document again.',
      )
    intake.head['schema'] = value
  } else if (type === 'collectedAt') intake.collectedAt = String(value)
  else if (type === 'tool' || type === 'scan' || type === 'summary') intake.head[type] = value
  else if (type === 'coverage') intake.coverage.push(value as Coverage)
  else if (type === 'rule') intake.rules.push(value)
  else if (type === 'finding') saveFinding(intake.store.db, pending, value as Finding)
  else if (type === 'unknown') saveUnknown(intake.store.db, pending, value as UnknownVerdict)
  else if (type === 'scope') takeScope(intake, value)
  else if (Object.hasOwn(recordShapes, type)) takeRecord(intake, type as RecordType, value)
}

/** Findings come before the scan's id can be trusted to have come; they are filed under it at the end. */
const pending = ' pending'

function takeScope(intake: Intake, value: unknown): void {
  const scope = checked(intake, scopeShape, value, `scope ${intake.scopes.size + 1}`) as Scope
  intake.scopes.set(scope.id, scope)
  replaceScope(intake.store.db, scope, {
    connector: scope.provider,
    collectedAt: intake.collectedAt,
    coverage: [],
    gaps: [],
  })
}

function takeRecord(intake: Intake, type: RecordType, value: unknown): void {
  intake.records += 1
  const record = {
    type,
    ...(checked(intake, recordShapes[type], value, `${type} ${intake.records}`) as object),
  } as InventoryRecord
  writeRecord(intake.store.db, scopeOf(intake, record), record)
}

function scopeOf(intake: Intake, record: InventoryRecord): string {
  if ('scope' in record) {
    if (!intake.scopes.has(record.scope))
      throw new DocumentError(
        `${intake.name}: a record belongs to the scope ${record.scope}, which the document does not list.`,
        'Write the document again.',
      )
    return record.scope
  }
  // Edges and usage say no scope; they belong to that of what they are about.
  const ends = record.type === 'edge' ? [record.from, record.to] : record.type === 'usage' ? [record.subject] : []
  for (const id of ends) {
    const row = intake.store.db.get('SELECT scope FROM record WHERE id=? LIMIT 1', id)
    if (row && intake.scopes.has(String(row['scope']))) return String(row['scope'])
  }
  const [first] = intake.scopes.keys()
  if (first === undefined) throw new DocumentError(`${intake.name} lists no scope.`, 'Write the document again.')
  return first
}

function checked(intake: Intake, shape: z.ZodType, value: unknown, what: string): unknown {
  const parsed = shape.safeParse(value)
  // The value as it came, not as it was parsed: a document that is taken in and written out again is the same.
  if (parsed.success) return value
  const [issue] = parsed.error.issues
  throw new DocumentError(
    `${intake.name}: ${what} is not as the document promises: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`.replaceAll(
      '  ',
      ' ',
    ),
    'Nothing was changed.',
  )
}

function finish(intake: Intake): string | undefined {
  const { db } = intake.store
  const known = db.all('SELECT id, json FROM scope').filter((row) => intake.scopes.has(String(row['id'])))
  for (const row of known) db.run('UPDATE scope SET collected_at=? WHERE id=?', intake.collectedAt, String(row['id']))
  if (intake.head['schema'] !== 'muster.result/1') return undefined
  const scan = intake.head['scan'] as ResultHead['scan'] | undefined
  if (!scan?.id || !intake.head['summary'] || !intake.head['tool'])
    throw new DocumentError(
      `${intake.name} is a result without its scan, tool or summary.`,
      'Write the document again.',
    )
  for (const table of ['finding', 'unknown_verdict']) {
    db.run(`DELETE FROM ${table} WHERE scan=?`, scan.id)
    db.run(`UPDATE ${table} SET scan=? WHERE scan=?`, scan.id, pending)
  }
  const head = { ...intake.head, coverage: intake.coverage, rules: intake.rules } as unknown as ResultHead
  saveHead(db, scan.id, scan.finishedAt, head)
  for (const scope of intake.scopes.keys())
    db.run('INSERT OR IGNORE INTO scan_scope (scan, scope) VALUES (?, ?)', scan.id, scope)
  return scan.id
}

/** Coverage as far as a document without it tells: a row for each gap. */
export function coverageOf(gaps: readonly Gap[]): Coverage[] {
  return gaps.map((gap) => ({
    connector: gap.connector,
    scope: gap.scope,
    step: gap.step,
    status: gap.reason === 'not-collected' ? 'skipped' : gap.reason === 'throttled' ? 'failed' : gap.reason,
    missing: gap.permission === undefined ? [] : [gap.permission],
    calls: 0,
    retries: 0,
    records: 0,
    seconds: 0,
    detail: gap.detail,
  }))
}
