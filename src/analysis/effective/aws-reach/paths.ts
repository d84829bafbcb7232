/** Paths set beside one another and end to end. */
import type { FoundPath, PathVerdict } from '../../../model/index.ts'
import { pathVerdicts } from '../../../model/index.ts'

const rank = (verdict: PathVerdict): number => pathVerdicts.indexOf(verdict)
const gains = ['admin', 'crown-jewel', 'sensitive'] as const

/** What weighs most first: the greater gain, the firmer verdict, then the order of ids and targets. */
export function byWeight(a: FoundPath, b: FoundPath): number {
  return (
    gains.indexOf(a.gain) - gains.indexOf(b.gain) ||
    rank(a.verdict) - rank(b.verdict) ||
    compare(a.id, b.id) ||
    compare(a.target, b.target)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function firmest(paths: readonly FoundPath[]): FoundPath | undefined {
  return paths.length < 2 ? paths[0] : paths.toSorted(byWeight)[0]
}

/** One path for each id, the weightiest, which says how many more targets the same way leads to. */
export function onePerId(paths: readonly FoundPath[]): readonly FoundPath[] {
  return [...Map.groupBy(paths, ({ id }) => id).values()]
    .map((same) => {
      const [best, ...others] = same.toSorted(byWeight)
      const further = new Set(others.map(({ target }) => target)).size
      return further === 0 ? best! : { ...best!, alsoReaches: further }
    })
    .toSorted(byWeight)
}

/** Two paths end to end. Whoever breaks the first breaks the whole, so its mend is the chain's. */
export function chained(first: FoundPath, rest: FoundPath): FoundPath {
  const { alsoReaches: _, ...start } = first
  return {
    ...start,
    id: `${first.id} + ${rest.id}`,
    verdict: rank(first.verdict) > rank(rest.verdict) ? first.verdict : rest.verdict,
    target: rest.target,
    gain: rest.gain,
    hops: [...first.hops, ...rest.hops],
    statements: distinct([...first.statements, ...rest.statements]),
    conditions: [...new Set([...first.conditions, ...rest.conditions])],
    missingFacts: [...new Set([...first.missingFacts, ...rest.missingFacts])],
  }
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}
