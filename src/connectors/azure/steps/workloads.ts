import type { WorkloadFacts } from '../../../model/facts/azure.ts'
import type { StepMeta } from '../../contract.ts'
import { emitSeenIdentity } from '../map/managed-identity.ts'
import { tagsOf } from '../map/tags.ts'
import { idOf, orNone, partsOf, placeOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { listWorkloads } from '../routes/identities.ts'
import { shown } from '../visible.ts'

export const workloadsMeta = {
  id: 'workloads',
  title: 'Resources with a managed identity',
  tier: 'core',
  scopes: ['tenant'],
  needs: ['Microsoft.ResourceGraph/resources/read', '*/read'],
  emits: ['workloads'],
  after: ['subscriptions', 'service-principals', 'managed-identities'],
} as const satisfies StepMeta

type Row = ReturnType<typeof listWorkloads.schema.parse>
/** Object id of an identity -> ARM ids of what it is attached to. */
type Attached = Map<string, string[]>

export async function workloads(context: AzureContext): Promise<void> {
  const attached: Attached = new Map()
  let whole = true
  const watched: AzureContext = {
    ...context,
    gap: (gap) => {
      whole = false
      context.gap(gap)
    },
  }
  for await (const row of shown(watched, listWorkloads)) emitWorkload(context, row, attached)
  // An identity that nothing runs with is known only where everything was read.
  const users = [...(context.session.facts.userIdentities?.values() ?? [])].map(({ objectId }) => objectId)
  for (const objectId of whole ? new Set([...attached.keys(), ...users]) : [])
    context.emit({
      type: 'patch',
      of: 'identity',
      id: idOf(context, 'managed-identity', objectId),
      set: {},
      facts: { attachedTo: (attached.get(objectId) ?? []).toSorted() },
    })
}

function emitWorkload(context: AzureContext, row: Row, attached: Attached): void {
  const resourceId = row.id.toLowerCase()
  const users = Object.entries(row.identity.userAssignedIdentities ?? {})
  const system = row.identity.principalId?.toLowerCase() || null
  if (system === null && users.length === 0) return
  const { subscriptionId, resourceGroup } = partsOf(row.id)
  const facts: WorkloadFacts = {
    resourceId,
    resourceType: row.type.toLowerCase(),
    subscriptionId,
    resourceGroup,
    location: orNone(row.location),
    tags: tagsOf(row.tags),
    systemIdentity: system,
    userIdentities: users.map(([armId]) => armId.toLowerCase()).toSorted(),
  }
  context.emit({
    type: 'resource',
    id: idOf(context, 'workload', resourceId),
    ...placeOf(context),
    kind: 'workload',
    nativeId: resourceId,
    name: row.name,
    facts,
  })
  if (!isOurs(context, row)) return
  if (system !== null)
    emitSeenIdentity(context, {
      objectId: system,
      appId: '',
      name: row.name,
      assigned: 'system',
      armId: resourceId,
      tags: row.tags,
    })
  const runsAs = users.flatMap(([armId, user]) => objectIdOf(context, armId, user?.principalId) ?? [])
  for (const objectId of system === null ? runsAs : [system, ...runsAs]) {
    attached.set(objectId, [...(attached.get(objectId) ?? []), resourceId])
    emitRunsAs(context, resourceId, objectId)
  }
}

/** Identities of a subscription that another tenant delegates live there. */
function isOurs({ session }: AzureContext, { identity }: Row): boolean {
  return !identity.tenantId || identity.tenantId.toLowerCase() === session.tenantId.toLowerCase()
}

function objectIdOf({ session }: AzureContext, armId: string, told: string | null | undefined): string | undefined {
  return told?.toLowerCase() || session.facts.userIdentities?.get(armId.toLowerCase())?.objectId
}

function emitRunsAs(context: AzureContext, resourceId: string, objectId: string): void {
  context.emit({
    type: 'edge',
    kind: 'runs-as',
    from: idOf(context, 'workload', resourceId),
    to: idOf(context, 'managed-identity', objectId),
    level: 'configured',
    evidence: [{ source: listWorkloads.operation, detail: resourceId }],
  })
}
