import { oktaApp, oktaGap, oktaGrant, oktaRole } from '../../../test/support/okta-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { oktaId } from '../../../test/support/okta-place.ts'
import { rule } from './rule.ts'

const app = [oktaApp(), oktaGrant()]
const users = oktaGrant({ scope: 'okta.users.manage' })
const brands = oktaGrant({ scope: 'okta.brands.manage' })

testRule(rule, {
  fail: [
    {
      name: 'accounts, with a role for them',
      records: [...app, brands, users, oktaRole({ type: 'USER_ADMIN' })],
      message: 'sync was granted okta.users.manage and okta.brands.manage: it sets passwords and second factors.',
      severity: 'high',
      confidence: 'proven',
      related: [oktaId('api-scope', 'okta.users.manage')],
      data: { usable: true },
      remediation: 'Okta API Scopes',
    },
    {
      name: 'what the organization looks like',
      records: [...app, brands, oktaRole({ type: 'ORG_ADMIN' })],
      message: 'sync was granted okta.brands.manage.',
      severity: 'medium',
    },
    {
      name: 'without a role that lets it',
      records: [...app, users, oktaRole({ type: 'READ_ONLY_ADMIN' })],
      message: 'sync was granted okta.users.manage, which no role lets it use.',
      severity: 'low',
      data: { usable: false },
    },
    {
      name: 'with a custom role that only reads',
      records: [...app, users, oktaRole({ type: 'CUSTOM', permissions: ['okta.users.read'] })],
      severity: 'low',
    },
    {
      name: 'where roles were not read',
      records: [...app, users, oktaGap({ step: 'app-roles' })],
      severity: 'high',
      confidence: 'possible',
    },
    {
      name: 'with a custom role that nobody knows more of',
      records: [...app, users, oktaRole({ type: 'CUSTOM', permissions: { unknown: 'denied' } })],
      severity: 'high',
      confidence: 'possible',
    },
    {
      name: 'that registers others',
      records: [...app, oktaGrant({ scope: 'okta.clients.register' }), oktaRole()],
      severity: 'high',
    },
  ],
  pass: [{ name: 'it only reads', records: [...app, oktaRole()] }],
  unknown: [
    { name: 'grants were not read', records: [oktaApp(), oktaGap({ step: 'app-grants' })] },
    { name: 'not all applications were read', records: [...app, oktaGap({ step: 'apps' })] },
  ],
  notApplicable: [
    { name: 'switched off', records: [oktaApp({ enabled: false }), users] },
    { name: 'one that acts for users', records: [oktaApp({ kind: 'oauth-app' })] },
  ],
})
