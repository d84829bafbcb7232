import { openaiAdminKey, openaiGap, openaiKey } from '../../../test/support/openai-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'without an end',
      records: [openaiAdminKey({ expiresAt: null })],
      message: 'Admin key admin does not expire.',
      severity: 'medium',
      data: { days: 51, expires: false },
      remediation: '"expires_in_seconds":7776000',
    },
    {
      name: 'old, although it ends some day',
      records: [openaiAdminKey({ createdAt: '2025-11-21T10:00:00Z' })],
      message: 'Admin key admin is 365 days old.',
    },
    {
      name: 'without an end, and nobody knows how old',
      records: [openaiAdminKey({ expiresAt: null, createdAt: unknown('failed') })],
      data: { days: null },
    },
  ],
  pass: [
    { name: 'of this autumn, for the rest of the year', records: [openaiAdminKey()] },
    {
      name: 'a limit of one’s own',
      records: [openaiAdminKey({ createdAt: '2025-11-21T10:00:00Z' })],
      options: { maxDays: 400 },
    },
  ],
  unknown: [
    { name: 'nobody told of an end', records: [openaiAdminKey({ expiresAt: unknown('unsupported') })] },
    { name: 'nobody told when it was made', records: [openaiAdminKey({ createdAt: unknown('failed') })] },
    { name: 'some keys were not read', records: [openaiAdminKey(), openaiGap({ step: 'admin-keys' })] },
  ],
  notApplicable: [
    { name: 'a key of a project', records: [openaiKey()] },
    { name: 'run out', records: [openaiAdminKey({ expiresAt: '2026-11-01T00:00:00Z' })] },
  ],
})
