/** Where somebody may do something, by which rules. */
import { coversTarget, coversVerb, isEverything, namesFor } from './rules.ts'
import type { Grant, Permit, Target } from './types.ts'

/**
 * In `place`: a namespace, or `null` for everywhere. What is in no namespace is given by bindings of the cluster alone.
 */
export function permitsFor(
  grants: readonly Grant[],
  verbs: readonly string[],
  target: Target,
  place: string | null,
): readonly Permit[] {
  return grants
    .filter(({ namespace }) => namespace === null || (place === namespace && target.global !== true))
    .flatMap((grant) =>
      grant.rules.flatMap((rule, index) => {
        if (!coversTarget(rule, target)) return []
        return verbs.flatMap((verb): readonly Permit[] => {
          const names = coversVerb(rule, verb) ? namesFor(rule, verb, target) : undefined
          return names === undefined ? [] : [{ grant, rule, index, verb, target, names }]
        })
      }),
    )
}

/** The widest of them: one without names, if there is one. */
export function widestOf(
  permits: readonly Permit[],
): { readonly permits: readonly Permit[]; readonly names: readonly string[] } | undefined {
  const open = permits.find(({ names }) => names.length === 0)
  if (open !== undefined) return { permits: [open], names: [] }
  if (permits.length === 0) return undefined
  return { permits, names: [...new Set(permits.flatMap(({ names }) => names))].toSorted() }
}

/** The grants by which somebody may do everything everywhere: what the role cluster-admin gives, whatever it is called. */
export function adminGrants(grants: readonly Grant[]): readonly Grant[] {
  return grants.filter(({ namespace, rules }) => namespace === null && rules.some(isEverything))
}
