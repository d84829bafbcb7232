import { testRule } from '../../../test/support/rule-tester.ts'
import { slackApp, slackApproval, slackGap } from '../../../test/support/slack-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'the approval says so',
      records: [slackApp(), slackApproval({ scopes: ['chat:write', 'user im:history'] })],
      message: 'Polls acts in the name of who let it in, by im:history.',
      severity: 'medium',
      data: { scopes: ['im:history'] },
      remediation: 'uses a bot',
    },
    {
      name: 'a scope that only users can give',
      records: [slackApp({ scopes: ['chat:write', 'chat:write:user', 'search:read'] })],
      message: 'Polls acts in the name of who let it in, by chat:write:user and search:read.',
    },
    {
      name: 'the manifest says so',
      records: [slackApp({ userScopes: ['users.profile:write'] })],
      data: { scopes: ['users.profile:write'] },
    },
  ],
  pass: [
    { name: 'all scopes are of its bot', records: [slackApp(), slackApproval()] },
    {
      name: 'users only sign in with it',
      records: [slackApp({ scopes: ['openid'] }), slackApproval({ scopes: ['user identity.basic', 'user openid'] })],
    },
    { name: 'its manifest has none', records: [slackApp({ userScopes: [] })] },
  ],
  unknown: [
    {
      name: 'the log alone, which does not tell',
      records: [slackApp(), slackGap({ step: 'approved-apps', reason: 'unlicensed' })],
    },
    { name: 'it is in no list', records: [slackApp()] },
    { name: 'it has more than was approved', records: [slackApp({ scopes: ['groups:history'] }), slackApproval()] },
    { name: 'nothing tells its scopes', records: [slackApp({ scopes: unknown('denied') })] },
    {
      name: 'part of the log is missing',
      records: [slackApp(), slackApproval(), slackGap({ step: 'integration-logs' })],
    },
  ],
  notApplicable: [
    { name: 'it is off', records: [slackApp({ enabled: false }), slackApproval({ scopes: ['user im:history'] })] },
  ],
})
