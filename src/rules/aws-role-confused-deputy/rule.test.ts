import { testRule } from '../../../test/support/rule-tester.ts'
import { accountScope, gap, organizationScope, role } from '../../../test/support/aws-records.ts'
import { organizationAccount } from '../../../test/support/aws-resources.ts'
import { unknown } from '../../model/index.ts'
import type { PolicyStatement } from '../../model/facts/aws.ts'
import { rule } from './rule.ts'

const trusting = (Service: string | string[], Condition: NonNullable<PolicyStatement['Condition']> = {}) =>
  role({ trust: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole', Condition }] })

testRule(rule, {
  fail: [
    {
      name: 'no condition',
      records: [trusting('scheduler.amazonaws.com')],
      message: 'Role deploy lets scheduler.amazonaws.com in without asking on whose behalf.',
      severity: 'high',
      remediation: '"aws:SourceAccount": "111122223333"',
    },
    { name: 'a subscription of logs, in one region', records: [trusting('logs.eu-west-1.amazonaws.com')] },
    { name: 'a trail', records: [trusting('cloudtrail.amazonaws.com')] },
    { name: 'a regional name', records: [trusting('states.eu-west-1.amazonaws.com')] },
    { name: 'a service that breaks things on purpose', records: [trusting('fis.amazonaws.com')] },
    {
      name: 'that there is a source',
      records: [trusting('sns.amazonaws.com', { Null: { 'aws:SourceAccount': 'false' } })],
    },
    { name: 'another partition', records: [trusting('codebuild.amazonaws.com.cn')] },
    {
      name: 'an operator that does not bind',
      records: [trusting('codebuild.amazonaws.com', { StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' } })],
    },
    {
      name: 'any account',
      records: [
        trusting('codebuild.amazonaws.com', { ArnLike: { 'aws:SourceArn': 'arn:aws:codebuild:*:*:project/*' } }),
      ],
    },
    {
      name: 'a stranger',
      records: [trusting('sns.amazonaws.com', { StringEquals: { 'aws:SourceAccount': '123456789012' } })],
      message:
        'Role deploy lets sns.amazonaws.com in on behalf of account 123456789012, which is neither of the organisation nor known.',
      severity: 'high',
      data: { accounts: ['123456789012'], services: ['sns.amazonaws.com'], statements: ['Statement[0]'] },
      remediation: 'Put 111122223333 in its place',
    },
    {
      name: 'a stranger behind one’s own account',
      records: [
        trusting('sns.amazonaws.com', { StringEquals: { 'aws:SourceAccount': ['111122223333', '123456789012'] } }),
      ],
    },
    {
      name: 'a resource of a stranger',
      records: [
        trusting('scheduler.amazonaws.com', {
          ArnLike: { 'aws:SourceArn': 'arn:aws:scheduler:eu-west-1:123456789012:schedule/*' },
        }),
      ],
    },
    {
      name: 'buckets by the beginning of their name, which is free for all',
      records: [trusting('sns.amazonaws.com', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::acme-*' } })],
      message: 'Role deploy lets sns.amazonaws.com in without asking on whose behalf.',
    },
    {
      name: 'two services',
      records: [trusting(['lambda.amazonaws.com', 'scheduler.amazonaws.com', 'events.amazonaws.com'])],
      message: 'Role deploy lets events.amazonaws.com and scheduler.amazonaws.com in without asking on whose behalf.',
    },
  ],
  pass: [
    {
      name: 'an account',
      records: [trusting('bedrock.amazonaws.com', { StringEquals: { 'aws:SourceAccount': '111122223333' } })],
    },
    {
      name: 'a resource',
      records: [
        trusting('scheduler.amazonaws.com', {
          ArnLike: { 'aws:SourceArn': 'arn:aws:scheduler:*:111122223333:schedule-group/*' },
        }),
      ],
    },
    {
      name: 'an account, if it exists, and it must exist',
      records: [
        trusting('sns.amazonaws.com', {
          StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' },
          Null: { 'aws:SourceAccount': 'false' },
        }),
      ],
    },
    {
      name: 'another account of the organisation',
      records: [
        trusting('sns.amazonaws.com', { StringEquals: { 'aws:SourceAccount': '444455556666' } }),
        organizationAccount({ id: '444455556666' }),
      ],
      scopes: [organizationScope()],
    },
    {
      name: 'another account that was scanned',
      records: [trusting('sns.amazonaws.com', { StringEquals: { 'aws:SourceAccount': '444455556666' } })],
      scopes: [accountScope('444455556666')],
    },
    {
      name: 'an account that somebody vouches for',
      records: [trusting('sns.amazonaws.com', { StringEquals: { 'aws:SourceAccount': '123456789012' } })],
      options: { knownAccounts: ['123456789012'] },
    },
    {
      name: 'resources of strangers, but of one’s own account',
      records: [
        trusting('sns.amazonaws.com', {
          StringEquals: { 'aws:SourceAccount': '111122223333' },
          ArnLike: { 'aws:SourceArn': ['arn:aws:sns:*:111122223333:*', 'arn:aws:sns:*:123456789012:*'] },
        }),
      ],
    },
    {
      name: 'one bucket',
      records: [trusting('sns.amazonaws.com', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::acme-logs' } })],
    },
    {
      name: 'an organisation',
      records: [trusting('config.amazonaws.com', { StringEquals: { 'aws:SourceOrgID': 'o-1' } })],
    },
    {
      name: 'an external id',
      records: [trusting('sns.amazonaws.com', { StringEquals: { 'sts:ExternalId': 'pool' } })],
    },
  ],
  unknown: [
    { name: 'the trust policy could not be read', records: [role({ trustPolicy: unknown('failed') })] },
    {
      name: 'another account, and the organisation was not read',
      records: [
        trusting('sns.amazonaws.com', { StringEquals: { 'aws:SourceAccount': '444455556666' } }),
        gap({ step: 'organization' }),
      ],
    },
  ],
  notApplicable: [
    {
      name: 'services that say nothing of their source',
      records: [trusting(['ec2.amazonaws.com', 'lambda.amazonaws.com', 'ecs-tasks.amazonaws.com'])],
    },
    { name: 'a service-linked role', records: [role({ path: '/aws-service-role/config.amazonaws.com/' })] },
  ],
})
