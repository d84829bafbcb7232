import { oktaGap, oktaHook, oktaSwaApp } from '../../../test/support/okta-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'an inline hook without proof',
      records: [oktaHook({ name: 'claims', kind: 'inline-hook', authentication: 'none' })],
      message:
        'Hook "claims" calls https://hooks.acme.example without proof that it is Okta: whoever knows the address can call it, too.',
      severity: 'medium',
    },
    { name: 'an event hook without proof', records: [oktaHook({ authentication: 'none' })], severity: 'low' },
    {
      name: 'an event hook that nobody answered',
      records: [oktaHook({ verified: false })],
      message: 'Event hook "joiners" was never verified by https://hooks.acme.example, and gets no events.',
      severity: 'low',
      remediation: '/lifecycle/verify',
    },
    {
      name: 'one that nobody answered, whatever it would send',
      records: [oktaHook({ authentication: { unknown: 'unsupported' }, verified: false })],
    },
    {
      name: 'a header of years',
      records: [oktaHook({ updatedAt: '2025-10-22T10:00:00Z' })],
      message:
        'Hook "joiners" proves itself to https://hooks.acme.example by a header that has not changed in 395 days.',
      data: { days: 395 },
    },
  ],
  pass: [
    { name: 'a header of this year', records: [oktaHook()] },
    {
      name: 'OAuth',
      records: [oktaHook({ kind: 'inline-hook', authentication: 'oauth', updatedAt: '2020-01-01T00:00:00Z' })],
    },
    {
      name: 'older than usual, which is fine here',
      records: [oktaHook({ updatedAt: '2025-10-22T10:00:00Z' })],
      options: { maxDays: 500 },
    },
  ],
  unknown: [
    { name: 'Okta does not tell how', records: [oktaHook({ authentication: { unknown: 'unsupported' } })] },
    { name: 'nor since when', records: [oktaHook({ updatedAt: { unknown: 'unsupported' } })] },
    { name: 'nor whether it is verified', records: [oktaHook({ verified: { unknown: 'unsupported' } })] },
    { name: 'not all were read', records: [oktaHook(), oktaGap({ step: 'hooks' })] },
  ],
  notApplicable: [
    { name: 'switched off', records: [oktaHook({ authentication: 'none', active: false })] },
    { name: 'something else', records: [oktaSwaApp()] },
  ],
})
