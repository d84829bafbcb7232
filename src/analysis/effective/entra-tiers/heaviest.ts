import { tiers } from './types.ts'
import type { Ranked } from './types.ts'

/** The heaviest first; what nobody ranked counts above nothing only. */
export function byWeight(a: Pick<Ranked, 'tier'>, b: Pick<Ranked, 'tier'>): number {
  return tiers.indexOf(a.tier) - tiers.indexOf(b.tier)
}

/** What several add up to: the reason of the heaviest, and what all of them take over and read. */
export function together(found: readonly Ranked[]): Ranked | undefined {
  const [first] = found.toSorted(byWeight)
  if (!first) return undefined
  const takesOver = [...new Set(found.flatMap((each) => each.takesOver ?? []))]
  const data = [...new Set(found.flatMap((each) => each.data ?? []))]
  return {
    tier: first.tier,
    reason: first.reason,
    source: first.source,
    ...(takesOver.length > 0 ? { takesOver } : {}),
    ...(data.length > 0 ? { data } : {}),
  }
}
