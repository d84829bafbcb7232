import { oauthClient, oauthGrant, workspaceGap, workspaceUser } from '../../../test/support/gws-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const anonymous = oauthClient({ anonymous: true })

testRule(rule, {
  fail: [
    {
      name: 'reads calendars',
      records: [anonymous, oauthGrant({ scopes: ['calendar', 'openid'] }), workspaceUser()],
      message: 'Mail Merge is anonymous to Google, and ben@acme.example let it in for calendar.',
      severity: 'medium',
    },
    {
      name: 'reads all files',
      records: [anonymous, oauthGrant({ scopes: ['drive'] }), workspaceUser()],
      severity: 'high',
    },
    {
      name: 'signs people in',
      records: [
        anonymous,
        oauthGrant(),
        oauthGrant({ user: 'cleo' }),
        workspaceUser(),
        workspaceUser({ name: 'cleo' }),
      ],
      message: 'Mail Merge is anonymous to Google, and 2 users sign in with it.',
      severity: 'low',
    },
    {
      name: 'users were not read',
      records: [anonymous, oauthGrant({ scopes: ['calendar'] }), workspaceGap({ step: 'users' })],
      confidence: 'possible',
    },
  ],
  pass: [
    { name: 'somebody answers for it', records: [oauthClient(), oauthGrant({ scopes: ['drive'] }), workspaceUser()] },
  ],
  unknown: [
    {
      name: 'only the log was read',
      records: [
        oauthClient({ anonymous: unknown('not-collected') }),
        oauthGrant({ scopes: ['drive'] }),
        workspaceUser(),
      ],
    },
    {
      name: 'lists of some users were denied',
      records: [oauthClient(), oauthGrant(), workspaceUser(), workspaceGap({ step: 'oauth-tokens' })],
    },
  ],
  notApplicable: [
    {
      name: 'its only user is suspended',
      records: [anonymous, oauthGrant({ scopes: ['drive'] }), workspaceUser({ suspended: true })],
    },
  ],
})
