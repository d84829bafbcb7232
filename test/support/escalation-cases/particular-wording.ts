/** One thing said in several ways, and what only looks like it. */
import { absent, proven, type Draft } from './near-misses.ts'
import { changeTarget, need, nothingRuns, trustOf, trustsAccount, trustsService } from './shapes.ts'
import { particular, tested, type Change } from './single.ts'
import { everything, littleOf, type Names, type Tests } from './world.ts'

const passing =
  (tests: Tests): Change =>
  (world) => ({
    ...world,
    needs: world.needs.map((each) => (each.action === 'iam:PassRole' ? { ...each, tests } : each)),
  })

const conditions: readonly Draft[] = [
  particular(
    'lambda-001',
    'a key in other letters',
    proven,
    passing({ StringEquals: { 'IAM:passedtoservice': 'lambda.amazonaws.com' } }),
  ),
  particular(
    'lambda-001',
    'a value in other letters',
    absent,
    passing({ StringEquals: { 'iam:PassedToService': 'Lambda.amazonaws.com' } }),
  ),
  particular(
    'lambda-001',
    'a value in other letters, whatever the case',
    proven,
    passing({ StringEqualsIgnoreCase: { 'iam:PassedToService': 'Lambda.amazonaws.com' } }),
  ),
  particular(
    'lambda-001',
    'a star that is only a star',
    absent,
    passing({ StringEquals: { 'iam:PassedToService': 'lambda.*' } }),
  ),
  particular(
    'lambda-001',
    'all of one value',
    absent,
    passing({ 'ForAllValues:StringEquals': { 'iam:PassedToService': 'ec2.amazonaws.com' } }),
  ),
  particular(
    'lambda-001',
    'one operator holds and one fails',
    absent,
    passing({
      StringLike: { 'iam:PassedToService': 'lambda.*' },
      StringNotLike: { 'iam:PassedToService': '*.amazonaws.com' },
    }),
  ),
  particular('iam-002', 'its own, by a tag', proven, (world, names) =>
    changeTarget(
      tested({ StringEquals: { 'iam:ResourceTag/owner': '${aws:username}' } })({ ...world, caller: 'user' }, names),
      () => ({
        tags: { owner: 'deploy-bot' },
      }),
    ),
  ),
  particular('iam-007', 'only where the boundary is the one that it has', proven, (world, names) => ({
    ...tested({ StringEquals: { 'iam:PermissionsBoundary': names.policy('developer-boundary') } })(world, names),
    boundary: everything,
  })),
  particular(
    'sts-001',
    'the trust denies all but another role',
    absent,
    trustOf((names) => [
      trustsAccount(names),
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sts:AssumeRole',
        Condition: { ArnNotLike: { 'aws:PrincipalArn': names.role('admin') } },
      },
    ]),
  ),
  particular(
    'sts-001',
    'the trust denies all but the caller',
    proven,
    trustOf((names) => [
      trustsAccount(names),
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'sts:AssumeRole',
        Condition: { ArnNotLike: { 'aws:PrincipalArn': names.user('deploy-*') } },
      },
    ]),
  ),
]

const statements: readonly Draft[] = [
  particular('lambda-001', 'a denial in its boundary', absent, (world) => ({
    ...world,
    boundary: [...everything, { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' }],
  })),
  particular('lambda-001', 'passing roles of another path', absent, (world, { role }) => ({
    ...world,
    needs: world.needs.map((each) => (each.action === 'iam:PassRole' ? { ...each, on: role('app/*') } : each)),
  })),
  particular('ec2-001', 'a statement for instances and one for what they take', proven, (world, { arn, region }) => ({
    ...world,
    needs: [
      ...world.needs.slice(0, 1),
      need('ec2:RunInstances', arn('ec2', 'instance/*')),
      need('ec2:RunInstances', [
        `arn:aws:ec2:${region}::image/*`,
        ...['subnet', 'security-group', 'network-interface', 'volume', 'key-pair'].map((type) =>
          arn('ec2', `${type}/*`),
        ),
      ]),
    ],
  })),
  particular('iam-002', 'a key that is not active takes its slot', absent, (world) => ({
    ...world,
    users: (world.users ?? []).map((user) => ({ ...user, keys: 2, isLastKeyActive: false })),
  })),
  particular('iam-003', 'a key that is not active can be deleted', proven, (world) => ({
    ...world,
    users: (world.users ?? []).map((user) => ({ ...user, keys: 2, isLastKeyActive: false })),
  })),
  particular('lambda-001', 'roles that hold nothing beside the one that does', proven, (world, names) => ({
    ...world,
    needs: world.needs.map((each) => (each.action === 'iam:PassRole' ? { ...each, on: '*' } : each)),
    roles: [
      { name: 'a-worker', trust: [trustsService('lambda.amazonaws.com')], statements: littleOf(names) },
      ...(world.roles ?? []),
      { name: 'z-worker', trust: [trustsService('lambda.amazonaws.com')], statements: littleOf(names) },
    ],
  })),
  particular('iam-007', 'denied at the account', absent, (world) => ({
    ...world,
    scp: { statements: [{ Effect: 'Deny', Action: 'iam:*', Resource: '*' }], at: 'account' },
  })),
]

const running: readonly Draft[] = [
  particular('ssm-001', 'an instance known by its profile', proven, (world, { role }) => ({
    ...world,
    resources: (world.resources ?? []).map((row) => ({
      ...row,
      roleArn: undefined,
      instanceProfileArn: role('ops').replace(':role/', ':instance-profile/'),
    })),
  })),
  particular('lambda-004', 'no function, and everything may be done to those', absent, (world, names) => ({
    ...nothingRuns(world, names),
    needs: [need('lambda:*', '*')],
  })),
]

/** Roles one after another, each of which may become the next; the last builds functions with `ops`. */
function chained(count: number, loops: boolean): Change {
  return (world, names) => {
    const name = (index: number): string => `step-${index}`
    const last = world.needs.map(({ action, on }) => ({ Effect: 'Allow', Action: action, Resource: on }) as const)
    const assuming = (index: number) =>
      [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: names.role(name(index)) }] as const
    const steps = Array.from({ length: count }, (_, index) => ({
      name: name(index),
      trust: [trustsAccount(names)],
      statements: index < count - 1 ? assuming(index + 1) : loops ? assuming(0) : last,
    }))
    return { ...world, needs: [need('sts:AssumeRole', names.role(name(0)))], roles: [...(world.roles ?? []), ...steps] }
  }
}

const direct = 'sts-001 + lambda-001'
const chains: readonly Draft[] = [
  {
    ...particular('lambda-001', 'three steps', proven, chained(2, false)),
    id: `sts-001 + ${direct}`,
    others: ({ role }: Names) => ({ [role('step-0')]: [direct], [role('step-1')]: ['lambda-001'] }),
  },
  particular('lambda-001', 'roles in a ring that leads nowhere', absent, chained(3, true)),
]

export const wordingCases: readonly Draft[] = [...conditions, ...statements, ...running, ...chains]
