/** The facts of an entity of the MCP connector by its kind, typed. */
import type { AgentConfigFacts, McpServerFacts } from '../../model/facts/mcp.ts'
import type { Identity, Resource } from '../../model/index.ts'

export const mcpServerFacts = (server: Identity): McpServerFacts => server.facts as unknown as McpServerFacts
export const agentConfigFacts = (config: Resource): AgentConfigFacts => config.facts as unknown as AgentConfigFacts
