import { oktaApp, oktaGap, oktaService, oktaUser } from '../../../test/support/okta-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { oktaId, oktaUserId } from '../../../test/support/okta-place.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const left = oktaUser({ status: 'DEPROVISIONED' })
const broad = oktaService({ scopes: ['okta.logs.read', 'okta.users.manage'] })

testRule(rule, {
  fail: [
    {
      name: 'it sets passwords',
      records: [broad, oktaUser()],
      message: 'log-export, an integration of a vendor, may change the organization: okta.users.manage.',
      severity: 'medium',
      remediation: '/integrations/api/v1/api-services/0oalog-export',
    },
    {
      name: 'whoever installed it has left',
      records: [oktaService(), left],
      message: 'log-export, an integration of a vendor, was installed by mona@acme.example, who has left.',
      severity: 'medium',
      related: [oktaId('user', oktaUserId('mona'))],
    },
    {
      name: 'whoever installed it was deleted',
      records: [oktaService()],
      message: 'log-export, an integration of a vendor, was installed by user 00umona, who has left.',
    },
    {
      name: 'both',
      records: [broad, left],
      message:
        'log-export, an integration of a vendor, may change the organization (okta.users.manage), and was installed by mona@acme.example, who has left.',
      severity: 'high',
    },
  ],
  pass: [
    { name: 'it reads, and its installer is here', records: [oktaService(), oktaUser()] },
    { name: 'Okta’s own staff installed it', records: [oktaService({ createdBy: 'spr1' })] },
  ],
  unknown: [
    {
      name: 'the state of its installer is newer than Muster',
      records: [oktaService(), oktaUser({ status: 'DELEGATED', enabled: unknown('failed') })],
    },
    { name: 'people were not read', records: [oktaService(), oktaGap({ step: 'people' })] },
    { name: 'Okta leaves its scopes out', records: [oktaService({ scopes: [], scopesUntold: true }), oktaUser()] },
    { name: 'Okta names nobody', records: [oktaService({ createdBy: unknown('unsupported') })] },
  ],
  notApplicable: [{ name: 'an application', records: [oktaApp()] }],
})
