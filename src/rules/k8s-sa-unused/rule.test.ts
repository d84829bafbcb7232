import {
  k8sAccount,
  k8sGap,
  k8sGrant,
  k8sRunnerSet,
  k8sToken,
  k8sWorkload,
} from '../../../test/support/kubernetes-records.ts'
import { k8sJanitor } from '../../../test/support/kubernetes-worlds.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const grant = k8sGrant({ in: 'shop' })

testRule(rule, {
  fail: [
    {
      name: 'nothing runs as it',
      records: [k8sAccount(), grant],
      message: 'Nothing runs as shop/api, which holds the role shop/worker by the binding shop/worker.',
      severity: 'low',
      confidence: 'possible',
      remediation: 'kubectl delete serviceaccount api --namespace=shop',
    },
    {
      name: 'it becomes an administrator',
      records: [k8sAccount(), k8sGrant({ rules: ['create pods'] }), ...k8sJanitor],
      severity: 'medium',
    },
    {
      name: 'its token was used last year',
      records: [k8sAccount(), grant, k8sToken({ lastUsedAt: '2025-11-01T00:00:00Z' })],
    },
    {
      name: 'a week, where that is too long',
      records: [k8sAccount({ createdAt: '2026-11-10T10:00:00Z' }), grant],
      options: { maxDays: 7 },
    },
  ],
  pass: [
    { name: 'something runs as it', records: [k8sAccount(), grant, k8sWorkload()] },
    { name: 'runners run as it whenever a job waits', records: [k8sAccount(), grant, k8sRunnerSet()] },
    { name: 'made last week', records: [k8sAccount({ createdAt: '2026-11-15T10:00:00Z' }), grant] },
    {
      name: 'its token is used from outside',
      records: [k8sAccount(), grant, k8sToken({ lastUsedAt: '2026-11-20T00:00:00Z' })],
    },
    {
      name: 'nobody tells whether its token is used',
      records: [k8sAccount(), grant, k8sToken({ lastUsedAt: unknown('unsupported') })],
    },
  ],
  unknown: [
    { name: 'not all workloads were read', records: [k8sAccount(), grant, k8sGap({ step: 'workloads' })] },
    { name: 'nobody told since when it is there', records: [k8sAccount({ createdAt: unknown('failed') }), grant] },
    {
      name: 'some bindings were not read',
      records: [k8sAccount(), grant, k8sWorkload(), k8sGap({ step: 'bindings' })],
    },
  ],
  notApplicable: [
    { name: 'it holds nothing', records: [k8sAccount()] },
    { name: 'Muster itself', records: [k8sAccount({ scanner: true }), grant] },
    { name: 'the default one', records: [k8sAccount({ name: 'shop/default' }), k8sGrant({ to: 'shop/default' })] },
  ],
})
