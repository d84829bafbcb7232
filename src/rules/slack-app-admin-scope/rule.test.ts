import { testRule } from '../../../test/support/rule-tester.ts'
import { slackApp, slackApproval, slackGap } from '../../../test/support/slack-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const untold = slackApp({ scopes: unknown('denied') })

testRule(rule, {
  fail: [
    {
      name: 'it administers the workspace',
      records: [slackApp({ name: 'Muster', scopes: ['admin', 'users:read'], scanner: true })],
      message: 'Muster may administer acme by admin.',
      severity: 'high',
      confidence: 'proven',
      data: { scopes: ['admin'] },
      remediation: 'https://slack.com/api/admin.apps.uninstall',
    },
    {
      name: 'it writes, and what it reads is told in the data',
      records: [slackApp({ scopes: ['admin.conversations:write', 'admin.teams:read'] })],
      message: 'Polls may administer acme by admin.conversations:write.',
      data: { scopes: ['admin.conversations:write', 'admin.teams:read'] },
    },
    {
      name: 'it writes by a scope that does not say so',
      records: [slackApp({ scopes: ['admin.conversations:manage_objects'] })],
      message: 'Polls may administer acme by admin.conversations:manage_objects.',
      severity: 'high',
    },
    {
      name: 'it reads what administrators see',
      records: [slackApp({ name: 'SIEM', scopes: ['auditlogs:read'] })],
      message: 'SIEM reads what administrators of acme see by auditlogs:read.',
      severity: 'medium',
    },
    {
      name: 'the log was not read, and it was approved for as much',
      records: [untold, slackApproval({ scopes: ['user admin.users:write'] })],
      severity: 'high',
      confidence: 'possible',
    },
  ],
  pass: [
    { name: 'it talks', records: [slackApp()] },
    { name: 'words that only look like it', records: [slackApp({ scopes: ['usergroups:write', 'administrator'] })] },
  ],
  unknown: [
    { name: 'nothing tells its scopes', records: [untold] },
    {
      name: 'part of the log could not be read',
      records: [slackApp(), slackGap({ step: 'integration-logs', reason: 'failed' })],
    },
  ],
  notApplicable: [{ name: 'it is off', records: [slackApp({ scopes: ['admin'], enabled: false })] }],
})
