import type { PermissionInsight } from '../../../model/facts/gcp.ts'
import type { GapReason } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { all as sideBySide } from '../../shared/fan-out.ts'
import { all } from '../../shared/google/read.ts'
import { collectMisses } from '../../shared/misses.ts'
import { onceEach } from '../once.ts'
import { byProjectId } from '../place.ts'
import type { GcpContext } from '../place.ts'
import { listFolderInsights, listOrganizationInsights, listProjectInsights } from '../routes/insights.ts'
import type { InsightAnswer } from '../routes/insights.ts'

export const insightsMeta = {
  id: 'insights',
  title: 'What roles were used for',
  tier: 'deep',
  scopes: ['organization', 'folder', 'project'],
  needs: ['recommender.iamPolicyInsights.list'],
  emits: ['insights'],
  after: ['hierarchy', 'service-accounts'],
} as const satisfies StepMeta

export async function insights(context: GcpContext): Promise<void> {
  const { assets, root, facts } = context.session
  const lone = root.startsWith('projects/')
  if (!lone && !assets) return context.skip('Service accounts are told with their projects.')
  const accounts = [...(facts.serviceAccounts?.values() ?? [])].filter(({ enabled }) => enabled)
  const homes = new Set(accounts.map(({ projectId }) => `projects/${projectId}`))
  const above = facts.above ?? []
  // Roles that are held above hold here, and their insights stand where they are held.
  const containers = [...new Set([...above, ...(lone ? [] : [root, ...(facts.folders ?? [])]), ...homes])]
  const told = new Map<string, PermissionInsight[]>()
  const unread = new Map<string, GapReason>()
  const misses = collectMisses()
  await sideBySide(containers, async (container) => {
    try {
      const asked = { container }
      const rows = async (): Promise<readonly InsightAnswer[]> => all(context, routeOf(container), asked)
      const shared = above.includes(container)
      for (const row of await (shared ? ofAbove(context.session.client, container, rows) : rows()))
        note(context, told, row)
    } catch (error) {
      if (!(error instanceof AccessError || error instanceof VendorError)) throw error
      misses.addError(container, error)
      unread.set(container, error.reason)
    }
  })
  for (const { entity, email, projectId } of accounts) {
    const reason = unread.get(`projects/${projectId}`)
    const found = (told.get(email) ?? []).toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
    const fact = reason === undefined || found.length > 0 ? found : unknown(reason)
    context.emit({ type: 'patch', of: 'identity', id: entity, set: {}, facts: { insights: fact } })
  }
  misses.tell(context, 'Insights of')
  if (facts.above === undefined && !root.startsWith('organizations/'))
    context.gap({
      reason: 'not-collected',
      detail: `Insights of roles held above ${root} were not read: what is above it is not known to the end.`,
    })
}

const ofAbove = onceEach<readonly InsightAnswer[]>()

function routeOf(container: string) {
  if (container.startsWith('projects/')) return listProjectInsights
  return container.startsWith('folders/') ? listFolderInsights : listOrganizationInsights
}

/** Permissions that Google takes to be needed count as used: it would not take them away either. */
function note(
  context: GcpContext,
  told: Map<string, PermissionInsight[]>,
  { content, targetResources }: InsightAnswer,
): void {
  const { member = '', role, exercisedPermissions, inferredPermissions, currentTotalPermissionsCount } = content
  const [, email] = /^serviceAccount:(.+)$/.exec(member) ?? []
  const [resource] = targetResources
  const total = Number(currentTotalPermissionsCount)
  if (email === undefined || role === undefined || resource === undefined || !Number.isFinite(total)) return
  const used = exercisedPermissions.length + inferredPermissions.length
  const own = told.get(email.toLowerCase()) ?? []
  own.push({ role, resource: byProjectId(resource, context.session), used, total })
  told.set(email.toLowerCase(), own)
}

function keyOf({ resource, role, used, total }: PermissionInsight): string {
  return `${resource} ${role} ${used} ${total}`
}
