/** Which organizations, folders and projects there are to read, and whether Cloud Asset Inventory answers for them. */
import type { Scope } from '../../model/index.ts'
import { scopeId } from '../../model/index.ts'
import { AccessError, ConfigError, VendorError } from '../errors.ts'
import type { ConnectorIo, Opened } from '../contract.ts'
import { all, one } from '../shared/google/read.ts'
import { fallbackWords } from './fallback.ts'
import { chainsOf } from './map/ancestry.ts'
import { probeAssets } from './routes/assets.ts'
import { searchFolders, searchOrganizations, searchProjects } from './routes/containers.ts'
import type { OrganizationAnswer, ProjectAnswer } from './routes/containers.ts'
import { emptyFacts } from './session.ts'
import type { FoundRoot, GcpClient, GcpSession } from './session.ts'

interface Asker {
  readonly session: { readonly client: GcpClient['google'] }
  readonly call: ConnectorIo['call']
}

/** What is named, or else every organization in reach, or else every project. */
export async function* scopes(client: GcpClient, io: ConnectorIo): AsyncGenerator<Scope> {
  const asker: Asker = { session: { client: client.google }, call: io.call }
  const { organizations, folders, projects } = client.config
  const named = [
    ...organizations.map((number) => `organizations/${number}`),
    ...folders.map((number) => `folders/${number}`),
  ]
  const free = named.length + projects.length === 0
  // Where roots are named, this tells what they are called, and may be refused.
  const seen = free || organizations.length > 0 ? await organizationsIn(asker, free) : []
  const names = new Map(seen.map(({ name, displayName }) => [name, displayName ?? name]))
  const lost: unknown[] = []
  for (const root of free ? names.keys() : named)
    yield* scopesUnder(client, asker, { root, name: names.get(root) ?? root, lost }, io)
  for (const id of projects)
    yield projectScope(client, { root: `projects/${id}`, assets: true, aboveIsRead: false }, id)
  // Whatever else there is to read has been told by now.
  if (lost.length > 0) throw lost[0]
  if (!free || seen.length > 0) return
  const visible = (await all(asker, searchProjects, {})).filter(({ state }) => (state ?? 'ACTIVE') === 'ACTIVE')
  if (visible.length === 0)
    throw new ConfigError(
      'The sign-in sees no organization, folder or project.',
      'Grant it the role that muster permissions gcp prints, or name what to read: connectors.gcp.projects.',
    )
  io.log('warn', fallbackWords.noOrganization(visible.length))
  for (const { projectId, displayName } of visible)
    yield projectScope(
      client,
      { root: `projects/${projectId}`, assets: true, aboveIsRead: false },
      displayName ?? projectId,
    )
}

async function organizationsIn(asker: Asker, needed: boolean): Promise<readonly OrganizationAnswer[]> {
  try {
    return await all(asker, searchOrganizations, {})
  } catch (error) {
    if (needed || !(error instanceof AccessError || error instanceof VendorError)) throw error
    return []
  }
}

interface Root {
  readonly root: string
  readonly name: string
  /** Takes why the projects of a root are not known. */
  readonly lost: unknown[]
}

/** The whole of it at once, where Cloud Asset Inventory answers; else itself, and each of its projects. */
async function* scopesUnder(
  client: GcpClient,
  asker: Asker,
  { root, name, lost }: Root,
  io: ConnectorIo,
): AsyncGenerator<Scope> {
  const without = await refusalOf(asker, root)
  const kind = root.startsWith('folders/') ? 'folder' : 'organization'
  const scope: Scope = { id: scopeId('gcp', kind, root), provider: 'gcp', kind, nativeId: root, name }
  if (without === undefined) {
    client.found.set(scope.id, { root, assets: true, aboveIsRead: false })
    yield scope
    return
  }
  const projects = await projectsUnder(asker, root).catch((error: unknown) => void lost.push(error))
  const detail = fallbackWords.withoutAssets(root, without.detail, projects?.length, io.tier)
  io.log('warn', detail)
  client.found.set(scope.id, { root, assets: false, without: { ...without, detail }, aboveIsRead: false })
  yield scope
  for (const { projectId, displayName } of projects ?? []) {
    const found: FoundRoot = { root: `projects/${projectId}`, assets: false, aboveIsRead: true }
    yield { ...projectScope(client, found, displayName ?? projectId), parent: scope.id }
  }
}

function projectScope(client: GcpClient, found: FoundRoot, name: string): Scope {
  const nativeId = found.root.replace(/^projects\//, '')
  const scope: Scope = { id: scopeId('gcp', 'project', nativeId), provider: 'gcp', kind: 'project', nativeId, name }
  client.found.set(scope.id, found)
  return scope
}

async function refusalOf(asker: Asker, scope: string): Promise<FoundRoot['without']> {
  try {
    await one(asker, probeAssets, { scope })
    return undefined
  } catch (error) {
    if (error instanceof AccessError) return { reason: 'denied', detail: error.message, permission: error.permission }
    if (error instanceof VendorError) {
      const { reason, message } = error
      return { reason: reason === 'unsupported' || reason === 'throttled' ? reason : 'failed', detail: message }
    }
    throw error
  }
}

/** Searches know a project's own parent alone, so that folders are needed to tell what lies under the root. */
async function projectsUnder(asker: Asker, root: string): Promise<readonly ProjectAnswer[]> {
  const folders = await all(asker, searchFolders, {})
  const projects = await all(asker, searchProjects, {})
  const parents = [...folders, ...projects].flatMap(({ name, parent }) =>
    parent === undefined ? [] : [[name, parent] as const],
  )
  const under = chainsOf(new Map(parents), root)
  return projects.filter(({ name, state }) => (state ?? 'ACTIVE') === 'ACTIVE' && under(name) !== undefined)
}

export async function open(client: GcpClient, scope: Scope, io: ConnectorIo): Promise<Opened<GcpSession>> {
  const found = client.found.get(scope.id)
  if (found === undefined) throw new Error(`${scope.id} was never found`)
  const { google, config } = client
  // Of single projects it is asked when they are opened, so that a thousand of them need not wait for the last.
  const asked = found.assets && scope.kind === 'project'
  const without = asked ? await refusalOf({ session: { client: google }, call: io.call }, found.root) : found.without
  const assets = found.assets && without === undefined
  const told =
    without === undefined || !asked
      ? without
      : { ...without, detail: fallbackWords.withoutAssets(found.root, without.detail, 1, io.tier) }
  const self = await google.identity()
  const { root, aboveIsRead } = found
  return { session: { client: google, config, root, assets, without: told, aboveIsRead, self, facts: emptyFacts() } }
}
