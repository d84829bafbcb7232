import type { StepMeta } from '../../contract.ts'
import { all } from '../../shared/vendor/index.ts'
import { eachProject } from '../map/each-project.ts'
import { emitProjectKey } from '../map/key.ts'
import type { ListedKey } from '../map/key.ts'
import { managementRead } from '../needs.ts'
import type { OpenaiContext } from '../place.ts'
import { listProjectKeys } from '../routes/projects.ts'

export const projectKeysMeta = {
  id: 'project-keys',
  title: 'Keys of each project, with their owner and last use',
  tier: 'core',
  scopes: ['organization'],
  needs: [managementRead],
  emits: ['project-keys'],
  after: ['projects', 'people'],
} as const satisfies StepMeta

/** A key that several projects list is one key, and opens all of them. */
export async function projectKeys(context: OpenaiContext): Promise<void> {
  const listed = await eachProject(context, 'keys', ({ id }) =>
    all(context, listProjectKeys, { path: { project: id } }),
  )
  const keys = new Map<string, ListedKey>()
  for (const { project, found } of listed)
    for (const row of found) {
      const { projects } = keys.get(row.id) ?? { projects: [] }
      keys.set(row.id, { row, projects: [...projects, { id: project.id, name: project.name }] })
    }
  for (const key of keys.values()) emitProjectKey(context, key)
  context.session.facts.keys = new Map([...keys.values()].map(({ row }) => [row.id, row.owner?.service_account?.id]))
}
