import { k8sAccount, k8sBinding, k8sGap, k8sGrant, k8sRole } from '../../../test/support/kubernetes-records.ts'
import { k8sJanitor } from '../../../test/support/kubernetes-worlds.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const rbac = 'rbac.authorization.k8s.io'
const holding = (rules: readonly string[], more: Parameters<typeof k8sGrant>[0] = {}) => [
  k8sAccount(),
  k8sGrant({ rules, ...more }),
  ...k8sJanitor,
]
const edit = k8sRole({ name: 'edit', rules: ['create,patch deployments.apps'] })
const view = k8sRole({ name: 'view', rules: ['get,list pods'] })

testRule(rule, {
  fail: [
    {
      name: 'it rewrites the role that it holds',
      records: holding([`patch,escalate clusterroles.${rbac}`]),
      message: `shop/api makes itself an administrator of the cluster: it may escalate clusterroles.${rbac} and patch clusterroles.${rbac}.`,
      severity: 'critical',
      data: { abilities: ['k8s-escalate-cluster-role'] },
      remediation: 'kubectl delete clusterrolebinding worker',
    },
    {
      name: 'it binds what it likes',
      records: holding([`create clusterrolebindings.${rbac}`, `bind clusterroles.${rbac}`]),
      data: { abilities: ['k8s-bind-cluster-role'] },
    },
    {
      name: 'it acts as whoever it likes',
      records: holding(['impersonate users,groups,serviceaccounts']),
      severity: 'critical',
      data: { abilities: ['k8s-impersonate-account', 'k8s-impersonate-group', 'k8s-impersonate-user'] },
    },
    {
      name: 'as members of one group, which may everything',
      records: holding(['impersonate groups named system:masters', 'impersonate serviceaccounts']),
    },
    {
      name: 'as a user who administers the cluster',
      records: [
        ...holding(['impersonate users named ada@acme.example']),
        k8sBinding({ name: 'ada', role: 'cluster-admin', to: 'user:ada@acme.example' }),
      ],
      message: 'shop/api makes itself an administrator of the cluster: it may impersonate users.',
    },
    {
      name: 'as a service account that administers the cluster',
      records: holding(['impersonate serviceaccounts named janitor'], { in: 'ops' }),
      message:
        'shop/api becomes other service accounts in the namespace ops: it may impersonate serviceaccounts. It gets to ops/janitor so.',
      severity: 'critical',
    },
    {
      name: 'it binds a role that makes pods, in one namespace',
      records: [
        ...holding([`create rolebindings.${rbac}`, `bind clusterroles.${rbac} named edit,view`], { in: 'shop' }),
        edit,
        view,
      ],
      severity: 'high',
      data: { abilities: ['k8s-bind-role'], paths: [] },
    },
    {
      name: 'it rewrites its role of a namespace, where the administrator lives',
      records: holding([`update,escalate roles.${rbac}`], { in: 'ops' }),
      severity: 'critical',
    },
  ],
  pass: [
    {
      name: 'it binds a role that only reads',
      records: [
        ...holding([`create rolebindings.${rbac}`, `bind clusterroles.${rbac} named view`], { in: 'shop' }),
        view,
      ],
    },
    { name: 'it makes bindings, of what it holds itself', records: holding([`create clusterrolebindings.${rbac}`]) },
    { name: 'it may escalate and change nothing', records: holding([`escalate clusterroles.${rbac}`]) },
    { name: 'another role than its own', records: holding([`patch,escalate clusterroles.${rbac} named other`]) },
    { name: 'users by a binding of a namespace', records: holding(['impersonate users'], { in: 'shop' }) },
    { name: 'as a user who may nothing', records: holding(['impersonate users named ben@acme.example']) },
    { name: 'groups without anybody in them', records: holding(['impersonate groups']) },
  ],
  unknown: [
    { name: 'what its role allows was not read', records: [k8sAccount(), k8sBinding(), k8sGap({ step: 'roles' })] },
    { name: 'some bindings were not read', records: [...holding(['get pods']), k8sGap({ step: 'bindings' })] },
  ],
  notApplicable: [
    { name: 'nothing is bound to it', records: [k8sAccount(), ...k8sJanitor] },
    { name: 'it administers the cluster', records: k8sJanitor },
  ],
})
