import { isKnown } from '../model/index.ts'
import type { Credential, Edge, EdgeKind, Gap, Identity, Resource, Scope, Usage } from '../model/index.ts'
import type { Database, Row } from './sqlite.ts'
import type { View } from './view.ts'

/** Which facets a step fills, and in which kinds of scope: what turns a gap into what rules cannot know. */
export interface Facets {
  /** `aws.access-keys` of the step `access-keys` of `aws`. */
  readonly of: (connector: string, step: string) => readonly string[]
  /** The kinds of scope in which some step fills the facet; empty when no connector knows it. */
  readonly scopeKinds: (facet: string) => readonly string[]
}

const cacheLimit = 4000

/** Values worked out once, by name. */
export type Remembered = Map<string, unknown>

/**
 * `forAll`: what views of one judgement share. `beside`: the views that one of them has looked from, by scope; they go
 * when it goes, so that what they remember is held no longer than the judging of its scope takes.
 */
export function sqliteView(
  db: Database,
  scope: Scope,
  facets: Facets,
  forAll: Remembered = new Map(),
  beside: Map<string, View> = new Map(),
): View {
  const entities = new Map<string, unknown>()
  const values: Remembered = new Map()
  const find = <T>(type: string, id: string): T | undefined => {
    const key = `${type} ${id}`
    if (entities.has(key)) return entities.get(key) as T | undefined
    const row = db.get('SELECT json FROM record WHERE id=? AND type=? LIMIT 1', id, type)
    const entity = row ? parse<T>(row) : undefined
    if (entities.size >= cacheLimit) entities.clear()
    entities.set(key, entity)
    return entity
  }
  function* list<T>(type: string, filter: { kind?: string; scope?: string } = {}): Generator<T> {
    const within = filter.scope ?? scope.id
    const rows = filter.kind
      ? db.iterate('SELECT json FROM record WHERE scope=? AND type=? AND kind=? ORDER BY id', within, type, filter.kind)
      : db.iterate('SELECT json FROM record WHERE scope=? AND type=? ORDER BY id', within, type)
    for (const row of rows) yield parse<T>(row)
  }
  const edges = (column: 'source' | 'target', id: string, kind?: EdgeKind): readonly Edge[] => {
    const order = 'ORDER BY kind, source, target, via'
    const rows = kind
      ? db.all(`SELECT json FROM edge WHERE ${column}=? AND kind=? ${order}`, id, kind)
      : db.all(`SELECT json FROM edge WHERE ${column}=? ${order}`, id)
    return rows.map((row) => parse<Edge>(row))
  }
  const gapsOf = (id: string): readonly Gap[] =>
    once(`gaps ${id}`, () =>
      db.all('SELECT json FROM gap WHERE scope=? ORDER BY json', id).map((row) => parse<Gap>(row)),
    )
  const once = <T>(name: string, make: () => T): T => remembered(values, name, make)
  const scopes = (): readonly Scope[] =>
    once('scopes', () => db.all('SELECT json FROM scope ORDER BY id').map((row) => parse<Scope>(row)))

  const gap = (facet: string, scopeIdentifier = scope.id): Gap | undefined => {
    const at = scopes().find((candidate) => candidate.id === scopeIdentifier) ?? scope
    const kinds = facets.scopeKinds(facet)
    const [connector = facet] = facet.split('.')
    const here = gapsOf(at.id).find((candidate) => facets.of(candidate.connector, candidate.step).includes(facet))
    if (here || kinds.length === 0) return here
    // What another vendor holds is hidden where a scope of it hides it, and where none was read.
    const others = connector === at.provider ? [] : scopes().filter(({ provider }) => provider === connector)
    if (others.length > 0) return others.flatMap(({ id }) => gap(facet, id) ?? [])[0]
    const above = scopes().find(({ id }) => id === at.parent)
    const own = connector === at.provider && kinds.includes(at.kind)
    // Where the same is read of both, such as policies that are inherited, what was not read above is not known below.
    if (own) return above !== undefined && kinds.includes(above.kind) ? gap(facet, above.id) : undefined
    if (above !== undefined) return gap(facet, above.id)
    return {
      connector,
      scope: at.id,
      step: facet,
      reason: 'not-collected',
      detail: `No ${kinds.join(' or ')} was read that holds ${facet}.`,
    }
  }

  const at = (id: string): View | undefined => {
    const found = scopes().find((candidate) => candidate.id === id)
    return beside.get(id) ?? (found && sqliteView(db, found, facets, forAll, beside))
  }

  const view: View = {
    scope,
    scopes,
    identity: (id) => find<Identity>('identity', id),
    credential: (id) => find<Credential>('credential', id),
    resource: (id) => find<Resource>('resource', id),
    identities: (filter) => list<Identity>('identity', filter),
    credentials: (filter) => list<Credential>('credential', filter),
    resources: (filter) => list<Resource>('resource', filter),
    edgesFrom: (id, kind) => edges('source', id, kind),
    edgesTo: (id, kind) => edges('target', id, kind),
    usage: (subject) => {
      const found = db
        .all('SELECT json FROM usage WHERE subject=? ORDER BY scope', subject)
        .map((row) => parse<Usage>(row))
      return found.find((usage) => isKnown(usage.lastUsedAt)) ?? found[0]
    },
    gap,
    once,
    onceForAll: (name, make) => remembered(forAll, name, make),
    at,
  }
  beside.set(scope.id, view)
  return view
}

function remembered<T>(values: Remembered, name: string, make: () => T): T {
  if (!values.has(name)) values.set(name, make())
  return values.get(name) as T
}

export function parse<T>(row: Row): T {
  return JSON.parse(String(row['json'])) as T
}
