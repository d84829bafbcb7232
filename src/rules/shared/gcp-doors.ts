/** What the rules about doors into Google Cloud share. */
import { gcpScopes } from '../../analysis/effective/gcp-facts.ts'
import type { View } from '../../inventory/view.ts'
import type { UnknownOutcome } from '../contract.ts'
import { unknownBecause } from '../contract.ts'

/** Scopes of Google Cloud in the store; without any there are no doors to judge. */
export function googleScopes(view: View): readonly string[] {
  return gcpScopes(view).map(({ id }) => id)
}

/** What makes a door, and where it leads. */
const doorFacets = [
  'gcp.workload-pools',
  'gcp.allow-policies',
  'gcp.roles',
  'gcp.service-accounts',
  'gcp.hierarchy',
] as const

/** Pools, policies or roles that could not be read may hold a door that nobody saw. */
export function unseenPools(view: View): UnknownOutcome | undefined {
  const gap = googleScopes(view)
    .flatMap((scope) => doorFacets.map((facet) => view.gap(facet, scope)))
    .find((found) => found !== undefined)
  return gap && unknownBecause(gap.reason, gap.permission === undefined ? [] : [gap.permission])
}
