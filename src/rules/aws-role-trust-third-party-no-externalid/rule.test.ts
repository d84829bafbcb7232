import { testRule } from '../../../test/support/rule-tester.ts'
import { accountScope, gap, organizationScope, role } from '../../../test/support/aws-records.ts'
import { organizationAccount } from '../../../test/support/aws-resources.ts'
import { unknown } from '../../model/index.ts'
import type { PolicyStatement } from '../../model/facts/aws.ts'
import { rule } from './rule.ts'

const vendor = '999988887777'
const trusting = (Condition: NonNullable<PolicyStatement['Condition']> = {}, AWS: string | string[] = vendor) =>
  role({ trust: [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole', Condition }] })
const organization = { scopes: [organizationScope()] }

testRule(rule, {
  fail: [
    {
      name: 'a whole account',
      records: [trusting(), organizationAccount({ id: '222233334444' })],
      ...organization,
      message:
        'Role deploy can be assumed from account 999988887777, outside the organisation, without an external id.',
      severity: 'high',
      data: { accounts: [vendor], statements: ['Statement[0]'] },
    },
    { name: 'one role of it', records: [trusting({}, `arn:aws:iam::${vendor}:role/scanner`)] },
    { name: 'an external id that may be anything', records: [trusting({ StringLike: { 'sts:ExternalId': '*' } })] },
    { name: 'only if an external id exists', records: [trusting({ StringEqualsIfExists: { 'sts:ExternalId': 'x' } })] },
    {
      name: 'a wildcard held to a foreign account',
      records: [trusting({ StringEquals: { 'aws:PrincipalAccount': vendor } }, '*')],
    },
    {
      name: 'a vendor that is known',
      records: [trusting({}, 'arn:aws:iam::464622532012:root')],
      message:
        'Role deploy can be assumed from account 464622532012 (Datadog), outside the organisation, without an external id.',
    },
    {
      name: 'a vendor that is known, though the organisation was not read',
      records: [trusting({}, ['464622532012', vendor]), gap({ step: 'organization' })],
      data: { accounts: ['464622532012'] },
    },
    { name: 'only from an address', records: [trusting({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })] },
    { name: 'that there is an external id', records: [trusting({ Null: { 'sts:ExternalId': 'false' } })] },
    {
      name: 'a Deny of programs that long-term keys get past',
      records: [
        role({
          trust: [
            { Effect: 'Allow', Principal: { AWS: vendor }, Action: 'sts:AssumeRole' },
            {
              Effect: 'Deny',
              Principal: '*',
              Action: 'sts:AssumeRole',
              Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
            },
          ],
        }),
      ],
    },
    {
      name: 'a statement for a stranger beside one for the organisation',
      records: [
        role({
          trust: [
            { Effect: 'Allow', Principal: { AWS: '222233334444' }, Action: 'sts:AssumeRole' },
            { Effect: 'Allow', Principal: { AWS: vendor }, Action: 'sts:AssumeRole' },
          ],
        }),
        organizationAccount({ id: '222233334444' }),
      ],
      ...organization,
      data: { accounts: [vendor], statements: ['Statement[1]'] },
    },
    {
      name: 'two of three accounts',
      records: [trusting({}, ['555566667777', vendor, '111122223333'])],
      message:
        'Role deploy can be assumed from account 555566667777 and 999988887777, outside the organisation, without an external id.',
    },
  ],
  pass: [
    { name: 'an external id', records: [trusting({ StringEquals: { 'sts:ExternalId': 'c0ffee' } })] },
    {
      name: 'an external id, though the organisation was not read',
      records: [trusting({ StringEquals: { 'sts:ExternalId': 'c0ffee' } }), gap({ step: 'organization' })],
    },
    { name: 'one organisation', records: [trusting({ StringEquals: { 'aws:PrincipalOrgID': 'o-1' } })] },
    { name: 'a person with a second factor', records: [trusting({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } })] },
    {
      name: 'a person with a second factor of this hour',
      records: [trusting({ NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } })],
    },
    {
      name: 'a Deny of whoever has no second factor',
      records: [
        role({
          trust: [
            { Effect: 'Allow', Principal: { AWS: vendor }, Action: 'sts:AssumeRole' },
            {
              Effect: 'Deny',
              Principal: '*',
              Action: 'sts:AssumeRole',
              Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
            },
          ],
        }),
      ],
    },
    {
      name: 'an account of the organisation',
      records: [trusting({}, '222233334444'), organizationAccount({ id: '222233334444' })],
      ...organization,
    },
    { name: 'another account that was scanned', records: [trusting()], scopes: [accountScope(vendor)] },
    { name: 'an account that is said to be one’s own', records: [trusting()], options: { ownAccounts: [vendor] } },
  ],
  unknown: [
    { name: 'the organisation was not read', records: [trusting(), gap({ step: 'organization' })] },
    { name: 'the trust policy could not be read', records: [role({ trustPolicy: unknown('failed') })] },
  ],
  notApplicable: [
    { name: 'only services', records: [role()] },
    { name: 'only its own account', records: [trusting({}, '111122223333')] },
    { name: 'a service-linked role', records: [role({ path: '/aws-service-role/x.amazonaws.com/' })] },
  ],
})
