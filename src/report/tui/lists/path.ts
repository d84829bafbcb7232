/** A path taken apart: its hops in order, what decides each, what remains open, and the change that breaks it. */
import type { Finding, FoundPath, PathHop } from '../../../model/index.ts'
import { pathsOf } from '../../paths/read.ts'
import { decidingOf } from '../../paths/statements.ts'
import { shortName, startWords, targetWords, whomWords } from '../../paths/words.ts'
import { count } from '../../words.ts'
import type { Data, Entity } from '../data.ts'
import type { Glyphs } from '../glyphs.ts'
import type { Listing, Place } from '../listing.ts'
import { hopLines, mendLines, pathLines, statementDetail } from './path-lines.ts'
import type { Relation } from './relations.ts'
import { entityRow, relationsList } from './relations.ts'

export type PathPlace = Extract<Place, { kind: 'path' }>

/** The rows of a finding or an identity that lead into paths. */
export function pathRow(path: FoundPath, place: PathPlace, section: string, glyphs: Glyphs): Relation {
  const home = path.hops[0]?.from ?? path.target
  const whom = path.target === home ? 'itself' : targetWords(path, home)
  return {
    section,
    name: `to ${whom} by ${path.id}`,
    kind: path.verdict,
    note: `${path.verdict}, ${count(path.hops.length, 'hop')}`,
    place,
    nativeId: path.target,
    command: mendStatement(path),
    commandName,
    detail: () => pathLines(path, glyphs),
    record: { section, ...path },
  }
}

export function pathRows(finding: Finding, index: number, glyphs: Glyphs): readonly Relation[] {
  const { paths, unread } = pathsOf(finding)
  const rows = paths.map((path, at) => pathRow(path, { kind: 'path', finding: index, path: at }, 'path', glyphs))
  if (unread === 0) return rows
  const name = `${count(unread, 'path')} could not be read`
  const text =
    'The result has it in a shape that this version of muster does not know. The export of this row has it as it is.'
  return [
    ...rows,
    {
      section: 'path',
      name,
      kind: '',
      note: 'unknown shape',
      detail: () => [{ text: name, heading: true }, { text }],
      record: { section: 'path', paths: finding.data['paths'] },
    },
  ]
}

export function pathList(data: Data, place: PathPlace, glyphs: Glyphs): Listing {
  const finding = data.findings[place.finding]
  const paths = finding === undefined ? [] : pathsOf(finding).paths
  const path = paths[place.path]
  if (path === undefined) return relationsList('Path', [])
  const { hop } = place
  if (hop !== undefined) return hopList(data, path, { ...place, hop }, glyphs)
  return pathRelations(path.id, path, partRows(data, path, place, glyphs), (by) => {
    const next = place.path + by
    return paths[next] === undefined ? undefined : { ...place, path: next }
  })
}

const commandName = 'the statement that breaks the path'

/** Y copies what breaks the path, whichever row is selected. */
function pathRelations(
  title: string,
  path: FoundPath,
  rows: readonly Relation[],
  beside: (by: 1 | -1) => Place | undefined,
): Listing {
  const command = mendStatement(path)
  return relationsList(
    title,
    rows.map((row) => ({ ...row, command, commandName })),
    beside,
  )
}

function mendStatement(path: FoundPath): string {
  return path.mendPolicy === undefined ? path.mend : JSON.stringify(path.mendPolicy.statement, null, 2)
}

function partRows(data: Data, path: FoundPath, place: PathPlace, glyphs: Glyphs): readonly Relation[] {
  const whole: Relation = { ...pathRow(path, place, 'path', glyphs), note: path.verdict }
  const start = path.hops[0]?.from ?? path.target
  const known = identitiesOf(data, new Set([start, path.target]))
  const deciding = decidingOf(path)
  return [
    whole,
    endRow(data, known, start, 'from', start),
    ...path.hops.map((_, at) => hopRow(path, { ...place, hop: at }, glyphs)),
    ...(path.target === start ? [] : [endRow(data, known, path.target, 'target', start)]),
    ...deciding.others.map((statement) => statementRow(statement, path.hops)),
    ...path.conditions.map((text) => sentenceRow('if', text, 'remains open')),
    ...path.missingFacts.map((text) => sentenceRow('not seen', text, 'not collected')),
    {
      ...sentenceRow(
        'mend',
        path.mend,
        `for ${path.mendPolicy === undefined ? startWords(path) : shortName(path.mendPolicy.principal, start)}`,
      ),
      nativeId: path.mendPolicy?.principal ?? start,
      detail: () => mendLines(path),
      record: { section: 'mend', mend: path.mend, mendPolicy: path.mendPolicy ?? null },
    },
  ]
}

