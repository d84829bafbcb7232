import { oauthClient, oauthGrant, workspaceGap, workspaceUser } from '../../../test/support/gws-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const ada = workspaceUser({ name: 'ada', superAdmin: true })
const gemini = '681255809395-oo8ft2oprdrnp9e3aqf6av3hmdib135j.apps.googleusercontent.com'

testRule(rule, {
  fail: [
    {
      name: 'a super administrator lets it manage users',
      records: [oauthClient(), oauthGrant({ user: 'ada', scopes: ['admin.directory.user', 'openid'] }), ada],
      message: 'Mail Merge may do by admin.directory.user what ada@acme.example may do as administrator.',
      severity: 'critical',
      remediation: 'curl -X DELETE',
    },
    {
      name: 'a super administrator lets it see calendars',
      records: [oauthClient(), oauthGrant({ user: 'ada', scopes: ['calendar'] }), oauthGrant(), ada, workspaceUser()],
      message: 'Mail Merge gets at data of ada@acme.example by calendar, an account that administers the customer.',
      severity: 'high',
      data: { administrators: 1, superAdmin: true },
    },
    {
      name: 'somebody who administers a part',
      records: [
        oauthClient(),
        oauthGrant({ user: 'ben', scopes: ['drive'] }),
        workspaceUser({ name: 'ben', delegatedAdmin: true }),
      ],
      severity: 'medium',
    },
    {
      name: 'one is known to administer, of others nothing is known',
      records: [
        oauthClient(),
        oauthGrant({ user: 'ada', scopes: ['drive'] }),
        oauthGrant({ user: 'eve', scopes: ['drive'] }),
        ada,
      ],
      severity: 'high',
    },
  ],
  pass: [
    {
      name: 'an administrator signs in with it',
      records: [oauthClient(), oauthGrant({ user: 'ada', scopes: ['openid', 'email'] }), ada],
    },
    {
      name: 'nobody who let it in administers',
      records: [oauthClient(), oauthGrant({ scopes: ['drive'] }), workspaceUser()],
    },
    {
      name: 'the administrator is suspended',
      records: [
        oauthClient(),
        oauthGrant({ user: 'ada', scopes: ['drive'] }),
        workspaceUser({ name: 'ada', superAdmin: true, suspended: true }),
      ],
    },
  ],
  unknown: [
    {
      name: 'users were not read',
      records: [oauthClient(), oauthGrant({ scopes: ['drive'] }), workspaceGap({ step: 'users' })],
    },
    {
      name: 'older grants may be there',
      records: [
        oauthClient(),
        oauthGrant({ scopes: ['drive'] }),
        workspaceUser(),
        workspaceGap({ step: 'oauth-grants', reason: 'not-collected' }),
      ],
    },
  ],
  notApplicable: [
    {
      name: 'Google’s own',
      records: [
        oauthClient({ name: 'Gemini CLI', clientId: gemini }),
        oauthGrant({ client: gemini, user: 'ada', scopes: ['cloud-platform'] }),
        ada,
      ],
    },
  ],
})
