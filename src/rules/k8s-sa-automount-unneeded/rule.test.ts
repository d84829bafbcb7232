import { k8sAccount, k8sGap, k8sGrant, k8sWorkload } from '../../../test/support/kubernetes-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'an account of its own without a role',
      records: [k8sAccount(), k8sWorkload()],
      message: 'shop/api holds no role, and its token lies in the pods of 1 workload: shop/api.',
      severity: 'low',
      data: { workloads: ['shop/deployment/api'] },
      remediation: 'kubectl patch serviceaccount api --namespace=shop',
    },
    {
      name: 'the default one, said outright',
      records: [
        k8sAccount({ name: 'shop/default', automount: true }),
        k8sWorkload({ account: 'default' }),
        k8sWorkload({ name: 'shop/web', account: 'default', automount: false }),
      ],
      data: { workloads: ['shop/deployment/api'] },
    },
  ],
  pass: [
    { name: 'it holds a role', records: [k8sAccount(), k8sGrant(), k8sWorkload()] },
    { name: 'the account says no', records: [k8sAccount({ automount: false }), k8sWorkload()] },
    { name: 'the pod says no', records: [k8sAccount(), k8sWorkload({ automount: false })] },
    { name: 'the pod asks for it', records: [k8sAccount(), k8sWorkload({ automount: true })] },
    {
      name: 'the pod projects one',
      records: [k8sAccount(), k8sWorkload({ tokens: [{ audience: null, expirationSeconds: 600 }] })],
    },
  ],
  unknown: [
    {
      name: 'not all workloads were read',
      records: [k8sAccount({ automount: false }), k8sWorkload(), k8sGap({ step: 'workloads' })],
    },
    { name: 'nobody read the bindings', records: [k8sAccount(), k8sWorkload(), k8sGap({ step: 'bindings' })] },
    {
      name: 'some bindings were not read',
      records: [k8sAccount(), k8sGrant(), k8sWorkload(), k8sGap({ step: 'bindings' })],
    },
  ],
  notApplicable: [
    { name: 'nothing runs as it', records: [k8sAccount()] },
    {
      name: 'of the control plane',
      records: [k8sAccount({ name: 'kube-system/x' }), k8sWorkload({ name: 'kube-system/x', account: 'x' })],
    },
    { name: 'an add-on of the provider', records: [k8sAccount({ managedBy: 'provider:vpc-cni' }), k8sWorkload()] },
  ],
})
