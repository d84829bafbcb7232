/** What hangs on what the path itself fixes: the role that is named, the resource that asks, the name that is made up. */
import { absent, proven, type Draft } from './near-misses.ts'
import { trustOf, trustsService } from './shapes.ts'
import { onOne } from './particular-conditions.ts'
import { onlyOn } from './particular-scopes.ts'
import { besides, particular } from './single.ts'

const otherCluster = (id: string, action: string): Draft =>
  particular(
    id,
    'on another cluster only',
    absent,
    onOne(action, ({ arn }) => ({ ArnEquals: { 'ecs:cluster': arn('ecs', 'cluster/billing') } })),
  )

export const narrowCases: readonly Draft[] = [
  particular(
    'cloudformation-001',
    'with another role',
    absent,
    onOne('cloudformation:CreateStack', ({ role }) => ({ StringEquals: { 'cloudformation:RoleArn': role('orders') } })),
  ),

  particular(
    'codebuild-001',
    'trusted for projects of that name',
    proven,
    trustOf(({ arn }) => [
      {
        ...trustsService('codebuild.amazonaws.com'),
        Condition: { ArnLike: { 'aws:SourceArn': arn('codebuild', 'project/app-*') } },
      },
    ]),
  ),

  particular(
    'codebuild-001',
    'trusted for a project of another name',
    absent,
    trustOf(({ arn }) => [
      {
        ...trustsService('codebuild.amazonaws.com'),
        Condition: { ArnLike: { 'aws:SourceArn': arn('codebuild', 'project/release') } },
      },
    ]),
  ),

  particular(
    'lambda-001',
    'names that overlap',
    proven,
    onlyOn(({ arn }) => ({
      'lambda:CreateFunction': arn('lambda', 'function:*-worker'),
      'lambda:InvokeFunction': arn('lambda', 'function:app-*'),
    })),
  ),
  // Another policy of AWS grants all of IAM, and by that the rest.
  particular(
    'iam-008',
    'AdministratorAccess alone is denied',
    proven,
    besides(() => [
      {
        Effect: 'Deny',
        Action: 'iam:AttachUserPolicy',
        Resource: '*',
        Condition: { ArnEquals: { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AdministratorAccess' } },
      },
    ]),
  ),
  particular(
    'lambda-002',
    'mapped to its own function',
    proven,
    onOne('lambda:CreateEventSourceMapping', ({ arn }) => ({
      ArnLike: { 'lambda:FunctionArn': arn('lambda', 'function:app-*') },
    })),
  ),
  particular(
    'lambda-002',
    'mapped to another function',
    absent,
    onOne('lambda:CreateEventSourceMapping', ({ arn }) => ({
      ArnLike: { 'lambda:FunctionArn': arn('lambda', 'function:billing') },
    })),
  ),
  otherCluster('ecs-004', 'ecs:RunTask'),
  ...['ecs-005', 'ecs-007', 'ecs-009'].map((id) => otherCluster(id, 'ecs:StartTask')),
  otherCluster('ecs-006', 'ecs:ExecuteCommand'),
  particular('ecs-006', 'the task and not its cluster', absent, (world) => ({
    ...world,
    needs: world.needs.map((each) => ({ ...each, on: [each.on].flat().slice(0, 1) })),
  })),
  ...['ecs-001', 'ecs-003'].map((id) =>
    particular(
      id,
      'of another task definition only',
      absent,
      onOne('ecs:CreateService', ({ arn }) => ({
        ArnLike: { 'ecs:task-definition': arn('ecs', 'task-definition/billing:*') },
      })),
    ),
  ),
  ...['image', 'instance', 'network-interface', 'security-group', 'subnet'].map((type) =>
    particular(
      'ec2-001',
      `every ${type} is denied`,
      absent,
      besides(() => [{ Effect: 'Deny', Action: 'ec2:RunInstances', Resource: `arn:aws:ec2:*:*:${type}/*` }]),
    ),
  ),
  particular(
    'codebuild-002',
    'trusted for that project',
    proven,
    trustOf(({ arn }) => [
      {
        ...trustsService('codebuild.amazonaws.com'),
        Condition: { ArnEquals: { 'aws:SourceArn': arn('codebuild', 'project/shop') } },
      },
    ]),
  ),
  particular(
    'codebuild-002',
    'trusted for another project',
    absent,
    trustOf(({ arn }) => [
      {
        ...trustsService('codebuild.amazonaws.com'),
        Condition: { ArnEquals: { 'aws:SourceArn': arn('codebuild', 'project/release') } },
      },
    ]),
  ),
]
