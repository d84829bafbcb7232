import { openaiGap, openaiId, openaiServiceAccount, projectId } from '../../../test/support/openai-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'an owner',
      records: [openaiServiceAccount({ role: 'owner' })],
      message: 'Service account shop-api owns project Shop: whoever has its key may change who and what is in it.',
      severity: 'high',
      related: [openaiId('project', projectId('Shop'))],
      remediation: '/organization/projects/proj_shop/service_accounts/user-svc-shop-api',
    },
  ],
  pass: [
    { name: 'a member', records: [openaiServiceAccount()] },
    { name: 'without a role, by rules alone', records: [openaiServiceAccount({ role: 'none' })] },
  ],
  unknown: [
    { name: 'a role that is newer than Muster', records: [openaiServiceAccount({ role: 'steward' })] },
    { name: 'nobody told of its role', records: [openaiServiceAccount({ role: unknown('failed') })] },
    { name: 'some were not read', records: [openaiServiceAccount(), openaiGap({ step: 'service-accounts' })] },
  ],
  notApplicable: [{ name: 'the organization’s own', records: [openaiServiceAccount({ projectId: null, role: null })] }],
})
