/** Who becomes a managed identity: whoever runs code where it is attached, or lets another issuer sign in as it. */
import type { View } from '../../../inventory/view.ts'
import type { Identity } from '../../../model/index.ts'
import { valueOf } from '../../../model/index.ts'
import type { WorkloadFacts } from '../../../model/facts/azure.ts'
import type { ManagedIdentityFacts } from '../../../model/facts/entra.ts'
import { covers, scopeWords, tenantOf } from '../azure-scopes.ts'
import type { AzureHolding } from '../entra-holdings.ts'
import { identityType, waysAt } from './azure-ways.ts'
import type { Place, Way } from './azure-ways.ts'
import { holdersOf } from './holders.ts'
import type { Holder } from './holders.ts'
import type { Step } from './types.ts'

export function stepsIntoManagedIdentity(view: View, target: Identity): readonly Step[] {
  const places = placesOf(view, target)
  return holdersOf(view, tenantOf(target.id)).azure.flatMap((holder) =>
    holder.id === target.id ? [] : (firmestStep(view, holder, target, places) ?? []),
  )
}

/** Where it is attached, and a user-assigned one itself. */
function placesOf(view: View, target: Identity): readonly Place[] {
  const workloads = view
    .edgesTo(target.id, 'runs-as')
    .flatMap(({ from }) => view.resource(from) ?? [])
    .filter(({ kind }) => kind === 'workload')
    .map(({ name, facts }) => {
      const { resourceId, resourceType } = facts as WorkloadFacts
      return { armId: resourceId, type: resourceType.toLowerCase(), name }
    })
  const { assigned, resourceId } = target.facts as ManagedIdentityFacts
  const own = valueOf(resourceId)
  return assigned === 'user' && own !== undefined
    ? [...workloads, { armId: own, type: identityType, name: target.name }]
    : workloads
}

/** One step of a holder is enough: the firmest thing that it can do to any place where the identity is used. */
function firmestStep(
  view: View,
  holder: Holder<AzureHolding>,
  target: Identity,
  places: readonly Place[],
): Step | undefined {
  const tenant = tenantOf(target.id)
  let possible: Step | undefined
  let conditional: Step | undefined
  for (const place of places) {
    const covered = covers(view, tenant, holder.holding.scope, place.armId)
    const [way] = covered === false ? [] : waysAt(view, holder, place)
    if (way === undefined) continue
    const missing = covered === undefined ? ['which management groups the subscription belongs to'] : []
    const step = stepBy(view, holder, target, place, { ...way, missing: [...missing, ...way.missing] })
    if (step.verdict === 'proven') return step
    if (step.verdict === 'conditional') conditional ??= step
    else possible ??= step
  }
  return conditional ?? possible
}

function stepBy(
  view: View,
  { id, name, holding }: Holder<AzureHolding>,
  target: Identity,
  place: Place,
  { id: way, action, does, conditions, missing }: Way,
): Step {
  const over = scopeWords(view, tenantOf(target.id), holding.scope)
  const whose = place.type === identityType ? '' : `, which runs as ${target.name}`
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
