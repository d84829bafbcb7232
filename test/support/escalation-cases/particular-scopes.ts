/** What is granted on what: names that do not meet, cases that do not match, versions that do not count. */
import { absent, proven, type Draft } from './near-misses.ts'
import { changeTarget, need, nothingRuns, ofIdentityCenter, trustOf, trustsAccount } from './shapes.ts'
import { besides, particular, possible, type Change } from './single.ts'
import { everything, littleOf, type Names, type Need } from './world.ts'

export const onlyOn =
  (on: (names: Names) => { readonly [action: string]: Need['on'] }): Change =>
  (world, names) => ({
    ...world,
    needs: world.needs.map((each) => ({ ...each, on: on(names)[each.action] ?? each.on })),
  })

const granted =
  (more: (names: Names) => object): Change =>
  (world, names) => ({
    ...world,
    needs: [],
    besides: world.needs.map(({ action }) => ({ Effect: 'Allow', Action: action, ...more(names) })),
  })

const powerUser: Change = (world) => ({
  ...world,
  needs: [],
  besides: [{ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' }],
})

const names: readonly Draft[] = [
  particular(
    'lambda-001',
    'made under one name and invoked under another',
    absent,
    onlyOn(({ arn }) => ({ 'lambda:InvokeFunction': arn('lambda', 'function:shop-*') })),
  ),
  particular(
    'codebuild-001',
    'made under one name and started under another',
    absent,
    onlyOn(({ arn }) => ({ 'codebuild:StartBuild': arn('codebuild', 'project/shop-*') })),
  ),
  particular(
    'glue-003',
    'made under one name and started under another',
    absent,
    onlyOn(({ arn }) => ({ 'glue:StartJobRun': arn('glue', 'job/nightly') })),
  ),
  particular(
    'ecs-004',
    'registered under one name and run under another',
    absent,
    onlyOn(({ arn }) => ({ 'ecs:RunTask': arn('ecs', 'task-definition/shop-*:*') })),
  ),
  particular(
    'lambda-001',
    'made in one region and invoked in another',
    absent,
    onlyOn(({ account }) => ({ 'lambda:InvokeFunction': `arn:aws:lambda:us-east-1:${account}:function:*` })),
  ),
  particular(
    'lambda-001',
    'made and invoked in another region',
    proven,
    onlyOn(({ account }) => ({
      'lambda:CreateFunction': `arn:aws:lambda:us-east-1:${account}:function:*`,
      'lambda:InvokeFunction': `arn:aws:lambda:us-east-1:${account}:function:*`,
    })),
  ),
  particular(
    'ec2-001',
    'on instances, and not on what they take',
    absent,
    onlyOn(({ arn }) => ({ 'ec2:RunInstances': arn('ec2', 'instance/*') })),
  ),
  particular(
    'ssm-002',
    'no document',
    absent,
    onlyOn(({ arn }) => ({ 'ssm:SendCommand': arn('ec2', 'instance/*') })),
  ),
  particular(
    'ecs-008',
    'another task definition only',
    absent,
    onlyOn(({ arn }) => ({ 'ecs:RunTask': arn('ecs', 'task-definition/billing:*') })),
  ),
  particular(
    'glue-001',
    'an action without resources, on a resource',
    absent,
    onlyOn(({ arn }) => ({ 'glue:CreateDevEndpoint': arn('glue', 'devEndpoint/*') })),
  ),
  particular(
    'iam-002',
    'named in capitals',
    absent,
    onlyOn(({ user }) => ({ 'iam:CreateAccessKey': user('OPS') })),
  ),
  particular(
    'iam-002',
    'named with a question mark, in any account',
    proven,
    onlyOn(() => ({ 'iam:CreateAccessKey': 'arn:aws:iam::*:user/o?s' })),
  ),
  particular(
    'iam-002',
    'all users but that one',
    absent,
    granted(({ user }) => ({ NotResource: user('ops') })),
  ),
  particular(
    'iam-002',
    'all users but another one',
    proven,
    granted(({ user }) => ({ NotResource: user('dev') })),
  ),
  particular('lambda-001', 'everything but IAM', absent, powerUser),
  particular('sts-001', 'everything but IAM', proven, powerUser),
  particular('lambda-004', 'everything but IAM', proven, powerUser, {
    beside: {
      'lambda-005': 'it may add permissions as well',
      'muster-lambda-*': 'everything else can be done to the function as well',
    },
  }),
  particular('lambda-004', 'everything but IAM, and nothing runs', absent, (world, here) =>
    nothingRuns(powerUser(world, here), here),
  ),
  particular(
    'iam-007',
    'everything is denied',
    absent,
    besides(() => [{ Effect: 'Deny', Action: '*', Resource: '*' }]),
  ),
  particular('iam-007', 'granted in a version that is not the default', absent, (world, here) => ({
    ...world,
    needs: [],
    callerPart: { attached: ['tools'] },
    policies: [
      {
        name: 'tools',
        versions: [
          littleOf(here),
          world.needs.map(({ action, on }) => ({ Effect: 'Allow', Action: action, Resource: on })),
        ],
      },
    ],
  })),
  particular('iam-001', 'a policy that is its boundary only', absent, (world, { policy }) => ({
    ...world,
    callerPart: {},
    needs: [need('iam:CreatePolicyVersion', policy('developer-boundary'))],
    boundary: [{ Effect: 'Allow', Action: ['iam:CreatePolicyVersion', 'logs:*'], Resource: '*' }],
  })),
  particular('iam-001', 'attached to a group that it is in', proven, (world, here) => ({
    ...world,
    callerPart: { groups: ['builders'] },
    groups: [{ name: 'builders', attached: ['shop-deploy'], statements: littleOf(here) }],
  })),
]

const targets: readonly Draft[] = [
  particular('sts-001', 'the target is bounded by everything', proven, (world) => ({
    ...changeTarget(world, () => ({ boundary: 'wide' })),
    policies: [{ name: 'wide', versions: [everything] }],
  })),
  particular(
    'sts-001',
    'the target may raise itself',
    proven,
    (world) => changeTarget(world, () => ({ statements: [{ Effect: 'Allow', Action: 'iam:*', Resource: '*' }] })),
    {
      others: ({ role }) => ({ [role('ops')]: ['iam-005', 'iam-009', 'iam-015', 'iam-018', 'muster-iam-*'] }),
    },
  ),
  particular('sts-001', 'the target is denied everything', absent, (world) =>
    changeTarget(world, () => ({ statements: [...everything, { Effect: 'Deny', Action: '*', Resource: '*' }] })),
  ),
  particular('sts-001', 'the target has AdministratorAccess of AWS', proven, (world) => ({
    ...changeTarget(world, () => ({ statements: [], attached: ['AdministratorAccess'] })),
    policies: [{ name: 'AdministratorAccess', versions: [everything], awsManaged: true }],
  })),
  particular('sts-001', 'the boundary of the target was not read', possible, (world) =>
    changeTarget(world, () => ({ boundary: 'unread' })),
  ),
  particular('sts-001', 'the boundary of the caller was not read', possible, (world) => ({
    ...world,
    callerPart: { boundary: 'unread' },
  })),
  particular('iam-012', 'made by IAM Identity Center', absent, ofIdentityCenter),
  particular(
    'sts-001',
    'trusted by the id of its account alone',
    proven,
    trustOf((here) => [{ ...trustsAccount(here), Principal: { AWS: here.account } }]),
  ),
  particular(
    'sts-001',
    'trusted for every action of STS',
    proven,
    trustOf((here) => [{ ...trustsAccount(here), Action: 'sts:*' }]),
  ),
  particular(
    'sts-001',
    'trusts the id of a role that is gone',
    absent,
    trustOf((here) => [{ ...trustsAccount(here), Principal: { AWS: 'AROAEXAMPLEGONE' } }]),
  ),
]

export const scopeCases: readonly Draft[] = [...names, ...targets]
