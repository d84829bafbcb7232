import type { ManagementGroupFacts, SubscriptionFacts } from '../../../model/facts/azure.ts'
import { AccessError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { idOf, orNone, placeOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { found } from '../resource-graph.ts'
import { listManagementGroups, listSubscriptions } from '../routes/containers.ts'

export const subscriptionsMeta = {
  id: 'subscriptions',
  title: 'Subscriptions and management groups',
  tier: 'core',
  scopes: ['tenant'],
  needs: [
    'Microsoft.ResourceGraph/resources/read',
    'Microsoft.Resources/subscriptions/read',
    'Microsoft.Management/managementGroups/read',
  ],
  emits: ['subscriptions'],
} as const satisfies StepMeta

export async function subscriptions(context: AzureContext): Promise<void> {
  const seen: { id: string; name: string; home: string }[] = []
  for await (const row of found(context, listSubscriptions)) {
    seen.push({ id: row.subscriptionId.toLowerCase(), name: row.name, home: row.tenantId.toLowerCase() })
    emitSubscription(context, row)
  }
  // Resource Graph leaves out what the sign-in may not read, so that nothing at all is a denial.
  if (seen.length === 0)
    throw new AccessError(
      'Azure shows no subscription to this sign-in: it holds no role there.',
      listSubscriptions.permission,
    )
  tellUnseen(context, new Set(seen.map(({ id }) => id)))
  context.session.facts.subscriptions = seen.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  await attempt(context, 'Management groups were not read', async () => {
    for await (const row of found(context, listManagementGroups)) emitManagementGroup(context, row)
  })
}

/** Of the subscriptions that the configuration names, those that Resource Graph leaves out without a word. */
function tellUnseen({ session, gap }: AzureContext, seen: ReadonlySet<string>): void {
  const unseen = session.client.config.subscriptions.filter((id) => !seen.has(id.toLowerCase()))
  if (unseen.length === 0) return
  const which =
    unseen.length === 1 ? `the subscription ${unseen[0]}` : `${unseen.length} subscriptions, such as ${unseen[0]}`
  gap({
    reason: 'denied',
    permission: listSubscriptions.permission,
    detail: `Azure does not show ${which} to this sign-in, although connectors.azure.subscriptions names it.`,
  })
}

type SubscriptionRow = ReturnType<typeof listSubscriptions.schema.parse>
type ManagementGroupRow = ReturnType<typeof listManagementGroups.schema.parse>

function emitSubscription(
  context: AzureContext,
  { subscriptionId, name, tenantId, properties }: SubscriptionRow,
): void {
  const above = properties.managementGroupAncestorsChain
  const facts: SubscriptionFacts = {
    subscriptionId: subscriptionId.toLowerCase(),
    state: orNone(properties.state),
    managementGroups: above?.map((group) => group.name) ?? { unknown: 'denied' },
    managedBy: (properties.managedByTenants ?? []).map((each) => each.tenantId).toSorted(),
    homeTenant: tenantId,
  }
  context.emit({
    type: 'resource',
    id: idOf(context, 'subscription', subscriptionId),
    ...placeOf(context),
    kind: 'subscription',
    nativeId: facts.subscriptionId,
    name,
    facts,
  })
}

/** The root's name is the tenant's id: https://learn.microsoft.com/azure/governance/management-groups/overview */
function emitManagementGroup(context: AzureContext, { name, properties }: ManagementGroupRow): void {
  const facts: ManagementGroupFacts = {
    groupName: name,
    displayName: properties.displayName ?? name,
    above: (properties.details?.managementGroupAncestorsChain ?? []).map((group) => group.name),
    root: name.toLowerCase() === context.session.tenantId.toLowerCase(),
  }
  context.emit({
    type: 'resource',
    id: idOf(context, 'management-group', name),
    ...placeOf(context),
    kind: 'management-group',
    nativeId: name,
    name: facts.displayName,
    facts,
  })
}
