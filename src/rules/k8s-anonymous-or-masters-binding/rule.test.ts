import { k8sBinding, k8sCluster, k8sGap, k8sRole } from '../../../test/support/kubernetes-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const admin = k8sRole({ name: 'cluster-admin', rules: ['* *.*'], bootstrap: true })
const reader = k8sRole({ name: 'reader', rules: ['get,list pods'] })
const bound = (to: string | readonly string[], role = 'cluster-admin', more: object = {}) => [
  k8sBinding({ name: 'open', role, to, ...more }),
  admin,
  reader,
  k8sCluster(),
]

testRule(rule, {
  fail: [
    {
      name: 'administration for anybody',
      records: bound('user:system:anonymous'),
      message: 'open gives cluster-admin to whoever reaches the API server, without any sign-in (system:anonymous).',
      severity: 'critical',
      remediation: 'kubectl delete clusterrolebinding open',
    },
    {
      name: 'reading for anybody, in one namespace',
      records: [
        k8sBinding({ name: 'shop/open', role: 'reader', to: 'group:system:unauthenticated' }),
        reader,
        k8sCluster(),
      ],
      message:
        'shop/open gives reader to whoever reaches the API server, without any sign-in (system:unauthenticated).',
      severity: 'high',
      remediation: 'kubectl delete rolebinding open --namespace=shop',
    },
    {
      name: 'for whoever is signed in',
      records: bound('group:system:authenticated'),
      message: 'open gives cluster-admin to whoever is signed in (system:authenticated).',
      severity: 'critical',
    },
    {
      name: 'for whoever is signed in, to read',
      records: bound('group:system:authenticated', 'reader'),
      severity: 'medium',
    },
    {
      name: 'for every service account',
      records: bound(['shop/api', 'group:system:serviceaccounts']),
      message: 'open gives cluster-admin to every service account of the cluster (system:serviceaccounts).',
      severity: 'critical',
    },
    {
      name: 'for masters',
      records: bound('group:system:masters', 'reader'),
      message: 'open names the group system:masters, which no role has to be given: it is past all of them.',
      severity: 'high',
    },
    {
      name: 'somebody was added to a binding of Kubernetes',
      records: [
        k8sBinding({
          name: 'cluster-admin',
          role: 'cluster-admin',
          to: ['group:system:masters', 'group:system:authenticated'],
          bootstrap: true,
        }),
        admin,
        k8sCluster(),
      ],
      message: 'cluster-admin gives cluster-admin to whoever is signed in (system:authenticated).',
      severity: 'critical',
    },
    {
      name: 'masters beside what everybody is shown',
      records: [
        k8sBinding({ name: 'info', role: 'info', to: ['group:system:authenticated', 'group:system:masters'] }),
        k8sRole({ name: 'info', rules: ['get /version'] }),
      ],
      severity: 'high',
    },
    {
      name: 'of several the widest is told',
      records: bound(['group:system:serviceaccounts', 'user:system:anonymous']),
      data: { subjects: ['system:anonymous', 'system:serviceaccounts'], role: 'clusterrole/cluster-admin' },
    },
  ],
  pass: [
    { name: 'one account', records: bound('shop/api') },
    { name: 'a group of people', records: bound('group:platform') },
    {
      name: 'what Kubernetes shows to everybody anyhow',
      records: [
        k8sBinding({ role: 'info', to: 'group:system:unauthenticated' }),
        k8sRole({ name: 'info', rules: ['get /healthz,/version'] }),
      ],
    },
    {
      name: 'reviews of oneself',
      records: [
        k8sBinding({ role: 'self', to: 'group:system:authenticated' }),
        k8sRole({ name: 'self', rules: ['create selfsubjectreviews.authentication.k8s.io'] }),
      ],
    },
    {
      name: 'what kubeadm shows to machines that join',
      records: [
        k8sBinding({ name: 'kube-public/info', role: 'kube-public/info', to: 'user:system:anonymous' }),
        k8sRole({ name: 'kube-public/info', rules: ['get configmaps named cluster-info'] }),
      ],
    },
    { name: 'a user who is called like a group', records: bound('user:system:masters') },
    { name: 'a role that is not there', records: [k8sBinding({ role: 'gone', to: 'user:system:anonymous' })] },
  ],
  unknown: [
    {
      name: 'what the role allows was not read',
      records: [k8sBinding({ role: 'x', to: 'user:system:anonymous' }), k8sGap({ step: 'roles' })],
    },
    { name: 'some bindings were not read', records: [...bound('shop/api'), k8sGap({ step: 'bindings' })] },
  ],
  notApplicable: [
    {
      name: 'made by Kubernetes',
      records: bound('group:system:masters', 'cluster-admin', {
        name: 'cluster-admin',
        binding: 'cluster-admin',
        bootstrap: true,
      }),
    },
    {
      name: 'made by the provider',
      records: bound('group:system:authenticated', 'reader', { managedBy: 'addon-manager' }),
    },
  ],
})
