/** A server, what it is given, and the secrets that stand in its settings, as records. */
import type { McpServerFacts } from '../../../model/facts/mcp.ts'
import type { AiFacet, Emission } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { hostOf, packageOf, programName, transportOf } from '../../shared/mcp-server.ts'
import type { Table } from '../../shared/mcp-server.ts'
import { safeName } from '../../shared/safe-names.ts'
import { secretShape } from '../../shared/secret-shapes.ts'
import { idOf, placeOf, shown } from '../place.ts'
import type { ConfigPlace } from '../places.ts'
import type { McpContext } from '../session.ts'
import { secretRecords } from './secret-records.ts'
import { secretsOf } from './secrets.ts'
import type { GivenSecrets } from './secrets.ts'
import type { GivenServer } from './servers.ts'

export interface MappedServer {
  readonly records: readonly Emission[]
  readonly given: GivenSecrets
}

export function serverRecords(
  context: McpContext,
  server: GivenServer,
  place: Pick<ConfigPlace, 'client'>,
  file: { readonly path: string; readonly config: string },
): MappedServer {
  const path = shown(context, file.path)
  const project = server.project === null ? null : projectName(server.project, context)
  const nativeId = `${path}#${project === null ? '' : `${project}/`}${server.name}`
  const id = idOf(context, 'mcp-server', nativeId)
  const given = secretsOf(server.settings, context.io.fingerprint)
  const facts = factsOf(server, given, { client: place.client, path, project })
  const identity: Emission = {
    type: 'identity',
    id,
    ...placeOf(context),
    kind: 'mcp-server',
    nativeId,
    name: server.name,
    createdAt: unknown('unsupported'),
    enabled: !isOff(server.settings),
    class: 'ai',
    ai: facetOf(facts, nativeId),
    environment: null,
    purpose: null,
    tags: null,
    facts,
  }
  return {
    given,
    records: [
      identity,
      ...secretRecords(context, { nativeId, id, config: file.config, path, holder: server.name }, given),
    ],
  }
}

/** The path of a folder at home begins with the name of whoever it is. */
function projectName(project: string, { io }: McpContext): string {
  const home = io.disk?.home
  return home !== undefined && project.startsWith(`${home}/`) ? `~${project.slice(home.length)}` : project
}

function factsOf(
  { name, settings }: GivenServer,
  { credentials }: GivenSecrets,
  where: Pick<McpServerFacts, 'client' | 'path' | 'project'>,
): McpServerFacts {
  const transport = settings['type'] === 'remote' ? 'http' : transportOf(settings)
  const host = transport === 'stdio' ? undefined : hostOf(settings['url'])
  const url = typeof settings['url'] === 'string' ? settings['url'] : ''
  return {
    server: name,
    ...where,
    transport,
    command: transport === 'stdio' ? commandOf(settings) : null,
    package: (transport === 'stdio' ? packageOf(settings) : undefined) ?? null,
    host: transport === 'stdio' ? null : (host ?? unknown('failed')),
    local: host !== undefined && isLoopback(host),
    plainHttp: /^(?:http|ws):/i.test(url),
    credentials,
    autoApproved: approvedIn(settings),
  }
}

function commandOf({ command }: Table): McpServerFacts['command'] {
  const first: unknown = Array.isArray(command) ? command[0] : command
  const program = typeof first === 'string' ? programName(first.trim().split(/\s+/)[0] ?? '') : ''
  // A name that looks like a secret is no program.
  return /^[\w.+-]{1,60}$/.test(program) && secretShape('', program) === undefined ? program : unknown('failed')
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

function isOff(settings: Table): boolean {
  return settings['disabled'] === true || settings['enabled'] === false
}

/** Cline and Kiro say autoApprove, Roo alwaysAllow, Gemini trust, Copilot tools. */
function approvedIn(settings: Table): readonly string[] {
  if (settings['trust'] === true) return ['*']
  const listed = [settings['autoApprove'], settings['alwaysAllow']].flatMap((each) => (Array.isArray(each) ? each : []))
  return listed
    .filter((tool) => typeof tool === 'string')
    .map(safeName)
    .toSorted()
}

/** That it is there is no guess: a client hands its tools to a model. */
function facetOf({ package: run, host }: McpServerFacts, nativeId: string): AiFacet {
  const scope = run === null ? undefined : /^@([\w-]+)\//.exec(run.name)?.[1]
  return {
    kind: 'model-integration',
    vendor: scope ?? (typeof host === 'string' ? host : 'unknown'),
    models: [],
    confidence: 1,
    evidence: [`MCP server in ${nativeId}`],
  }
}
