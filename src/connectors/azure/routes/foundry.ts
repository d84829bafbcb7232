/** Agents of Azure AI Foundry. What they are told to do is not among the fields that are read. */
import { z } from 'zod'
import { query } from '../resource-graph.ts'
import { route } from '../route.ts'

export const listFoundryProjects = query({
  operation: 'resourcegraph:resources/accounts/projects',
  query:
    "resources | where type =~ 'microsoft.cognitiveservices/accounts/projects' | project id, name, type, endpoints=properties.endpoints | order by id asc",
  permission: 'Microsoft.CognitiveServices/accounts/projects/read',
  schema: z.object({ id: z.string(), endpoints: z.record(z.string(), z.unknown()).nullish() }),
})

const definition = {
  model: z.string().nullish(),
  tools: z.array(z.object({ type: z.string() })).nullish(),
}

/**
 * Of today's agents the definition stands in their latest version; those of before have it themselves.
 * https://learn.microsoft.com/rest/api/aifoundry/project/agents
 */
export const listFoundryAgents = route({
  wire: 'foundry',
  path: '/api/projects/{project}/agents',
  operation: 'GET foundry:agents',
  query: { 'api-version': 'v1', limit: '100' },
  permission: 'Microsoft.CognitiveServices/accounts/AIServices/agents/read',
  perResource: true,
  schema: z.object({
    id: z.string().min(1),
    name: z.string().nullish(),
    created_at: z.number().nullish(),
    ...definition,
    versions: z.object({ latest: z.object({ definition: z.object(definition).nullish() }).nullish() }).nullish(),
  }),
})
