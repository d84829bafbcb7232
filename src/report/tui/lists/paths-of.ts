/** From an identity to the paths that start at it, lead to it or lead over it, whichever finding tells of them. */
import type { FoundPath } from '../../../model/index.ts'
import { endsOf, pathsOf } from '../../paths/read.ts'
import { startWords, targetWords } from '../../paths/words.ts'
import type { Data } from '../data.ts'
import type { Glyphs } from '../glyphs.ts'
import type { PathPlace } from './path.ts'
import { pathRow } from './path.ts'
import type { Relation } from './relations.ts'

const sections = ['path from', 'path to', 'path over'] as const
type Section = (typeof sections)[number]

interface Named {
  readonly section: Section
  readonly path: FoundPath
  readonly place: PathPlace
}
type Index = ReadonlyMap<string, readonly Named[]>

const indexes = new WeakMap<Data, Index>()

/** Made when the first identity is opened, and only of findings that have paths: opening a result does not wait for it. */
function indexOf(data: Data): Index {
  const made = indexes.get(data)
  if (made !== undefined) return made
  const index = new Map<string, Named[]>()
  const seen = new Set<string>()
  for (const [place, finding] of data.findings.entries()) {
    if (finding.data['paths'] === undefined) continue
    for (const [at, path] of pathsOf(finding).paths.entries())
      enter(index, seen, path, { kind: 'path', finding: place, path: at })
  }
  indexes.set(data, index)
  return index
}

/** Two rules may tell of the same path: the finding that weighs more, which comes first, leads to it. */
function enter(index: Map<string, Named[]>, seen: Set<string>, path: FoundPath, place: PathPlace): void {
  const { start, over } = endsOf(path)
  const key = [start, path.id, path.target, ...over].join('\n')
  if (seen.has(key)) return
  seen.add(key)
  const add = (id: string, section: Section) => {
    const list = index.get(id)
    if (list === undefined) index.set(id, [{ section, path, place }])
    else list.push({ section, path, place })
  }
  add(start, 'path from')
  if (path.target !== start) add(path.target, 'path to')
  for (const id of new Set(over)) add(id, 'path over')
}

/** First those that start at it. `nativeId`: what the vendor calls the identity. */
export function identityPathRows(data: Data, nativeId: string, glyphs: Glyphs): readonly Relation[] {
  const named = indexOf(data).get(nativeId) ?? []
  return sections.flatMap((wanted) =>
    named
      .filter(({ section }) => section === wanted)
      .map(({ section, path, place }) => rowFor(path, place, section, glyphs)),
  )
}

function rowFor(path: FoundPath, place: PathPlace, section: Section, glyphs: Glyphs): Relation {
  const row = pathRow(path, place, section, glyphs)
  if (section === 'path from') return row
  const { start } = endsOf(path)
  const from = startWords(path, path.target)
  const name = section === 'path to' ? `from ${from}` : `${from} to ${targetWords(path, start)}`
  return { ...row, name: `${name} by ${path.id}` }
}
