import { k8sAccount, k8sGap, k8sGrant, k8sToken } from '../../../test/support/kubernetes-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const account = [k8sAccount(), k8sGrant({ in: 'shop' })]
const holds = 'the account holds the role shop/worker by the binding shop/worker.'

testRule(rule, {
  fail: [
    {
      name: 'not used for months',
      records: [k8sToken({ lastUsedAt: '2026-02-01T00:00:00Z' }), ...account],
      message: `The Secret shop/api-token holds a token of shop/api that never ends and was not used since 2026-02-01; ${holds}`,
      severity: 'high',
      data: { idle: true, roles: ['role/shop/worker'] },
      remediation: 'kubectl delete secret api-token --namespace=shop',
    },
    {
      name: 'never used since that is written down',
      records: [k8sToken({ lastUsedAt: null, since: '2026-01-10T00:00:00Z' }), ...account],
      message: `The Secret shop/api-token holds a token of shop/api that never ends and was not used since 2026-01-10; ${holds}`,
    },
    {
      name: 'used yesterday',
      records: [k8sToken({ lastUsedAt: '2026-11-20T00:00:00Z' }), ...account],
      message: `The Secret shop/api-token holds a token of shop/api that never ends, last used 1 day ago; ${holds}`,
      severity: 'medium',
    },
    {
      name: 'made last week, and not used yet',
      records: [k8sToken({ createdAt: '2026-11-15T10:00:00Z' }), ...account],
      message: `The Secret shop/api-token holds a token of shop/api that never ends, last used never; ${holds}`,
      severity: 'medium',
    },
    {
      name: 'an old cluster that does not write it down',
      records: [k8sToken({ lastUsedAt: unknown('unsupported'), since: unknown('unsupported') }), ...account],
      severity: 'medium',
      data: { idle: false },
    },
    {
      name: 'of an account without rights',
      records: [k8sToken({ lastUsedAt: '2026-02-01T00:00:00Z' }), k8sAccount()],
      message:
        'The Secret shop/api-token holds a token of shop/api that never ends and was not used since 2026-02-01; the account holds no role.',
      severity: 'low',
    },
    {
      name: 'nobody read the bindings',
      records: [k8sToken({ lastUsedAt: '2026-02-01T00:00:00Z' }), k8sAccount(), k8sGap({ step: 'bindings' })],
      severity: 'medium',
      confidence: 'possible',
    },
    {
      name: 'a month, where that is too long',
      records: [k8sToken({ lastUsedAt: '2026-10-15T00:00:00Z' }), ...account],
      options: { maxDays: 30 },
      severity: 'high',
    },
  ],
  pass: [{ name: 'Kubernetes refuses it already', records: [k8sToken({ invalidSince: '2026-10-01' }), ...account] }],
  unknown: [
    {
      name: 'not all of them were read',
      records: [k8sToken({ invalidSince: '2026-10-01' }), k8sGap({ step: 'token-secrets' })],
    },
  ],
  notApplicable: [
    {
      name: 'another kind of credential',
      records: [
        {
          type: 'credential',
          id: 'kubernetes:x:certificate:csr',
          provider: 'kubernetes',
          scope: 'kubernetes:cluster:x',
          kind: 'certificate',
          nativeId: 'csr',
          name: 'csr',
          createdAt: null,
          expiresAt: null,
          rotatedAt: null,
          enabled: true,
          lifetime: 'expiring',
          facts: {},
        },
      ],
    },
  ],
})
