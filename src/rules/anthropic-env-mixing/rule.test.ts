import { anthropicGap, claudeKey, claudeWorkspace } from '../../../test/support/anthropic-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const prod = claudeKey({ name: 'search-prod' })
const dev = claudeKey({ name: 'search-dev' })

testRule(rule, {
  fail: [
    {
      name: 'production and a trial',
      records: [claudeWorkspace(), prod, dev],
      message: 'Workspace Shop holds keys of production (search-prod) and others (search-dev).',
      severity: 'medium',
      confidence: 'possible',
      data: { production: 1, others: 1 },
      remediation: 'out of Shop',
    },
    {
      name: 'numbered, as keys are when they are replaced',
      records: [claudeWorkspace(), claudeKey({ name: 'prod-2' }), claudeKey({ name: 'dev 2026' })],
      message: 'Workspace Shop holds keys of production (prod-2) and others (dev 2026).',
    },
  ],
  pass: [
    { name: 'production alone', records: [claudeWorkspace(), prod] },
    {
      name: 'the trial is somewhere else',
      records: [claudeWorkspace(), prod, claudeKey({ name: 'search-dev', in: 'Lab' })],
    },
    {
      name: 'the trial’s is off',
      records: [claudeWorkspace(), prod, claudeKey({ name: 'search-dev', status: 'inactive' })],
    },
    {
      name: 'names that say nothing',
      records: [claudeWorkspace(), claudeKey(), claudeKey({ name: 'load-test-report' })],
    },
  ],
  unknown: [
    { name: 'keys were not read', records: [claudeWorkspace(), anthropicGap({ step: 'keys' })] },
    {
      name: 'keys were read in part',
      records: [claudeWorkspace(), prod, anthropicGap({ step: 'keys', reason: 'failed' })],
    },
  ],
  notApplicable: [
    { name: 'archived', records: [claudeWorkspace({ archivedAt: '2026-05-05T09:00:00Z' }), prod, dev] },
    { name: 'without keys', records: [claudeWorkspace()] },
  ],
})
