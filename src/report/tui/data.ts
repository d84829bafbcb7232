/** A result in memory: what the reader gives, once, with the indexes that lead from one thing to the next. */
import type {
  Credential,
  Edge,
  Finding,
  Gap,
  Identity,
  Instant,
  Known,
  Resource,
  ResultHead,
  Scope,
  UnknownVerdict,
  Usage,
} from '../../model/index.ts'
import { severities } from '../../model/index.ts'
import type { ResultReader } from '../contract.ts'

export type Entity =
  | ({ readonly type: 'identity' } & Identity)
  | ({ readonly type: 'credential' } & Credential)
  | ({ readonly type: 'resource' } & Resource)
export type EntityOf<Type extends Entity['type']> = Extract<Entity, { type: Type }>

export interface Data {
  readonly head: ResultHead
  /** The scan's as-of date, in milliseconds since 1970. */
  readonly asOf: number
  readonly scopes: readonly Scope[]
  /** By worst finding, then as the result has them. */
  readonly identities: readonly EntityOf<'identity'>[]
  readonly credentials: readonly EntityOf<'credential'>[]
  readonly findings: readonly Finding[]
  readonly gaps: readonly Gap[]
  readonly unknowns: readonly UnknownVerdict[]
  readonly entity: (id: string) => Entity | undefined
  readonly scope: (id: string) => Scope | undefined
  readonly edgesFrom: (id: string) => readonly Edge[]
  readonly edgesTo: (id: string) => readonly Edge[]
  readonly usage: (id: string) => Usage | undefined
  /** Places in `findings` of those about the entity; `indirectly`: of those that only mention it. */
  readonly findingsOf: (id: string, indirectly?: boolean) => readonly number[]
  /** Place in `severities` of its worst finding, `severities.length` without one. Waived findings do not count. */
  readonly worst: (id: string) => number
  readonly ruleTitle: (id: string) => string
}

/** Its findings name who accepted a risk, not who owns the thing. */
const waiverRule = 'nhi-waiver-expired'

type Index<T> = Map<string, T[]>

export function loadData(result: ResultReader): Data {
  const findings = [...result.findings()]
  const records = readRecords(result)
  const direct: Index<number> = new Map()
  const indirect: Index<number> = new Map()
  const worst = new Map<string, number>()
  for (const [place, finding] of findings.entries()) {
    push(direct, finding.subject.id, place)
    for (const id of new Set(finding.related)) if (id !== finding.subject.id) push(indirect, id, place)
    if (finding.waiver === undefined) worsen(worst, finding.subject.id, severities.indexOf(finding.severity))
  }
  spreadToIdentities(records, worst)
  const worstOf = (id: string) => worst.get(id) ?? severities.length
  const titles = new Map(result.head.rules.map((rule) => [rule.id, rule.title]))
  return {
    head: result.head,
    asOf: Date.parse(result.head.scan.asOf),
    scopes: [...records.scopes.values()],
    identities: records.identities.toSorted((a, b) => worstOf(a.id) - worstOf(b.id)),
    credentials: records.credentials.toSorted((a, b) => worstOf(a.id) - worstOf(b.id)),
    findings,
    gaps: records.gaps,
    unknowns: [...result.unknowns()],
    entity: (id) => records.entities.get(id),
    scope: (id) => records.scopes.get(id),
    edgesFrom: (id) => records.from.get(id) ?? [],
    edgesTo: (id) => records.to.get(id) ?? [],
    usage: (id) => records.usage.get(id),
    findingsOf: (id, indirectly = false) => (indirectly ? indirect : direct).get(id) ?? [],
    worst: worstOf,
    ruleTitle: (id) => titles.get(id) ?? id,
  }
}

interface Records {
  readonly scopes: Map<string, Scope>
  readonly identities: EntityOf<'identity'>[]
  readonly credentials: EntityOf<'credential'>[]
  readonly entities: Map<string, Entity>
  readonly gaps: Gap[]
  readonly usage: Map<string, Usage>
  readonly from: Index<Edge>
  readonly to: Index<Edge>
}

