/** Signs by which an app of Slack is known to belong to a model. */
import type { AiFacet } from '../../model/index.ts'
import { byWords, exact, facetOf } from '../shared/ai-facets.ts'

/**
 * By a scope that only agents have use for, else by the name: anybody may call an app so, which makes it a hint and no
 * more. Where the scope tells that it is an agent, the name may tell whose.
 */
export function aiOfApp(name: string, scopes: readonly string[], agentforce = false): AiFacet | undefined {
  const named = facetOf(exact('slack-app-name', name.trim()), `name ${name}`)
  const scope = scopes.find((each) => exact('slack-scope', each) !== undefined)
  const native = agentforce
    ? facetOf(exact('slack-app-name', 'agentforce'), 'is_agentforce_bot of its user')
    : scope === undefined
      ? undefined
      : facetOf(exact('slack-scope', scope), `scope ${scope}`)
  if (native === undefined) return named ?? byWords(name, 'name of the app')
  return {
    ...native,
    vendor: named?.vendor ?? native.vendor,
    confidence: agentforce ? 1 : native.confidence,
    evidence: [...native.evidence, ...(named?.evidence ?? [])],
  }
}
