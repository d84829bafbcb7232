/** What a scan brings of a scope lies aside here, until the scope is done and takes it over as a whole. */
import type { Edge, Emission, Usage } from '../model/index.ts'
import { mergeEdges, mergeEntity, mergeUsage } from './merge.ts'
import { writeEdge, writeEntity, writeUsage } from './records.ts'
import type { Database } from './sqlite.ts'

export function stage(db: Database, scan: string, scope: string, step: string, emissions: readonly Emission[]): void {
  const sql = 'INSERT INTO staged (scan, scope, type, id, kind, patch, step, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
  db.transaction(() => {
    for (const emission of emissions) {
      const patch = emission.type === 'patch'
      const type = patch ? emission.of : emission.type
      const kind = 'kind' in emission ? emission.kind : ''
      db.run(sql, scan, scope, type, keyOf(emission), kind, patch ? 1 : 0, step, textOf(emission))
    }
  })
}

/** As it is kept, should nothing else be said of it. */
function textOf(emission: Emission): string {
  const { type: _type, ...rest } = emission
  const several = emission.type === 'edge' && emission.evidence.length > 1
  return JSON.stringify(several ? mergeEdges([rest as Edge]) : rest)
}

function keyOf(emission: Emission): string {
  if (emission.type === 'edge') return JSON.stringify([emission.kind, emission.from, emission.to, emission.via ?? ''])
  if (emission.type === 'usage') return emission.subject
  return emission.id
}

/** Where nothing else is staged the table is emptied as a whole, which takes no time. */
export function discard(db: Database, scope: string): void {
  const other = db.get('SELECT 1 FROM staged WHERE scope>? OR scope<? LIMIT 1', scope, scope)
  if (other === undefined) db.run('DELETE FROM staged')
  else db.run('DELETE FROM staged WHERE scope=?', scope)
}

interface Staged {
  readonly type: string
  readonly id: string
  kind: string
  readonly bases: string[]
  readonly patches: string[]
}

/** Merges what was said of each thing, in order, and writes it. */
export function unstage(db: Database, scope: string): void {
  let group: Staged | undefined
  const rows = db.iterate(
    'SELECT type, id, kind, patch, json FROM staged WHERE scope=? ORDER BY type, id, patch, step, json',
    scope,
  )
  for (const { type, id, kind, patch, json } of rows) {
    if (group === undefined || group.id !== id || group.type !== type) {
      if (group) write(db, scope, group)
      group = { type: String(type), id: String(id), kind: '', bases: [], patches: [] }
    }
    if (patch !== 1) group.kind = String(kind)
    const said = patch === 1 ? group.patches : group.bases
    // The same may have been said a million times, such as by each row of whom they all name.
    if (said.at(-1) !== json) said.push(String(json))
  }
  if (group) write(db, scope, group)
}

type Plain = { readonly [key: string]: unknown }

function write(db: Database, scope: string, { type, id, kind, bases, patches }: Staged): void {
  const [first] = bases
  // A patch of something that no step of the scope brought tells nothing that can be kept.
  if (first === undefined) return
  // What was said once is what is kept: most of what there is needs no merging.
  const json = bases.length + patches.length === 1 ? first : JSON.stringify(merged(type, bases, patches))
  if (type === 'edge') {
    const [, from, to, via] = JSON.parse(id) as readonly [string, string, string, string]
    writeEdge(db, scope, { kind, from, to, via }, json)
  } else if (type === 'usage') writeUsage(db, scope, id, json)
  else writeEntity(db, scope, { type, id, kind }, json)
}

function merged(type: string, bases: readonly string[], patches: readonly string[]): unknown {
  const read = <T>(texts: readonly string[]): readonly T[] => texts.map((text) => JSON.parse(text) as T)
  if (type === 'edge') return mergeEdges(read<Edge>(bases))
  if (type === 'usage') return mergeUsage(read<Usage>(bases))
  return mergeEntity(read<Plain>(bases), read<Plain>(patches))
}
