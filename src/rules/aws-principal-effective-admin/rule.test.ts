import { testRule } from '../../../test/support/rule-tester.ts'
import { accessKey } from '../../../test/support/aws-credentials.ts'
import { gap, group, policy, role, user } from '../../../test/support/aws-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const everything = { Effect: 'Allow', Action: '*', Resource: '*' } as const
const boundary = 'arn:aws:iam::111122223333:policy/edge'

testRule(rule, {
  fail: [
    {
      name: 'everything, inline',
      records: [role({ inline: [everything] })],
      message: 'deploy may do everything in account 111122223333, by inline.',
      severity: 'high',
      confidence: 'proven',
      data: { verdict: 'proven', exposure: 'internal' },
    },
    {
      name: 'made by CDK, which says how to make it again',
      records: [role({ name: 'cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1', inline: [everything] })],
      remediation: '--cloudformation-execution-policies',
    },
    {
      name: 'made by Control Tower, which needs it so',
      records: [role({ name: 'AWSControlTowerExecution', inline: [everything] })],
      remediation: 'AWS Control Tower needs the role as it is.',
    },
    {
      name: 'AdministratorAccess by its name, its text not in the dump',
      records: [role({ attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] })],
      message: 'deploy may do everything in account 111122223333, by AdministratorAccess.',
    },
    {
      name: 'through a group, with a static key',
      records: [user({ groups: ['admins'] }), group({ name: 'admins', inline: [everything] }), accessKey()],
      message: 'ci-deploy may do everything in account 111122223333, by inline through group/admins.',
      severity: 'critical',
    },
    {
      name: 'a guardrail that takes little away',
      records: [role({ inline: [everything, { Effect: 'Deny', Action: ['iam:CreateUser'], Resource: '*' }] })],
      confidence: 'proven',
    },
    {
      name: 'all but organizations, by NotAction',
      records: [role({ inline: [{ Effect: 'Allow', NotAction: 'organizations:*', Resource: '*' }] })],
    },
    {
      name: 'only from some addresses',
      records: [role({ inline: [{ ...everything, Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }] })],
      confidence: 'possible',
      data: { verdict: 'conditional' },
    },
    {
      name: 'lets another account in',
      records: [
        role({
          inline: [everything],
          trust: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: 'sts:AssumeRole' }],
        }),
      ],
      severity: 'critical',
    },
    {
      name: 'a boundary that was not read',
      records: [role({ inline: [everything], boundary })],
      confidence: 'possible',
      data: { verdict: 'possible' },
    },
  ],
  pass: [
    { name: 'one service', records: [role({ inline: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] })] },
    {
      name: 'everything within a boundary of one service',
      records: [
        role({ inline: [everything], boundary }),
        policy({ arn: boundary, statements: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] }),
      ],
    },
    {
      name: 'everything but IAM',
      records: [role({ inline: [everything, { Effect: 'Deny', Action: 'iam:*', Resource: '*' }] })],
    },
    {
      name: 'all but IAM, by NotAction',
      records: [role({ inline: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }] })],
    },
    {
      name: 'everything on one bucket',
      records: [role({ inline: [{ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::one/*' }] })],
    },
  ],
  unknown: [
    {
      name: 'an attached policy that was not read',
      records: [role({ attached: ['arn:aws:iam::111122223333:policy/not-read'] })],
    },
    {
      name: 'an inline policy that was not read',
      records: [role({ inlinePolicies: [{ name: 'x', document: unknown('failed') }] })],
    },
    { name: 'the details have a gap', records: [role(), gap({ step: 'identities' })] },
  ],
  notApplicable: [
    {
      name: 'a service-linked role',
      records: [role({ path: '/aws-service-role/x.amazonaws.com/', inline: [everything] })],
    },
    {
      name: 'people who come through Identity Center',
      records: [role({ path: '/aws-reserved/sso.amazonaws.com/eu/', inline: [everything] })],
    },
    { name: 'a person', records: [user({ class: 'human', inline: [everything] })] },
  ],
})
