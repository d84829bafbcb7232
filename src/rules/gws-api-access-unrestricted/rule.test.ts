import { workspaceCustomer, workspaceGap, workspaceUser } from '../../../test/support/gws-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'any app',
      records: [workspaceCustomer({ unconfiguredApps: 'ALLOW_ALL_SCOPES' })],
      message: 'acme.example lets users give any app access to their data, unless somebody forbade that app.',
      severity: 'medium',
      confidence: 'proven',
      data: { level: 'ALLOW_ALL_SCOPES', trustsInternalApps: true },
    },
    {
      name: 'nobody ever chose',
      records: [workspaceCustomer({ unconfiguredApps: 'ACCESS_LEVEL_UNSPECIFIED' })],
      message: 'acme.example has not said what users may let in, which leaves them free to let any app in.',
      confidence: 'possible',
    },
  ],
  pass: [
    { name: 'none', records: [workspaceCustomer({ unconfiguredApps: 'BLOCK_ALL_SCOPES' })] },
    { name: 'none, by its newer name', records: [workspaceCustomer({ unconfiguredApps: 'BLOCK_ALL' })] },
    { name: 'only to sign in', records: [workspaceCustomer({ unconfiguredApps: 'ALLOW_SIGN_IN_ONLY' })] },
  ],
  unknown: [
    {
      name: 'not super administrator',
      records: [workspaceCustomer({ unconfiguredApps: unknown('denied') }), workspaceGap({ step: 'api-controls' })],
    },
    { name: 'a level that nobody knows', records: [workspaceCustomer({ unconfiguredApps: 'SOMETHING_NEW' })] },
    {
      name: 'some settings were not read',
      records: [workspaceCustomer(), workspaceGap({ step: 'api-controls', reason: 'failed' })],
    },
    { name: 'the customer was read in part', records: [workspaceCustomer(), workspaceGap({ step: 'customer' })] },
  ],
  notApplicable: [{ name: 'another resource', records: [workspaceUser(), workspaceCustomer()] }],
})
