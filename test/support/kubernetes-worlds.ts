/** What several rule tests begin with: an administrator that others may become. */
import { k8sAccount, k8sBinding, k8sCluster, k8sRole, k8sWorkload } from './kubernetes-records.ts'

/** `ops/janitor` administers the cluster, and a workload of that name runs as it. */
export const k8sJanitor = [
  k8sAccount({ name: 'ops/janitor' }),
  k8sRole({ name: 'cluster-admin', rules: ['* *.*', '* /*'] }),
  k8sBinding({ name: 'janitor', role: 'cluster-admin', to: 'ops/janitor' }),
  k8sWorkload({ name: 'ops/janitor', account: 'janitor' }),
  k8sCluster(),
]
