import { testRule } from '../../../test/support/rule-tester.ts'
import { workload } from '../../../test/support/aws-resources.ts'
import { accessKey } from '../../../test/support/aws-credentials.ts'
import { gap, policy, role, user } from '../../../test/support/aws-records.ts'
import { rule } from './rule.ts'

const allow = (Action: string | readonly string[], Resource = '*') => ({ Effect: 'Allow', Action, Resource }) as const
const lambda = [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] as const
const admin = role({ name: 'admin', trust: lambda, inline: [allow('*')] })
const adminArn = 'arn:aws:iam::111122223333:role/admin'
const edge = 'arn:aws:iam::111122223333:policy/edge'
const create = [allow('iam:PassRole', adminArn), allow(['lambda:CreateFunction', 'lambda:InvokeFunction'])] as const

testRule(rule, {
  fail: [
    {
      name: 'writes its own policy',
      records: [role({ inline: [allow('iam:PutRolePolicy')] })],
      message: 'deploy can make itself an administrator (iam-005).',
      severity: 'high',
      confidence: 'proven',
      remediation: 'aws iam put-role-policy --role-name deploy --policy-name muster-break-path',
    },
    {
      name: 'the same with a static key',
      records: [user({ inline: [allow('iam:AttachUserPolicy')] }), accessKey()],
      message: 'ci-deploy can make itself an administrator (iam-008).',
      severity: 'high',
    },
    {
      name: 'passes an administrator to a function it makes and calls',
      records: [user({ inline: create }), admin],
      message: 'ci-deploy can become the administrator admin (lambda-001).',
    },
    {
      name: 'lets anybody in',
      records: [
        role({
          inline: [allow('iam:PutRolePolicy')],
          trust: [{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }],
        }),
      ],
      severity: 'critical',
    },
    {
      name: 'updates a function of an administrator',
      records: [
        user({ inline: [allow(['lambda:UpdateFunctionCode', 'lambda:InvokeFunction'])] }),
        admin,
        workload({ name: 'jobs', role: 'admin', facts: { hasTrigger: false, hasEventSource: false } }),
      ],
      message: 'ci-deploy can become the administrator admin (lambda-004).',
    },
    {
      name: 'updates functions, of which nobody told',
      records: [
        user({ inline: [allow(['lambda:UpdateFunctionCode', 'lambda:InvokeFunction'])] }),
        admin,
        gap({ step: 'lambda-functions' }),
      ],
      confidence: 'possible',
    },
    {
      name: 'takes a role that reads every secret',
      records: [
        user({ inline: [allow('sts:AssumeRole')] }),
        role({
          name: 'reader',
          inline: [allow('secretsmanager:GetSecretValue')],
          trust: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'sts:AssumeRole' }],
        }),
      ],
      message: 'ci-deploy can become reader, which reads secrets or data that ci-deploy does not (sts-001).',
      severity: 'medium',
    },
  ],
  pass: [
    { name: 'passes it, and can run nothing with it', records: [user({ inline: [allow('iam:PassRole')] }), admin] },
    {
      name: 'a role of little worth',
      records: [user({ inline: create }), role({ name: 'admin', trust: lambda, inline: [allow('logs:PutLogEvents')] })],
    },
    {
      name: 'passes to another service only',
      records: [
        user({
          inline: [
            { ...allow('iam:PassRole'), Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } },
            create[1],
          ],
        }),
        admin,
      ],
    },
    {
      name: 'a Deny on its own policy',
      records: [
        role({ inline: [allow('iam:PutRolePolicy'), { Effect: 'Deny', Action: 'iam:PutRolePolicy', Resource: '*' }] }),
      ],
    },
    {
      name: 'a boundary that keeps whatever it writes small',
      records: [
        role({ inline: [allow('iam:PutRolePolicy')], boundary: edge }),
        policy({ arn: edge, statements: [allow(['iam:PutRolePolicy', 'logs:*'])] }),
      ],
    },
  ],
  unknown: [
    {
      name: 'an attached policy that was not read',
      records: [role({ attached: ['arn:aws:iam::111122223333:policy/x'] })],
    },
    { name: 'the details have a gap', records: [role(), gap({ step: 'identities' })] },
  ],
  notApplicable: [
    { name: 'an administrator already', records: [role({ inline: [allow('*')] })] },
    {
      name: 'a service-linked role',
      records: [role({ path: '/aws-service-role/x.amazonaws.com/', inline: [allow('iam:PutRolePolicy')] })],
    },
  ],
})
