import type { AccessBoundaryFacts } from '../../../model/facts/gcp.ts'
import { byProjectId, containerIn, placeOf, seenId } from '../place.ts'
import type { GcpContext } from '../place.ts'
import type { BindingAnswer, BoundaryAnswer } from '../routes/access-boundaries.ts'
import { conditionOf } from './allow-policy.ts'

export function emitBoundary(
  context: GcpContext,
  { name, displayName, details }: BoundaryAnswer,
  bindings: readonly BindingAnswer[],
): void {
  const facts = {
    policyName: name,
    // All rules allow, so that whoever is held may work in all that any of them lists.
    resources: (details?.rules ?? [])
      .flatMap(({ resources }) => resources)
      .map((resource) => byProjectId(resource, context.session))
      .toSorted(),
    bindings: bindings.toSorted(byName).flatMap(({ target, condition }) => {
      const set = target?.principalSet
      if (set === undefined) return []
      return [{ principalSet: setOf(set, context), condition: conditionOf(condition) }]
    }),
    enforcementVersion: details?.enforcementVersion ?? null,
  } satisfies AccessBoundaryFacts
  context.emit({
    type: 'resource',
    id: seenId(context, 'access-boundary', name),
    ...placeOf(context),
    kind: 'access-boundary',
    nativeId: name,
    name: displayName ?? name.split('/').at(-1) ?? name,
    facts,
  })
}

function byName(one: BindingAnswer, other: BindingAnswer): number {
  return one.name < other.name ? -1 : 1
}

/** Pools keep the number of their project, as their principals do. */
function setOf(principalSet: string, { session }: GcpContext): string {
  return containerIn(principalSet) === undefined ? principalSet : byProjectId(principalSet, session)
}
