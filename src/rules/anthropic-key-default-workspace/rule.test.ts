import { anthropicGap, claudeKey } from '../../../test/support/anthropic-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const june = '2026-06-01T00:00:00Z'

testRule(rule, {
  fail: [
    {
      name: 'of production by its name',
      records: [claudeKey({ name: 'search-prod', in: 'default' })],
      message: 'Key search-prod is one of production by its name, and lies in the default workspace.',
      severity: 'medium',
      confidence: 'possible',
      remediation: 'Make a workspace',
    },
    {
      name: 'in use',
      records: [claudeKey({ in: 'default' })],
      message: 'Key shop is in use and lies in the default workspace.',
      severity: 'low',
      confidence: 'proven',
    },
  ],
  pass: [
    { name: 'not in use', records: [claudeKey({ in: 'default', lastUsedAt: june })] },
    { name: 'never used', records: [claudeKey({ in: 'default', lastUsedAt: null })] },
  ],
  unknown: [
    {
      name: 'workspaces were not read',
      records: [claudeKey({ place: unknown('not-collected') }), anthropicGap({ step: 'workspaces' })],
    },
    { name: 'its use was not read', records: [claudeKey({ in: 'default', lastUsedAt: unknown('denied') })] },
    {
      name: 'the report of usage was denied',
      records: [claudeKey({ in: 'default', lastUsedAt: unknown('denied') }), anthropicGap({ step: 'usage' })],
    },
    {
      name: 'some keys were not read',
      records: [claudeKey({ in: 'default', lastUsedAt: june }), anthropicGap({ step: 'keys' })],
    },
  ],
  notApplicable: [
    { name: 'in a workspace', records: [claudeKey({ name: 'search-prod' })] },
    { name: 'switched off', records: [claudeKey({ in: 'default', status: 'inactive' })] },
  ],
})
