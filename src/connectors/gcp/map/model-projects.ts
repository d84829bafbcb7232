/** Which projects use models at all, so that the others need not be asked for agents place by place. */
import { modelProjectOf } from '../ai.ts'
import { byProjectId } from '../place.ts'
import type { GcpContext } from '../place.ts'

/**
 * By id, in order. Google gives its own accounts for models their roles in a project when it is first used for one. A
 * project that is read by itself and whose policy was not read is asked all the same.
 */
export function modelProjects({ session }: Pick<GcpContext, 'session'>): readonly string[] | undefined {
  const { root, facts } = session
  const lone = root.startsWith('projects/') ? root.slice('projects/'.length) : undefined
  // Without any policy there is no sign to be seen.
  if (facts.heldRoles.size === 0) return lone === undefined ? undefined : [lone]
  const numbers = [...facts.serviceAgents].flatMap((email) => modelProjectOf(email) ?? [])
  const ids = numbers.map((number) => byProjectId(`projects/${number}`, session).slice('projects/'.length))
  const own = ids.filter((id) => (lone === undefined ? facts.projects?.has(id) === true : id === lone))
  return [...new Set(own)].toSorted()
}

/** At most so many of them; what is left out is told. `what` begins a sentence: `Agents`. */
export function within(context: Pick<GcpContext, 'session' | 'gap'>, what: string, most: number): readonly string[] {
  const projects = modelProjects(context)
  if (projects === undefined) {
    const detail = `${what} were not read: no policy was, which would tell which projects use models.`
    context.gap({ reason: 'not-collected', detail })
    return []
  }
  const beyond = projects.slice(most)
  if (beyond.length > 0)
    context.gap({
      reason: 'not-collected',
      detail: `${what} of ${beyond.length} projects were not read, from ${beyond[0]} on: they would take too many requests. Name fewer locations in connectors.gcp.locations, or scan these projects by themselves.`,
    })
  return projects.slice(0, most)
}
