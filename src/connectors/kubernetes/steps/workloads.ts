import type { Identity } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { classWith } from '../../shared/ai-facets.ts'
import { attempt } from '../../shared/attempt.ts'
import type { Route } from '../../shared/vendor/index.ts'
import { aiOfAccount } from '../ai.ts'
import { emitWorkload, makersOf, workloadKey } from '../map/workload.ts'
import { accountName, idOf } from '../place.ts'
import type { KubernetesContext } from '../place.ts'
import { listOf } from '../read.ts'
import {
  listCronJobs,
  listDaemonSets,
  listDeployments,
  listJobs,
  listPods,
  listStatefulSets,
} from '../routes/workloads.ts'
import type { OwnedMetadata, PodSpec } from '../routes/workloads.ts'

const controllers = [
  { type: 'Deployment', route: listDeployments, words: 'Deployments' },
  { type: 'DaemonSet', route: listDaemonSets, words: 'Daemon sets' },
  { type: 'StatefulSet', route: listStatefulSets, words: 'Stateful sets' },
  { type: 'CronJob', route: listCronJobs, words: 'Cron jobs' },
  { type: 'Job', route: listJobs, words: 'Jobs' },
] as const

export const workloadsMeta = {
  id: 'workloads',
  title: 'What runs as which service account',
  tier: 'core',
  scopes: ['cluster'],
  needs: [...controllers.map(({ route }) => route.permission), listPods.permission],
  emits: ['workloads'],
  after: ['service-accounts'],
} as const satisfies StepMeta

interface Template {
  readonly metadata: OwnedMetadata
  readonly spec: { readonly template: { readonly spec: PodSpec } }
}

/** What makes pods first: a pod tells only of what its maker did not. */
export async function workloads(context: KubernetesContext): Promise<void> {
  const told = new Set<string>()
  for (const { type, route, words } of controllers)
    await attempt(context, words, () => fromTemplates(context, type, route, told))
  await attempt(context, 'Pods', () => fromPods(context, told))
  tellOfModels(context)
}

async function fromTemplates(
  context: KubernetesContext,
  type: string,
  route: Route<Template>,
  told: Set<string>,
): Promise<void> {
  for await (const { metadata, spec } of listOf(context, route)) {
    const { namespace, name, labels, ownerReferences } = metadata
    told.add(workloadKey(namespace, type, name))
    // Jobs of a cron job run what that says.
    if (type === 'Job' && ownerReferences?.some(({ kind }) => kind === 'CronJob') === true) continue
    const owners = ownerReferences ?? []
    emitWorkload(context, { type, namespace, name, labels, owners, spec: spec.template.spec, source: route.permission })
  }
}

async function fromPods(context: KubernetesContext, told: Set<string>): Promise<void> {
  for await (const { metadata, spec } of listOf(context, listPods)) {
    const { namespace, name, labels, ownerReferences } = metadata
    const makers = makersOf(metadata)
    if (makers.some((maker) => told.has(workloadKey(namespace, maker.type, maker.name)))) continue
    // Pods that the kubelet itself makes have no account: their owner is the node.
    if (makers.some(({ type }) => type === 'Node')) continue
    const maker = makers.at(-1) ?? { type: 'Pod', name }
    told.add(workloadKey(namespace, maker.type, maker.name))
    const owners = ownerReferences ?? []
    emitWorkload(context, { ...maker, namespace, labels, owners, spec, source: listPods.permission })
  }
}

/** Service accounts that an agent or a model runs as. */
function tellOfModels(context: KubernetesContext): void {
  const { runners, accounts } = context.session.facts
  for (const [account, list] of runners) {
    const ai = aiOfAccount(list)
    if (ai === undefined || accounts?.has(account) === false) continue
    const [namespace = '', name = ''] = account.split('/')
    const set: Partial<Identity> = { ai, class: classWith(ai, 'machine') }
    const id = idOf(context, 'service-account', accountName(namespace, name))
    context.emit({ type: 'patch', of: 'identity', id, set })
  }
}
