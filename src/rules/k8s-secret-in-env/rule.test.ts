import { k8sGap, k8sWorkload } from '../../../test/support/kubernetes-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const reference = (variable: string | null, secret: string, key: string | null) =>
  k8sWorkload({ secretVariables: [{ variable, secret, key }] })

testRule(rule, {
  fail: [
    {
      name: 'a key in the clear',
      records: [
        k8sWorkload({
          configSecrets: [{ name: 'STRIPE_API_KEY', looksLike: 'stripe-secret-key', by: 'value', fingerprint: 'f' }],
        }),
      ],
      message: 'shop/api has what looks like secrets written into its environment in the clear: STRIPE_API_KEY.',
      severity: 'high',
      confidence: 'proven',
      data: { secrets: [{ name: 'STRIPE_API_KEY', looksLike: 'stripe-secret-key', by: 'value' }] },
      remediation: 'kubectl create secret generic',
    },
    {
      name: 'by its name alone',
      records: [k8sWorkload({ configSecrets: [{ name: 'DB_PASSWORD', looksLike: 'named-secret', by: 'name' }] })],
      severity: 'medium',
      confidence: 'possible',
    },
    {
      name: 'out of a Secret',
      records: [reference('DB_PASSWORD', 'db', 'password')],
      message: 'shop/api gets secrets as environment variables: DB_PASSWORD (db/password).',
      severity: 'low',
    },
    { name: 'a harmless name for a key that is none', records: [reference('DB', 'db', 'password')], severity: 'low' },
    {
      name: 'all of a Secret',
      records: [reference(null, 'db-credentials', null)],
      message: 'shop/api gets secrets as environment variables: all of db-credentials.',
    },
  ],
  pass: [
    { name: 'nothing secret', records: [k8sWorkload()] },
    { name: 'files', records: [k8sWorkload({ mountedSecrets: ['db'] })] },
    { name: 'a setting that happens to lie in a Secret', records: [reference('DB_HOST', 'db', 'host')] },
  ],
  unknown: [{ name: 'not all workloads were read', records: [k8sWorkload(), k8sGap({ step: 'workloads' })] }],
  notApplicable: [
    {
      name: 'another kind of resource',
      records: [
        {
          type: 'resource',
          id: 'kubernetes:x:node:n',
          provider: 'kubernetes',
          scope: 'kubernetes:cluster:x',
          kind: 'node',
          nativeId: 'n',
          name: 'n',
          facts: {},
        },
      ],
    },
  ],
})
