import { testRule } from '../../../test/support/rule-tester.ts'
import { slackApp, slackApproval, slackGap } from '../../../test/support/slack-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'it searches as the user',
      records: [slackApp({ name: 'Search', scopes: ['search:read', 'chat:write'] })],
      message: 'Search reads all that the people see who let it in, by search:read.',
      severity: 'medium',
      confidence: 'proven',
      data: { scopes: ['search:read'], asUser: true },
      remediation: '/kick',
    },
    {
      name: 'direct messages',
      records: [slackApp({ scopes: ['im:history', 'files:read'] })],
      message: 'Polls reads private conversations by im:history and files:read.',
      severity: 'medium',
    },
    {
      name: 'channels that its bot is in',
      records: [slackApp({ scopes: ['channels:history'] }), slackApproval({ scopes: ['channels:history'] })],
      message: 'Polls reads channels or files by channels:history.',
      severity: 'low',
      data: { asUser: false },
    },
    {
      name: 'the same scope, of a user',
      records: [slackApp({ scopes: ['channels:history'] }), slackApproval({ scopes: ['user channels:history'] })],
      message: 'Polls reads all that the people see who let it in, by channels:history.',
      severity: 'medium',
      data: { asUser: true },
    },
    {
      name: 'a classic bot',
      records: [slackApp({ name: 'Hubot', scopes: ['bot'] })],
      severity: 'low',
    },
    {
      name: 'the log was not read',
      records: [slackApp({ scopes: unknown('denied') }), slackApproval({ scopes: ['mpim:history'] })],
      confidence: 'possible',
    },
  ],
  pass: [
    { name: 'it posts', records: [slackApp()] },
    { name: 'it is told what is said to it', records: [slackApp({ scopes: ['app_mentions:read', 'channels:read'] })] },
  ],
  unknown: [
    { name: 'nothing tells its scopes', records: [slackApp({ scopes: unknown('unlicensed') })] },
    { name: 'part of the log is missing', records: [slackApp(), slackGap({ step: 'integration-logs' })] },
  ],
  notApplicable: [{ name: 'it is off', records: [slackApp({ scopes: ['search:read'], enabled: false })] }],
})
