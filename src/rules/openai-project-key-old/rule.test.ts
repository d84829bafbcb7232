import { openaiAdminKey, openaiGap, openaiKey } from '../../../test/support/openai-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const old = '2025-11-21T10:00:00Z'

testRule(rule, {
  fail: [
    {
      name: 'a year old',
      records: [openaiKey({ createdAt: old })],
      message: 'Key shop of project Shop is 365 days old.',
      severity: 'medium',
      data: { days: 365, expires: false },
      remediation: 'workload identity provider',
    },
    {
      name: 'that opens two projects',
      records: [openaiKey({ createdAt: old, projects: ['Shop', 'Lab'] })],
      message: 'Key shop of project Shop and Lab is 365 days old.',
    },
    { name: 'a limit of one’s own', records: [openaiKey()], options: { maxDays: 30 } },
  ],
  pass: [{ name: 'of this autumn', records: [openaiKey()] }],
  unknown: [
    { name: 'nobody told when it was made', records: [openaiKey({ createdAt: unknown('failed') })] },
    { name: 'some keys were not read', records: [openaiKey(), openaiGap({ step: 'project-keys' })] },
  ],
  notApplicable: [
    { name: 'an admin key', records: [openaiAdminKey({ createdAt: old })] },
    { name: 'run out', records: [openaiKey({ createdAt: old, expiresAt: '2026-11-01T00:00:00Z' })] },
  ],
})
