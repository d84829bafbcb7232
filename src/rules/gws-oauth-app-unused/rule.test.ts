import { oauthClient, oauthGrant, workspaceGap, workspaceUser } from '../../../test/support/gws-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const summer = '2026-06-20T10:00:00Z'
const grant = oauthGrant({ scopes: ['drive', 'openid'], grantedAt: '2026-06-01T10:00:00Z' })
const since = { firstGrantedAt: '2026-06-01T10:00:00Z' }

testRule(rule, {
  fail: [
    {
      name: 'last called in June',
      records: [oauthClient({ ...since, lastUsedAt: summer }), grant, workspaceUser()],
      message: 'Mail Merge last called an API of Google 154 days ago, and still holds drive of ben@acme.example.',
      severity: 'medium',
      data: { days: 154, used: true, users: 1 },
      remediation: '/tokens/',
    },
    {
      name: 'never called since it was let in',
      records: [oauthClient({ ...since, lastUsedAt: null }), grant, workspaceUser()],
      message: 'Mail Merge has not called any API of Google in 173 days, and still holds drive of ben@acme.example.',
      data: { used: false },
    },
    {
      name: 'let in before the log begins, never called since',
      records: [
        oauthClient({ firstGrantedAt: unknown('not-collected'), lastUsedAt: null }),
        oauthGrant({ scopes: ['drive'], grantedAt: null }),
        workspaceUser(),
      ],
      data: { days: 180 },
    },
  ],
  pass: [
    {
      name: 'called yesterday',
      records: [oauthClient({ ...since, lastUsedAt: '2026-11-20T10:00:00Z' }), grant, workspaceUser()],
    },
    {
      name: 'let in last month, never called yet',
      records: [
        oauthClient({ firstGrantedAt: '2026-10-20T10:00:00Z', lastUsedAt: null }),
        oauthGrant({ scopes: ['drive'], grantedAt: '2026-10-20T10:00:00Z' }),
        workspaceUser(),
      ],
    },
    {
      name: 'somebody let it in last month, though others did in June',
      records: [
        oauthClient({ ...since, lastUsedAt: summer }),
        grant,
        oauthGrant({ user: 'cleo', scopes: ['drive'], grantedAt: '2026-10-20T10:00:00Z' }),
        workspaceUser(),
        workspaceUser({ name: 'cleo' }),
      ],
    },
    {
      name: 'a limit of one’s own',
      records: [oauthClient({ ...since, lastUsedAt: summer }), grant, workspaceUser()],
      options: { maxDays: 170 },
    },
  ],
  unknown: [
    {
      name: 'calls were not read',
      records: [oauthClient(since), grant, workspaceUser(), workspaceGap({ step: 'oauth-activity' })],
    },
    {
      name: 'the log names no call of anybody',
      records: [oauthClient({ ...since, lastUsedAt: unknown('unsupported') }), grant, workspaceUser()],
    },
    {
      name: 'nobody knows since when calls are logged',
      records: [
        oauthClient({ ...since, lastUsedAt: null, observedSince: unknown('unsupported') }),
        grant,
        workspaceUser(),
      ],
    },
  ],
  notApplicable: [
    {
      name: 'it only signs people in',
      records: [
        oauthClient({ ...since, lastUsedAt: null }),
        oauthGrant({ scopes: ['openid', 'email'] }),
        workspaceUser(),
      ],
    },
    {
      name: 'its only user is suspended',
      records: [oauthClient({ ...since, lastUsedAt: null }), grant, workspaceUser({ suspended: true })],
    },
  ],
})
