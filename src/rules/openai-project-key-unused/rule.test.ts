import {
  openaiAccountId,
  openaiAdminKey,
  openaiGap,
  openaiId,
  openaiKey,
  projectId,
} from '../../../test/support/openai-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const quiet = { reportedAt: null, createdAt: '2026-01-15T10:00:00Z' }

testRule(rule, {
  fail: [
    {
      name: 'last used in June',
      records: [openaiKey({ ...quiet, lastUsedAt: '2026-06-01T10:00:00Z' })],
      message: 'Key shop of project Shop was last used 173 days ago.',
      severity: 'medium',
      data: { days: 173, used: true, owner: 'service-account' },
      related: [
        openaiId('openai-service-account', openaiAccountId('shop-api')),
        openaiId('project', projectId('Shop')),
      ],
      remediation: '/organization/projects/proj_shop/api_keys/key_shop',
    },
    {
      name: 'never',
      records: [openaiKey({ ...quiet, lastUsedAt: null })],
      message: 'Key shop of project Shop was made 310 days ago and has never been used.',
    },
    {
      name: 'nobody asked for the report of usage',
      records: [openaiKey({ ...quiet, lastUsedAt: null, reportedAt: unknown('not-collected') })],
    },
    {
      name: 'a limit of one’s own',
      records: [openaiKey({ ...quiet, lastUsedAt: '2026-10-01T10:00:00Z' })],
      options: { maxDays: 30 },
    },
  ],
  pass: [
    { name: 'used yesterday', records: [openaiKey()] },
    { name: 'new, and not used yet', records: [openaiKey({ lastUsedAt: null, reportedAt: null })] },
  ],
  unknown: [
    { name: 'nobody told of its use', records: [openaiKey({ lastUsedAt: unknown('unsupported') })] },
    {
      name: 'the report of usage says otherwise',
      records: [openaiKey({ createdAt: '2026-01-15T10:00:00Z', lastUsedAt: null })],
    },
    {
      name: 'never, and nobody told when it was made',
      records: [openaiKey({ lastUsedAt: null, createdAt: unknown('failed') })],
    },
    { name: 'some keys were not read', records: [openaiKey(), openaiGap({ step: 'project-keys' })] },
  ],
  notApplicable: [
    { name: 'an admin key', records: [openaiAdminKey({ lastUsedAt: null })] },
    { name: 'run out', records: [openaiKey({ ...quiet, lastUsedAt: null, expiresAt: '2026-11-01T00:00:00Z' })] },
  ],
})
