import {
  anthropicGap,
  anthropicId,
  anthropicScope,
  claudeFederation,
  claudeKey,
  claudeServiceAccount,
} from '../../../test/support/anthropic-records.ts'
import {
  openaiAdminKey,
  openaiFederation,
  openaiGap,
  openaiKey,
  openaiScope,
} from '../../../test/support/openai-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const scope = anthropicScope()
const openai = openaiScope()
const wide = claudeKey({ in: 'organization', account: 'shop-api' })

testRule(rule, {
  fail: [
    {
      name: 'a key that two projects list',
      scope: openai,
      records: [openaiKey({ projects: ['Shop', 'Lab'] })],
      message: 'Key shop opens 2 projects: Shop and Lab.',
      severity: 'medium',
      data: { level: 'configured', places: ['Shop', 'Lab'] },
    },
    {
      name: 'used in production and in a laboratory',
      scope: openai,
      records: [openaiKey({ usedIn: ['Shop production', 'Lab'] })],
      message: 'Key shop was used in 2 projects: Shop production and Lab.',
      severity: 'high',
      data: { level: 'observed', mixed: true },
    },
    {
      name: 'a key of the organization, of a service account in two workspaces',
      scope,
      records: [wide, claudeServiceAccount({ workspaces: ['Lab', 'Shop'] })],
      message: 'Key shop opens 2 workspaces: Lab and Shop.',
      related: [anthropicId('anthropic-service-account', 'svac_shopapi')],
    },
    {
      name: 'used in two workspaces',
      scope,
      records: [claudeKey({ in: 'organization', user: 'ben', usedIn: ['Lab', 'Shop'] })],
      message: 'Key shop was used in 2 workspaces: Lab and Shop.',
    },
    {
      name: 'a rule for two workspaces',
      scope,
      records: [claudeFederation({ workspaces: ['Lab', 'Shop'] })],
      message: 'Rule ci opens 2 workspaces: Lab and Shop.',
    },
    {
      name: 'a rule for all of them',
      scope,
      records: [claudeFederation({ workspaces: [], allWorkspaces: true })],
      message: 'Rule ci opens every workspace, and those to come.',
      severity: 'medium',
      remediation: 'service account, for each',
    },
  ],
  pass: [
    { name: 'one project', scope: openai, records: [openaiKey()] },
    { name: 'one workspace', scope, records: [claudeKey()] },
    { name: 'a service account in one workspace', scope, records: [wide, claudeServiceAccount()] },
    { name: 'a rule for one workspace', scope, records: [claudeFederation()] },
  ],
  unknown: [
    { name: 'its use was not read', scope: openai, records: [openaiKey({ usedIn: unknown('not-collected') })] },
    {
      name: 'some keys were not read',
      scope: openai,
      records: [openaiKey(), openaiGap({ step: 'project-keys', permission: 'api.management.read' })],
    },
    { name: 'service accounts were not read', scope, records: [wide, anthropicGap({ step: 'service-accounts' })] },
    {
      name: 'what the service account is in was not read',
      scope,
      records: [wide, claudeServiceAccount({ workspaces: unknown('denied') })],
    },
    { name: 'nobody told where it lies', scope, records: [claudeKey({ place: unknown('not-collected') })] },
    { name: 'usage was denied', scope, records: [claudeKey(), anthropicGap({ step: 'usage' })] },
  ],
  notApplicable: [
    { name: 'an admin key, which calls no model', scope: openai, records: [openaiAdminKey()] },
    { name: 'a rule of OpenAI, which is for one project', scope: openai, records: [openaiFederation()] },
    { name: 'switched off', scope, records: [claudeKey({ status: 'inactive', usedIn: ['Lab', 'Shop'] })] },
  ],
})
