/** Names that one call asks of what another makes, and values that follow from the caller. */
import { absent, proven, type Draft } from './near-misses.ts'
import { onOne } from './particular-conditions.ts'
import { onlyOn } from './particular-scopes.ts'
import { trustOf, trustsService } from './shapes.ts'
import { besides, particular, possible, tested, type Change } from './single.ts'
import type { Names, Statement, World } from './world.ts'

const both =
  (one: Change, other: Change): Change =>
  (world, names) =>
    other(one(world, names), names)

const madeByAnyName = (action: string): Change => onlyOn(() => ({ [action]: '*' }))
const inCluster =
  (name: string) =>
  ({ arn }: Names) => ({ ArnEquals: { 'ecs:cluster': arn('ecs', `cluster/${name}`) } })
const tagged = (change: Change): Change =>
  both((world) => ({ ...world, callerPart: { tags: { team: 'shop' } } }), change)
const unread: Partial<Draft> = { without: 'resources' }

const clusters: readonly Draft[] = [
  particular(
    'ecs-001',
    'a new cluster by the name that its services are granted in',
    proven,
    both(
      madeByAnyName('ecs:CreateCluster'),
      onlyOn(({ arn }) => ({ 'ecs:CreateService': arn('ecs', 'service/billing/*') })),
    ),
  ),
  particular(
    'ecs-001',
    'services in a cluster that it may not make',
    absent,
    onlyOn(({ arn }) => ({
      'ecs:CreateCluster': arn('ecs', 'cluster/shop'),
      'ecs:CreateService': arn('ecs', 'service/billing/*'),
    })),
  ),
  particular(
    'ecs-002',
    'a new cluster by the name that its tasks are held to',
    proven,
    both(madeByAnyName('ecs:CreateCluster'), onOne('ecs:RunTask', inCluster('billing'))),
  ),
  particular(
    'ecs-002',
    'tasks in a cluster that it may not make',
    absent,
    both(
      onlyOn(({ arn }) => ({ 'ecs:CreateCluster': arn('ecs', 'cluster/shop') })),
      onOne('ecs:RunTask', inCluster('billing')),
    ),
  ),
  particular(
    'ecs-003',
    'services in one cluster, clusters unknown',
    possible,
    onlyOn(({ arn }) => ({ 'ecs:CreateService': arn('ecs', 'service/billing/*') })),
    unread,
  ),
  ...['ecs-004', 'ecs-008'].map((id) =>
    particular(id, 'held to one cluster, clusters unknown', possible, onOne('ecs:RunTask', inCluster('billing')), {
      ...unread,
      beside: id === 'ecs-004' ? { 'ecs-008': 'a task definition may be there already' } : {},
    }),
  ),
  ...['ecs-005', 'ecs-009'].map((id) =>
    particular(id, 'held to one cluster, containers unknown', possible, onOne('ecs:StartTask', inCluster('billing')), {
      ...unread,
      beside: id === 'ecs-005' ? { 'ecs-009': 'a task definition may be there already' } : {},
    }),
  ),
  particular(
    'ecs-006',
    'tasks of one cluster, tasks unknown',
    possible,
    onlyOn(({ arn }) => ({
      'ecs:ExecuteCommand': [arn('ecs', 'task/*'), arn('ecs', 'cluster/billing')],
    })),
    unread,
  ),
]

const ofFunction =
  (name: string) =>
  ({ arn }: Names) =>
    arn('lambda', `function:${name}`)
const mappedTo = (name: string): Change =>
  both(
    madeByAnyName('lambda:CreateFunction'),
    onOne('lambda:CreateEventSourceMapping', (names) => ({
      ArnLike: { 'lambda:FunctionArn': ofFunction(name)(names) },
    })),
  )

/** Whoever may invoke versions only can invoke the latest one; an alias would have to be made first. */
const functions: readonly Draft[] = [
  particular('lambda-002', 'any function made, one name mapped', proven, mappedTo('shop-*')),
  particular(
    'lambda-001',
    'invoked by its versions only',
    proven,
    onlyOn((names) => ({ 'lambda:CreateFunction': '*', 'lambda:InvokeFunction': ofFunction('app-*:*')(names) })),
  ),
  particular(
    'lambda-001',
    'invoked by an alias that it may not make',
    absent,
    onlyOn((names) => ({
      'lambda:CreateFunction': ofFunction('app')(names),
      'lambda:InvokeFunction': ofFunction('app:live')(names),
    })),
  ),
  particular(
    'lambda-004',
    'invoked by its versions only',
    proven,
    onlyOn((names) => ({ 'lambda:InvokeFunction': ofFunction('*:*')(names) })),
  ),
  particular(
    'lambda-001',
    'functions that begin with its tag',
    proven,
    tagged(
      onlyOn((names) => ({
        'lambda:CreateFunction': ofFunction('${aws:PrincipalTag/team}-*')(names),
        'lambda:InvokeFunction': ofFunction("${aws:PrincipalTag/team, 'none'}-*")(names),
      })),
    ),
  ),
  particular(
    'lambda-001',
    'functions that begin with a tag that it lacks',
    absent,
    onlyOn((names) => ({ 'lambda:CreateFunction': ofFunction('${aws:PrincipalTag/team}-*')(names) })),
  ),
]

const variables: readonly Draft[] = [
  particular(
    'iam-007',
    'a tag equal to one that it lacks',
    absent,
    tagged(tested({ StringEquals: { 'aws:PrincipalTag/team': '${aws:PrincipalTag/squad}' } })),
  ),
  particular(
    'iam-007',
    'a tag equal to its own',
    proven,
    tagged(tested({ StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } })),
  ),
]

const heldToProfiles = (of: string): Change =>
  besides(({ role }): readonly Statement[] => [
    {
      Effect: 'Deny',
      Action: 'ec2:RunInstances',
      Resource: 'arn:aws:ec2:*:*:instance/*',
      Condition: { ArnNotLike: { 'ec2:InstanceProfile': role(of).replace(':role/', ':instance-profile/') } },
    },
  ])

const elsewhere: Change = (world, names): World => ({
  ...world,
  needs: world.needs.map((each) => ({
    ...each,
    on: [each.on].flat().map((arn) => arn.replace(`:${names.region}:`, ':us-west-2:')),
  })),
})

const profiles: readonly Draft[] = [
  particular('ec2-001', 'launched with the profiles of such roles only', proven, heldToProfiles('op*')),
  particular('ec2-001', 'launched with other profiles only', absent, heldToProfiles('web-*')),
  particular(
    'ec2-001',
    'launched with other profiles only, in a region of its own',
    absent,
    both(elsewhere, heldToProfiles('web-*')),
  ),
]

const anyProject = onlyOn(() => ({ 'codebuild:CreateProject': '*', 'codebuild:StartBuild': '*' }))
const trusted: readonly Draft[] = ['release', 'rel-*'].map((name) =>
  particular(
    'codebuild-001',
    `any project made, trusted for ${name}`,
    proven,
    both(
      anyProject,
      trustOf(({ arn }) => [
        {
          ...trustsService('codebuild.amazonaws.com'),
          Condition: { ArnLike: { 'aws:SourceArn': arn('codebuild', `project/${name}`) } },
        },
      ]),
    ),
  ),
)

export const nameCases: readonly Draft[] = [...clusters, ...functions, ...variables, ...profiles, ...trusted]
