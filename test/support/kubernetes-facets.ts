/** Which facets of Kubernetes must be named when something is looked at; any one of the list is enough. */
export const kubernetesFacets: { readonly [touch: string]: readonly string[] } = {
  'identity service-account': ['kubernetes.service-accounts'],
  'identity user': ['kubernetes.bindings'],
  'resource group': ['kubernetes.bindings'],
  'resource role': ['kubernetes.roles'],
  'resource cluster-role': ['kubernetes.roles'],
  'resource role-binding': ['kubernetes.bindings'],
  'resource cluster-role-binding': ['kubernetes.bindings'],
  'resource workload': ['kubernetes.workloads'],
  // What these tell only makes a way worse or rules it out: unread, every way is told of.
  'resource namespace': ['kubernetes.namespaces', 'kubernetes.roles'],
  'resource cluster': ['kubernetes.cluster', 'kubernetes.roles'],
  'credential token': ['kubernetes.token-secrets', 'kubernetes.roles'],
  'usage token': ['kubernetes.token-secrets'],
  'resource node': ['kubernetes.nodes'],
  'edge grants': ['kubernetes.bindings'],
  'edge runs-as': ['kubernetes.workloads'],
  'edge authenticates': ['kubernetes.token-secrets', 'kubernetes.service-accounts'],
}
