import { testRule } from '../../../test/support/rule-tester.ts'
import { accountScope, gap, organizationScope, role } from '../../../test/support/aws-records.ts'
import { organizationAccount } from '../../../test/support/aws-resources.ts'
import { unknown } from '../../model/index.ts'
import type { PolicyStatement } from '../../model/facts/aws.ts'
import { rule } from './rule.ts'

const stranger = '999988887777'
const trusting = (AWS: string | string[] = stranger, Condition: NonNullable<PolicyStatement['Condition']> = {}) =>
  role({ trust: [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole', Condition }] })
const externalId = { StringEquals: { 'sts:ExternalId': 'c0ffee' } }

testRule(rule, {
  fail: [
    {
      name: 'an account that nobody knows',
      records: [trusting(), organizationAccount({ id: '222233334444' })],
      scopes: [organizationScope()],
      message: 'Role deploy can be assumed from account 999988887777, which is neither of the organisation nor known.',
      severity: 'high',
      data: { accounts: [stranger] },
    },
    { name: 'an external id does not make it known', records: [trusting(stranger, externalId)] },
    { name: 'a role of it', records: [trusting(`arn:aws:iam::${stranger}:role/x`)] },
    {
      name: 'anybody with the external id',
      records: [trusting('*', externalId)],
      message: 'Role deploy can be assumed from any account that names its external id, which is no secret.',
    },
  ],
  pass: [
    {
      name: 'a vendor that is known',
      records: [
        role({
          trust: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::464622532012:root' }, Action: 'sts:AssumeRole' }],
        }),
      ],
    },
    { name: 'a known account', records: [trusting()], options: { knownAccounts: [stranger] } },
    {
      name: 'an account of the organisation',
      records: [trusting('222233334444'), organizationAccount({ id: '222233334444' })],
      scopes: [organizationScope()],
    },
    { name: 'another account that was scanned', records: [trusting()], scopes: [accountScope(stranger)] },
    {
      name: 'callers of one organisation only',
      records: [trusting(stranger, { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })],
    },
    {
      name: 'a known account, though the organisation was not read',
      records: [trusting(), gap({ step: 'organization' })],
      options: { knownAccounts: [stranger] },
    },
  ],
  unknown: [
    { name: 'the organisation was not read', records: [trusting(), gap({ step: 'organization' })] },
    { name: 'the trust policy could not be read', records: [role({ trustPolicy: unknown('failed') })] },
  ],
  notApplicable: [
    { name: 'only services', records: [role()] },
    { name: 'only its own account', records: [trusting('arn:aws:iam::111122223333:root')] },
    { name: 'a role of Identity Center', records: [role({ path: '/aws-reserved/sso.amazonaws.com/' })] },
  ],
})
