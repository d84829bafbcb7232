import { k8sAccount, k8sBinding, k8sGap, k8sGrant } from '../../../test/support/kubernetes-records.ts'
import { k8sJanitor } from '../../../test/support/kubernetes-worlds.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const tokens = ['create serviceaccounts/token']
const holding = (rules: readonly string[], more: Parameters<typeof k8sGrant>[0] = {}) => [
  k8sAccount(),
  k8sGrant({ rules, ...more }),
]

testRule(rule, {
  fail: [
    {
      name: 'of everybody',
      records: [...holding(tokens), ...k8sJanitor],
      message: 'shop/api may ask for tokens of any service account in every namespace. It gets to ops/janitor so.',
      severity: 'high',
      data: { abilities: ['k8s-create-token'], accounts: [] },
      remediation: 'Take create serviceaccounts/token from the cluster role worker',
    },
    {
      name: 'of another namespace',
      records: holding(tokens, { in: 'lab' }),
      message: 'shop/api may ask for tokens of any service account in the namespace lab.',
      severity: 'high',
      data: { paths: [] },
    },
    {
      name: 'of its own namespace, where nobody may anything',
      records: holding(tokens, { in: 'shop' }),
      severity: 'medium',
    },
    {
      name: 'of two that are named',
      records: holding(['create serviceaccounts/token named mail,report'], { in: 'shop' }),
      message: 'shop/api may ask for tokens of mail and report in the namespace shop.',
      severity: 'low',
      data: { accounts: ['mail', 'report'] },
    },
    {
      name: 'of one that is named, and administers',
      records: [...holding(['create serviceaccounts/token named janitor'], { in: 'ops' }), ...k8sJanitor],
      severity: 'high',
    },
    { name: 'by a star before the subresource', records: holding(['create */token']), severity: 'high' },
  ],
  pass: [
    { name: 'it makes accounts', records: holding(['create serviceaccounts']) },
    { name: 'a pattern that Kubernetes does not know', records: holding(['create serviceaccounts/*']) },
    { name: 'of itself', records: holding(['create serviceaccounts/token named api'], { in: 'shop' }) },
    { name: 'it lists pods', records: holding(['list pods']) },
  ],
  unknown: [
    { name: 'what its role allows was not read', records: [k8sAccount(), k8sBinding(), k8sGap({ step: 'roles' })] },
  ],
  notApplicable: [
    { name: 'nothing is bound to it', records: [k8sAccount()] },
    { name: 'it administers the cluster', records: k8sJanitor },
  ],
})
