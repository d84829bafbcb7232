import { testRule } from '../../../test/support/rule-tester.ts'
import { slackApp, slackApproval, slackGap } from '../../../test/support/slack-records.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'the manifest says no',
      records: [slackApp({ name: 'Deployer', internal: true, tokenRotation: false })],
      message: 'Tokens of Deployer never end: its manifest has no rotation.',
      severity: 'medium',
      remediation: 'oauth.v2.exchange',
    },
  ],
  pass: [{ name: 'rotation is on', records: [slackApp({ internal: true, tokenRotation: true })] }],
  unknown: [
    { name: 'an own app whose manifest was not read', records: [slackApp(), slackApproval({ internal: true })] },
    { name: 'own by audit logs', records: [slackApp({ internal: true }), slackGap({ step: 'manifests' })] },
    { name: 'own, and shown to somebody else', records: [slackApp({ internal: true, tokenRotation: null })] },
    {
      name: 'nobody knows whose it is',
      records: [slackApp(), slackGap({ step: 'approved-apps', reason: 'unlicensed' })],
    },
    {
      name: 'part of the log is missing',
      records: [slackApp({ tokenRotation: true }), slackGap({ step: 'integration-logs' })],
    },
  ],
  notApplicable: [
    { name: 'of somebody else', records: [slackApp(), slackApproval()] },
    { name: 'its manifest is shown to others', records: [slackApp({ tokenRotation: null })] },
    { name: 'it is off', records: [slackApp({ tokenRotation: false, enabled: false })] },
  ],
})
