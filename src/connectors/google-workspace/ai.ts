/** Signs by which an application that users let in is known to belong to a model. */
import type { AiFacet } from '../../model/index.ts'
import { byWords, exact, facetOf } from '../shared/ai-facets.ts'

/** By the client's id, else by its name: anybody may call an application so, which makes it a hint and no more. */
export function aiOfClient(clientId: string, name: string | undefined): AiFacet | undefined {
  const byId = facetOf(exact('google-client-id', clientId), `client id ${clientId}`)
  if (byId !== undefined || name === undefined) return byId
  return facetOf(exact('google-app-name', name.trim()), `name ${name}`) ?? byWords(name, 'name of the application')
}

/** What Google itself says acted as an agent: https://developers.google.com/workspace/admin/reports/reference/rest/v1/activities */
export function aiOfAgent(agentName: string | undefined): AiFacet {
  return {
    kind: 'agent',
    vendor: 'unknown',
    models: [],
    confidence: 1,
    evidence: [`isAgenticAction in the log of Workspace${agentName === undefined ? '' : `, as ${agentName}`}`],
  }
}
