import { testRule } from '../../../test/support/rule-tester.ts'
import { authorizedToken, fineGrainedToken, githubGap } from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'every repository',
      records: [authorizedToken({ scopes: ['workflow', 'repo', 'read:org'] })],
      message: 'Classic token "release" of mona reaches everything its holder does, by repo and workflow.',
      severity: 'high',
      data: { scopes: ['repo', 'workflow'] },
      remediation: 'gh api -X DELETE /orgs/acme/credential-authorizations/51',
    },
    { name: 'the organization', records: [authorizedToken({ scopes: ['admin:org'] })], severity: 'high' },
    { name: 'packages', records: [authorizedToken({ scopes: ['write:packages'] })], severity: 'high' },
    {
      name: 'public repositories',
      records: [authorizedToken({ scopes: ['public_repo'] })],
      message: 'Classic token "release" of mona reaches everything its holder does, by public_repo.',
      severity: 'medium',
    },
  ],
  pass: [
    { name: 'one that reads', records: [authorizedToken({ scopes: ['read:org', 'read:packages', 'user:email'] })] },
    { name: 'one without scopes', records: [authorizedToken({ scopes: [] })] },
  ],
  unknown: [
    { name: 'its scopes were not read', records: [authorizedToken({ scopes: unknown('failed') })] },
    {
      name: 'some authorizations were not read',
      records: [authorizedToken({ scopes: [] }), githubGap({ step: 'sso-credentials' })],
    },
  ],
  notApplicable: [
    { name: 'a fine-grained token', records: [fineGrainedToken()] },
    { name: 'a token of an OAuth app', records: [authorizedToken({ type: 'oauth-app' })] },
    { name: 'one that is over', records: [authorizedToken({ expiresAt: '2026-11-01T00:00:00Z' })] },
  ],
})
