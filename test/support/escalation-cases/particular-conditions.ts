/** Conditions as they are in use: which of them hold, fail, or wait for the request. */
import { absent, proven, type Draft } from './near-misses.ts'
import { changeTarget, need, trustOf, trustsAccount } from './shapes.ts'
import { besides, hangsOn, particular, tested, type Change } from './single.ts'
import type { Expected, Names, Tests } from './world.ts'

/** Whoever asks chooses the value, so that it stops nobody: all that matters is that it is told. */
const told: Expected = { present: true, verdicts: ['proven', 'conditional'] }

/** Tests for one of the actions. */
export const onOne =
  (action: string, tests: (names: Names) => Tests): Change =>
  (world, names) => ({
    ...world,
    needs: world.needs.map((each) => (each.action === action ? { ...each, tests: tests(names) } : each)),
  })

const noSecondFactor = (operator: string): Change =>
  besides(() => [
    {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: { [operator]: { 'aws:MultiFactorAuthPresent': 'false' } },
    },
  ])

const tags =
  (team: string): Change =>
  (world, names) =>
    changeTarget(tested({ StringEquals: { 'iam:ResourceTag/team': 'shop' } })(world, names), () => ({ tags: { team } }))

const principal: readonly Draft[] = [
  particular('iam-007', 'denied where a second factor is not said to be there', absent, noSecondFactor('BoolIfExists')),
  particular('iam-007', 'for users only', told, tested({ StringEquals: { 'aws:PrincipalType': 'User' } })),
  particular(
    'iam-007',
    'for principals of this account',
    proven,
    tested(({ account }) => ({ StringEquals: { 'aws:PrincipalAccount': account } })),
  ),
  particular(
    'iam-007',
    'for principals of another account',
    absent,
    tested({ StringEquals: { 'aws:PrincipalAccount': '222200002222' } }),
  ),
  particular(
    'iam-007',
    'for members of the organization',
    proven,
    tested({ StringEquals: { 'aws:PrincipalOrgID': 'o-acme' } }),
  ),
  particular(
    'iam-007',
    'for members of another organization',
    absent,
    tested({ StringEquals: { 'aws:PrincipalOrgID': 'o-other' } }),
  ),
  particular(
    'iam-007',
    'for its ARN',
    proven,
    tested(({ user }) => ({ ArnLike: { 'aws:PrincipalArn': user('deploy-*') } })),
  ),
  particular(
    'iam-007',
    'for another ARN',
    absent,
    tested(({ user }) => ({ ArnLike: { 'aws:PrincipalArn': user('admin-*') } })),
  ),
  particular('iam-007', 'for its name', proven, tested({ StringEquals: { 'aws:username': 'deploy-bot' } })),
  particular(
    'iam-007',
    'denied for all but another name',
    absent,
    besides(() => [
      { Effect: 'Deny', Action: 'iam:*', Resource: '*', Condition: { StringNotEquals: { 'aws:username': 'admin' } } },
    ]),
  ),
  particular(
    'iam-007',
    'denied without a tag that it lacks',
    absent,
    besides(() => [
      { Effect: 'Deny', Action: 'iam:*', Resource: '*', Condition: { Null: { 'aws:PrincipalTag/cleared': 'true' } } },
    ]),
  ),
  particular('iam-002', 'on users with the tag', proven, tags('shop')),
  particular('iam-002', 'on users with another tag', absent, tags('platform')),
]

