/** Passing a privileged role to something new, or to something that is there. */
import { without, withFacts } from './shapes.ts'
import { cloudformation, passing, type Passing } from './passing.ts'
import type { Row } from '../../../fixtures/servers/aws/estate.ts'
import type { Names, PathSpec } from './world.ts'

const ec2 = 'ec2.amazonaws.com'
const ecs = 'ecs-tasks.amazonaws.com'
const glue = 'glue.amazonaws.com'
const lambda = 'lambda.amazonaws.com'
const sagemaker = 'sagemaker.amazonaws.com'
const codebuild = 'codebuild.amazonaws.com'

const launches = ({ arn, region }: Names): readonly string[] => [arn('ec2', '*'), `arn:aws:ec2:${region}::image/*`]
const clusterRow = ({ arn }: Names): Row => ({
  type: 'ecs:cluster',
  arn: arn('ecs', 'cluster/shop'),
  name: 'shop',
  status: 'ACTIVE',
})
const containerRow = ({ arn }: Names): Row => ({
  type: 'ecs:container-instance',
  arn: arn('ecs', 'container-instance/shop/4f1d0c7b6a5e4d3c'),
  clusterArn: arn('ecs', 'cluster/shop'),
  status: 'ACTIVE',
  agentConnected: true,
})
const definitionRow = ({ arn }: Names): Row => ({
  type: 'ecs:task-definition',
  arn: arn('ecs', 'task-definition/orders:7'),
  family: 'orders',
  revision: 7,
  status: 'ACTIVE',
})
const jobRow = ({ arn, role }: Names): Row => ({
  type: 'glue:job',
  arn: arn('glue', 'job/nightly'),
  name: 'nightly',
  roleArn: role('nightly'),
})
const streamRow = ({ arn }: Names): Row => ({
  type: 'dynamodb:stream',
  arn: arn('dynamodb', 'table/orders/stream/2026-01-01T00:00:00.000'),
})

const task = ({ arn }: Names): string => arn('ecs', 'task-definition/app-*:*')
const anyTask = ({ arn }: Names): string => arn('ecs', 'task-definition/*:*')
const service = ({ arn }: Names): string => arn('ecs', 'service/*/app-*')
const cluster = ({ arn }: Names): string => arn('ecs', 'cluster/*')
const newJob = ({ arn }: Names): string => arn('glue', 'job/app-*')
const trigger = ({ arn }: Names): string => arn('glue', 'trigger/app-*')
const session = ({ arn }: Names): string => arn('glue', 'session/*')
const fn = ({ arn }: Names): string => arn('lambda', 'function:app-*')
const project = ({ arn }: Names): string => arn('codebuild', 'project/app-*')

const overrides = 'runs a task definition that may be there, with the role in its stead'
const inactive = (type: string) => withFacts(type, { status: 'INACTIVE' })
const noDefinition = {
  'no task definition': without('ecs:task-definition'),
  'a task definition that was taken back': inactive('ecs:task-definition'),
}
const noCluster = { 'no cluster': without('ecs:cluster'), 'a cluster that is gone': inactive('ecs:cluster') }
const noContainer = {
  'no container instance': without('ecs:container-instance'),
  'a container instance that is gone': inactive('ecs:container-instance'),
}

const ecsPaths: readonly Passing[] = [
  {
    id: 'ecs-001',
    service: ecs,
    needs: (n) => ({
      'ecs:CreateCluster': cluster(n),
      'ecs:RegisterTaskDefinition': task(n),
      'ecs:CreateService': service(n),
    }),
    unknown: { 'ecs-003': 'a cluster may be there already' },
  },
  {
    id: 'ecs-002',
    service: ecs,
    needs: (n) => ({ 'ecs:CreateCluster': cluster(n), 'ecs:RegisterTaskDefinition': task(n), 'ecs:RunTask': task(n) }),
    unknown: { 'ecs-004': 'a cluster may be there already', 'ecs-008': overrides },
  },
  {
    id: 'ecs-003',
    service: ecs,
    needs: (n) => ({ 'ecs:RegisterTaskDefinition': task(n), 'ecs:CreateService': service(n) }),
    resources: (n) => [clusterRow(n)],
    misses: noCluster,
  },
  {
    id: 'ecs-004',
    service: ecs,
    needs: (n) => ({ 'ecs:RegisterTaskDefinition': task(n), 'ecs:RunTask': task(n) }),
    resources: (n) => [clusterRow(n)],
    misses: noCluster,
    unknown: { 'ecs-008': overrides },
  },
  {
    id: 'ecs-005',
    service: ecs,
    needs: (n) => ({ 'ecs:RegisterTaskDefinition': task(n), 'ecs:StartTask': task(n) }),
    resources: (n) => [clusterRow(n), containerRow(n)],
    misses: noContainer,
    unknown: { 'ecs-009': overrides },
  },
  {
    id: 'ecs-007',
    service: ecs,
    needs: (n) => ({ 'ecs:StartTask': anyTask(n), 'ecs:RegisterContainerInstance': cluster(n) }),
    resources: (n) => [clusterRow(n), definitionRow(n)],
    misses: { ...noCluster, ...noDefinition },
    unknown: { 'ecs-009': 'a container instance may be there already' },
  },
  {
    id: 'ecs-008',
    service: ecs,
    needs: (n) => ({ 'ecs:RunTask': anyTask(n) }),
    resources: (n) => [clusterRow(n), definitionRow(n)],
    misses: { ...noDefinition, ...noCluster },
  },
  {
    id: 'ecs-009',
    service: ecs,
    needs: (n) => ({ 'ecs:StartTask': anyTask(n) }),
    resources: (n) => [clusterRow(n), definitionRow(n), containerRow(n)],
    misses: { ...noDefinition, ...noContainer },
  },
]

