import { testRule } from '../../../test/support/rule-tester.ts'
import { accessKey } from '../../../test/support/aws-credentials.ts'
import { gap, user } from '../../../test/support/aws-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const old = accessKey({ id: 'AKIAOLD', createdAt: '2025-01-01T00:00:00Z' })
const young = (createdAt: string) => accessKey({ id: 'AKIANEW', createdAt })

testRule(rule, {
  fail: [
    {
      name: 'two keys for 30 days',
      records: [user(), old, young('2026-10-22T10:00:00Z')],
      message: 'User ci-deploy has had two active access keys for 30 days.',
      severity: 'low',
      data: { days: 30, keys: ['AKIAOLD', 'AKIANEW'] },
      related: ['aws:111122223333:access-key:AKIANEW', 'aws:111122223333:access-key:AKIAOLD'],
      remediation: 'aws iam update-access-key --user-name ci-deploy --access-key-id AKIAOLD --status Inactive',
    },
  ],
  pass: [
    { name: 'one key', records: [user(), old] },
    { name: 'within the overlap', records: [user(), old, young('2026-11-07T10:00:00Z')] },
    {
      name: 'the other is inactive',
      records: [user(), old, accessKey({ id: 'AKIANEW', createdAt: '2025-02-01T00:00:00Z', enabled: false })],
    },
    { name: 'a longer overlap', records: [user(), old, young('2026-10-22T10:00:00Z')], options: { overlapDays: 60 } },
  ],
  unknown: [
    {
      name: 'the state of one was not read',
      records: [user(), old, accessKey({ id: 'B', enabled: unknown('denied') })],
    },
    {
      name: 'the age of one was not read',
      records: [user(), old, accessKey({ id: 'B', createdAt: unknown('denied') })],
    },
    { name: 'keys were denied', records: [user(), old, gap({ step: 'access-keys' })] },
  ],
  notApplicable: [{ name: 'no keys', records: [user()] }],
})
