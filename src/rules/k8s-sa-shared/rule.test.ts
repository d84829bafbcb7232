import { k8sAccount, k8sGap, k8sGrant, k8sWorkload } from '../../../test/support/kubernetes-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const grant = k8sGrant({ in: 'shop' })
const cart = k8sWorkload({ name: 'shop/cart' })
const till = k8sWorkload({ name: 'shop/till' })

testRule(rule, {
  fail: [
    {
      name: 'two deployments',
      records: [k8sAccount(), grant, cart, till],
      message:
        '2 applications run as shop/api, and all of them hold the role shop/worker by the binding shop/worker: shop/cart and shop/till.',
      severity: 'medium',
      data: { applications: ['shop/cart', 'shop/till'], level: 'configured' },
    },
    {
      name: 'for an identity of a cloud',
      records: [k8sAccount({ cloud: { awsRoleArn: 'arn:aws:iam::111122223333:role/shop' } }), cart, till],
      message:
        '2 applications run as shop/api, and all of them hold arn:aws:iam::111122223333:role/shop: shop/cart and shop/till.',
    },
    {
      name: 'two charts',
      records: [
        k8sAccount(),
        grant,
        k8sWorkload({ name: 'shop/cart', application: 'cart' }),
        k8sWorkload({ name: 'shop/cart-worker', application: 'cart' }),
        till,
      ],
      data: { applications: ['shop/cart', 'shop/till'] },
    },
  ],
  pass: [
    { name: 'one deployment', records: [k8sAccount(), grant, k8sWorkload()] },
    {
      name: 'parts of one chart',
      records: [
        k8sAccount(),
        grant,
        k8sWorkload({ name: 'shop/cart', application: 'cart' }),
        k8sWorkload({ name: 'shop/cart-worker', application: 'cart' }),
      ],
    },
    { name: 'an account that gives nothing', records: [k8sAccount(), cart, till] },
    { name: 'two, where that is fine', records: [k8sAccount(), grant, cart, till], options: { maxApplications: 2 } },
  ],
  unknown: [
    {
      name: 'not all workloads were read',
      records: [k8sAccount(), grant, k8sWorkload(), k8sGap({ step: 'workloads' })],
    },
    { name: 'bindings were not read', records: [k8sAccount(), cart, till, k8sGap({ step: 'bindings' })] },
  ],
  notApplicable: [
    { name: 'nothing runs as it', records: [k8sAccount(), grant] },
    {
      name: 'the default one',
      records: [
        k8sAccount({ name: 'shop/default' }),
        k8sWorkload({ account: 'default' }),
        k8sWorkload({ name: 'shop/b', account: 'default' }),
      ],
    },
    { name: 'an add-on of the provider', records: [k8sAccount({ managedBy: 'addon-manager' }), cart, till] },
  ],
})
