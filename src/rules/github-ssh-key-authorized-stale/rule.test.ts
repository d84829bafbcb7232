import { testRule } from '../../../test/support/rule-tester.ts'
import { authorizedKey, deployKey, githubGap, userIdOf } from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'last used in spring',
      records: [authorizedKey({ id: '77', lastUsedAt: '2026-05-05T10:00:00Z' })],
      message: 'SSH key "laptop" of mona was last used 200 days ago.',
      severity: 'medium',
      data: { days: 200, lastUsedOn: '2026-05-05' },
      related: [userIdOf('mona')],
      remediation: 'gh api -X DELETE /orgs/acme/credential-authorizations/77',
    },
    {
      name: 'never used',
      records: [authorizedKey({ lastUsedAt: null, authorizedAt: '2026-10-22T10:00:00Z' })],
      message: 'SSH key "laptop" of mona was authorized 30 days ago and never used.',
    },
  ],
  pass: [
    { name: 'used yesterday', records: [authorizedKey()] },
    { name: 'new', records: [authorizedKey({ lastUsedAt: null, authorizedAt: '2026-11-15T10:00:00Z' })] },
    {
      name: 'a limit of one’s own',
      records: [authorizedKey({ lastUsedAt: '2026-05-05T10:00:00Z' })],
      options: { maxDays: 365 },
    },
  ],
  unknown: [
    { name: 'the last use was not read', records: [authorizedKey({ lastUsedAt: unknown('failed') })] },
    {
      name: 'never used, since nobody knows when',
      records: [authorizedKey({ lastUsedAt: null, authorizedAt: unknown('failed') })],
    },
    { name: 'some keys were not read', records: [authorizedKey(), githubGap({ step: 'sso-credentials' })] },
  ],
  notApplicable: [{ name: 'a deploy key', records: [deployKey({ lastUsedAt: null })] }],
})
