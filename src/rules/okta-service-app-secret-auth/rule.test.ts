import { oktaApp, oktaGap } from '../../../test/support/okta-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'with a secret in the body',
      records: [oktaApp({ authMethod: 'client_secret_post' })],
      message: 'sync signs in with a secret (client_secret_post), which it sends to Okta or shares with it.',
      remediation: 'sync (0oasync) > General',
    },
    { name: 'with a secret that signs', records: [oktaApp({ authMethod: 'client_secret_jwt' })] },
  ],
  pass: [{ name: 'with a key of its own', records: [oktaApp()] }],
  unknown: [
    { name: 'Okta does not tell', records: [oktaApp({ authMethod: { unknown: 'unsupported' } })] },
    { name: 'not all were read', records: [oktaApp(), oktaGap({ step: 'apps' })] },
  ],
  notApplicable: [
    { name: 'switched off', records: [oktaApp({ authMethod: 'client_secret_post', enabled: false })] },
    { name: 'one that acts for users', records: [oktaApp({ kind: 'oauth-app', authMethod: 'client_secret_post' })] },
  ],
})
