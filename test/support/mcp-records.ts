/**
 * Records of configurations of AI clients with sane defaults, for rule tests and the examples on rule pages. What a
 * builder is given beside the few names it knows are facts, as src/model/facts/mcp.ts has them.
 */
import { entityId, scopeId } from '../../src/model/index.ts'
import type { AiFacet, Gap, GapReason, Identity, InventoryRecord, Scope } from '../../src/model/index.ts'
import type { LooseFacts, Records } from './aws-records.ts'

const machine = 'ada-laptop'
const untold = { environment: null, purpose: null, tags: null } as const

function placeOf(on: string) {
  return { provider: 'mcp', scope: scopeId('mcp', 'workspace', on) } as const
}

export function mcpScope(on = machine): Scope {
  return { id: placeOf(on).scope, provider: 'mcp', kind: 'workspace', nativeId: on, name: on }
}

export function mcpId(kind: string, native: string, on = machine): string {
  return entityId('mcp', on, kind, native)
}

interface ServerInput extends LooseFacts {
  readonly name?: string
  readonly on?: string
  readonly path?: string
  readonly enabled?: Identity['enabled']
  readonly ai?: Partial<AiFacet>
}

/** A pinned package that is started here, and given nothing. */
export function mcpServer(input: ServerInput = {}): Records {
  const { name = 'github', on = machine, path = '~/.cursor/mcp.json', enabled = true, ai, ...facts } = input
  const nativeId = `${path}#${name}`
  const given = {
    server: name,
    client: 'cursor',
    path,
    project: null,
    transport: 'stdio',
    command: 'npx',
    package: { ecosystem: 'npm', name: '@acme/mcp-github@2.1.0', pinned: true },
    host: null,
    local: false,
    plainHttp: false,
    credentials: [],
    autoApproved: [],
  }
  return [
    {
      type: 'identity',
      ...placeOf(on),
      id: mcpId('mcp-server', nativeId, on),
      kind: 'mcp-server',
      nativeId,
      name,
      createdAt: { unknown: 'unsupported' },
      enabled,
      class: 'ai',
      ai: {
        kind: 'model-integration',
        vendor: 'acme',
        models: [],
        confidence: 1,
        evidence: [`MCP server in ${nativeId}`],
        ...ai,
      },
      ...untold,
      facts: { ...given, ...facts },
    },
  ]
}

/** One that is reached over the network. */
export function remoteMcpServer(input: ServerInput = {}): Records {
  const remote = { transport: 'http', command: null, package: null, host: 'mcp.acme.example' }
  return mcpServer({ name: 'tracker', ...remote, ...input })
}

interface ConfigInput extends LooseFacts {
  readonly on?: string
  readonly path?: string
}

export function agentConfig(input: ConfigInput = {}): Records {
  const { on = machine, path = '~/.cursor/mcp.json', ...facts } = input
  const given = {
    client: 'cursor',
    path,
    user: 'ada',
    servers: 1,
    configSecrets: [],
    references: [],
    unattended: null,
    hooks: 0,
    settings: null,
  }
  return [
    {
      type: 'resource',
      ...placeOf(on),
      id: mcpId('agent-config', path, on),
      kind: 'agent-config',
      nativeId: path,
      name: path,
      facts: { ...given, ...facts },
    },
  ]
}

interface GapInput {
  /** The facet without `mcp.`: `servers`. */
  readonly step?: string
  readonly reason?: GapReason
}

export function mcpGap({ step = 'servers', reason = 'denied' }: GapInput = {}): InventoryRecord & Gap {
  return { type: 'gap', connector: 'mcp', scope: placeOf(machine).scope, step, reason, detail: 'not seen in this test' }
}