const dataPaths: readonly Passing[] = [
  {
    id: 'datapipeline-001',
    service: 'datapipeline.amazonaws.com',
    also: ['elasticmapreduce.amazonaws.com'],
    named: false,
    needs: ({ arn }) => ({
      'datapipeline:CreatePipeline': '*',
      'datapipeline:PutPipelineDefinition': arn('datapipeline', 'pipeline/*'),
      'datapipeline:ActivatePipeline': arn('datapipeline', 'pipeline/*'),
    }),
  },
  { id: 'glue-001', service: glue, needs: () => ({ 'glue:CreateDevEndpoint': '*' }) },
  { id: 'glue-003', service: glue, needs: (n) => ({ 'glue:CreateJob': newJob(n), 'glue:StartJobRun': newJob(n) }) },
  { id: 'glue-004', service: glue, needs: (n) => ({ 'glue:CreateJob': newJob(n), 'glue:CreateTrigger': trigger(n) }) },
  {
    id: 'glue-005',
    service: glue,
    needs: ({ arn }) => ({
      'glue:UpdateJob': arn('glue', 'job/nightly'),
      'glue:StartJobRun': arn('glue', 'job/nightly'),
    }),
    resources: (n) => [jobRow(n)],
  },
  {
    id: 'glue-006',
    service: glue,
    needs: (n) => ({ 'glue:UpdateJob': n.arn('glue', 'job/nightly'), 'glue:CreateTrigger': trigger(n) }),
    resources: (n) => [jobRow(n)],
  },
  {
    id: 'glue-007',
    service: glue,
    needs: (n) => ({ 'glue:CreateSession': session(n), 'glue:RunStatement': session(n) }),
  },
  {
    id: 'sagemaker-001',
    service: sagemaker,
    needs: ({ arn }) => ({ 'sagemaker:CreateNotebookInstance': arn('sagemaker', 'notebook-instance/app-*') }),
  },
  {
    id: 'sagemaker-002',
    service: sagemaker,
    needs: ({ arn }) => ({ 'sagemaker:CreateTrainingJob': arn('sagemaker', 'training-job/app-*') }),
  },
  {
    id: 'sagemaker-003',
    service: sagemaker,
    needs: ({ arn }) => ({ 'sagemaker:CreateProcessingJob': arn('sagemaker', 'processing-job/app-*') }),
  },
]

const computePaths: readonly Passing[] = [
  {
    id: 'apprunner-001',
    service: 'tasks.apprunner.amazonaws.com',
    named: false,
    needs: ({ arn }) => ({ 'apprunner:CreateService': arn('apprunner', 'service/app-*/*') }),
  },
  {
    id: 'bedrock-001',
    service: 'bedrock-agentcore.amazonaws.com',
    needs: ({ arn }) => ({
      'bedrock-agentcore:CreateCodeInterpreter': '*',
      'bedrock-agentcore:StartCodeInterpreterSession': arn('bedrock-agentcore', 'code-interpreter-custom/*'),
      'bedrock-agentcore:InvokeCodeInterpreter': arn('bedrock-agentcore', 'code-interpreter-custom/*'),
    }),
    unknown: { 'bedrock-002': 'an interpreter may run with the role already' },
  },
  {
    id: 'cloudformation-001',
    service: cloudformation,
    needs: ({ arn }) => ({ 'cloudformation:CreateStack': arn('cloudformation', 'stack/app-*/*') }),
  },
  {
    id: 'codebuild-001',
    service: codebuild,
    needs: (n) => ({ 'codebuild:CreateProject': project(n), 'codebuild:StartBuild': project(n) }),
    unknown: { 'codebuild-002': 'a project app-… may run with the role already' },
  },
  {
    id: 'codebuild-004',
    service: codebuild,
    needs: (n) => ({ 'codebuild:CreateProject': project(n), 'codebuild:StartBuildBatch': project(n) }),
    unknown: { 'codebuild-003': 'a project app-… may run with the role already' },
  },
  { id: 'ec2-001', service: ec2, profile: true, needs: (n) => ({ 'ec2:RunInstances': launches(n) }) },
  { id: 'ec2-003', service: ec2, profile: true, needs: (n) => ({ 'ec2:RequestSpotInstances': launches(n) }) },
  {
    id: 'lambda-001',
    service: lambda,
    needs: (n) => ({ 'lambda:CreateFunction': fn(n), 'lambda:InvokeFunction': fn(n) }),
  },
  {
    id: 'lambda-002',
    service: lambda,
    needs: (n) => ({ 'lambda:CreateFunction': fn(n), 'lambda:CreateEventSourceMapping': '*' }),
    resources: (n) => [streamRow(n)],
  },
  {
    id: 'lambda-006',
    service: lambda,
    needs: (n) => ({ 'lambda:CreateFunction': fn(n), 'lambda:AddPermission': fn(n) }),
  },
]

export const passPaths: readonly PathSpec[] = [...computePaths, ...ecsPaths, ...dataPaths].map(passing)
