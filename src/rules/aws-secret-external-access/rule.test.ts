import { testRule } from '../../../test/support/rule-tester.ts'
import { gap, organizationScope, role } from '../../../test/support/aws-records.ts'
import { organizationAccount, parameter, secret } from '../../../test/support/aws-resources.ts'
import { unknown } from '../../model/index.ts'
import type { PolicyStatement } from '../../model/facts/aws.ts'
import { rule } from './rule.ts'

const stranger = '999988887777'
const readable = (statement: Partial<PolicyStatement>) =>
  secret({ policy: [{ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*', ...statement }] })

testRule(rule, {
  fail: [
    {
      name: 'anyone',
      records: [readable({ Principal: '*' })],
      message:
        'Secret prod/orders/db may be read by anyone: its policy has a wildcard principal that no condition holds.',
      severity: 'high',
      data: { statements: ['Statement[0]'] },
    },
    { name: 'anyone, by all actions', records: [readable({ Principal: { AWS: '*' }, Action: 'secretsmanager:*' })] },
    {
      name: 'anyone behind an address',
      records: [readable({ Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } })],
    },
    {
      name: 'anyone, if the organisation is there at all',
      records: [readable({ Principal: '*', Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } } })],
    },
    {
      name: 'a stranger',
      records: [readable({ Principal: { AWS: `arn:aws:iam::${stranger}:root` } })],
      message:
        'Secret prod/orders/db may be read from account 999988887777, which is neither of the organisation nor known.',
      data: { accounts: [stranger] },
    },
  ],
  pass: [
    { name: 'no policy', records: [secret()] },
    {
      name: 'a role of its own account',
      records: [readable({ Principal: { AWS: 'arn:aws:iam::111122223333:role/app' } })],
    },
    {
      name: 'one organisation',
      records: [readable({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })],
    },
    {
      name: 'one endpoint',
      records: [readable({ Principal: '*', Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } })],
    },
    { name: 'a Deny', records: [readable({ Effect: 'Deny', Principal: '*' })] },
    { name: 'another action', records: [readable({ Principal: '*', Action: 'secretsmanager:DescribeSecret' })] },
    {
      name: 'a known account',
      records: [readable({ Principal: { AWS: stranger } })],
      options: { knownAccounts: [stranger] },
    },
    {
      name: 'an account of the organisation',
      records: [readable({ Principal: { AWS: '222233334444' } }), organizationAccount({ id: '222233334444' })],
      scopes: [organizationScope()],
    },
  ],
  unknown: [
    { name: 'the policy was not read', records: [secret({ resourcePolicy: unknown('not-collected') })] },
    {
      name: 'the organisation was not read',
      records: [readable({ Principal: { AWS: stranger } }), gap({ step: 'organization' })],
    },
    { name: 'policies were denied', records: [secret(), gap({ step: 'secret-policies' })] },
  ],
  notApplicable: [{ name: 'a parameter', records: [parameter(), role()] }],
})
