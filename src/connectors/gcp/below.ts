/** Which folders and projects there are in an organization or folder, and whether that is all of them. */
import { AccessError, VendorError } from '../errors.ts'
import { attempt } from '../shared/attempt.ts'
import { all, one } from '../shared/google/read.ts'
import { isKnown } from '../../model/index.ts'
import type { GcpContext } from './place.ts'
import {
  heldOnFolder,
  heldOnOrganization,
  listFolderAssets,
  listProjectAssets,
  searchFolders,
  searchProjects,
} from './routes/containers.ts'
import type { FolderAnswer, ProjectAnswer } from './routes/containers.ts'

export interface Below {
  readonly folders: readonly FolderAnswer[]
  readonly projects: readonly ProjectAnswer[]
}

/** Cloud Asset shows all that there is; where it does not tell, searches do, which leave out what may not be seen. */
export async function belowRoot(context: GcpContext): Promise<Below> {
  const told = context.session.assets ? await byAssets(context) : undefined
  if (told !== undefined) return told
  const found = { folders: await all(context, searchFolders, {}), projects: await all(context, searchProjects, {}) }
  await tellHidden(context)
  return found
}

/** undefined: it does not tell. */
async function byAssets(context: GcpContext): Promise<Below | undefined> {
  const { root: parent } = context.session
  // A row that cannot be read is one that the searches may know.
  const asker = { session: context.session, call: context.call }
  try {
    const [folders, projects] = [
      await all(asker, listFolderAssets, { parent }),
      await all(asker, listProjectAssets, { parent }),
    ]
    return { folders, projects }
  } catch (error) {
    if (error instanceof AccessError || error instanceof VendorError) return undefined
    throw error
  }
}

const seeing = ['resourcemanager.folders.get', 'resourcemanager.projects.get'] as const

/** What is held on the root holds for all below. Whoever holds it there is shown everything, and others not a word of it. */
async function tellHidden(context: GcpContext): Promise<void> {
  const { root } = context.session
  const route = root.startsWith('folders/') ? heldOnFolder : heldOnOrganization
  const answer = await attempt(context, `Whether all folders and projects of ${root} are shown is not known`, () =>
    one(context, route, { resource: root, permissions: seeing }),
  )
  if (!isKnown(answer)) return
  for (const permission of seeing.filter((each) => !answer.permissions.includes(each)))
    context.gap({
      reason: 'denied',
      detail: `Google shows ${permission.includes('folders') ? 'folders' : 'projects'} of ${root} as far as they may be seen, and ${permission} is not held on all of it.`,
      permission,
    })
}
