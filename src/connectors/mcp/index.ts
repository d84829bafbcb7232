/** MCP: which tool servers AI clients on a machine, or in a repository, hand to their models, and with what secrets. */
import { defineConnector } from '../contract.ts'
import { classify } from '../shared/files/pieces.ts'
import { connect, open, scopes } from './connect.ts'
import { discover } from './discover.ts'
import { permissions } from './permissions.ts'
import { McpConfig } from './schema.ts'
import type { McpClient, McpSession } from './session.ts'
import { meta as agents, step as readAgents } from './steps/agents.ts'
import { meta as envFiles, step as readEnvFiles } from './steps/env-files.ts'
import { meta as frameworks, step as readFrameworks } from './steps/frameworks.ts'
import { meta as servers, step as readServers } from './steps/servers.ts'
import { meta as signIns, step as readSignIns } from './steps/sign-ins.ts'

export const connector = defineConnector<McpClient, McpSession>()({
  meta: { id: 'mcp', title: 'MCP and agents’ configurations', steps: [servers, agents, frameworks, envFiles, signIns] },
  config: McpConfig,
  connect,
  scopes,
  open,
  classify,
  permissions,
  discover,
  steps: {
    servers: readServers,
    agents: readAgents,
    frameworks: readFrameworks,
    'env-files': readEnvFiles,
    'sign-ins': readSignIns,
  },
})
