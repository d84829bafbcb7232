/** Agents of Vertex AI: https://cloud.google.com/vertex-ai/docs/reference/rest/v1/projects.locations.reasoningEngines */
import { z } from 'zod'
import { plainRoute } from '../../shared/google/route.ts'
import { listAssets } from './assets.ts'

const text = z.string()

/** What an agent is deployed with holds its environment variables, and is not read. */
const engineSchema = z.object({
  name: text.optional(),
  displayName: text.optional(),
  createTime: text.optional(),
  spec: z
    .object({
      agentFramework: text.optional(),
      identityType: text.optional(),
      effectiveIdentity: text.optional(),
      serviceAccount: text.optional(),
    })
    .optional(),
})
export type EngineAnswer = z.infer<typeof engineSchema>

export const listEngineAssets = listAssets('aiplatform.googleapis.com/ReasoningEngine', engineSchema)

/** Each place has a host of its own. */
export const listEngines = plainRoute({
  api: 'plain',
  operation: 'aiplatform.projects.locations.reasoningEngines.list',
  permission: 'aiplatform.reasoningEngines.list',
  rows: 'reasoningEngines',
  schema: engineSchema,
  perResource: true,
  ask: (
    plain,
    {
      project,
      location,
      pageToken,
    }: { readonly project: string; readonly location: string; readonly pageToken?: string },
  ) =>
    plain.get(
      `${location}-aiplatform`,
      `/v1/projects/${encodeURIComponent(project)}/locations/${location}/reasoningEngines`,
      { pageSize: 100, pageToken },
    ),
})
