import { testRule } from '../../../test/support/rule-tester.ts'
import { gap, role } from '../../../test/support/aws-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'last used half a year ago',
      records: [role({ lastUsedAt: '2026-05-25T10:00:00Z' })],
      message: 'Role deploy was last used 180 days ago.',
      severity: 'medium',
      remediation: 'aws iam generate-service-last-accessed-details --arn arn:aws:iam::111122223333:role/deploy',
    },
    {
      name: 'not used in the whole window',
      records: [role({ lastUsedAt: null, observedSince: '2025-10-17T10:00:00Z' })],
      message: 'Role deploy has not been used in the 400 days that can be looked back on.',
    },
    {
      name: 'not used since it was made, with no word on the window',
      records: [role({ lastUsedAt: null, observedSince: null, createdAt: '2026-07-01T10:00:00Z' })],
      data: { days: 143, used: false },
    },
    { name: 'a shorter limit', records: [role({ lastUsedAt: '2026-10-01T00:00:00Z' })], options: { maxDays: 30 } },
  ],
  pass: [
    { name: 'used yesterday', records: [role()] },
    {
      name: 'new and not used yet',
      records: [role({ lastUsedAt: null, createdAt: '2026-11-01T00:00:00Z', observedSince: '2026-11-01T00:00:00Z' })],
    },
  ],
  unknown: [
    { name: 'the last use was not read', records: [role({ lastUsedAt: unknown('denied') })] },
    {
      name: 'never used, and nobody knows since when',
      records: [role({ lastUsedAt: null, observedSince: unknown('denied'), createdAt: unknown('denied') })],
    },
    { name: 'the window has a gap', records: [role(), gap({ step: 'role-usage' })] },
  ],
  notApplicable: [
    {
      name: 'a service-linked role',
      records: [role({ path: '/aws-service-role/x.amazonaws.com/', lastUsedAt: null })],
    },
    {
      name: 'a role of Identity Center',
      records: [role({ path: '/aws-reserved/sso.amazonaws.com/eu/', lastUsedAt: null })],
    },
  ],
})
