/** What every cluster has by itself, as far as it matters here, and Muster's own account. */
import type { ClusterBuilder } from './builder.ts'

const bootstrap = { labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } }
const aggregation = 'system:controller:clusterrole-aggregation-controller'

export function plantControlPlane(cluster: ClusterBuilder, uid: string): void {
  const { account, bind, put, role } = cluster
  put('v1', 'Namespace', 'kube-system', { uid })
  account('kube-system/default')
  role('cluster-admin', ['* *.*', '* /*'], bootstrap)
  bind('cluster-admin', 'cluster-admin', ['group:system:masters'], bootstrap)
  role('view', ['get,list,watch pods,configmaps,services'], bootstrap)
  role('system:public-info-viewer', ['get /healthz,/version'], bootstrap)
  bind('system:public-info-viewer', 'system:public-info-viewer', ['group:system:unauthenticated'], bootstrap)
  account('kube-system/clusterrole-aggregation-controller')
  role(aggregation, ['escalate,get,list,patch,update,watch clusterroles.rbac.authorization.k8s.io'], bootstrap)
  bind(aggregation, aggregation, ['kube-system/clusterrole-aggregation-controller'], bootstrap)
  put(
    'v1',
    'ConfigMap',
    'kube-system/kube-apiserver-legacy-service-account-token-tracking',
    {},
    { data: { since: '2025-03-03' } },
  )
  put('v1', 'Namespace', 'muster', {})
  account('muster/muster')
  role('muster-reader', ['list pods,namespaces,nodes,serviceaccounts', 'get /version'])
  bind('muster-reader', 'muster-reader', ['muster/muster'])
}
