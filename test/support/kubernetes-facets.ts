/**
 * Which facets of Kubernetes must be named when something is looked at; any one of the list is enough. Who holds what is
 * read from bindings themselves, so that edges of grants, which clouds have as well, are none of it.
 */
export const kubernetesFacets: { readonly [touch: string]: readonly string[] } = {
  'identity service-account': ['kubernetes.service-accounts'],
  'resource role': ['kubernetes.roles'],
  'resource cluster-role': ['kubernetes.roles'],
  'resource role-binding': ['kubernetes.bindings'],
  'resource cluster-role-binding': ['kubernetes.bindings'],
  'resource workload': ['kubernetes.workloads'],
  // What these tell only makes a way worse or rules it out: unread, every way is told of.
  'resource namespace': ['kubernetes.namespaces', 'kubernetes.roles'],
  'resource cluster': ['kubernetes.cluster', 'kubernetes.roles'],
  'credential token': ['kubernetes.token-secrets', 'kubernetes.roles', 'kubernetes.service-accounts'],
  'usage token': ['kubernetes.token-secrets', 'kubernetes.roles'],
  // They run as accounts as workloads do, and only tell of more that does.
  'resource runner-set': ['kubernetes.runners', 'kubernetes.workloads'],
  'resource node': ['kubernetes.nodes'],
  'edge runs-as': ['kubernetes.workloads'],
  'edge authenticates': ['kubernetes.token-secrets', 'kubernetes.service-accounts'],
}
