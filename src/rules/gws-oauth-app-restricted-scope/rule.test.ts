import { gcpProject, gcpProjectNumber, gcpScope } from '../../../test/support/gcp-records.ts'
import {
  oauthClient,
  oauthGrant,
  workspaceClientId,
  workspaceGap,
  workspaceUser,
} from '../../../test/support/gws-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const ownClient = workspaceClientId('Mail Merge', gcpProjectNumber().replace('projects/', ''))
const chrome = '77185425430.apps.googleusercontent.com'

testRule(rule, {
  fail: [
    {
      name: 'reads all mail of two users',
      records: [
        oauthClient(),
        oauthGrant({ scopes: ['openid', 'https://mail.google.com/'] }),
        oauthGrant({ user: 'cleo', scopes: ['https://mail.google.com/'] }),
        workspaceUser(),
        workspaceUser({ name: 'cleo' }),
      ],
      message: 'Mail Merge holds https://mail.google.com over the data of 2 users.',
      severity: 'high',
      data: { users: 2, owner: 'untold' },
      remediation: 'App access control',
    },
    {
      name: 'changes users, by the hand of an administrator',
      records: [
        oauthClient(),
        oauthGrant({ user: 'ada', scopes: ['admin.directory.user', 'drive'] }),
        workspaceUser({ name: 'ada', superAdmin: true }),
      ],
      message: 'Mail Merge may administer by admin.directory.user, given by ada@acme.example.',
    },
    {
      name: 'does in Google Cloud what its user may, whoever that is',
      records: [oauthClient(), oauthGrant({ scopes: ['cloud-platform'] }), workspaceUser()],
      message: 'Mail Merge may administer by cloud-platform, given by ben@acme.example.',
    },
    {
      name: 'of a project that is none of one’s own',
      records: [oauthClient(), oauthGrant({ scopes: ['drive.readonly'] }), workspaceUser(), gcpProject()],
      scopes: [gcpScope()],
      data: { owner: 'other' },
      message: 'Mail Merge holds drive.readonly over the data of ben@acme.example.',
    },
    {
      name: 'restricted, whoever the user is',
      records: [oauthClient(), oauthGrant({ scopes: ['drive'] }), workspaceGap({ step: 'users' })],
      message: 'Mail Merge holds drive over the data of one user.',
      confidence: 'possible',
    },
    {
      name: 'one of its users is suspended, the other is not',
      records: [
        oauthClient(),
        oauthGrant({ scopes: ['drive'] }),
        oauthGrant({ user: 'dan', scopes: ['drive'] }),
        workspaceUser(),
        workspaceUser({ name: 'dan', suspended: true }),
      ],
      data: { users: 1 },
    },
  ],
  pass: [
    {
      name: 'only files that are opened with it',
      records: [oauthClient(), oauthGrant({ scopes: ['drive.file', 'openid'] }), workspaceUser()],
    },
    { name: 'calendars', records: [oauthClient(), oauthGrant({ scopes: ['calendar'] }), workspaceUser()] },
    {
      name: 'an administrator’s scope from somebody who administers nothing',
      records: [oauthClient(), oauthGrant({ scopes: ['admin.directory.user'] }), workspaceUser()],
    },
    {
      name: 'of one’s own project',
      records: [
        oauthClient({ clientId: ownClient }),
        oauthGrant({ client: ownClient, scopes: ['drive'] }),
        workspaceUser(),
        gcpProject(),
      ],
      scopes: [gcpScope()],
    },
    {
      name: 'Google’s own browser, by its id',
      records: [
        oauthClient({ name: 'Google Chrome', clientId: chrome }),
        oauthGrant({ client: chrome, scopes: ['https://www.google.com/accounts/OAuthLogin'] }),
        workspaceUser(),
      ],
    },
  ],
  unknown: [
    {
      name: 'older grants may be there',
      records: [
        oauthClient(),
        oauthGrant(),
        workspaceUser(),
        workspaceGap({ step: 'oauth-grants', reason: 'not-collected' }),
      ],
    },
    {
      name: 'nobody knows whether its user administers',
      records: [oauthClient(), oauthGrant({ scopes: ['admin.directory.user'] }), workspaceGap({ step: 'users' })],
    },
  ],
  notApplicable: [
    {
      name: 'its only user is suspended',
      records: [oauthClient(), oauthGrant({ scopes: ['drive'] }), workspaceUser({ suspended: true })],
    },
  ],
})
