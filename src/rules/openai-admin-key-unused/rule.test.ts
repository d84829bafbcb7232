import { openaiAdminKey, openaiId, openaiKey, openaiUserId } from '../../../test/support/openai-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'last used in summer',
      records: [openaiAdminKey({ createdAt: '2026-01-15T10:00:00Z', lastUsedAt: '2026-08-01T10:00:00Z' })],
      message: 'Admin key admin was last used 112 days ago.',
      severity: 'high',
      data: { days: 112, used: true },
      related: [openaiId('user', openaiUserId('ada'))],
      remediation:
        'curl -X DELETE -H "Authorization: Bearer $OPENAI_ADMIN_KEY" https://api.openai.com/v1/organization/admin_api_keys/key_admin',
    },
    {
      name: 'never',
      records: [openaiAdminKey({ lastUsedAt: null })],
      message: 'Admin key admin was made 51 days ago and has never been used.',
      data: { used: false },
    },
  ],
  pass: [
    { name: 'used yesterday', records: [openaiAdminKey()] },
    { name: 'new', records: [openaiAdminKey({ createdAt: '2026-11-10T10:00:00Z', lastUsedAt: null })] },
    {
      name: 'a limit of one’s own',
      records: [openaiAdminKey({ lastUsedAt: '2026-09-01T10:00:00Z' })],
      options: { maxDays: 90 },
    },
  ],
  unknown: [{ name: 'nobody told of its use', records: [openaiAdminKey({ lastUsedAt: unknown('unsupported') })] }],
  notApplicable: [
    { name: 'a key of a project', records: [openaiKey({ lastUsedAt: null })] },
    { name: 'run out', records: [openaiAdminKey({ lastUsedAt: null, expiresAt: '2026-11-01T00:00:00Z' })] },
  ],
})
