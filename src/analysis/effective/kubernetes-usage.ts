/** What runs as which service account, and what belongs together. */
import type { View } from '../../inventory/view.ts'
import type { Identity, Resource } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import { k8sWorkloadFacts } from './kubernetes-facts.ts'

/** In order of id: workloads, and what platforms for models say of themselves. */
export function runnersOf(view: View, account: Identity): readonly Resource[] {
  return view.edgesTo(account.id, 'runs-as').flatMap(({ from }) => view.resource(from) ?? [])
}

export function workloadsOf(view: View, account: Identity): readonly Resource[] {
  return runnersOf(view, account).filter(({ kind }) => kind === 'workload')
}

/** Workloads of one chart are one application; whatever says nothing of itself is one on its own. */
export function applicationsOf(workloads: readonly Resource[]): readonly string[] {
  const names = workloads.map((workload) => {
    const { application, namespace } = k8sWorkloadFacts(workload)
    return isKnown(application) ? `${namespace}/${application}` : workload.name
  })
  return [...new Set(names)].toSorted()
}
