import {
  anthropicGap,
  anthropicId,
  claudeKey,
  claudeWorkspace,
  claudeWorkspaceId,
} from '../../../test/support/anthropic-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const archived = claudeWorkspace({ archivedAt: '2026-05-05T09:00:00Z' })

testRule(rule, {
  fail: [
    {
      name: 'archived in May',
      records: [claudeKey(), archived],
      message: 'Key shop is active, although its workspace Shop was archived on 2026-05-05.',
      severity: 'medium',
      related: [anthropicId('workspace', claudeWorkspaceId('Shop'))],
      remediation: '{"status":"archived"}',
    },
  ],
  pass: [{ name: 'in a workspace that is there', records: [claudeKey(), claudeWorkspace()] }],
  unknown: [
    { name: 'nobody told where it is', records: [claudeKey({ place: unknown('not-collected') })] },
    { name: 'workspaces were not read', records: [claudeKey(), anthropicGap({ step: 'workspaces' })] },
    { name: 'nobody told of its end', records: [claudeKey(), claudeWorkspace({ archivedAt: unknown('failed') })] },
  ],
  notApplicable: [
    { name: 'in the default workspace, which cannot be archived', records: [claudeKey({ in: 'default' })] },
    { name: 'of no workspace', records: [claudeKey({ in: 'organization', account: 'shop-api' })] },
    { name: 'archived with it', records: [claudeKey({ status: 'archived' }), archived] },
  ],
})
