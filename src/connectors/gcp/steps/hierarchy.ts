import type { ContainerFacts } from '../../../model/facts/gcp.ts'
import { unknown } from '../../../model/index.ts'
import { AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { one } from '../../shared/google/read.ts'
import { belowRoot } from '../below.ts'
import { chainsOf } from '../map/ancestry.ts'
import type { Parents } from '../map/ancestry.ts'
import { fullNameOf, ownId, placeOf, seenId } from '../place.ts'
import type { GcpContext } from '../place.ts'
import { getFolder, getProject } from '../routes/containers.ts'
import type { FolderAnswer, ProjectAnswer } from '../routes/containers.ts'
import type { ProjectRow } from '../session.ts'

export const hierarchyMeta = {
  id: 'hierarchy',
  title: 'Organization, folders and projects',
  tier: 'core',
  scopes: ['organization', 'folder', 'project'],
  needs: ['resourcemanager.organizations.get', 'resourcemanager.folders.get', 'resourcemanager.projects.get'],
  emits: ['hierarchy'],
} as const satisfies StepMeta

export async function hierarchy(context: GcpContext): Promise<void> {
  const { root, facts } = context.session
  const lone = root.startsWith('projects/')
  const { folders, projects } = lone ? await lonely(context, root.slice('projects/'.length)) : await belowRoot(context)
  const climbed = root.startsWith('folders/') ? await climb(context, root, folders) : []
  const parents: Parents = new Map(
    [...climbed, ...folders, ...projects].flatMap(({ name, parent }) => (parent === undefined ? [] : [[name, parent]])),
  )
  const under = chainsOf(parents, root)
  const within = lone ? folders : folders.filter(({ name }) => name === root || under(name) !== undefined)
  // In an organization whose projects are scopes of their own, they are those scopes' to tell.
  const own = lone || context.session.assets ? projects : []
  const rows = own
    .filter(({ name }) => lone || under(name) !== undefined)
    .map((project) => rowOf(project, aboveOf(project, parents)))
  facts.folders = within.map(({ name }) => name)
  facts.above = aboveOf({ name: lone ? (projects[0]?.name ?? root) : root }, parents)
  facts.projects = new Map(rows.filter(({ active }) => active).map((row) => [row.id, row]))
  facts.projectIds = new Map(projects.map(({ name, projectId }) => [name.replace('projects/', ''), projectId]))
  if (root.startsWith('organizations/')) emitContainer(context, root, context.scope.name, [])
  for (const folder of within)
    emitContainer(context, folder.name, folder.displayName ?? folder.name, aboveOf(folder, parents))
  for (const row of rows) emitProject(context, row)
}

/** A project that is read by itself, and the folders above it. */
async function lonely(
  context: GcpContext,
  id: string,
): Promise<{ readonly folders: readonly FolderAnswer[]; readonly projects: readonly ProjectAnswer[] }> {
  const project = await one(context, getProject, { name: `projects/${id}` })
  return { folders: await climb(context, project.parent, []), projects: [project] }
}

/** Folders from this one on upwards, one after the other, as far as that is allowed. */
async function climb(
  context: GcpContext,
  from: string | undefined,
  known: readonly FolderAnswer[],
): Promise<readonly FolderAnswer[]> {
  const folders: FolderAnswer[] = []
  for (let at = from; at?.startsWith('folders/');) {
    const name: string = at
    try {
      const folder = known.find((each) => each.name === name) ?? (await one(context, getFolder, { name }))
      folders.push(folder)
      at = folder.parent
    } catch (error) {
      if (!(error instanceof AccessError || error instanceof VendorError)) throw error
      const permission = error instanceof AccessError ? { permission: error.permission } : {}
      context.gap({
        reason: error.reason,
        detail: `What is above ${name} was not read: ${error.message}`,
        ...permission,
      })
      break
    }
  }
  return folders
}

/** As far up as the parents are known; undefined where it ends at a folder whose own parent is not. */
function aboveOf({ name }: { readonly name: string }, parents: Parents): readonly string[] | undefined {
  const above: string[] = []
  for (let at = parents.get(name); at !== undefined && !above.includes(at); at = parents.get(at)) above.push(at)
  return above.length === 0 || above.at(-1)?.startsWith('organizations/') ? above : undefined
}

function rowOf(
  { name, projectId, displayName, state, labels }: ProjectAnswer,
  above: readonly string[] | undefined,
): ProjectRow {
  return {
    id: projectId,
    number: name.replace('projects/', ''),
    name: displayName ?? projectId,
    above,
    active: state === undefined || state === 'ACTIVE',
    labels: labels ?? {},
  }
}

function emitContainer(
  context: GcpContext,
  nativeId: string,
  name: string,
  above: readonly string[] | undefined,
): void {
  const facts = {
    resourceName: fullNameOf(nativeId),
    displayName: name,
    number: nativeId,
    above: above ?? unknown('not-collected'),
    state: 'ACTIVE',
    labels: null,
  } satisfies ContainerFacts
  const kind = nativeId.startsWith('folders/') ? 'folder' : 'organization'
  context.emit({
    type: 'resource',
    id: seenId(context, kind, nativeId),
    ...placeOf(context),
    kind,
    nativeId,
    name,
    facts,
  })
}

function emitProject(context: GcpContext, row: ProjectRow): void {
  const nativeId = `projects/${row.id}`
  const facts = {
    resourceName: fullNameOf(nativeId),
    displayName: row.name,
    number: `projects/${row.number}`,
    above: row.above ?? unknown('not-collected'),
    state: row.active ? 'ACTIVE' : 'DELETE_REQUESTED',
    labels: row.labels,
  } satisfies ContainerFacts
  const { name } = row
  context.emit({
    type: 'resource',
    id: ownId('project', row.id),
    ...placeOf(context),
    kind: 'project',
    nativeId,
    name,
    facts,
  })
}
