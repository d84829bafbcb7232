/** The servers of a configuration, wherever its client keeps them. */
import { isTable } from '../../shared/mcp-server.ts'
import type { Table } from '../../shared/mcp-server.ts'
import { safeName, safeNames } from '../../shared/safe-names.ts'
import type { ConfigPlace } from '../places.ts'

export interface GivenServer {
  readonly name: string
  /** The folder that it is for; null: everywhere. */
  readonly project: string | null
  readonly settings: Table
}

export function serversOf(
  table: Table,
  { servers, projects }: Pick<ConfigPlace, 'servers' | 'projects'>,
): readonly GivenServer[] {
  const own = servers.map((path) => at(table, path)).find((found) => found !== undefined)
  const inProjects = projects === undefined ? undefined : table[projects]
  return [
    ...named(own, null),
    ...(isTable(inProjects)
      ? Object.entries(inProjects).flatMap(([project, settings]) =>
          isTable(settings) ? servers.flatMap((path) => named(at(settings, path), project)) : [],
        )
      : []),
  ]
}

/** `mcp.servers` stands as it is in the settings of VS Code, or as an object in an object. */
function at(table: Table, path: string): unknown {
  if (Object.hasOwn(table, path)) return table[path]
  return path
    .split('.')
    .reduce<unknown>((found, key) => (isTable(found) && Object.hasOwn(found, key) ? found[key] : undefined), table)
}

/** By name, or (in Continue) as a list of settings with a name. */
function named(servers: unknown, given: string | null): readonly GivenServer[] {
  const entries = entriesIn(servers)
  const names = safeNames(entries.map(([name]) => name))
  const project = given === null ? null : safeName(given)
  return entries.map(([, settings], index) => ({ name: names[index] ?? '', project, settings: settled(settings) }))
}

function entriesIn(servers: unknown): readonly (readonly [string, Table])[] {
  if (Array.isArray(servers))
    return servers.flatMap((each: unknown, index) =>
      isTable(each) ? [[typeof each['name'] === 'string' ? each['name'] : String(index + 1), each] as const] : [],
    )
  if (!isTable(servers)) return []
  return Object.entries(servers).flatMap(([name, each]) => (isTable(each) ? [[name, each] as const] : []))
}

/** One word for each setting: Gemini says httpUrl, Windsurf serverUrl, opencode environment, Codex http_headers, Zed nests. */
function settled(given: Table): Table {
  const nested = isTable(given['command']) ? given['command'] : {}
  const path = typeof nested['path'] === 'string' ? { command: nested['path'] } : {}
  const url = given['url'] ?? given['httpUrl'] ?? given['serverUrl'] ?? given['uri']
  const env = given['env'] ?? given['environment'] ?? nested['env']
  const headers = given['headers'] ?? given['http_headers'] ?? given['requestOptions']
  return {
    ...given,
    ...(isTable(given['command']) ? { args: nested['args'], ...path } : {}),
    ...(url === undefined ? {} : { url }),
    ...(env === undefined ? {} : { env }),
    ...(headers === undefined ? {} : { headers }),
  }
}
