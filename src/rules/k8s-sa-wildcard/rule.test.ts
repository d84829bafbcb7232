import { k8sAccount, k8sBinding, k8sGap, k8sGrant, k8sRole } from '../../../test/support/kubernetes-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const holding = (rules: readonly string[], more: Parameters<typeof k8sGrant>[0] = {}) => [
  k8sAccount(),
  k8sGrant({ rules, ...more }),
]

testRule(rule, {
  fail: [
    {
      name: 'anything with everything of the core group',
      records: holding(['* *']),
      message:
        'shop/api may do anything with everything of the core group in the whole cluster, and with it whatever is added there later: the cluster role worker by the cluster role binding worker.',
      severity: 'high',
      remediation: 'kubectl delete clusterrolebinding worker',
    },
    { name: 'writes everything', records: holding(['get,create *.*']), severity: 'high' },
    {
      name: 'everything in one namespace',
      records: holding(['* *.*'], { in: 'shop' }),
      severity: 'medium',
      remediation: 'kubectl delete rolebinding worker --namespace=shop',
    },
    {
      name: 'reads everything',
      records: holding(['get,list,watch *.*']),
      message:
        'shop/api may read everything in the whole cluster, Secrets among it: the cluster role worker by the cluster role binding worker.',
      severity: 'medium',
    },
    {
      name: 'reads everything of two groups, one of which has the Secrets',
      records: holding(['get *.apps+']),
      message:
        'shop/api may read everything of the core group in the whole cluster, Secrets among it: the cluster role worker by the cluster role binding worker.',
      severity: 'medium',
    },
    {
      name: 'of two the wider is told',
      records: [
        k8sAccount(),
        k8sGrant({ rules: ['get *.*'], name: 'a' }),
        k8sGrant({ rules: ['delete *.apps'], name: 'b' }),
      ],
      message:
        'shop/api may delete everything of apps in the whole cluster, and with it whatever is added there later: the cluster role b by the cluster role binding b.',
    },
  ],
  pass: [
    { name: 'an operator with its own kinds', records: holding(['* *.databases.acme.example']) },
    { name: 'all verbs of one kind', records: holding(['* configmaps']) },
    { name: 'it reads everything of apps', records: holding(['get,list *.apps']) },
    { name: 'held to names', records: holding(['* * named a,b']) },
  ],
  unknown: [
    { name: 'what its role allows was not read', records: [k8sAccount(), k8sBinding(), k8sGap({ step: 'roles' })] },
  ],
  notApplicable: [
    { name: 'nothing is bound to it', records: [k8sAccount()] },
    {
      name: 'it administers the cluster, which another rule tells',
      records: [
        k8sAccount(),
        k8sRole({ name: 'cluster-admin', rules: ['* *.*'] }),
        k8sBinding({ role: 'cluster-admin' }),
      ],
    },
  ],
})
