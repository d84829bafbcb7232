/** Who becomes a managed identity: whoever runs code where it is attached, or lets another issuer sign in as it. */
import type { View } from '../../../inventory/view.ts'
import type { Identity, Resource } from '../../../model/index.ts'
import { valueOf } from '../../../model/index.ts'
import type { WorkloadFacts } from '../../../model/facts/azure.ts'
import type { ManagedIdentityFacts } from '../../../model/facts/entra.ts'
import { scopeWords, tenantOf } from '../azure-scopes.ts'
import type { AzureHolding } from '../entra-holdings.ts'
import { holdersOver } from './azure-holders.ts'
import { clusterType, identityType, waysAt } from './azure-ways.ts'
import type { Place, Way } from './azure-ways.ts'
import type { Holder } from './holders.ts'
import { firmness } from './types.ts'
import type { Heeded, Step } from './types.ts'

/** One step of a holder's role is enough: the firmest thing that it can do to any place where the identity is used. */
export function stepsIntoManagedIdentity(view: View, target: Identity, heeded: Heeded): readonly Step[] {
  const tenant = tenantOf(target.id)
  const firmest = new Map<Holder<AzureHolding>, Step>()
  for (const place of placesOf(view, target))
    for (const { holder, sure } of holdersOver(view, tenant, place.armId)) {
      const known = firmest.get(holder)
      if (holder.id === target.id || known?.verdict === 'proven' || !heeded(holder.id)) continue
      const [way] = waysAt(view, holder, place)
      if (way === undefined) continue
      const step = stepBy(view, holder, target, place, sure ? way : { ...way, missing: [unseenGroups, ...way.missing] })
      if (known === undefined || firmness(step) < firmness(known)) firmest.set(holder, step)
    }
  return [...firmest.values()].toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
}

const unseenGroups = 'which management groups the subscription belongs to'

/** Where it is attached, the clusters whose nodes that are, and a user-assigned one itself. */
function placesOf(view: View, target: Identity): readonly Place[] {
  const workloads = view
    .edgesTo(target.id, 'runs-as')
    .flatMap(({ from }) => view.resource(from) ?? [])
    .filter(({ kind }) => kind === 'workload')
  const { assigned, resourceId } = target.facts as ManagedIdentityFacts
  const own = valueOf(resourceId)
  return [
    ...workloads.map(placeOf),
    ...workloads.flatMap((workload) => clusterOf(view, target, workload)),
    ...(assigned === 'user' && own !== undefined ? [{ armId: own, type: identityType, name: target.name }] : []),
  ]
}

function placeOf({ name, facts }: Resource): Place {
  const { resourceId, resourceType } = facts as WorkloadFacts
  return { armId: resourceId, type: resourceType.toLowerCase(), name }
}

/** The nodes of a cluster stand in a group of their own: https://learn.microsoft.com/azure/aks/faq#why-are-two-resource-groups-created-with-aks- */
function clusterOf(view: View, target: Identity, workload: Resource): readonly Place[] {
  const { resourceType, resourceGroup } = workload.facts as WorkloadFacts
  if (resourceType.toLowerCase() !== 'microsoft.compute/virtualmachinescalesets') return []
  const cluster = clustersByNodes(view, tenantOf(target.id)).get(valueOf(resourceGroup)?.toLowerCase() ?? '')
  return cluster === undefined ? [] : [{ ...placeOf(cluster), nodes: true }]
}

/** By the name that Azure gives the group of the nodes where nobody chose one. */
function clustersByNodes(view: View, tenant: string): ReadonlyMap<string, Resource> {
  return view.once(`azure clusters by the group of their nodes ${tenant}`, () => {
    const clusters = [...view.resources({ kind: 'workload', scope: tenant })].filter(
      ({ facts }) => (facts as WorkloadFacts).resourceType.toLowerCase() === clusterType,
    )
    return new Map(
      clusters.map((cluster) => {
        const { resourceGroup, location } = cluster.facts as WorkloadFacts
        const name = `MC_${valueOf(resourceGroup) ?? ''}_${cluster.name}_${valueOf(location) ?? ''}`
        return [name.toLowerCase(), cluster]
      }),
    )
  })
}

function stepBy(
  view: View,
  { id, name, holding }: Holder<AzureHolding>,
  target: Identity,
  place: Place,
  { id: way, action, does, conditions, missing }: Way,
): Step {
  const over = scopeWords(view, tenantOf(target.id), holding.scope)
  const whose =
    place.type === identityType ? '' : `, ${place.nodes ? 'whose nodes run' : 'which runs'} as ${target.name}`
  return {
    from: id,
    to: target.id,
    by: `azure-${way}`,
    actions: [action],
    text: `${name} holds ${holding.name} over ${over}: ${does} ${place.name}${whose}.`,
    verdict: missing.length > 0 ? 'possible' : conditions.length > 0 ? 'conditional' : 'proven',
    conditions,
    missing,
    grant: holding,
    mend: `Take ${holding.name} over ${over} from ${name}, or hold it to resources without a privileged identity.`,
  }
}
