import {
  k8sAccount,
  k8sBinding,
  k8sGap,
  k8sGrant,
  k8sRole,
  k8sWorkload,
} from '../../../test/support/kubernetes-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const everything = ['* *.*', '* /*']
const admin = k8sRole({ name: 'cluster-admin', rules: everything, bootstrap: true })
const bound = [k8sAccount(), admin, k8sBinding({ role: 'cluster-admin' })]

testRule(rule, {
  fail: [
    {
      name: 'bound to cluster-admin',
      records: [...bound, k8sWorkload(), k8sWorkload({ name: 'shop/jobs', type: 'CronJob' })],
      message:
        'shop/api (2 workloads) may do everything in the cluster: the cluster role cluster-admin by the cluster role binding worker.',
      severity: 'critical',
      remediation: 'kubectl delete clusterrolebinding worker',
    },
    {
      name: 'a role of another name that allows everything',
      records: [k8sAccount(), k8sGrant({ rules: ['* *.*'], name: 'helper' })],
      message:
        'shop/api, which nothing runs as, may do everything in the cluster: the cluster role helper by the cluster role binding helper.',
    },
    {
      name: 'in kube-system, by a binding of its own',
      records: [
        k8sAccount({ name: 'kube-system/tiller' }),
        admin,
        k8sBinding({ role: 'cluster-admin', to: 'kube-system/tiller' }),
      ],
    },
    {
      name: 'as a user of that name',
      records: [k8sAccount(), admin, k8sBinding({ role: 'cluster-admin', to: 'user:system:serviceaccount:shop:api' })],
    },
    {
      name: 'with all accounts of its namespace',
      records: [
        k8sAccount(),
        admin,
        k8sBinding({ role: 'cluster-admin', to: ['group:system:serviceaccounts:shop', 'lab/x'] }),
      ],
      remediation: 'kubectl edit clusterrolebinding worker',
    },
    {
      name: 'by a role that takes its rules over from others',
      records: [
        k8sAccount(),
        k8sRole({ name: 'all', aggregates: [{ all: 'yes' }] }),
        k8sRole({ name: 'part', rules: ['* *.*'], labels: { all: 'yes' } }),
        k8sBinding({ role: 'all' }),
      ],
    },
    {
      name: 'it was added to a binding of Kubernetes, which takes nobody out',
      records: [
        k8sAccount(),
        admin,
        k8sBinding({
          name: 'cluster-admin',
          role: 'cluster-admin',
          to: ['group:system:masters', 'shop/api'],
          bootstrap: true,
        }),
      ],
      remediation: 'kubectl edit clusterrolebinding cluster-admin',
    },
  ],
  pass: [
    { name: 'it lists pods', records: [k8sAccount(), k8sGrant()] },
    {
      name: 'everything in one namespace',
      records: [k8sAccount(), admin, k8sBinding({ name: 'shop/all', role: 'cluster-admin' })],
    },
    { name: 'everything of the core group alone', records: [k8sAccount(), k8sGrant({ rules: ['* *'] })] },
  ],
  unknown: [
    { name: 'what its role allows was not read', records: [k8sAccount(), k8sBinding(), k8sGap({ step: 'roles' })] },
    { name: 'bindings were not read', records: [k8sAccount(), k8sGrant(), k8sGap({ step: 'bindings' })] },
  ],
  notApplicable: [
    { name: 'nothing is bound to it', records: [k8sAccount()] },
    { name: 'a role that is not there', records: [k8sAccount(), k8sBinding({ role: 'gone' })] },
    {
      name: 'by a binding that Kubernetes made',
      records: [
        k8sAccount({ name: 'kube-system/remover' }),
        k8sGrant({ to: 'kube-system/remover', rules: ['* *.*'], bootstrap: true }),
      ],
    },
    {
      name: 'an add-on of the provider',
      records: [k8sAccount({ managedBy: 'addon-manager' }), admin, k8sBinding({ role: 'cluster-admin' })],
    },
  ],
})
