/** Okta for AI Agents, which is in beta: https://developer.okta.com/docs/api/openapi/okta-management/management/tag/AIAgents/ */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import { keySchema } from './apps.ts'

const text = z.string()
const licence = 'Okta for AI Agents'
const shared = {
  permission: 'okta.aiAgents.read',
  rows: 'data',
  pages: { by: 'address', from: '_links.next.href' },
  licence,
} as const

export const listAgents = route({
  ...shared,
  path: '/workload-principals/api/v1/ai-agents',
  query: { limit: 200 },
  optional: true,
  schema: z.object({
    id: text,
    status: text,
    created: text.nullish(),
    appId: text.nullish(),
    profile: z.object({ name: text, description: text.nullish() }),
  }),
})
export type AgentAnswer = z.infer<typeof listAgents.schema>

/** Names of vaulted secrets, and the paths that they lie at, are not named here. */
export const listConnections = route({
  ...shared,
  path: '/workload-principals/api/v1/ai-agents/{agentId}/connections',
  query: { limit: 200 },
  absent: true,
  schema: z.object({
    id: text,
    connectionType: text,
    status: text.nullish(),
    scopeCondition: text.nullish(),
    scopes: z.array(text).nullish(),
    resourceIndicator: text.nullish(),
  }),
})
export type ConnectionAnswer = z.infer<typeof listConnections.schema>

export const listAgentKeys = route({
  ...shared,
  path: '/workload-principals/api/v1/ai-agents/{agentId}/credentials/jwks',
  rows: ['data', 'keys', 'jwks.keys', ''],
  absent: true,
  schema: keySchema,
})
