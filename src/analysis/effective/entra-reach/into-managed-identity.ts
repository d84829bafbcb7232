/** Who becomes a managed identity: whoever runs code where it is attached, or lets another issuer sign in as it. */
import type { View } from '../../../inventory/view.ts'
import type { Identity, Resource } from '../../../model/index.ts'
import { isUnknown, valueOf } from '../../../model/index.ts'
import type { WorkloadFacts } from '../../../model/facts/azure.ts'
import type { ManagedIdentityFacts } from '../../../model/facts/entra.ts'
import type { Ability } from '../azure-actions/index.ts'
import { deniedBy } from '../azure-denials.ts'
import { covers, scopeWords, tenantOf } from '../azure-scopes.ts'
import type { AzureHolding } from '../entra-holdings.ts'
import { holdersOf } from './holders.ts'
import type { Holder } from './holders.ts'
import type { Step } from './types.ts'

export function stepsIntoManagedIdentity(view: View, target: Identity): readonly Step[] {
  const workloads = view
    .edgesTo(target.id, 'runs-as')
    .flatMap(({ from }) => view.resource(from) ?? [])
    .filter(({ kind }) => kind === 'workload')
  return holdersOf(view, tenantOf(target.id)).azure.flatMap((holder) =>
    holder.id === target.id ? [] : (firstStep(view, holder, target, workloads) ?? []),
  )
}

/** One step of a holder is enough: the first thing that it can do to any place where the identity is used. */
function firstStep(
  view: View,
  holder: Holder<AzureHolding>,
  target: Identity,
  workloads: readonly Resource[],
): Step | undefined {
  for (const workload of workloads) {
    const { resourceId, resourceType } = workload.facts as WorkloadFacts
    const step = stepAt(view, holder, target, { armId: resourceId, type: resourceType, name: workload.name })
    if (step !== undefined) return step
  }
  const { assigned, resourceId } = target.facts as ManagedIdentityFacts
  const own = valueOf(resourceId)
  if (assigned !== 'user' || own === undefined) return undefined
  return stepAt(view, holder, target, {
    armId: own,
    type: 'microsoft.managedidentity/userassignedidentities',
    name: target.name,
  })
}

interface Place {
  readonly armId: string
  readonly type: string
  readonly name: string
}

function stepAt(
  view: View,
  { id, name, holding }: Holder<AzureHolding>,
  target: Identity,
  place: Place,
): Step | undefined {
  const tenant = tenantOf(target.id)
  const covered = covers(view, tenant, holding.scope, place.armId)
  if (covered === false) return undefined
  const usable = holding.reach.abilities.flatMap((ability) => {
    const action = actionAt(ability, place)
    return action === undefined || deniedBy(view, tenant, id, place.armId, action) ? [] : [{ ability, action }]
  })
  const [found] = usable
  if (found === undefined) return undefined
  const conditions = [
    ...(holding.condition === null ? [] : [`the condition of ${holding.name} lets it: ${holding.condition}`]),
    ...found.ability.conditions.map((condition) => `the role ${holding.name} lets it: ${condition}`),
    ...(holding.state === 'eligible' ? [`${holding.name} is activated first`] : []),
  ]
  const missing = covered === undefined ? ['which management groups the subscription belongs to'] : []
  return {
    from: id,
    to: target.id,
    by: `azure-${found.ability.id}`,
    actions: [found.action],
    text: `${name} holds ${holding.name} over ${scopeWords(view, tenant, holding.scope)}: ${found.ability.does} ${place.name}, which runs as ${target.name}.`,
    verdict: missing.length > 0 ? 'possible' : conditions.length > 0 ? 'conditional' : 'proven',
    conditions,
    missing,
    grant: holding,
    mend: `Take ${holding.name} over ${scopeWords(view, tenant, holding.scope)} from ${name}, or hold it to resources without a privileged identity.`,
  }
}

/** Whoever gives roles away gives itself the one that it needs. */
function actionAt({ kind, resourceTypes, matched }: Ability, { type }: Place): string | undefined {
  if (kind === 'assign-roles') return matched[0]
  if (kind !== 'run-as-identity') return undefined
  return resourceTypes.includes(type.toLowerCase()) ? matched[0] : undefined
}

/** The map of what runs as what was not read: there may be more ways. */
export function hidesWorkloads({ facts }: Identity): boolean {
  return isUnknown((facts as ManagedIdentityFacts).attachedTo)
}
