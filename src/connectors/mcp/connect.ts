/** Which machine and which folders there are to read. */
import type { Scope } from '../../model/index.ts'
import type { ConnectorIo, Disk, Opened } from '../contract.ts'
import { ConfigError } from '../errors.ts'
import { provider, scopeIdOf } from './place.ts'
import type { McpConfig } from './schema.ts'
import type { McpClient, McpSession } from './session.ts'

export async function connect(config: McpConfig, { disk }: ConnectorIo): Promise<McpClient> {
  if (disk === undefined)
    throw new ConfigError(
      'This program gives connectors no files to read.',
      'A program that embeds Muster gives scan() a disk: localDisk().',
    )
  const places = new Map<string, McpSession>()
  const names: string[] = []
  const add = (name: string, session: Omit<McpSession, 'facts' | 'depth'>): void => {
    if (places.has(scopeIdOf(name)))
      throw new ConfigError(`Two folders of mcp are called ${name}.`, 'Give one of them another name.')
    places.set(scopeIdOf(name), { ...session, depth: config.depth, facts: {} })
    names.push(name)
  }
  const home = config.home ?? config.roots.length === 0
  if (home) add(disk.machine, { folder: disk.home, home: true })
  for (const { path, name } of rootsOf(config, disk)) {
    const folder = /^(?:[/\\]|[A-Za-z]:)/.test(path) ? path : path === '.' ? disk.here : `${disk.here}/${path}`
    if (home && folder === disk.home) continue
    await demand(disk, path, folder)
    add(name ?? told(folder, disk), { folder, home: false })
  }
  return { places, names }
}

function rootsOf(
  { roots }: McpConfig,
  { here }: Disk,
): readonly { readonly path: string; readonly name?: string | undefined }[] {
  if (roots.length === 0) return [{ path: here }]
  return roots.map((root) => (typeof root === 'string' ? { path: root } : root))
}

/** From the home directory, if it is in there: who is signed in is nobody's business. */
function told(folder: string, { home }: Disk): string {
  return folder.startsWith(`${home}/`) ? `~${folder.slice(home.length)}` : folder
}

async function demand(disk: Disk, path: string, folder: string): Promise<void> {
  const found = await disk.look(folder).catch(() => 'denied' as const)
  if (found === undefined || (found !== 'denied' && found.type !== 'folder'))
    throw new ConfigError(`There is no folder ${path}.`, 'Paths are relative to the working directory.')
}

export async function* scopes({ names }: McpClient): AsyncGenerator<Scope> {
  for (const name of names) yield { id: scopeIdOf(name), provider, kind: 'workspace', nativeId: name, name }
}

export async function open({ places }: McpClient, scope: Scope): Promise<Opened<McpSession>> {
  const session = places.get(scope.id)
  if (session === undefined) throw new Error(`${scope.id} was never found`)
  return { session: { ...session, facts: {} } }
}
