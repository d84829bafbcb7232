import { oktaApp, oktaGap } from '../../../test/support/okta-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const app = (more = {}) => oktaApp({ name: 'board', kind: 'oauth-app', ...more })

testRule(rule, {
  fail: [
    {
      name: 'implicit',
      records: [app({ grantTypes: ['authorization_code', 'implicit'] })],
      message: 'board may get tokens by the implicit grant, in an address of the browser.',
      data: { grantTypes: ['implicit'] },
      remediation: 'General > Grant type',
    },
    {
      name: 'both',
      records: [app({ grantTypes: ['implicit', 'password'] })],
      message:
        'board may get tokens by the implicit grant, in an address of the browser and by the password grant, with the password of a user.',
    },
    {
      name: 'a service that also takes passwords',
      records: [oktaApp({ grantTypes: ['client_credentials', 'password'] })],
    },
  ],
  pass: [
    { name: 'by a code', records: [app()] },
    { name: 'as itself', records: [oktaApp()] },
  ],
  unknown: [
    { name: 'Okta does not tell', records: [app({ grantTypes: { unknown: 'unsupported' } })] },
    { name: 'not all were read', records: [app(), oktaGap({ step: 'apps' })] },
  ],
  notApplicable: [
    { name: 'switched off', records: [app({ grantTypes: ['implicit'], enabled: false })] },
    { name: 'a part of Okta', records: [app({ grantTypes: ['implicit'], catalogName: 'okta_browser_plugin' })] },
  ],
})
