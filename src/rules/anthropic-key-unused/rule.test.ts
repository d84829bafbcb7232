import { anthropicGap, anthropicId, claudeKey, claudeWorkspaceId } from '../../../test/support/anthropic-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const made = '2026-01-15T10:00:00Z'

testRule(rule, {
  fail: [
    {
      name: 'not once in what is reported',
      records: [claudeKey({ createdAt: made, lastUsedAt: null })],
      message: 'Key shop in workspace Shop has not been used in 93 days.',
      severity: 'medium',
      data: { days: 93, used: false },
      related: [anthropicId('user', 'user_ben'), anthropicId('workspace', claudeWorkspaceId('Shop'))],
      remediation: '-d \'{"status":"inactive"}\' https://api.anthropic.com/v1/organizations/api_keys/apikey_shop',
    },
    {
      name: 'in September, with a limit of one’s own',
      records: [claudeKey({ in: 'default', createdAt: made, lastUsedAt: '2026-09-20T00:00:00Z' })],
      options: { maxDays: 30 },
      message: 'Key shop in the default workspace was last used 62 days ago.',
    },
    {
      name: 'on the day before that, of which even the evening is too long ago',
      records: [claudeKey({ createdAt: made, lastUsedAt: '2026-08-21T00:00:00Z' })],
      message: 'Key shop in workspace Shop was last used 92 days ago.',
    },
    {
      name: 'of no workspace, and nobody told when it was made',
      records: [claudeKey({ in: 'organization', createdAt: unknown('failed'), lastUsedAt: null })],
      message: 'Key shop of the organization has not been used in 93 days.',
    },
  ],
  pass: [
    {
      name: 'on a day of which only the evening is 90 days ago',
      records: [claudeKey({ createdAt: made, lastUsedAt: '2026-08-22T00:00:00Z' })],
    },
    { name: 'used yesterday', records: [claudeKey({ createdAt: made })] },
    { name: 'new, and not used yet', records: [claudeKey({ lastUsedAt: null })] },
  ],
  unknown: [
    {
      name: 'the report is too short to tell',
      records: [claudeKey({ createdAt: made, lastUsedAt: null, observedSince: '2026-10-21T00:00:00Z' })],
    },
    { name: 'its use was not read', records: [claudeKey({ createdAt: made, lastUsedAt: unknown('denied') })] },
    { name: 'the report was denied', records: [claudeKey({ createdAt: made }), anthropicGap({ step: 'usage' })] },
  ],
  notApplicable: [
    { name: 'switched off', records: [claudeKey({ createdAt: made, lastUsedAt: null, status: 'inactive' })] },
    { name: 'run out', records: [claudeKey({ lastUsedAt: null, expiresAt: '2026-11-01T00:00:00Z' })] },
  ],
})
