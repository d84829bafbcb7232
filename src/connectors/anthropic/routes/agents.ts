/** Managed agents, in beta: https://platform.claude.com/docs/en/managed-agents/overview */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import { workspaceDeveloper } from '../needs.ts'

const text = z.string()
const policy = z.object({ permission_policy: z.object({ type: text }).nullish() }).nullish()

/** What it is told to do (`system`) is not read: it is the customer’s own text. */
export const listAgents = route({
  path: '/v1/agents',
  query: { limit: 100, beta: 'true' },
  headers: { 'anthropic-beta': 'managed-agents-2026-04-01' },
  permission: workspaceDeveloper,
  rows: 'data',
  pages: { by: 'cursor', from: 'next_page', to: 'page' },
  optional: true,
  licence: 'managed agents, which are in beta',
  schema: z.object({
    id: text,
    name: text,
    created_at: text.nullish(),
    archived_at: text.nullish(),
    model: z.union([z.object({ id: text }), text]),
    execution_identity: z.object({ type: text, role_arn: text.optional() }).nullish(),
    mcp_servers: z.array(z.object({ url: text })).nullish(),
    tools: z.array(z.object({ type: text, default_config: policy, configs: z.array(policy).nullish() })).nullish(),
  }),
})
export type AgentAnswer = z.infer<typeof listAgents.schema>
