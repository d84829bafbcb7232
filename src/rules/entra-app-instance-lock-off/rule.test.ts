import { application, azureGap } from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const open = (instanceLock: unknown, more = {}) =>
  application({ name: 'shop-portal', signInAudience: 'AzureADMultipleOrgs', instanceLock, ...more })

testRule(rule, {
  fail: [
    {
      name: 'no lock',
      records: [open('off')],
      message:
        'Application shop-portal is open to other tenants, and its instances there take credentials of their own.',
      severity: 'medium',
      remediation: '{"servicePrincipalLockConfiguration":{"isEnabled":true,"allProperties":true}}',
      data: { audience: 'AzureADMultipleOrgs', lock: 'off' },
    },
    {
      name: 'a lock of some properties',
      records: [open('partial', { signInAudience: 'AzureADandPersonalMicrosoftAccount' })],
      message:
        'Application shop-portal is open to other tenants, and only some properties of its instances there are locked.',
    },
  ],
  pass: [{ name: 'all is locked', records: [open('on')] }],
  unknown: [
    { name: 'the lock was not read', records: [open(unknown('failed'))] },
    { name: 'the audience was not read', records: [open('off', { signInAudience: unknown('failed') })] },
    { name: 'some applications were not read', records: [open('on'), azureGap({ step: 'applications' })] },
  ],
  notApplicable: [
    { name: 'of this tenant alone', records: [application({ instanceLock: 'off' })] },
    {
      name: 'of personal accounts alone',
      records: [open('off', { signInAudience: 'PersonalMicrosoftAccount' })],
    },
    { name: 'switched off', records: [open('off', { disabled: true })] },
  ],
})
