import { testRule } from '../../../test/support/rule-tester.ts'
import { role, user } from '../../../test/support/aws-records.ts'
import { unknown } from '../../model/index.ts'
import type { PolicyStatement } from '../../model/facts/aws.ts'
import { rule } from './rule.ts'

const anyone = { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' } as const
const lambda = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' } as const
const where = (Condition: NonNullable<PolicyStatement['Condition']>) => [role({ trust: [{ ...anyone, Condition }] })]

testRule(rule, {
  fail: [
    {
      name: 'no condition',
      records: [role({ trust: [lambda, anyone] })],
      message: 'Role deploy can be assumed from any AWS account, by statement 2 of its trust policy.',
      severity: 'critical',
      data: { statements: ['Statement[1]'] },
      remediation: 'aws iam update-assume-role-policy --role-name deploy --policy-document file://trust.json',
    },
    { name: 'AWS: *', records: [role({ trust: [{ ...anyone, Principal: { AWS: '*' } }] })] },
    { name: 'only from an address', records: where({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }) },
    {
      name: 'only if the organisation exists',
      records: where({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } }),
    },
    { name: 'any external id', records: where({ Null: { 'sts:ExternalId': 'false' } }) },
    {
      name: 'any web identity',
      records: [role({ trust: [{ ...anyone, Principal: { Federated: '*' }, Action: 'sts:*' }] })],
    },
    { name: 'all but one account', records: where({ StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } }) },
    {
      name: 'a list with an open value',
      records: where({ StringLike: { 'aws:PrincipalArn': ['arn:aws:iam::111122223333:role/a', '*'] } }),
    },
  ],
  pass: [
    { name: 'a service', records: [role()] },
    { name: 'one organisation', records: where({ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3' } }) },
    { name: 'one endpoint', records: where({ StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }) },
    { name: 'an external id', records: where({ StringEquals: { 'sts:ExternalId': 'c0ffee' } }) },
    {
      name: 'everybody else is denied',
      records: [
        role({
          trust: [
            anyone,
            { ...anyone, Effect: 'Deny', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
          ],
        }),
      ],
    },
  ],
  unknown: [{ name: 'the trust policy could not be read', records: [role({ trustPolicy: unknown('failed') })] }],
  notApplicable: [
    { name: 'a service-linked role', records: [role({ path: '/aws-service-role/x.amazonaws.com/', trust: [anyone] })] },
    { name: 'a role of Identity Center', records: [role({ path: '/aws-reserved/sso.amazonaws.com/' })] },
    { name: 'a user', records: [user()] },
  ],
})
