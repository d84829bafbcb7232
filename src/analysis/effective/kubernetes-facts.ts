/** The facts of an entity of Kubernetes by its kind, typed. */
import type { View } from '../../inventory/view.ts'
import type {
  BindingFacts,
  ClusterFacts,
  KubernetesWorkloadFacts,
  NamespaceFacts,
  NodeFacts,
  RoleFacts,
  RunnerSetFacts,
  ServiceAccountFacts,
  TokenSecretFacts,
} from '../../model/facts/kubernetes.ts'
import type { Credential, Identity, Resource } from '../../model/index.ts'

export const k8sAccountFacts = (account: Identity): ServiceAccountFacts =>
  account.facts as unknown as ServiceAccountFacts
export const clusterFacts = (cluster: Resource): ClusterFacts => cluster.facts as unknown as ClusterFacts
export const namespaceFacts = (namespace: Resource): NamespaceFacts => namespace.facts as unknown as NamespaceFacts
export const roleFacts = (role: Resource): RoleFacts => role.facts as unknown as RoleFacts
export const bindingFacts = (binding: Resource): BindingFacts => binding.facts as unknown as BindingFacts
export const k8sWorkloadFacts = (workload: Resource): KubernetesWorkloadFacts =>
  workload.facts as unknown as KubernetesWorkloadFacts
export const runnerSetFacts = (set: Resource): RunnerSetFacts => set.facts as unknown as RunnerSetFacts
export const nodeFacts = (node: Resource): NodeFacts => node.facts as unknown as NodeFacts
export const tokenSecretFacts = (token: Credential): TokenSecretFacts => token.facts as unknown as TokenSecretFacts

/** The cluster that is looked at; undefined: nobody read what it is. */
export function clusterOf(view: View): ClusterFacts | undefined {
  return view.once('kubernetes cluster', () => {
    const [cluster] = view.resources({ kind: 'cluster' })
    return cluster && clusterFacts(cluster)
  })
}
