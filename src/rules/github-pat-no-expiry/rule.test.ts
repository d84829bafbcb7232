import { testRule } from '../../../test/support/rule-tester.ts'
import { authorizedToken, fineGrainedToken, githubGap, userIdOf } from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const writes = { organization: {}, repository: { contents: 'write', metadata: 'read' }, other: {} }

testRule(rule, {
  fail: [
    {
      name: 'a fine-grained token that may write',
      records: [fineGrainedToken({ expiresAt: null, permissions: writes })],
      message: 'Fine-grained token "release" of mona never expires.',
      severity: 'high',
      data: { type: 'fine-grained', power: 'control' },
      remediation: 'Active tokens, open "release" of mona',
      related: [userIdOf('mona')],
    },
    {
      name: 'a fine-grained token that may only read',
      records: [fineGrainedToken({ expiresAt: null })],
      severity: 'medium',
      data: { power: 'read' },
    },
    {
      name: 'a classic token',
      records: [authorizedToken({ id: '9001', login: 'hubot' })],
      message: 'Classic token "release" of hubot never expires.',
      severity: 'high',
      remediation: 'gh api -X DELETE /orgs/acme/credential-authorizations/9001',
    },
    {
      name: 'a classic token whose scopes nobody knows',
      records: [authorizedToken({ scopes: unknown('failed') })],
      severity: 'high',
      data: { power: 'unknown' },
    },
    { name: 'a classic token that reads', records: [authorizedToken({ scopes: ['read:org'] })], severity: 'medium' },
    { name: 'a token of an OAuth app', records: [authorizedToken({ type: 'oauth-app' })], severity: 'medium' },
  ],
  pass: [
    { name: 'a token that ends', records: [fineGrainedToken({ permissions: writes })] },
    { name: 'a classic token that ends', records: [authorizedToken({ expiresAt: '2026-12-01T00:00:00Z' })] },
  ],
  unknown: [
    { name: 'nobody told when it ends', records: [authorizedToken({ expiresAt: unknown('denied') })] },
    { name: 'some tokens were not read', records: [fineGrainedToken(), githubGap({ step: 'tokens' })] },
  ],
  notApplicable: [{ name: 'one that is over', records: [fineGrainedToken({ expiresAt: null, expired: true })] }],
})
