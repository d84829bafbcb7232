import { workspaceCustomer, workspaceGap, workspaceUser } from '../../../test/support/gws-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'allowed somewhere',
      records: [workspaceCustomer({ lessSecureApps: true })],
      message: 'acme.example lets users switch on less secure apps, which sign in with a password and nothing else.',
      severity: 'medium',
    },
  ],
  pass: [{ name: 'switched off', records: [workspaceCustomer()] }],
  unknown: [
    { name: 'not super administrator', records: [workspaceCustomer({ lessSecureApps: unknown('denied') })] },
    { name: 'not in the answer', records: [workspaceCustomer({ lessSecureApps: unknown('unsupported') })] },
    {
      name: 'some settings were not read',
      records: [workspaceCustomer(), workspaceGap({ step: 'api-controls', reason: 'failed' })],
    },
    { name: 'the customer was read in part', records: [workspaceCustomer(), workspaceGap({ step: 'customer' })] },
  ],
  notApplicable: [{ name: 'another resource', records: [workspaceUser(), workspaceCustomer()] }],
})
