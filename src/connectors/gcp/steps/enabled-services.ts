import type { ContainerFacts } from '../../../model/facts/gcp.ts'
import type { StepMeta } from '../../contract.ts'
import { all } from '../../shared/google/read.ts'
import { eachOf } from '../each.ts'
import { ownId } from '../place.ts'
import type { GcpContext } from '../place.ts'
import { listServices } from '../routes/services.ts'

export const enabledServicesMeta = {
  id: 'enabled-services',
  title: 'Services that keys without limits may call',
  tier: 'creds',
  scopes: ['organization', 'folder', 'project'],
  needs: ['serviceusage.services.list'],
  emits: ['enabled-services'],
  after: ['api-keys'],
} as const satisfies StepMeta

/** Asked only of projects with an API key that may call whatever is enabled. */
export async function enabledServices(context: GcpContext): Promise<void> {
  const { root, assets, facts } = context.session
  if (!assets && !root.startsWith('projects/'))
    return context.skip('Services of its projects are told with the projects.')
  if (facts.openKeyProjects === undefined) {
    const detail = 'Which services are enabled was not asked: the API keys that may call them are not known.'
    return context.gap({ reason: 'not-collected', detail })
  }
  if (facts.openKeyProjects.size === 0) return context.skip('There is no API key that may call every service.')
  const unread = await eachOf(context, {
    things: [...facts.openKeyProjects],
    nameOf: (id) => id,
    what: 'Enabled services of',
    work: async (id) => {
      const rows = await all(context, listServices, { parent: `projects/${id}` })
      patch(context, id, rows.map(({ name }) => name.slice(name.lastIndexOf('/') + 1)).toSorted())
    },
  })
  for (const [id, why] of unread) patch(context, id, why)
}

function patch(context: GcpContext, id: string, services: NonNullable<ContainerFacts['services']>): void {
  context.emit({ type: 'patch', of: 'resource', id: ownId('project', id), set: {}, facts: { services } })
}
