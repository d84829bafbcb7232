import { oktaApp, oktaGap, oktaService } from '../../../test/support/okta-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'not in the whole log',
      records: [oktaApp({ used: null })],
      message: 'sync has not got a token in 90 days.',
      data: { days: 90, used: false },
      remediation: '/api/v1/apps/0oasync/lifecycle/deactivate',
    },
    {
      name: 'not lately',
      records: [oktaApp({ used: '2026-10-01T10:00:00Z' })],
      options: { maxDays: 30 },
      message: 'sync last got a token 51 days ago.',
    },
    {
      name: 'an integration',
      records: [oktaService({ used: null })],
      remediation: '/integrations/api/v1/api-services/0oalog-export',
    },
  ],
  pass: [
    { name: 'yesterday', records: [oktaApp({ used: '2026-11-20T10:00:00Z' })] },
    {
      name: 'made last month, and not yet used',
      records: [oktaApp({ used: null, createdAt: '2026-10-20T10:00:00Z' })],
    },
  ],
  unknown: [
    { name: 'nobody looked', records: [oktaApp()] },
    { name: 'the log was not read', records: [oktaApp(), oktaGap({ step: 'activity' })] },
    { name: 'the log reaches back less', records: [oktaApp({ used: null, since: '2026-11-01T10:00:00Z' })] },
    { name: 'nobody knows when it was made', records: [oktaApp({ used: null, createdAt: unknown('unsupported') })] },
  ],
  notApplicable: [{ name: 'switched off', records: [oktaApp({ used: null, enabled: false })] }],
})
