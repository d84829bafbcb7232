import { testRule } from '../../../test/support/rule-tester.ts'
import { gap, role } from '../../../test/support/aws-records.ts'
import type { WorkloadInput } from '../../../test/support/aws-resources.ts'
import { workload } from '../../../test/support/aws-resources.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const running = (name: string, more: WorkloadInput = {}) => workload({ name, role: 'deploy', ...more })
const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => running(name)).flat()
const eks = 'oidc.eks.eu-west-1.amazonaws.com/id/AB12'
const pods = (...names: string[]) =>
  role({
    trust: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${eks}` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { [`${eks}:sub`]: names.map((name) => `system:serviceaccount:app:${name}`) } },
      },
    ],
  })
const revision = (number: number): WorkloadInput => ({
  kind: 'ecs:task-definition',
  arn: `arn:aws:ecs:eu-west-1:111122223333:task-definition/orders:${number}`,
})

testRule(rule, {
  fail: [
    {
      name: 'six functions',
      records: [role(), six],
      message: 'Role deploy is used by 6 workloads: a, b, c, d and 2 more.',
      severity: 'medium',
      data: { count: 6 },
    },
    {
      name: 'production and staging',
      records: [role(), running('a', { tags: { Environment: 'prod' } }), running('b', { tags: { env: 'staging' } })],
      message: 'Role deploy is used in production and outside it: a and b.',
      severity: 'high',
      related: ['aws:111122223333:lambda:function:arn:aws:lambda:eu-west-1:111122223333:function:a'],
    },
    {
      name: 'production and staging, by their names',
      records: [role(), running('orders-prod'), running('dev_orders')],
      severity: 'high',
      confidence: 'possible',
    },
    {
      name: 'production by a tag of one’s own',
      records: [
        role(),
        running('a', { tags: { 'acme:Environment': 'prod' } }),
        running('b', { tags: { env: 'preprod' } }),
      ],
      severity: 'high',
      confidence: 'proven',
    },
    {
      name: 'two agents',
      records: [
        role(),
        running('helpdesk', { kind: 'bedrock:agent' }),
        running('dispatch', { kind: 'bedrock-agentcore:runtime' }),
      ],
      message: 'Role deploy is shared by 2 AI agents: dispatch and helpdesk.',
      severity: 'high',
    },
    {
      name: 'service accounts of a cluster',
      records: [pods('a', 'b', 'c')],
      options: { maxWorkloads: 2 },
      data: { count: 3 },
    },
  ],
  pass: [
    { name: 'one function', records: [role(), running('a')] },
    {
      name: 'names that hold the words by chance',
      records: [role(), running('product-live-search'), running('load-test-report'), running('orders-prod')],
    },
    {
      name: 'a tag overrules the name',
      records: [role(), running('orders-prod'), running('orders-test', { tags: { environment: 'production' } })],
    },
    { name: 'none yet', records: [role()] },
    {
      name: 'two functions of one environment',
      records: [role(), running('a', { tags: { env: 'prod' } }), running('b', { tags: { env: 'production' } })],
    },
    {
      name: 'revisions of one task and its service',
      records: [
        role(),
        running('orders:1', revision(1)),
        running('orders:2', revision(2)),
        running('orders', { kind: 'ecs:service', facts: { taskDefinition: revision(2).arn } }),
      ],
      options: { maxWorkloads: 1 },
    },
    {
      name: 'instances of one group',
      records: [
        role(),
        ...['i-1', 'i-2', 'i-3'].map((id) =>
          running(id, { kind: 'ec2:instance', tags: { 'aws:autoscaling:groupName': 'web' } }),
        ),
      ],
      options: { maxWorkloads: 1 },
    },
  ],
  unknown: [
    { name: 'workloads were denied', records: [role(), running('a'), gap({ step: 'workloads' })] },
    {
      name: 'the service accounts that the trust names were not read',
      records: [role({ trustPolicy: unknown('failed') }), running('a')],
    },
  ],
  notApplicable: [
    {
      name: 'a role for people',
      records: [role({ trust: [{ Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' }] })],
    },
    { name: 'a service-linked role', records: [role({ path: '/aws-service-role/x.amazonaws.com/' })] },
  ],
})
