import type { StepMeta } from '../../contract.ts'
import type { GcpContext } from '../place.ts'

export const resourcePoliciesMeta = {
  id: 'resource-policies',
  title: 'Who holds which role on single buckets, topics, functions and the like',
  tier: 'core',
  scopes: ['organization', 'folder', 'project'],
  needs: ['cloudasset.assets.searchAllIamPolicies'],
  emits: ['resource-policies'],
  after: ['allow-policies'],
} as const satisfies StepMeta

/**
 * Cloud Asset tells of all of them with the policies of containers. There are some hundred types, each with a method of
 * its own, so that nobody else is asked; rules that would take a role on a single thing for none say that they cannot know.
 */
export async function resourcePolicies(context: GcpContext): Promise<void> {
  const { root, assets } = context.session
  if (assets) return context.skip('They are told with the policies of containers.')
  if (!root.startsWith('projects/'))
    return context.skip('Policies of what lies in its projects are told with the projects.')
  context.gap({
    reason: 'not-collected',
    // The same words for each project, so that a report says them once.
    detail:
      'Policies of single buckets, topics, functions and the like were not read: Cloud Asset Inventory alone tells of them all.',
  })
}
