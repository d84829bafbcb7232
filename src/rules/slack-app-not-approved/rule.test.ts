import { testRule } from '../../../test/support/rule-tester.ts'
import { slackApp, slackApproval, slackGap, slackId, slackRestriction } from '../../../test/support/slack-records.ts'
import { rule } from './rule.ts'

const others = slackApproval({ app: 'Calendar' })

testRule(rule, {
  fail: [
    {
      name: 'others were approved',
      records: [slackApp(), others],
      message: 'Polls is installed in acme, and nobody approved it.',
      severity: 'medium',
      data: { decision: 'none', installers: ['U0MONA'] },
      remediation: 'https://slack.com/api/admin.apps.approve',
    },
    {
      name: 'it was restricted later',
      records: [slackApp(), slackApproval(), slackRestriction()],
      message: 'Polls is restricted for the organization, and still installed in acme.',
      severity: 'high',
      related: [slackId('app-restriction', 'A0POLLS')],
      remediation: 'app_id=A0POLLS',
    },
  ],
  pass: [{ name: 'it was approved', records: [slackApp(), slackApproval(), others] }],
  unknown: [
    {
      name: 'the workspace has no Enterprise',
      records: [
        slackApp(),
        slackGap({ step: 'approved-apps', reason: 'unlicensed' }),
        slackGap({ step: 'restricted-apps', reason: 'unlicensed' }),
      ],
    },
    { name: 'it may be restricted', records: [slackApp(), slackApproval(), slackGap({ step: 'restricted-apps' })] },
  ],
  notApplicable: [
    { name: 'nobody decides on apps here', records: [slackApp()] },
    { name: 'it is off', records: [slackApp({ enabled: false }), others] },
  ],
})
