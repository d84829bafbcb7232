import { testRule } from '../../../test/support/rule-tester.ts'
import { accessKey } from '../../../test/support/aws-credentials.ts'
import { gap, user } from '../../../test/support/aws-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const admin = 'arn:aws:iam::aws:policy/AdministratorAccess'

testRule(rule, {
  fail: [
    {
      name: 'a key of 91 days',
      records: [accessKey({ createdAt: '2026-08-22T10:00:00Z' }), user()],
      message: 'Key AKIAIOSFODNN7EXAMPLE of ci-deploy is 91 days old; keys are to be rotated every 90 days.',
      severity: 'medium',
      data: { days: 91, privileged: false },
      remediation:
        'aws iam update-access-key --user-name ci-deploy --access-key-id AKIAIOSFODNN7EXAMPLE --status Inactive',
    },
    {
      name: 'a key of more than a year',
      records: [accessKey({ createdAt: '2025-01-01T00:00:00Z' }), user()],
      severity: 'high',
    },
    {
      name: 'a young key of an administrator',
      records: [accessKey({ createdAt: '2026-08-01T00:00:00Z' }), user({ attached: [admin] })],
      severity: 'high',
    },
    {
      name: 'a tighter limit',
      records: [accessKey({ createdAt: '2026-10-01T00:00:00Z' }), user()],
      options: { maxDays: 30 },
      message: 'Key AKIAIOSFODNN7EXAMPLE of ci-deploy is 51 days old; keys are to be rotated every 30 days.',
    },
    {
      name: 'the creation date was denied, and the report says when it was last changed',
      records: [accessKey({ createdAt: unknown('denied'), rotatedAt: '2026-01-01T00:00:00Z', id: 'ci-deploy#1' })],
      remediation: 'aws iam list-access-keys --user-name ci-deploy',
    },
  ],
  pass: [
    { name: 'a key of 90 days', records: [accessKey({ createdAt: '2026-08-23T10:00:00Z' })] },
    { name: 'a key made an hour ago', records: [accessKey({ createdAt: '2026-11-21T09:00:00Z' })] },
  ],
  unknown: [
    { name: 'nobody knows when it was made', records: [accessKey({ createdAt: unknown('denied') })] },
    { name: 'nobody knows whether it is active', records: [accessKey({ enabled: unknown('failed') })] },
    { name: 'the list of keys has a gap', records: [accessKey(), gap({ step: 'access-keys' })] },
  ],
  notApplicable: [
    { name: 'an inactive key', records: [accessKey({ createdAt: '2020-01-01T00:00:00Z', enabled: false })] },
    { name: 'a key of root', records: [accessKey({ createdAt: '2020-01-01T00:00:00Z', user: 'root', id: 'root#1' })] },
  ],
})
