import type { StepMeta } from '../../contract.ts'
import { emitSeenIdentity } from '../map/managed-identity.ts'
import type { AzureContext } from '../place.ts'
import { listUserIdentities } from '../routes/identities.ts'
import { shown } from '../visible.ts'

export const managedIdentitiesMeta = {
  id: 'managed-identities',
  title: 'User-assigned managed identities',
  tier: 'core',
  scopes: ['tenant'],
  needs: ['Microsoft.ResourceGraph/resources/read', 'Microsoft.ManagedIdentity/userAssignedIdentities/read'],
  emits: ['managed-identities'],
  after: ['subscriptions', 'service-principals'],
} as const satisfies StepMeta

export async function managedIdentities(context: AzureContext): Promise<void> {
  const found = new Map<string, { objectId: string; armId: string }>()
  for await (const { id, name, principalId, clientId, tenantId, tags } of shown(context, listUserIdentities)) {
    // Those of a subscription that another tenant delegates are that tenant's.
    if (tenantId && tenantId.toLowerCase() !== context.session.tenantId.toLowerCase()) continue
    found.set(id.toLowerCase(), { objectId: principalId.toLowerCase(), armId: id })
    emitSeenIdentity(context, { objectId: principalId, appId: clientId, name, assigned: 'user', armId: id, tags })
  }
  context.session.facts.userIdentities = found
}