function readRecords(result: ResultReader): Records {
  const records: Records = {
    scopes: new Map(),
    identities: [],
    credentials: [],
    entities: new Map(),
    gaps: [],
    usage: new Map(),
    from: new Map(),
    to: new Map(),
  }
  for (const record of result.inventory()) {
    if (record.type === 'scope') records.scopes.set(record.id, record)
    else if (record.type === 'gap') records.gaps.push(record)
    else if (record.type === 'usage') records.usage.set(record.subject, record)
    else if (record.type === 'edge') {
      push(records.from, record.from, record)
      push(records.to, record.to, record)
    } else {
      records.entities.set(record.id, record)
      if (record.type === 'identity') records.identities.push(record)
      if (record.type === 'credential') records.credentials.push(record)
    }
  }
  return records
}

/** An identity is as bad as the worst of its credentials. */
function spreadToIdentities(records: Records, worst: Map<string, number>): void {
  for (const credential of records.credentials) {
    const rank = worst.get(credential.id)
    if (rank === undefined) continue
    for (const edge of records.from.get(credential.id) ?? []) {
      if (edge.kind === 'authenticates') worsen(worst, edge.to, rank)
    }
  }
}

function worsen(worst: Map<string, number>, id: string, rank: number): void {
  worst.set(id, Math.min(rank, worst.get(id) ?? severities.length))
}

function push<T>(index: Index<T>, key: string, value: T): void {
  const list = index.get(key)
  if (list === undefined) index.set(key, [value])
  else list.push(value)
}

/** Days until the result's as-of date; `undefined` when the instant is none or unknown. */
export function ageOf(data: Data, since: Known<Instant> | undefined): number | undefined {
  if (typeof since !== 'string') return undefined
  const days = Math.floor((data.asOf - Date.parse(since)) / 86_400_000)
  return Number.isNaN(days) ? undefined : days
}

/** The use of a thing that was last, and by which of its credentials where it was not seen on the thing itself. */
export interface LastUse {
  readonly usage: Usage
  readonly by: Entity | undefined
}

/**
 * The latest use of an identity or of one of its credentials. Without any instant, what could not be read goes before
 * `null`: a sign-in that nobody used says nothing of a key whose use is hidden.
 */
export function lastUseOf(data: Data, id: string): LastUse | undefined {
  const own = data.usage(id)
  let last: LastUse | undefined = own === undefined ? undefined : { usage: own, by: undefined }
  for (const edge of data.edgesTo(id)) {
    const usage = edge.kind === 'authenticates' ? data.usage(edge.from) : undefined
    if (usage === undefined || (last !== undefined && !later(usage, last.usage))) continue
    last = { usage, by: data.entity(edge.from) }
  }
  return last
}

function later({ lastUsedAt: a }: Usage, { lastUsedAt: b }: Usage): boolean {
  if (typeof a === 'string') return typeof b !== 'string' || a > b
  return a !== null && b === null
}

/** Days since the last use, `never` when the sources say so, `undefined` when nobody knows. */
export function usedOf(data: Data, id: string): number | 'never' | undefined {
  const usage = lastUseOf(data, id)?.usage
  if (usage === undefined) return undefined
  return usage.lastUsedAt === null ? 'never' : ageOf(data, usage.lastUsedAt)
}

/** The owner's name by the inventory's own relations, else as a finding about it or its credentials has it. */
export function ownerOf(data: Data, id: string): string | undefined {
  const edges = data.edgesTo(id)
  const edge = edges.find((candidate) => candidate.kind === 'owns')
  if (edge !== undefined) return data.entity(edge.from)?.name ?? edge.from
  const credentials = edges.filter((candidate) => candidate.kind === 'authenticates').map(({ from }) => from)
  for (const about of [id, ...credentials])
    for (const place of data.findingsOf(about)) {
      const finding = data.findings[place]
      if (finding?.owner !== undefined && finding.ruleId !== waiverRule) return finding.owner.name
    }
  return undefined
}
