/** What policies of practice hold, and what scanners get wrong about them. */
import { absent, proven, type Draft } from './near-misses.ts'
import { boundCaller, changeTarget, need, passedTo, trustOf, trustsService } from './shapes.ts'
import { besides, hangsOn, particular, tested } from './single.ts'

export const policyCases: readonly Draft[] = [
  particular('iam-002', 'only its own keys', absent, (world, names) => ({
    ...world,
    caller: 'user',
    needs: [need('iam:CreateAccessKey', `${names.user('')}\${aws:username}`)],
  })),
  particular('iam-007', 'on itself by a variable', proven, (world, names) => ({
    ...world,
    needs: [need('iam:PutUserPolicy', `${names.user('')}\${aws:username}`)],
  })),
  particular(
    'iam-008',
    'any policy of AWS',
    proven,
    tested({ ArnLike: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/*' } }),
  ),
  particular(
    'iam-008',
    'a denial of one policy leaves the others',
    proven,
    besides(() => [
      {
        Effect: 'Deny',
        Action: 'iam:AttachUserPolicy',
        Resource: '*',
        Condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' } },
      },
    ]),
  ),
  particular(
    'lambda-001',
    'its tag is the right one',
    proven,
    tested({ StringLike: { 'aws:PrincipalTag/team': 'sh*' } }, { callerPart: { tags: { team: 'shop' } } }),
  ),
  particular(
    'lambda-001',
    'its tag is another',
    absent,
    tested({ StringLike: { 'aws:PrincipalTag/team': 'plat*' } }, { callerPart: { tags: { team: 'shop' } } }),
  ),
  particular('lambda-001', 'a role under a path', proven, (world, names) => ({
    ...changeTarget(world, () => ({ path: '/app/' })),
    target: names.role('app/ops'),
    needs: world.needs.map((each) => (each.action === 'iam:PassRole' ? { ...each, on: names.role('app/*') } : each)),
  })),
  particular(
    'lambda-001',
    'the role is denied by name',
    absent,
    besides((names) => [{ Effect: 'Deny', Action: 'iam:PassRole', Resource: names.role('ops') }]),
  ),
  particular(
    'lambda-001',
    'another role is denied by name',
    proven,
    besides((names) => [{ Effect: 'Deny', Action: 'iam:PassRole', Resource: names.role('billing') }]),
  ),
  particular(
    'lambda-001',
    'everything but reading is denied',
    absent,
    besides(() => [{ Effect: 'Deny', NotAction: ['lambda:Get*', 'lambda:List*', 'iam:PassRole'], Resource: '*' }]),
  ),
  particular('lambda-001', 'passed to services of which it is one', proven, (world) => ({
    ...world,
    needs: world.needs.map((each) =>
      each.action === 'iam:PassRole'
        ? { ...each, tests: { StringLike: { 'iam:PassedToService': ['ec2.*', 'lambda.*'] } } }
        : each,
    ),
  })),
  particular(
    'lambda-001',
    'passing to it is denied',
    absent,
    besides(() => [
      { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*', Condition: passedTo('lambda.amazonaws.com') },
    ]),
  ),
  particular(
    'lambda-001',
    'passing to another service is denied',
    proven,
    besides(() => [
      { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*', Condition: passedTo('ec2.amazonaws.com') },
    ]),
  ),
  particular(
    'lambda-001',
    'the trust names its own account',
    proven,
    trustOf(({ account }) => [
      { ...trustsService('lambda.amazonaws.com'), Condition: { StringEquals: { 'aws:SourceAccount': account } } },
    ]),
  ),
  particular(
    'lambda-001',
    'denied but from an office',
    hangsOn('aws:SourceIp'),
    besides(() => [
      { Effect: 'Deny', Action: '*', Resource: '*', Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } },
    ]),
  ),
  particular(
    'iam-013',
    'only with a second factor',
    hangsOn('aws:MultiFactorAuthPresent'),
    tested({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }, { callerPart: { mfa: true } }),
  ),
  particular(
    'iam-013',
    'only with a second factor, which it has not',
    absent,
    tested({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
  ),
  particular('iam-002', 'its boundary holds all that is needed', proven, boundCaller),
]
