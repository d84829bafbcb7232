import { aiFacet, oauthClient, oauthGrant, workspaceGap, workspaceUser } from '../../../test/support/gws-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const chat = oauthClient({ name: 'ChatGPT', ai: aiFacet() })
const agent = oauthClient({
  name: 'Merger',
  ai: aiFacet({ kind: 'agent', vendor: 'unknown', confidence: 1 }),
  class: 'ai',
})

testRule(rule, {
  fail: [
    {
      name: 'known by its name, reads all files',
      records: [chat, oauthGrant({ client: 'ChatGPT', scopes: ['drive.readonly', 'calendar'] }), workspaceUser()],
      message: 'ChatGPT hands models data of ben@acme.example by drive.readonly.',
      severity: 'high',
      confidence: 'possible',
      data: { vendor: 'OpenAI', users: 1 },
    },
    {
      name: 'an agent by Google’s own attribution, with calendars',
      records: [agent, oauthGrant({ client: 'Merger', scopes: ['calendar'] }), workspaceUser()],
      severity: 'medium',
      confidence: 'proven',
    },
    {
      name: 'an agent in Google Cloud',
      records: [agent, oauthGrant({ client: 'Merger', scopes: ['cloud-platform'] }), workspaceUser()],
      message: 'Merger hands models what ben@acme.example may do by cloud-platform.',
      severity: 'high',
      confidence: 'proven',
    },
    {
      name: 'users were not read',
      records: [agent, oauthGrant({ client: 'Merger', scopes: ['drive'] }), workspaceGap({ step: 'users' })],
      confidence: 'possible',
    },
  ],
  pass: [
    {
      name: 'it signs people in',
      records: [chat, oauthGrant({ client: 'ChatGPT', scopes: ['openid', 'email'] }), workspaceUser()],
    },
    {
      name: 'it sees the files that are opened with it',
      records: [chat, oauthGrant({ client: 'ChatGPT', scopes: ['drive.file'] }), workspaceUser()],
    },
  ],
  unknown: [
    {
      name: 'older grants may be there',
      records: [
        chat,
        oauthGrant({ client: 'ChatGPT' }),
        workspaceUser(),
        workspaceGap({ step: 'oauth-grants', reason: 'not-collected' }),
      ],
    },
    {
      name: 'nobody knows whether its user administers',
      records: [
        chat,
        oauthGrant({ client: 'ChatGPT', scopes: ['admin.directory.user'] }),
        workspaceGap({ step: 'users' }),
      ],
    },
  ],
  notApplicable: [
    { name: 'no sign of AI', records: [oauthClient(), oauthGrant({ scopes: ['drive'] }), workspaceUser()] },
    {
      name: 'its only user is suspended',
      records: [chat, oauthGrant({ client: 'ChatGPT', scopes: ['drive'] }), workspaceUser({ suspended: true })],
    },
  ],
})
