import { testRule } from '../../../test/support/rule-tester.ts'
import { authorizedToken, fineGrainedToken } from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'a fine-grained token that GitHub says is over',
      records: [fineGrainedToken({ expired: true, expiresAt: '2026-03-01T00:00:00Z' })],
      message: 'Fine-grained token "release" of mona has expired and is still let in.',
      severity: 'low',
      data: { type: 'fine-grained' },
      remediation: 'revoke it',
    },
    { name: 'over, without a date', records: [fineGrainedToken({ expired: true, expiresAt: unknown('failed') })] },
    {
      name: 'a classic token whose end has passed',
      records: [authorizedToken({ expiresAt: '2026-11-01T00:00:00Z' })],
      remediation: 'credential-authorizations/51',
    },
  ],
  pass: [
    { name: 'one that lasts', records: [fineGrainedToken()] },
    { name: 'one without an end', records: [authorizedToken()] },
  ],
  unknown: [{ name: 'nobody told when it ends', records: [authorizedToken({ expiresAt: unknown('denied') })] }],
  notApplicable: [
    {
      name: 'a token that an app renews',
      records: [authorizedToken({ type: 'app-user', expiresAt: '2026-11-20T18:00:00Z' })],
    },
  ],
})