function hopRow(path: FoundPath, place: PathPlace & { readonly hop: number }, glyphs: Glyphs): Relation {
  const hop = hopAt(path, place.hop)
  const statements = decidingOf(path).hops[place.hop] ?? []
  return {
    section: `hop ${place.hop + 1}`,
    name: `${glyphs.to} ${whomWords(hop, path.hops[0]?.from ?? hop.from)}`,
    kind: path.verdict,
    note: hop.by,
    place,
    nativeId: hop.to,
    detail: () => hopLines(path, place.hop, glyphs),
    record: { section: 'hop', ...hop, statements },
  }
}

function hopAt(path: FoundPath, at: number): PathHop {
  const hop = path.hops[at]
  if (hop === undefined) throw new Error(`the path ${path.id} has no hop ${at}`)
  return hop
}

function hopList(data: Data, path: FoundPath, place: PathPlace & { readonly hop: number }, glyphs: Glyphs): Listing {
  const hop = path.hops[place.hop]
  if (hop === undefined) return relationsList('Hop', [])
  const known = identitiesOf(data, new Set([hop.from, hop.to]))
  const home = path.hops[0]?.from ?? hop.from
  const statements = decidingOf(path).hops[place.hop] ?? []
  const rows = [
    hopRow(path, place, glyphs),
    ...statements.map((statement) => statementRow(statement, [hop])),
    endRow(data, known, hop.from, 'who', home),
    ...(hop.from === hop.to ? [] : [endRow(data, known, hop.to, 'whom', home)]),
  ]
  return pathRelations(`hop ${place.hop + 1} of ${path.hops.length}`, path, rows, (by) => {
    const next = place.hop + by
    return path.hops[next] === undefined ? undefined : { ...place, hop: next }
  })
}

function statementRow(statement: FoundPath['statements'][number], hops: readonly PathHop[]): Relation {
  const sid = statement.sid === undefined || statement.sid === '' ? '' : ` ${statement.sid}`
  return {
    section: statement.effect === 'Allow' ? 'allows' : 'denies',
    name: levelName(statement),
    kind: statement.source,
    note: `statement ${statement.index + 1}${sid}`,
    nativeId: statement.policy,
    detail: () => statementDetail(statement, hops),
    record: { section: 'statement', ...statement },
  }
}

/** The same policy of the organisation stands at several of its levels. */
function levelName({ source, policy, holder }: FoundPath['statements'][number]): string {
  const ofOrganisation = (source === 'scp' || source === 'rcp') && holder !== ''
  return ofOrganisation ? `${shortName(policy)} of ${holder}` : shortName(policy)
}

function sentenceRow(section: string, text: string, note: string): Relation {
  return {
    section,
    name: text,
    kind: '',
    note,
    detail: () => [{ text: note, heading: true }, { text }],
    record: { section, text },
  }
}

/** Paths name identities as the vendor does; their pages stand under ids of the inventory. */
function identitiesOf(data: Data, nativeIds: ReadonlySet<string>): ReadonlyMap<string, Entity> {
  return new Map(
    data.identities
      .filter((identity) => nativeIds.has(identity.nativeId))
      .map((identity): [string, Entity] => [identity.nativeId, identity]),
  )
}

function endRow(
  data: Data,
  known: ReadonlyMap<string, Entity>,
  nativeId: string,
  section: string,
  home: string,
): Relation {
  const entity = known.get(nativeId)
  if (entity !== undefined) return entityRow(data, entity.id, section)
  return {
    section,
    name: shortName(nativeId, home),
    kind: '',
    note: 'not in this inventory',
    nativeId,
    detail: () => [
      { text: shortName(nativeId, home), heading: true },
      { label: 'Native id', text: nativeId },
    ],
    record: { section, nativeId },
  }
}
