import type { StepMeta } from '../../contract.ts'
import { idOf } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listPropertyValues } from '../routes/settings.ts'

export const propertiesMeta = {
  id: 'properties',
  title: 'Custom properties of repositories',
  tier: 'core',
  scopes: ['organization'],
  needs: ['organization_custom_properties=read'],
  emits: ['properties'],
  after: ['repositories'],
} as const satisfies StepMeta

/** Tags of the repositories that were read; of others, which the sign-in does not see, nothing is said. */
export async function properties(context: GithubContext): Promise<void> {
  const { organization, facts } = context.session
  const seen = new Set(facts.repositories?.map(({ id }) => id))
  for await (const row of rowsOf(context, listPropertyValues, { org: organization.login })) {
    if (!seen.has(row.repository_id)) continue
    const tags = row.properties
      .flatMap(({ property_name: name, value }) =>
        value === null ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
      )
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
    context.emit({
      type: 'patch',
      of: 'resource',
      id: idOf(context, 'repository', row.repository_id),
      set: {},
      facts: { tags: Object.fromEntries(tags) },
    })
  }
}
