import { azureGap, azureGrant, objectIdOf } from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const of = (facts: { readonly [name: string]: unknown }) => azureGrant({ role: 'Contributor', facts })
const principal = objectIdOf('service-principal', 'shop-api')

testRule(rule, {
  fail: [
    {
      name: 'a deleted application',
      records: [of({ principal: 'gone' })],
      message: `Role Contributor over /subscriptions/11111111-2222-4333-8444-555555555555 is held by ${principal}, which is no longer in the tenant.`,
      severity: 'low',
      data: { principal, role: 'Contributor', scope: '/subscriptions/11111111-2222-4333-8444-555555555555' },
      remediation: 'az role assignment delete --ids /subscriptions/',
    },
    { name: 'Azure does not know the kind', records: [of({ principal: 'gone', principalType: '' })] },
  ],
  pass: [{ name: 'it is there', records: [of({})] }],
  unknown: [
    { name: 'Entra ID was not asked', records: [of({ principal: unknown('denied') })] },
    { name: 'some assignments were not read', records: [of({}), azureGap({ step: 'role-assignments' })] },
  ],
  notApplicable: [
    { name: 'a group', records: [of({ principalType: 'Group', principal: unknown('not-collected') })] },
    { name: 'a person', records: [of({ principalType: 'User', principal: 'gone' })] },
    { name: 'of another tenant', records: [of({ principal: 'gone', delegated: '/subscriptions/x/identities/y' })] },
    { name: 'of this hour', records: [of({ principal: 'gone', createdAt: '2026-11-21T09:30:00Z' })] },
  ],
})
