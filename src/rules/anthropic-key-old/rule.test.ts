import { anthropicGap, claudeKey } from '../../../test/support/anthropic-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const old = '2025-11-21T10:00:00Z'

testRule(rule, {
  fail: [
    {
      name: 'a year old, without an end',
      records: [claudeKey({ createdAt: old })],
      message: 'Key shop in workspace Shop is 365 days old and does not expire.',
      severity: 'medium',
      data: { days: 365 },
      remediation: 'federation rule',
    },
    { name: 'a limit of one’s own', records: [claudeKey()], options: { maxDays: 30 } },
  ],
  pass: [
    { name: 'of this autumn', records: [claudeKey()] },
    { name: 'old, and it ends', records: [claudeKey({ createdAt: old, expiresAt: '2026-12-31T00:00:00Z' })] },
  ],
  unknown: [
    { name: 'nobody told when it was made', records: [claudeKey({ createdAt: unknown('failed') })] },
    {
      name: 'nobody told whether it ends',
      records: [claudeKey({ createdAt: old, expiresAt: unknown('unsupported') })],
    },
    { name: 'some keys were not read', records: [claudeKey(), anthropicGap({ step: 'keys' })] },
  ],
  notApplicable: [
    { name: 'switched off', records: [claudeKey({ createdAt: old, status: 'inactive' })] },
    { name: 'run out', records: [claudeKey({ createdAt: old, expiresAt: '2026-11-01T00:00:00Z' })] },
  ],
})
