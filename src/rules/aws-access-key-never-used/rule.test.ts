import { testRule } from '../../../test/support/rule-tester.ts'
import { accessKey } from '../../../test/support/aws-credentials.ts'
import { gap } from '../../../test/support/aws-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'never used in 30 days',
      records: [accessKey({ lastUsedAt: null, createdAt: '2026-10-22T10:00:00Z' })],
      message: 'Key AKIAIOSFODNN7EXAMPLE of ci-deploy was created 30 days ago and has never been used.',
      severity: 'medium',
    },
    {
      name: 'a shorter grace',
      records: [accessKey({ lastUsedAt: null, createdAt: '2026-11-19T10:00:00Z' })],
      options: { graceDays: 1 },
    },
  ],
  pass: [
    { name: 'used', records: [accessKey()] },
    { name: 'still in its grace', records: [accessKey({ lastUsedAt: null, createdAt: '2026-11-14T10:00:00Z' })] },
  ],
  unknown: [
    { name: 'the last use was denied', records: [accessKey({ lastUsedAt: unknown('denied') })] },
    { name: 'its age is not known', records: [accessKey({ lastUsedAt: null, createdAt: unknown('failed') })] },
    { name: 'nobody knows whether it is active', records: [accessKey({ enabled: unknown('failed') })] },
    { name: 'the list of keys has a gap', records: [accessKey(), gap({ step: 'access-keys' })] },
  ],
  notApplicable: [
    { name: 'a key of root', records: [accessKey({ lastUsedAt: null, user: 'root', id: 'root#1' })] },
    {
      name: 'an inactive key',
      records: [accessKey({ lastUsedAt: null, enabled: false, createdAt: '2020-01-01T00:00:00Z' })],
    },
  ],
})
