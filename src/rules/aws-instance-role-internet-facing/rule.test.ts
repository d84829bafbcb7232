import { workload } from '../../../test/support/aws-resources.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { gap, role } from '../../../test/support/aws-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const everything = { Effect: 'Allow', Action: '*', Resource: '*' } as const
const open = { state: 'running', publicIp: '203.0.113.7', imdsv2Required: true }
const instance = (facts: object = {}) =>
  workload({ kind: 'ec2:instance', name: 'i-0web', role: 'web', facts: { ...open, ...facts } })
const ec2 = [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] as const
const web = (...inline: readonly object[]) => role({ name: 'web', trust: ec2, inline: inline as never })

testRule(rule, {
  fail: [
    {
      name: 'an administrator',
      records: [instance(), web(everything)],
      message: 'Instance i-0web has the public address 203.0.113.7 and runs as web, an administrator.',
      severity: 'high',
      remediation: 'aws ec2 modify-instance-metadata-options --region eu-west-1 --instance-id i-0web',
    },
    {
      name: 'an administrator, by the old metadata service',
      records: [instance({ imdsv2Required: false }), web(everything)],
      message:
        'Instance i-0web has the public address 203.0.113.7 and runs as web, an administrator, and its metadata service answers without a token.',
      severity: 'critical',
    },
    {
      name: 'becomes an administrator',
      records: [instance(), web({ Effect: 'Allow', Action: 'iam:PutRolePolicy', Resource: '*' })],
      message:
        'Instance i-0web has the public address 203.0.113.7 and runs as web, which becomes an administrator by iam-005.',
      severity: 'high',
    },
    {
      name: 'reads every secret',
      records: [instance(), web({ Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' })],
      message:
        'Instance i-0web has the public address 203.0.113.7 and runs as web, which reads the secrets or data of the account.',
      severity: 'medium',
    },
  ],
  pass: [
    {
      name: 'a role with little in it',
      records: [instance(), web({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::site/*' })],
    },
    {
      name: 'everything, all of IAM and all data denied',
      records: [
        instance(),
        web(everything, {
          Effect: 'Deny',
          Action: ['iam:*', 'secretsmanager:*', 'ssm:*', 's3:*', 'dynamodb:*'],
          Resource: '*',
        }),
      ],
    },
  ],
  unknown: [
    {
      name: 'whether it has an address was not read',
      records: [instance({ publicIp: unknown('denied') }), web(everything)],
    },
    { name: 'its role was not read', records: [instance()] },
    {
      name: 'a policy of its role was not read',
      records: [instance(), role({ name: 'web', trust: ec2, attached: ['arn:aws:iam::111122223333:policy/x'] })],
    },
    { name: 'the details have a gap', records: [instance(), web(), gap({ step: 'identities' })] },
  ],
  notApplicable: [
    { name: 'no public address', records: [instance({ publicIp: null }), web(everything)] },
    { name: 'stopped', records: [instance({ state: 'stopped' }), web(everything)] },
    { name: 'no role', records: [workload({ kind: 'ec2:instance', name: 'i-0bare', facts: open })] },
  ],
})
