import { testRule } from '../../../test/support/rule-tester.ts'
import { authorizedToken, fineGrainedToken, githubGap } from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'last used in spring',
      records: [fineGrainedToken({ lastUsedAt: '2026-05-05T10:00:00Z' })],
      message: 'Fine-grained token "release" of mona was last used 200 days ago.',
      severity: 'medium',
      data: { days: 200, lastUsedOn: '2026-05-05', type: 'fine-grained' },
      remediation: 'revoke it',
    },
    {
      name: 'a classic token with every repository',
      records: [authorizedToken({ lastUsedAt: '2026-05-05T10:00:00Z' })],
      severity: 'high',
      remediation: 'gh api -X DELETE /orgs/acme/credential-authorizations/51',
    },
    {
      name: 'never used',
      records: [fineGrainedToken({ lastUsedAt: null, grantedAt: '2026-10-22T10:00:00Z' })],
      message: 'Fine-grained token "release" of mona was let in 30 days ago and never used.',
      data: { lastUsedOn: null },
    },
    {
      name: 'a limit of one’s own',
      records: [fineGrainedToken({ lastUsedAt: '2026-11-01T10:00:00Z' })],
      options: { maxDays: 10 },
    },
  ],
  pass: [
    { name: 'used yesterday', records: [fineGrainedToken()] },
    { name: 'new', records: [fineGrainedToken({ lastUsedAt: null, grantedAt: '2026-11-15T10:00:00Z' })] },
    {
      name: 'new, by the day it was made',
      records: [
        authorizedToken({ lastUsedAt: null, authorizedAt: unknown('unsupported'), createdAt: '2026-11-15T10:00:00Z' }),
      ],
    },
  ],
  unknown: [
    { name: 'the last use was not read', records: [fineGrainedToken({ lastUsedAt: unknown('denied') })] },
    {
      name: 'never used, since nobody knows when',
      records: [fineGrainedToken({ lastUsedAt: null, grantedAt: unknown('failed'), createdAt: unknown('failed') })],
    },
    { name: 'some tokens were not read', records: [authorizedToken(), githubGap({ step: 'sso-credentials' })] },
  ],
  notApplicable: [
    { name: 'one that is over', records: [fineGrainedToken({ lastUsedAt: null, expired: true })] },
    {
      name: 'one whose end has passed',
      records: [authorizedToken({ lastUsedAt: null, expiresAt: '2026-11-01T00:00:00Z' })],
    },
  ],
})
