/** Guardrails of organizations, other partitions, expired grants, and conditions on what is made. */
import { absent, proven, type Draft } from './near-misses.ts'
import { changeTarget, need, passedTo, trustOf, trustsService } from './shapes.ts'
import { hangsOn, particular, same, tested, type Change } from './single.ts'
import type { Expected, Names, Statement } from './world.ts'

const told: Expected = { present: true, verdicts: ['proven', 'conditional'] }
const denying = (Action: string, Condition: Statement['Condition'] = {}): readonly Statement[] => [
  { Effect: 'Deny', Action, Resource: '*', Condition },
]
const scp =
  (statements: readonly Statement[], instead = false): Change =>
  (world) => ({ ...world, scp: { statements, instead } })
const rcp =
  (statements: readonly Statement[]): Change =>
  (world) => ({ ...world, rcp: statements.map((each) => ({ ...each, Principal: '*' })) })

const organization: readonly Draft[] = [
  particular('iam-007', 'the unit has a denial in place of FullAWSAccess', absent, scp(denying('s3:*'), true)),
  particular(
    'iam-007',
    'the unit allows some services, IAM among them',
    proven,
    scp([{ Effect: 'Allow', Action: ['s3:*', 'iam:*', 'logs:*'], Resource: '*' }], true),
    {},
  ),
  particular(
    'iam-007',
    'the unit allows some services, IAM not among them',
    absent,
    scp([{ Effect: 'Allow', Action: ['s3:*', 'logs:*'], Resource: '*' }], true),
  ),
  particular('iam-007', 'an account that the organization does not list', proven, (world) => ({
    ...world,
    isOutsideOrganization: true,
    scp: { statements: denying('iam:*') },
  })),
  particular(
    'iam-002',
    'the organization protects another user',
    proven,
    scp([{ Effect: 'Deny', Action: 'iam:*', Resource: 'arn:aws:iam::*:user/break-glass' }]),
  ),
  particular(
    'iam-002',
    'the organization protects that user',
    absent,
    scp([{ Effect: 'Deny', Action: 'iam:*AccessKey*', Resource: 'arn:aws:iam::*:user/o*' }]),
  ),
  particular('sts-001', 'resources of the organization let nobody in', absent, rcp(denying('sts:AssumeRole'))),
  particular(
    'sts-001',
    'resources of the organization let its members in',
    proven,
    rcp(denying('sts:AssumeRole', { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-acme' } })),
  ),
  particular(
    'sts-001',
    'resources of the organization let only another one in',
    absent,
    rcp(denying('sts:AssumeRole', { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-other' } })),
  ),
  // Services take a role by sts:AssumeRole too:
  // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
  particular('lambda-001', 'resources of the organization let no service in', absent, rcp(denying('sts:AssumeRole'))),
  particular(
    'lambda-001',
    'resources of the organization let in services for its own accounts',
    proven,
    rcp(
      denying('sts:AssumeRole', {
        StringNotEqualsIfExists: { 'aws:SourceOrgID': 'o-acme' },
        Null: { 'aws:SourceAccount': 'false' },
        Bool: { 'aws:PrincipalIsAWSService': 'true' },
      }),
    ),
  ),
  particular(
    'lambda-001',
    'resources of the organization let in its members, services, and nobody in the clear',
    proven,
    rcp([
      ...denying('sts:AssumeRole', {
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-acme' },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      }),
      ...denying('*', { BoolIfExists: { 'aws:SecureTransport': 'false' } }),
    ]),
  ),
  particular('iam-002', 'IAM knows no policies of resources', proven, rcp(denying('*'))),
]

const profile = ({ role }: Names, name: string): string => role(name).replace(':role/', ':instance-profile/')
const onLaunch =
  (test: (names: Names) => Statement['Condition'] & object): Change =>
  (world, names) => ({
    ...world,
    needs: world.needs.map((each) =>
      each.action === 'ec2:RunInstances' ? { ...each, on: '*', tests: test(names) } : each,
    ),
  })

const china: Change = (world) => ({
  ...changeTarget(world, () => ({ trust: [trustsService('ec2.amazonaws.com.cn')] })),
  needs: world.needs.map((each) =>
    each.action === 'iam:PassRole' ? { ...each, tests: passedTo('ec2.amazonaws.com.cn') } : { ...each, on: '*' },
  ),
})

const places: readonly Draft[] = [
  particular(
    'ec2-001',
    'with that instance profile',
    told,
    onLaunch((names) => ({ ArnEqualsIfExists: { 'ec2:InstanceProfile': profile(names, 'ops') } })),
  ),
  particular('lambda-001', 'of the partition for the US government', proven, same, { partition: 'aws-us-gov' }),
  particular('sts-001', 'of the partition for the US government', proven, same, { partition: 'aws-us-gov' }),
  particular('ec2-001', 'of the partition for China', proven, china, { partition: 'aws-cn' }),
]

const times: readonly Draft[] = [
  particular(
    'iam-007',
    'until a day that is long gone',
    hangsOn('aws:CurrentTime'),
    tested({ DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }),
  ),
]

const second: readonly Draft[] = [
  particular('iam-006', 'the user has a second factor', { present: true, verdicts: ['conditional'] }, (world) => ({
    ...world,
    users: (world.users ?? []).map((user) => ({ ...user, mfa: true })),
  })),
  particular('sts-001', 'the target holds everything on a condition that fails', absent, (world) =>
    changeTarget(world, () => ({
      statements: [
        {
          Effect: 'Allow',
          Action: '*',
          Resource: '*',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-other' } },
        },
      ],
    })),
  ),
  particular('sts-001', 'the target holds everything on a condition that holds', proven, (world) =>
    changeTarget(world, () => ({
      statements: [
        {
          Effect: 'Allow',
          Action: '*',
          Resource: '*',
          Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-acme' } },
        },
      ],
    })),
  ),
  particular('sts-001', 'the target holds everything from one address', told, (world) =>
    changeTarget(world, () => ({
      statements: [
        { Effect: 'Allow', Action: '*', Resource: '*', Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } },
      ],
    })),
  ),
  particular('lambda-001', 'the group denies what the user is granted', absent, (world) => ({
    ...world,
    callerPart: { groups: ['interns'] },
    groups: [{ name: 'interns', statements: denying('lambda:*') }],
  })),
  particular('lambda-001', 'granted in parts by a group and by itself', proven, (world) => ({
    ...world,
    needs: world.needs.slice(1),
    callerPart: { groups: ['passers'] },
    groups: [
      {
        name: 'passers',
        statements: world.needs
          .slice(0, 1)
          .map(({ action, on }) => ({ Effect: 'Allow', Action: action, Resource: on })),
      },
    ],
  })),
  particular('iam-013', 'the group has its power by a managed policy', proven, (world, { policy }) => ({
    ...world,
    groups: [{ name: 'admins', attached: ['all'] }],
    policies: [{ name: 'all', versions: [[{ Effect: 'Allow', Action: '*', Resource: '*' }]] }],
    needs: [...world.needs, need('iam:GetPolicy', policy('all'))],
  })),
  particular(
    'codebuild-001',
    'trusted by a service of another name as well',
    proven,
    trustOf(() => [trustsService('codepipeline.amazonaws.com', 'codebuild.amazonaws.com')]),
  ),
]

export const guardrailCases: readonly Draft[] = [...organization, ...places, ...times, ...second]
