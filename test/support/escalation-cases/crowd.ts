/** Twenty others with permissions that look alike and lead nowhere. */
import { need, passedTo, trustsAccount, trustsPipeline, trustsService } from './shapes.ts'
import { littleOf, type Names, type RolePart, type Statement, type UserPart, type World } from './world.ts'

const allow = (
  Action: (Statement['Action'] & object) | string,
  Resource: string,
  Condition?: Statement['Condition'],
): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
})

const services = ['lambda', 'ecs-tasks', 'glue', 'ec2', 'codebuild', 'sagemaker', 'cloudformation', 'states'] as const

function crowdOf(names: Names): { readonly users: readonly UserPart[]; readonly roles: readonly RolePart[] } {
  const little = littleOf(names)
  const worker = names.role('worker-*')
  const users: readonly UserPart[] = [
    { name: 'crowd-reader', statements: [allow(['iam:Get*', 'iam:List*', 's3:List*', 'lambda:List*'], '*')], keys: 2 },
    {
      name: 'crowd-own-keys',
      statements: [allow(['iam:*AccessKey*', 'iam:*LoginProfile'], `${names.user('')}\${aws:username}`)],
      keys: 1,
    },
    { name: 'crowd-passer', statements: [allow('iam:PassRole', '*')] },
    {
      name: 'crowd-lambda',
      statements: [allow(['iam:PassRole', 'lambda:*'], worker, passedTo('lambda.amazonaws.com'))],
    },
    { name: 'crowd-stopper', statements: [allow(['ec2:StopInstances', 'ec2:StartInstances', 'ecs:ListTasks'], '*')] },
    {
      name: 'crowd-denied',
      statements: [
        allow(['iam:CreateAccessKey', 'iam:PutUserPolicy'], '*'),
        { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
      ],
    },
    {
      name: 'crowd-bounded',
      statements: [allow(['iam:PutUserPolicy', 'iam:AttachUserPolicy', 'sts:AssumeRole'], '*')],
      boundary: 'crowd-boundary',
    },
    { name: 'crowd-mail', groups: ['crowd'], password: true },
    { name: 'crowd-assumer', statements: [allow('sts:AssumeRole', worker)] },
    { name: 'crowd-grouped', groups: ['crowd'], attached: ['crowd-logs'] },
  ]
  const workers = services.map((service): RolePart => ({
    name: `worker-${service}`,
    trust: [trustsService(`${service}.amazonaws.com`)],
    statements: little,
    attached: ['crowd-logs'],
    profile: service === 'ec2',
  }))
  return {
    users,
    roles: [
      ...workers,
      { name: 'worker-shared', trust: [trustsAccount(names)], statements: little },
      {
        name: 'worker-pipeline',
        trust: [trustsPipeline(names)],
        statements: [allow('s3:PutObject', 'arn:aws:s3:::shop/*')],
      },
    ],
  }
}

/** The same world among the others. */
export function amongOthers(world: World, names: Names): World {
  const { users, roles } = crowdOf(names)
  return {
    ...world,
    needs: world.needs.map(({ action, on, tests }) => need(action, on, tests)),
    users: [...users.slice(0, 5), ...(world.users ?? []), ...users.slice(5)],
    roles: [...roles.slice(0, 5), ...(world.roles ?? []), ...roles.slice(5)],
    groups: [
      ...(world.groups ?? []),
      { name: 'crowd', statements: [allow('iam:ChangePassword', `${names.user('')}\${aws:username}`)] },
    ],
    policies: [
      ...(world.policies ?? []),
      { name: 'crowd-logs', versions: [littleOf(names), littleOf(names)] },
      { name: 'crowd-boundary', versions: [[allow(['s3:*', 'logs:*'], '*')]] },
    ],
  }
}
