/** Organizations, folders and projects, by what files say of them and by what everything else is told to lie in. */
import type { AssetRow, Row } from './files.ts'
import { isRow } from './files.ts'

/** In the form of Resource Manager v3. */
export interface Containers {
  /** What is above all: `organizations/1`; of projects without an organization the project itself. */
  readonly roots: readonly string[]
  readonly rootOf: (asset: Pick<AssetRow, 'ancestors'>) => string | undefined
  readonly organizations: readonly Row[]
  readonly folders: readonly Row[]
  readonly projects: readonly (Row & { readonly name: string; readonly projectId: string })[]
}

const prefix = '//cloudresourcemanager.googleapis.com/'

export function containersIn(assets: readonly AssetRow[]): Containers {
  const chains = new Map<string, readonly string[]>()
  for (const { ancestors } of assets)
    for (const [index, name] of ancestors.entries()) chains.set(name, ancestors.slice(index))
  const own = new Map(
    assets.flatMap(({ name, ancestors, resource }) =>
      name.startsWith(prefix) && resource !== undefined
        ? [[ancestors[0] ?? name.slice(prefix.length), resource.data]]
        : [],
    ),
  )
  const ids = projectIds(assets)
  const named = (kind: string): readonly string[] =>
    [...chains.keys()].filter((name) => name.startsWith(`${kind}/`)).toSorted()
  const roots = [...new Set([...chains.values()].flatMap((chain) => chain.at(-1) ?? []))].toSorted()
  return {
    roots,
    rootOf: ({ ancestors }) => ancestors.at(-1) ?? (roots.length === 1 ? roots[0] : undefined),
    organizations: named('organizations').map((name) => row(name, own.get(name), undefined)),
    folders: named('folders').map((name) => row(name, own.get(name), chains.get(name)?.[1])),
    projects: named('projects').map((name) => {
      const projectId = ids.get(name) ?? name.slice('projects/'.length)
      return { ...row(name, own.get(name), chains.get(name)?.[1]), name, projectId }
    }),
  }
}

/** Exports have projects in the form of v1, which calls things otherwise. */
function row(name: string, data: Row | undefined, parent: string | undefined): Row {
  const { displayName, lifecycleState, state, labels } = data ?? {}
  const shown =
    displayName ?? (typeof data?.['name'] === 'string' && !data['name'].includes('/') ? data['name'] : undefined)
  return {
    name,
    ...(parent === undefined ? {} : { parent }),
    ...(typeof shown === 'string' ? { displayName: shown } : {}),
    ...(state === undefined && lifecycleState === undefined ? {} : { state: state ?? lifecycleState }),
    ...(isRow(labels) ? { labels } : {}),
  }
}

/** The id by `projects/<number>`: of the project itself, else of whatever has the one in its name and the other above it. */
function projectIds(assets: readonly AssetRow[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>()
  for (const { name, ancestors, resource } of assets) {
    const [number] = ancestors
    if (number?.startsWith('projects/') !== true) continue
    const said = resource?.data['projectId']
    const [, inName] = /\/projects\/([a-z][^/]*)(?:\/|$)/.exec(name) ?? []
    if (name.startsWith(prefix) && typeof said === 'string') ids.set(number, said)
    else if (inName !== undefined && !ids.has(number)) ids.set(number, inName)
  }
  return ids
}
