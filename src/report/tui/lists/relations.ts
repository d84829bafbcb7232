/** What a thing has to do with others, as one list: the way down from an identity or a finding. */
import type { Edge, EdgeKind, Evidence } from '../../../model/index.ts'
import type { Data, Entity } from '../data.ts'
import { ageOf, usedOf } from '../data.ts'
import type { Glyphs } from '../glyphs.ts'
import { severityMark } from '../glyphs.ts'
import { number } from '../../words.ts'
import type { DetailLine, Listing, Place, Tone } from '../listing.ts'
import { listing } from '../listing.ts'
import { entityDetail, evidenceWords, jsonWords } from './describe.ts'
import { commandOf, findingDetail, restOf } from './findings.ts'
import { firstCommand } from './identities.ts'

export interface Relation {
  readonly section: string
  readonly name: string
  readonly kind: string
  readonly note: string
  readonly tone?: Tone | undefined
  readonly place?: Place | undefined
  readonly nativeId?: string | undefined
  readonly command?: string | undefined
  /** What the note says was copied, in the stead of the command's first line. */
  readonly commandName?: string | undefined
  readonly detail: () => readonly DetailLine[]
  readonly record: unknown
}

export function relationsList(
  title: string,
  rows: readonly Relation[],
  beside?: (by: 1 | -1) => Place | undefined,
): Listing {
  return listing<Relation>({
    title,
    noun: 'line',
    rows,
    columns: [
      { title: 'WHAT', min: 10, ideal: 12, drop: 0, text: (row) => row.section },
      { title: 'NAME', min: 28, ideal: 36, drop: 0, grows: true, text: (row) => row.name, tone: (row) => row.tone },
      { title: 'KIND', min: 10, ideal: 14, drop: 2, text: (row) => row.kind },
      { title: 'MORE', min: 16, ideal: 24, drop: 1, grows: true, text: (row) => row.note },
    ],
    search: (row, test) => test(row.section) || test(row.name) || test(row.kind) || test(row.note),
    keys: { kind: (row) => row.kind },
    open: (row) => row.place,
    detail: (row) => row.detail(),
    nativeId: (row) => row.nativeId,
    command: (row) => row.command,
    commandName: (row) => row.commandName,
    ...(beside === undefined ? {} : { beside }),
    record: (row) => row.record,
    empty: 'Nothing is known of it. Press Esc to go back.',
  })
}

type Direction = 'from' | 'to'
/** In the order in which they are shown: first what proves it, then what it may do, then who may become it. */
const sections: readonly (readonly [EdgeKind, Direction, string])[] = [
  ['authenticates', 'from', 'proves'],
  ['authenticates', 'to', 'credential'],
  ['grants', 'from', 'grant'],
  ['member-of', 'from', 'member of'],
  ['trusts', 'from', 'trusts'],
  ['trusts', 'to', 'may become'],
  ['delegates-to', 'from', 'delegates to'],
  ['delegates-to', 'to', 'delegate of'],
  ['runs-as', 'from', 'runs as'],
  ['runs-as', 'to', 'runs with it'],
  ['stored-in', 'from', 'stored in'],
  ['stored-in', 'to', 'holds'],
  ['grants', 'to', 'granted to'],
  ['member-of', 'to', 'member'],
  ['owns', 'to', 'owner'],
  ['owns', 'from', 'owns'],
]

/** `paths`: rows that lead into the paths that name it. */
export function entityList(data: Data, entity: Entity, glyphs: Glyphs, paths: readonly Relation[] = []): Listing {
  const edges = sections.flatMap(([kind, direction, section]) => {
    const found = direction === 'from' ? data.edgesFrom(entity.id) : data.edgesTo(entity.id)
    return found.filter((edge) => edge.kind === kind).map((edge) => edgeRow(data, edge, direction, section))
  })
  const itself: Relation = {
    section: entity.type,
    name: entity.name,
    kind: entity.kind,
    note: entity.nativeId,
    nativeId: entity.nativeId,
    command: firstCommand(data, entity.id),
    detail: () => entityDetail(data, entity),
    record: entity,
  }
  return relationsList(entity.name, [
    itself,
    ...edges,
    ...paths,
    ...findingRows(data, entity, glyphs),
    ...evidenceRows(data, entity),
  ])
}

