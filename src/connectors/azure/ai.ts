/** Signs by which an application of Entra ID is known to belong to a model. */
import type { AiFacet } from '../../model/index.ts'
import { byWords, exact, facetOf, ofType } from '../shared/ai-facets.ts'

export interface PrincipalSign {
  readonly appId: string
  readonly name: string
  readonly labels: readonly string[]
}

/** By the application's id, by what a product labels its own with, or, as a hint only, by words of its name. */
export function aiOfPrincipal({ appId, name, labels }: PrincipalSign): AiFacet | undefined {
  return aiOfAppId(appId) ?? aiOfLabels(labels) ?? byWords(name, 'name of the application')
}

export function aiOfAppId(appId: string): AiFacet | undefined {
  return facetOf(exact('entra-app-id', appId), `application id ${appId}`)
}

/** Accounts that belong to an agent: https://learn.microsoft.com/graph/api/resources/agentuser */
export function aiOfType(type: string): AiFacet {
  return { kind: 'agent', vendor: 'Microsoft', models: [], confidence: 1, evidence: [`type ${type} of Entra ID`] }
}

function aiOfLabels(labels: readonly string[]): AiFacet | undefined {
  for (const sign of ofType('entra-tag')) {
    const { value } = sign.match
    const label = labels.find((each) => (value.endsWith('*') ? each.startsWith(value.slice(0, -1)) : each === value))
    if (label !== undefined) return facetOf(sign, `label ${label}`)
  }
  return undefined
}
