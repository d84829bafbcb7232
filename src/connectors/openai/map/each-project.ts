/** Questions that are asked once a project. */
import { AbsentError, AccessError, VendorError } from '../../errors.ts'
import { all as together } from '../../shared/fan-out.ts'
import { collectMisses } from '../../shared/misses.ts'
import { managementRead } from '../needs.ts'
import type { OpenaiContext } from '../place.ts'
import type { ProjectRow } from '../session.ts'

/** Archived projects can be used no more, and are not asked. What of one project cannot be read is told, once for all alike. */
export async function eachProject<T>(
  context: OpenaiContext,
  what: string,
  work: (project: ProjectRow) => Promise<T>,
): Promise<readonly { readonly project: ProjectRow; readonly found: T }[]> {
  const { projects } = context.session.facts
  if (projects === undefined) {
    context.gap({
      reason: 'not-collected',
      permission: managementRead,
      detail: `The projects are not listed: ${what} were not asked for.`,
    })
    return []
  }
  const misses = collectMisses()
  const answers = await together(
    projects.filter(({ active }) => active),
    async (project) => {
      try {
        return [{ project, found: await work(project) }]
      } catch (error) {
        // A project that was archived meanwhile.
        if (error instanceof AbsentError) return []
        if (!(error instanceof AccessError || error instanceof VendorError)) throw error
        misses.addError(project.name, error)
        return []
      }
    },
  )
  misses.tell(context, `${what[0]?.toUpperCase() ?? ''}${what.slice(1)} of`)
  return answers.flat()
}
