/**
 * The MCP servers that an agent is given, from a configuration of no fixed form that people paste secrets into: only
 * hosts, packages, names and what secrets look like remain of it.
 * https://docs.github.com/en/copilot/how-tos/use-copilot-agents/coding-agent/extend-coding-agent-with-mcp
 */
import type { McpServer } from '../../../model/facts/github.ts'
import type { Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import {
  entriesOf,
  hostOf,
  isTable,
  packageOf,
  referencesIn,
  textsWithin,
  transportOf,
} from '../../shared/mcp-server.ts'
import type { Table } from '../../shared/mcp-server.ts'
import { configFacts } from '../../shared/secret-shapes.ts'

/** The configuration as an object, or as its text in JSON; unknown where it is neither. */
export function mcpServersOf(given: unknown, fingerprint: (value: string) => string): Known<readonly McpServer[]> {
  if (given === null || given === undefined || given === '') return []
  const configuration = typeof given === 'string' ? parsed(given) : given
  if (!isTable(configuration)) return unknown('failed')
  const servers = configuration['mcpServers'] ?? configuration['servers'] ?? {}
  if (!isTable(servers)) return unknown('failed')
  return Object.entries(servers)
    .map(([name, server]) => serverOf(name, isTable(server) ? server : {}, fingerprint))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function serverOf(name: string, server: Table, fingerprint: (value: string) => string): McpServer {
  const transport = transportOf(server)
  const host = hostOf(server['url'])
  const run = transport === 'stdio' ? packageOf(server) : undefined
  const texts = [...textsWithin(server, 0)]
  return {
    name: name.slice(0, 200),
    transport,
    ...(host === undefined ? {} : { host }),
    ...(run === undefined ? {} : { package: run.name }),
    pinned: run?.pinned ?? null,
    tools: toolsOf(server['tools']),
    references: referencesIn(texts),
    configSecrets: configFacts(entriesOf(server), fingerprint).configSecrets,
  }
}

function toolsOf(tools: unknown): Known<readonly string[]> {
  if (tools === undefined || tools === null) return null
  if (!Array.isArray(tools)) return unknown('failed')
  return tools.flatMap((tool) => (typeof tool === 'string' ? [tool.slice(0, 200)] : [])).toSorted()
}
