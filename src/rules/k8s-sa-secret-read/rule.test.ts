import {
  k8sAccount,
  k8sBinding,
  k8sGap,
  k8sGrant,
  k8sRole,
  k8sToken,
} from '../../../test/support/kubernetes-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const reads = ['get,list secrets']
const admin = [
  k8sAccount({ name: 'ops/janitor' }),
  k8sRole({ name: 'cluster-admin', rules: ['* *.*'] }),
  k8sBinding({ name: 'janitor', role: 'cluster-admin', to: 'ops/janitor' }),
]

testRule(rule, {
  fail: [
    {
      name: 'every Secret',
      records: [k8sAccount(), k8sGrant({ rules: reads })],
      message:
        'shop/api may get and list every Secret of the cluster: the cluster role worker by the cluster role binding worker.',
      severity: 'high',
      data: { paths: [], namespaces: [] },
    },
    {
      name: 'of another namespace',
      records: [k8sAccount(), k8sGrant({ rules: reads, in: 'lab' })],
      message:
        'shop/api may get and list all Secrets of the namespace lab, which it does not belong to: the role lab/worker by the binding lab/worker.',
      data: { namespaces: ['lab'] },
      remediation: 'kubectl delete rolebinding worker --namespace=lab',
    },
    { name: 'to watch is to read', records: [k8sAccount(), k8sGrant({ rules: ['watch secrets'] })] },
    {
      name: 'a token of an administrator lies among them',
      records: [
        k8sAccount(),
        k8sGrant({ rules: reads }),
        ...admin,
        k8sToken({ name: 'ops/janitor-token', account: 'janitor' }),
      ],
      message:
        'shop/api may get and list every Secret of the cluster: the cluster role worker by the cluster role binding worker. It gets to ops/janitor so.',
      data: { abilities: ['k8s-read-token-secret'] },
    },
    {
      name: 'it makes Secrets too, and Kubernetes puts tokens into them',
      records: [k8sAccount(), k8sGrant({ rules: ['create,get secrets'], in: 'ops' }), ...admin],
      data: { abilities: ['k8s-create-token-secret', 'k8s-read-token-secret'] },
      remediation: 'Take get secrets from the role ops/worker',
    },
  ],
  pass: [
    { name: 'of its own namespace', records: [k8sAccount(), k8sGrant({ rules: reads, in: 'shop' })] },
    { name: 'by their names', records: [k8sAccount(), k8sGrant({ rules: ['get secrets named db'], in: 'lab' })] },
    { name: 'it makes them', records: [k8sAccount(), k8sGrant({ rules: ['create secrets'] })] },
    { name: 'it lists pods', records: [k8sAccount(), k8sGrant()] },
  ],
  unknown: [
    { name: 'what its role allows was not read', records: [k8sAccount(), k8sBinding(), k8sGap({ step: 'roles' })] },
    { name: 'some bindings were not read', records: [k8sAccount(), k8sGrant(), k8sGap({ step: 'bindings' })] },
  ],
  notApplicable: [
    { name: 'nothing is bound to it', records: [k8sAccount()] },
    { name: 'it administers the cluster', records: admin },
  ],
})
