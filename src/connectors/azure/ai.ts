/** Signs by which an application of Entra ID is known to belong to a model. */
import type { AzureRoleFacts } from '../../model/facts/azure.ts'
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

/**
 * Data actions that call a model or an agent. What is granted by a star over everything says nothing of what it is for.
 * https://learn.microsoft.com/azure/role-based-access-control/permissions/ai-machine-learning
 */
const modelCall =
  /^microsoft\.(?:cognitiveservices\/accounts\/(?:openai|aiservices|contentunderstanding|maas)\b|cognitiveservices\/\*$|machinelearningservices\/workspaces\/\S*(?:score|endpoints)\b)/i

/** Of whoever holds a role of Azure by which models are called. */
export function aiOfRole({
  roleName,
  permissions,
}: Pick<AzureRoleFacts, 'roleName' | 'permissions'>): AiFacet | undefined {
  const action = permissions.flatMap(({ dataActions }) => dataActions).find((each) => modelCall.test(each))
  if (action === undefined) return undefined
  return {
    kind: 'model-integration',
    vendor: 'Microsoft Azure AI',
    models: [],
    confidence: 0.8,
    evidence: [`holds the role ${roleName}, which allows ${action}`],
  }
}
