/** Which facets a connector's steps fill: what the view needs to turn gaps into what rules cannot know. */
import type { ConnectorMeta } from '../connectors/contract.ts'
import type { Facets } from '../inventory/view-sqlite.ts'

export function facetsOf(connectors: readonly ConnectorMeta[]): Facets {
  const byStep = new Map<string, readonly string[]>()
  const byFacet = new Map<string, Set<string>>()
  for (const connector of connectors)
    for (const step of connector.steps) {
      const facets = step.emits.map((facet) => `${connector.id}.${facet}`)
      byStep.set(`${connector.id} ${step.id}`, facets)
      for (const facet of facets) byFacet.set(facet, new Set([...(byFacet.get(facet) ?? []), ...step.scopes]))
    }
  return {
    of: (connector, step) => byStep.get(`${connector} ${step}`) ?? [],
    scopeKinds: (facet) => [...(byFacet.get(facet) ?? [])],
  }
}
