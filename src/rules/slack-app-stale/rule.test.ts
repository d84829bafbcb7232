import { testRule } from '../../../test/support/rule-tester.ts'
import { slackApp, slackGap } from '../../../test/support/slack-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const old = '2024-03-01T09:00:00Z'
const auditSince = '2026-05-25T10:00:00Z'

testRule(rule, {
  fail: [
    {
      name: 'nothing is told of it',
      records: [slackApp({ lastChangeAt: old, actedAt: null, auditSince })],
      message:
        'Polls has not changed in 995 days, and its bot has done nothing that audit logs tell of since 2026-05-25.',
      severity: 'medium',
      confidence: 'possible',
      data: { days: 995 },
      remediation: 'admin.apps.uninstall',
    },
    {
      name: 'switched off long ago',
      records: [slackApp({ lastChangeAt: old, disabledFor: 'errors', enabled: false })],
      message: 'Polls was switched off 995 days ago and is still installed.',
      severity: 'low',
      confidence: 'proven',
      data: { disabledFor: 'errors' },
    },
    {
      name: 'a shorter time is wished for',
      records: [slackApp({ lastChangeAt: old, actedAt: '2026-09-01T09:00:00Z', auditSince })],
      options: { maxDays: 30 },
      confidence: 'possible',
    },
  ],
  pass: [
    { name: 'installed lately', records: [slackApp()] },
    {
      name: 'its bot did something',
      records: [slackApp({ lastChangeAt: old, actedAt: '2026-10-10T09:00:00Z', auditSince })],
    },
    {
      name: 'switched off this month',
      records: [slackApp({ lastChangeAt: '2026-11-10T09:00:00Z', disabledFor: 'user', enabled: false })],
    },
  ],
  unknown: [
    {
      name: 'audit logs were not read',
      records: [slackApp({ lastChangeAt: old }), slackGap({ step: 'audit-logs', reason: 'unlicensed' })],
    },
    { name: 'it has no bot', records: [slackApp({ lastChangeAt: old, actedAt: unknown('unsupported'), auditSince })] },
    { name: 'the log is older than it', records: [slackApp({ lastChangeAt: unknown('unsupported') })] },
    { name: 'part of the log is missing', records: [slackApp(), slackGap({ step: 'integration-logs' })] },
  ],
  notApplicable: [
    { name: 'Slack took its bot away', records: [slackApp({ lastChangeAt: old, botDeleted: true, enabled: false })] },
  ],
})