const request: readonly Draft[] = [
  particular('iam-007', 'over TLS', proven, tested({ Bool: { 'aws:SecureTransport': 'true' } })),
  particular('iam-007', 'not over TLS', absent, tested({ Bool: { 'aws:SecureTransport': 'false' } })),
  particular('iam-007', 'not through another service', proven, tested({ Bool: { 'aws:ViaAWSService': 'false' } })),
  particular(
    'iam-007',
    'only through another service',
    absent,
    tested({ 'ForAnyValue:StringEquals': { 'aws:CalledVia': 'cloudformation.amazonaws.com' } }),
  ),
  particular(
    'iam-007',
    'from one network',
    hangsOn('aws:SourceVpc'),
    tested({ StringEquals: { 'aws:SourceVpc': 'vpc-0a1b2c3d' } }),
  ),
  particular(
    'iam-007',
    'in the region where IAM answers',
    proven,
    tested({ StringEquals: { 'aws:RequestedRegion': 'us-east-1' } }),
  ),
  particular('iam-007', 'in another region', absent, tested({ StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } })),
  particular('iam-007', 'an organization that keeps to regions, IAM excepted', proven, (world) => ({
    ...world,
    scp: {
      statements: [
        {
          Effect: 'Deny',
          NotAction: ['iam:*', 'sts:*'],
          Resource: '*',
          Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
        },
      ],
    },
  })),
  particular('lambda-001', 'an organization that keeps to regions', told, (world) => ({
    ...world,
    scp: {
      statements: [
        {
          Effect: 'Deny',
          NotAction: ['iam:*', 'sts:*'],
          Resource: '*',
          Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1', 'eu-central-1'] } },
        },
      ],
    },
  })),
  particular(
    'lambda-001',
    'in its region',
    told,
    onOne('lambda:CreateFunction', () => ({ StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } })),
  ),
]

const service: readonly Draft[] = [
  particular(
    'ec2-001',
    'on small machines',
    told,
    onOne('ec2:RunInstances', () => ({ StringEquals: { 'ec2:InstanceType': 't3.micro' } })),
  ),
  particular(
    'ec2-001',
    'passed if to EC2',
    proven,
    onOne('iam:PassRole', () => ({ StringEqualsIfExists: { 'iam:PassedToService': 'ec2.amazonaws.com' } })),
  ),
  particular(
    'ec2-001',
    'passed if to another service',
    absent,
    onOne('iam:PassRole', () => ({ StringEqualsIfExists: { 'iam:PassedToService': 'lambda.amazonaws.com' } })),
  ),
  particular(
    'ec2-001',
    'passed to all but EC2',
    absent,
    onOne('iam:PassRole', () => ({ StringNotEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } })),
  ),
  particular(
    'cloudformation-001',
    'with that role',
    told,
    onOne('cloudformation:CreateStack', ({ role }) => ({ StringEquals: { 'cloudformation:RoleArn': role('ops') } })),
  ),
  particular(
    'ecs-008',
    'on the cluster that is there',
    told,
    onOne('ecs:RunTask', ({ arn }) => ({ ArnEquals: { 'ecs:cluster': arn('ecs', 'cluster/shop') } })),
  ),
  particular(
    'ecs-008',
    'on a cluster that is not there',
    absent,
    onOne('ecs:RunTask', ({ arn }) => ({ ArnEquals: { 'ecs:cluster': arn('ecs', 'cluster/billing') } })),
  ),
  particular(
    'sts-001',
    'under a session name of its choice',
    told,
    trustOf((names) => [trustsAccount(names, { StringLike: { 'sts:RoleSessionName': 'deploy-*' } })]),
  ),
  particular(
    'sts-001',
    'trusted by an account and for its ARN',
    proven,
    trustOf((names) => [trustsAccount(names, { ArnLike: { 'aws:PrincipalArn': names.user('deploy-*') } })]),
  ),
  particular(
    'sts-001',
    'trusted by an account but for another ARN',
    absent,
    trustOf((names) => [trustsAccount(names, { ArnLike: { 'aws:PrincipalArn': names.role('*') } })]),
  ),
  particular('sts-001', 'the resource is named by its tag', proven, (world, { role }) => ({
    ...world,
    callerPart: { tags: { team: 'ops' } },
    needs: [need('sts:AssumeRole', role('${aws:PrincipalTag/team}'))],
  })),
  particular('sts-001', 'the resource is named by a tag that it lacks', absent, (world, { role }) => ({
    ...world,
    needs: [need('sts:AssumeRole', role('${aws:PrincipalTag/team}'))],
  })),
]

export const conditionCases: readonly Draft[] = [...principal, ...request, ...service]
