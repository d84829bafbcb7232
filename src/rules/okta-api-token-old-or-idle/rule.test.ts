import { oktaGap, oktaSecret, oktaToken, oktaUser } from '../../../test/support/okta-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'a year old, and in use',
      records: [oktaToken({ createdAt: '2025-11-21T10:00:00Z' }), oktaUser()],
      message: 'API token "ci" of mona@acme.example was made 365 days ago, and never ends while it is used.',
      data: { days: 365 },
      remediation: '/api/v1/api-tokens/00Tci',
    },
    {
      name: 'not used for weeks',
      records: [oktaToken({ used: '2026-10-26T10:00:00Z' }), oktaUser()],
      message: 'API token "ci" of mona@acme.example was last used 26 days ago.',
    },
    {
      name: 'never used',
      records: [oktaToken({ used: null, createdAt: '2026-10-26T10:00:00Z' }), oktaUser()],
      message: 'API token "ci" of mona@acme.example was made 26 days ago, and never used.',
      data: { days: 26, used: false },
    },
    {
      name: 'older than the organization wants',
      records: [oktaToken()],
      options: { maxAgeDays: 30 },
    },
    {
      name: 'old, although nobody knows of its use',
      records: [oktaToken({ createdAt: '2025-11-21T10:00:00Z', used: unknown('unsupported') })],
    },
  ],
  pass: [
    { name: 'a month old, used yesterday', records: [oktaToken()] },
    { name: 'new, and not yet used', records: [oktaToken({ used: null, createdAt: '2026-11-15T10:00:00Z' })] },
    { name: 'of 180 days', records: [oktaToken({ createdAt: '2026-05-25T10:00:00Z' })] },
  ],
  unknown: [
    { name: 'Okta does not tell when it ends', records: [oktaToken({ used: unknown('unsupported') })] },
    { name: 'nor when it was made', records: [oktaToken({ createdAt: unknown('unsupported') })] },
    { name: 'not all were read', records: [oktaToken(), oktaGap({ step: 'api-tokens' })] },
  ],
  notApplicable: [{ name: 'another credential', records: [oktaSecret()] }],
})