export function entityRow(data: Data, id: string, section: string, extra: readonly DetailLine[] = []): Relation {
  const entity = data.entity(id)
  if (entity === undefined) {
    const scope = data.scope(id)
    return {
      section,
      name: scope?.name ?? id,
      kind: scope?.kind ?? '',
      note: scope === undefined ? 'not in this inventory' : scope.nativeId,
      nativeId: scope?.nativeId ?? id,
      record: { section, id },
      detail: () => [{ text: scope?.name ?? id, heading: true }, ...extra],
    }
  }
  return {
    section,
    name: entity.name,
    kind: entity.kind,
    note: noteOf(data, entity),
    nativeId: entity.nativeId,
    place: { kind: 'entity', id },
    command: firstCommand(data, id),
    detail: () => [...entityDetail(data, entity), ...extra],
    record: { section, ...entity },
  }
}

function edgeRow(data: Data, edge: Edge, direction: Direction, section: string): Relation {
  const extra: DetailLine[] = [{ text: 'Relation', heading: true }]
  if (edge.via !== undefined) extra.push({ label: 'By', text: edge.via })
  if (edge.level !== undefined) extra.push({ label: 'Sure', text: edge.level })
  if (edge.conditions !== undefined) extra.push({ label: 'Conditions', text: jsonWords(edge.conditions) })
  extra.push(...edge.evidence.map((evidence) => ({ label: 'Evidence', text: evidenceWords(evidence) })))
  const row = entityRow(data, direction === 'from' ? edge.to : edge.from, section, extra.length > 1 ? extra : [])
  const conditional = edge.conditions === undefined ? [] : ['with conditions']
  return { ...row, note: [row.note, ...conditional].filter((part) => part !== '').join(', ') }
}

/** The one thing worth knowing beside the name. */
function noteOf(data: Data, entity: Entity): string {
  if (entity.type === 'resource') return entity.nativeId === entity.name ? '' : entity.nativeId
  const age = ageOf(data, entity.createdAt)
  const used = usedOf(data, entity.id)
  const parts = [
    ...(age === undefined ? [] : [`${number(age)} d old`]),
    used === undefined ? 'last use unknown' : used === 'never' ? 'never used' : `used ${number(used)} d ago`,
  ]
  return parts.join(', ')
}

function findingRows(data: Data, entity: Entity, glyphs: Glyphs): readonly Relation[] {
  const credentials = data
    .edgesTo(entity.id)
    .filter((edge) => edge.kind === 'authenticates')
    .map((edge) => edge.from)
  const places = [entity.id, ...credentials].flatMap((id) => data.findingsOf(id))
  const named = data.findingsOf(entity.id, true).filter((place) => !places.includes(place))
  const row = (place: number, section: string): Relation[] => {
    const finding = data.findings[place]
    if (finding === undefined) return []
    const mark = severityMark(finding.severity, finding.confidence, glyphs)
    return [
      {
        section,
        name: `${mark} ${finding.subject.id === entity.id ? restOf(finding) : finding.message}`,
        kind: finding.subject.kind,
        note: data.ruleTitle(finding.ruleId),
        tone: finding.severity,
        place: { kind: 'finding', index: place },
        nativeId: finding.subject.nativeId,
        command: commandOf(finding),
        detail: () => findingDetail(data, finding, glyphs),
        record: finding,
      },
    ]
  }
  return [
    ...[...new Set(places)].toSorted((a, b) => a - b).flatMap((place) => row(place, 'finding')),
    ...named.flatMap((place) => row(place, 'mentioned in')),
  ]
}

function evidenceRows(data: Data, entity: Entity): readonly Relation[] {
  const seen = new Map<string, Evidence>()
  for (const edge of [...data.edgesFrom(entity.id), ...data.edgesTo(entity.id)]) {
    for (const evidence of edge.evidence) seen.set(evidenceWords(evidence), evidence)
  }
  const usage = data.usage(entity.id)
  if (usage !== undefined) seen.set(usage.source, { source: usage.source, detail: 'last use' })
  return [...seen.values()].map(evidenceRow)
}

export function evidenceRow(evidence: Evidence): Relation {
  return {
    section: 'evidence',
    name: evidence.source,
    kind: '',
    note: evidence.detail ?? '',
    nativeId: evidence.source,
    detail: () => [
      { text: 'Evidence', heading: true },
      { label: 'Read by', text: evidence.source },
      ...(evidence.detail === undefined ? [] : [{ label: 'There', text: evidence.detail }]),
    ],
    record: { section: 'evidence', ...evidence },
  }
}
