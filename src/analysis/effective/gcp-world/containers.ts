/** Organizations, folders and projects: what lies in what. */
import type { View } from '../../../inventory/view.ts'
import { isKnown, valueOf } from '../../../model/index.ts'
import { containerFacts, gcpScopes } from '../gcp-facts.ts'
import type { GcpChain, GcpContainer, GcpWorld } from './types.ts'

const kinds = ['organization', 'folder', 'project'] as const

export type Containers = Pick<GcpWorld, 'containers' | 'container' | 'chain' | 'holds' | 'containerOf' | 'canonical'>

export function containersOf(view: View): Containers {
  const byName = new Map<string, GcpContainer>()
  const byNumber = new Map<string, GcpContainer>()
  for (const scope of gcpScopes(view))
    for (const kind of kinds)
      for (const resource of view.resources({ kind, scope: scope.id })) {
        const { id, nativeId } = resource
        const { number: given, above, displayName } = containerFacts(resource)
        const number = valueOf(given)
        const found: GcpContainer = { id, name: nativeId, displayName, kind, number, above, scope: scope.id }
        const before = byName.get(nativeId)
        // Another scope may have read the same one; whichever knows what is above it tells more.
        if (before !== undefined && (isKnown(before.above) || !isKnown(found.above))) continue
        byName.set(nativeId, found)
        if (number !== undefined) byNumber.set(number, found)
      }
  const container = (name: string): GcpContainer | undefined => byName.get(name) ?? byNumber.get(name)
  const chains = new Map<string, GcpChain>()
  const chain = (name: string): GcpChain => {
    const known = chains.get(name)
    if (known !== undefined) return known
    const made = chainFrom(container(name), name)
    chains.set(name, made)
    return made
  }
  const canonical = (resource: string): string =>
    resource.replace(/(?<=\/projects\/)\d+(?=\/|$)/, (number) => nameOf(byNumber.get(`projects/${number}`), number))
  return {
    containers: () => byName.values(),
    container,
    chain,
    canonical,
    holds: (outer, inner) => {
      const { names, missing } = chain(inner)
      const wanted = container(outer)?.name ?? outer
      if (names.includes(wanted)) return true
      return missing === undefined || wanted.startsWith('projects/') ? false : undefined
    },
    containerOf: (resource) => {
      const [, found] = /\/((?:projects|folders|organizations)\/[^/]+)/.exec(canonical(resource)) ?? []
      // Buckets are written without their project, with `_` in its place.
      return found === undefined || found === 'projects/_' ? undefined : found
    },
  }
}

function nameOf(found: GcpContainer | undefined, number: string): string {
  return found === undefined ? number : found.name.slice('projects/'.length)
}

function chainFrom(found: GcpContainer | undefined, name: string): GcpChain {
  if (name.startsWith('organizations/')) return { names: [name], missing: undefined }
  const own = found?.name ?? name
  if (found === undefined || !isKnown(found.above)) return { names: [own], missing: `what is above ${own}` }
  return { names: [own, ...found.above], missing: undefined }
}
