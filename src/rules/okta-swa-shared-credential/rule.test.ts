import { oktaGap, oktaHook, oktaSwaApp } from '../../../test/support/okta-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const shared = { scheme: 'SHARED_USERNAME_AND_PASSWORD' }

testRule(rule, {
  fail: [
    {
      name: 'one account for all',
      records: [oktaSwaApp(shared)],
      message: 'Whoever is assigned fax signs in to it with the same name and password, which Okta fills in.',
      severity: 'high',
      remediation: 'change the shared password',
    },
  ],
  pass: [
    { name: 'each with their own', records: [oktaSwaApp()] },
    { name: 'as administrators set it for each', records: [oktaSwaApp({ scheme: 'ADMIN_SETS_CREDENTIALS' })] },
  ],
  unknown: [
    { name: 'Okta does not tell', records: [oktaSwaApp({ scheme: { unknown: 'unsupported' } })] },
    { name: 'a way to sign in that is newer than Muster', records: [oktaSwaApp({ signOnMode: 'PASSKEY_RELAY' })] },
    { name: 'a scheme that is newer than Muster', records: [oktaSwaApp({ scheme: 'TEAM_SETS_CREDENTIALS' })] },
    { name: 'not all were read', records: [oktaSwaApp(), oktaGap({ step: 'apps' })] },
  ],
  notApplicable: [
    { name: 'switched off', records: [oktaSwaApp({ ...shared, active: false })] },
    { name: 'something else', records: [oktaHook()] },
  ],
})
