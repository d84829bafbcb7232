import {
  k8sAccount,
  k8sBinding,
  k8sGap,
  k8sGrant,
  k8sRole,
  k8sWorkload,
} from '../../../test/support/kubernetes-records.ts'
import { k8sJanitor } from '../../../test/support/kubernetes-worlds.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const account = k8sAccount({ name: 'shop/default' })
const grant = k8sGrant({ to: 'shop/default', in: 'shop', rules: ['get,list pods'] })

testRule(rule, {
  fail: [
    {
      name: 'a role of its namespace',
      records: [
        account,
        grant,
        k8sWorkload({ account: 'default' }),
        k8sWorkload({ name: 'shop/web', account: 'default' }),
      ],
      message:
        'shop/default, which every pod runs as that names no account (2 workloads now), holds the role shop/worker by the binding shop/worker.',
      severity: 'medium',
      data: { workloads: ['shop/deployment/api', 'shop/deployment/web'], paths: [] },
      remediation: 'kubectl delete rolebinding worker --namespace=shop',
    },
    {
      name: 'it administers the cluster',
      records: [
        account,
        k8sRole({ name: 'cluster-admin', rules: ['* *.*'] }),
        k8sBinding({ role: 'cluster-admin', to: 'shop/default' }),
      ],
      severity: 'high',
    },
    {
      name: 'it becomes an administrator',
      records: [account, k8sGrant({ to: 'shop/default', rules: ['create pods/exec'] }), ...k8sJanitor],
      severity: 'high',
    },
  ],
  pass: [
    { name: 'it holds nothing', records: [account, k8sWorkload({ account: 'default' })] },
    { name: 'a role that is not there', records: [account, k8sBinding({ role: 'gone', to: 'shop/default' })] },
  ],
  unknown: [{ name: 'bindings were not read', records: [account, k8sGap({ step: 'bindings' })] }],
  notApplicable: [{ name: 'an account of its own', records: [k8sAccount(), k8sGrant()] }],
})
