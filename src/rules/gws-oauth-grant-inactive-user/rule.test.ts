import { oauthClient, oauthGrant, workspaceGap, workspaceUser } from '../../../test/support/gws-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const letIn = [oauthClient(), oauthGrant({ scopes: ['drive'] })]

testRule(rule, {
  fail: [
    {
      name: 'suspended',
      records: [workspaceUser({ suspended: true }), ...letIn],
      message: 'ben@acme.example is suspended, and Mail Merge will act in its name as soon as it is restored.',
      severity: 'low',
      confidence: 'proven',
      remediation: '/tokens/555000111222-mailmerge.apps.googleusercontent.com',
    },
    {
      name: 'archived',
      records: [workspaceUser({ archived: true }), ...letIn],
      data: { asleep: true, apps: ['Mail Merge'] },
    },
    {
      name: 'never signed in',
      records: [workspaceUser({ lastLoginAt: null }), ...letIn],
      message: 'ben@acme.example has never signed in, and Mail Merge may act in its name.',
      severity: 'medium',
    },
    {
      name: 'last signed in a year ago',
      records: [workspaceUser({ lastLoginAt: '2025-11-21T10:00:00Z' }), ...letIn],
      message: 'ben@acme.example last signed in 365 days ago, and Mail Merge may act in its name.',
      confidence: 'possible',
    },
    {
      name: 'an app of which no more than the id is known',
      records: [workspaceUser({ suspended: true }), oauthGrant({ scopes: ['drive'] })],
      data: { apps: ['555000111222-mailmerge.apps.googleusercontent.com'] },
    },
  ],
  pass: [
    { name: 'signed in yesterday', records: [workspaceUser(), ...letIn] },
    {
      name: 'a new account',
      records: [workspaceUser({ lastLoginAt: null, createdAt: '2026-11-10T10:00:00Z' }), ...letIn],
    },
    {
      name: 'a limit of one’s own',
      records: [workspaceUser({ lastLoginAt: '2025-11-21T10:00:00Z' }), ...letIn],
      options: { maxDays: 400 },
    },
  ],
  unknown: [
    {
      name: 'grants were not read',
      records: [workspaceUser({ suspended: true }), workspaceGap({ step: 'oauth-grants' })],
    },
    {
      name: 'nobody knows when it last signed in',
      records: [workspaceUser({ lastLoginAt: unknown('failed') }), ...letIn],
    },
    {
      name: 'nobody knows when it was made',
      records: [workspaceUser({ lastLoginAt: null, createdAt: unknown('failed') }), ...letIn],
    },
  ],
  notApplicable: [
    { name: 'nothing was let in', records: [workspaceUser({ suspended: true })] },
    {
      name: 'apps only sign it in',
      records: [workspaceUser({ suspended: true }), oauthClient(), oauthGrant({ scopes: ['openid'] })],
    },
  ],
})
