import { testRule } from '../../../test/support/rule-tester.ts'
import { accessKey } from '../../../test/support/aws-credentials.ts'
import { gap, group, user } from '../../../test/support/aws-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'last used 412 days ago',
      records: [accessKey({ lastUsedAt: '2025-10-05T10:00:00Z' }), user()],
      message: 'Key AKIAIOSFODNN7EXAMPLE of ci-deploy was last used 412 days ago.',
      severity: 'medium',
      data: { lastUsedOn: '2025-10-05', privileged: false },
      remediation: 'aws iam delete-access-key --user-name ci-deploy --access-key-id AKIAIOSFODNN7EXAMPLE',
    },
    {
      name: 'of an administrator by a group',
      records: [
        accessKey({ lastUsedAt: '2026-06-01T00:00:00Z' }),
        user({ groups: ['admins'] }),
        group({ name: 'admins', inline: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }),
      ],
      severity: 'high',
    },
    {
      name: 'the CIS limit',
      records: [accessKey({ lastUsedAt: '2026-10-01T00:00:00Z' })],
      options: { maxDays: 45 },
    },
  ],
  pass: [
    { name: 'used yesterday', records: [accessKey()] },
    { name: 'used 90 days ago', records: [accessKey({ lastUsedAt: '2026-08-23T10:00:00Z' })] },
  ],
  unknown: [
    { name: 'the last use was denied', records: [accessKey({ lastUsedAt: unknown('denied') })] },
    { name: 'nobody knows whether it is active', records: [accessKey({ enabled: unknown('failed') })] },
    { name: 'the list of keys has a gap', records: [accessKey(), gap({ step: 'access-keys' })] },
  ],
  notApplicable: [
    { name: 'an inactive key', records: [accessKey({ lastUsedAt: '2020-01-01T00:00:00Z', enabled: false })] },
    { name: 'a key of root', records: [accessKey({ lastUsedAt: '2020-01-01T00:00:00Z', user: 'root', id: 'root#1' })] },
    { name: 'a key that was never used', records: [accessKey({ lastUsedAt: null })] },
  ],
})
