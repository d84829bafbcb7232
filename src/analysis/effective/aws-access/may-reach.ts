/** The second cheap look: whether any Allow that covers an action has a resource pattern that the resource could match. */
import type { CompiledPolicy } from '../aws-policy/types.ts'
import { listOf } from '../aws-statements.ts'

interface Patterns {
  readonly all: boolean
  readonly exact: ReadonlySet<string>
  /** What stands before the first wildcard or variable. */
  readonly beginnings: readonly string[]
}

const everything: Patterns = { all: true, exact: new Set(), beginnings: [] }

/** Never false where the evaluator would allow; often true where it would not. */
export function mayReach(
  policies: readonly CompiledPolicy[],
  userName: string | undefined,
): (action: string, resource: string) => boolean {
  let byAction: Map<string, Patterns> | undefined
  return (action, resource) => {
    byAction ??= new Map()
    const known = byAction.get(action) ?? patternsFor(policies, action, userName)
    byAction.set(action, known)
    return known.all || known.exact.has(resource) || known.beginnings.some((start) => resource.startsWith(start))
  }
}

function patternsFor(policies: readonly CompiledPolicy[], action: string, userName: string | undefined): Patterns {
  const lower = action.toLowerCase()
  const exact = new Set<string>()
  const beginnings = new Set<string>()
  for (const { statements } of policies)
    for (const { effect, source, coversAction } of statements) {
      if (effect !== 'Allow' || !coversAction(lower)) continue
      if (source.Resource === undefined) return everything
      for (const written of listOf(source.Resource)) {
        // By far the most usual variable: what a user may do to itself.
        const pattern = userName === undefined ? written : written.replaceAll('${aws:username}', userName)
        const open = pattern.search(/[*?$]/)
        // A short ARN is completed with wildcards.
        if (open < 0 && pattern.split(':').length > 5) exact.add(pattern)
        else beginnings.add(open < 0 ? pattern : pattern.slice(0, open))
      }
    }
  return beginnings.has('') ? everything : { all: false, exact, beginnings: [...beginnings] }
}
