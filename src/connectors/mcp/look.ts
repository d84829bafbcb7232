/** Looks a folder through for what may be of interest: by names alone, and not without an end. */
import { listIn } from '../shared/files/pieces.ts'
import { attempt } from '../shared/attempt.ts'
import { isUnknown } from '../../model/index.ts'
import { folderPlaces, homePlaces, notOurs } from './places.ts'
import type { ClientFolder, ConfigPlace } from './places.ts'
import { shown, within } from './place.ts'
import type { Folder, McpContext, StepGap } from './session.ts'

/** More folders than a checkout has. */
const most = 20_000

/** For the steps after the one that looked: what it could not see they have not seen either. */
export function tellUnseen({ session, gap }: McpContext): void {
  for (const each of session.facts.found?.gaps ?? []) gap(each)
}

/** The folders of a root, itself first, in order of their paths. */
export async function foldersOf(context: McpContext): Promise<readonly Folder[]> {
  const { session } = context
  if (session.facts.found !== undefined) return session.facts.found.folders
  const folders: Folder[] = []
  const gaps: StepGap[] = []
  const gap = (found: StepGap): void => {
    gaps.push(found)
    context.gap(found)
  }
  let level = [{ path: '', depth: 0 }]
  let left = false
  while (level.length > 0 && !left) {
    const next: typeof level = []
    for (const { path, depth } of level) {
      left = folders.length >= most
      if (left) break
      const entries = await listed(context, gap, path)
      folders.push({ path, names: new Set(entries.map(({ name }) => name)) })
      if (session.home || depth >= session.depth) continue
      for (const { name, folder } of entries)
        // Folders with a dot are read for what is known to stand in them, and not looked through.
        if (folder && !name.startsWith('.') && !notOurs.has(name))
          next.push({ path: path === '' ? name : `${path}/${name}`, depth: depth + 1 })
    }
    // Where there are too many it is always the same ones that are looked through.
    level = next.toSorted((a, b) => (a.path < b.path ? -1 : 1))
  }
  if (left)
    gap({
      reason: 'not-collected',
      detail: `The folder has more than ${most} folders; of the others none was looked through.`,
    })
  session.facts.found = { folders: folders.toSorted((a, b) => (a.path < b.path ? -1 : 1)), gaps }
  return session.facts.found.folders
}

async function listed(context: McpContext, gap: McpContext['gap'], path: string) {
  const { io, session } = context
  const { disk } = io
  const what = `The folder ${path === '' ? session.folder : shown(context, path)}`
  const entries = await attempt({ gap }, what, async () =>
    disk === undefined ? [] : listIn(io, disk, within(session.folder, path)),
  )
  return isUnknown(entries) ? [] : entries
}

export interface FoundConfig {
  readonly place: ConfigPlace
  /** From the root. */
  readonly path: string
}

/** Configurations that may be there: their first folder is. */
export async function configsIn(context: McpContext): Promise<readonly FoundConfig[]> {
  const places = context.session.home ? homePlaces : folderPlaces
  return (await foldersOf(context)).flatMap(({ path, names }) =>
    places
      .filter((place) => names.has(place.path.split('/')[0] ?? ''))
      .map((place) => ({ place, path: path === '' ? place.path : `${path}/${place.path}` })),
  )
}

/** Folders of agents, or of skills, that may be there. */
export async function agentFoldersIn(
  context: McpContext,
  wanted: readonly ClientFolder[],
): Promise<readonly ClientFolder[]> {
  return (await foldersOf(context)).flatMap(({ path, names }) =>
    wanted
      .filter((each) => names.has(each.path.split('/')[0] ?? ''))
      .map(({ client, path: own }) => ({ client, path: path === '' ? own : `${path}/${own}` })),
  )
}
