/** A role passed to a build, a job, a notebook or a stack. */
import { made, on, passing } from './passing.ts'
import type { Domain, PathEntry, Step } from './types.ts'

const toCodeBuild = { to: ['codebuild.amazonaws.com'] }
const toGlue = { to: ['glue.amazonaws.com'] }
const toSageMaker = { to: ['sagemaker.amazonaws.com'] }
const toCloudFormation = { to: ['cloudformation.amazonaws.com'] }
const project = { project: made('codebuild:project') }
const createProject = on('codebuild:CreateProject', 'project')
const job = made('glue:job')
const presentJob: Domain = { from: 'existing', kinds: ['glue:job'], types: ['glue:job'] }
const trigger = made('glue:trigger')

const administer: Step = { do: 'iam:PassRole', on: ['administration'], with: { 'iam:PassedToService': '$service' } }
const byAdministration: readonly Step[] = [
  { assume: 'as it is', by: 'administration' },
  { trusts: 'service', of: 'administration' },
  administer,
]
const stackSets = {
  category: 'new-passrole',
  caller: 'either',
  target: 'role',
  services: ['iam', 'cloudformation'],
  gain: 'held',
} as const
const cloudFormation: Domain = { from: 'service', names: toCloudFormation.to }

export const newPipelines: readonly PathEntry[] = [
  passing(['cloudformation'], toCloudFormation, {
    id: 'cloudformation-001',
    title: 'A new stack with a role',
    text: 'creates a stack that CloudFormation builds as {target}',
    variables: { stack: made('cloudformation:stack') },
    steps: [{ do: 'cloudformation:CreateStack', on: ['stack'], with: { 'cloudformation:RoleArn': '$target' } }],
  }),
  {
    ...stackSets,
    id: 'cloudformation-003',
    title: 'A new stack set by an administration role',
    text: 'creates a stack set with {administration}, which builds its stacks as {target}',
    variables: {
      service: cloudFormation,
      administration: { from: 'administration-role' },
      set: made('cloudformation:stackset'),
    },
    steps: [
      ...byAdministration,
      on('cloudformation:CreateStackSet', '*'),
      on('cloudformation:CreateStackInstances', 'set'),
    ],
  },
  {
    ...stackSets,
    id: 'cloudformation-004',
    title: 'A stack set changed by its administration role',
    text: 'changes the template of {set}, whose stacks are built as {target}',
    variables: {
      service: cloudFormation,
      set: {
        from: 'running',
        kinds: ['cloudformation:stackset'],
        types: ['cloudformation:stackset'],
        where: [
          { fact: 'instances', present: true },
          { fact: 'status', not: ['DELETED'], assumed: true },
        ],
      },
      administration: { from: 'administration-role-of', variable: 'set' },
    },
    steps: [...byAdministration, on('cloudformation:UpdateStackSet', 'set')],
  },
  passing(['codebuild'], toCodeBuild, {
    id: 'codebuild-001',
    title: 'A new build project with a role',
    text: 'creates a CodeBuild project with {target} and starts a build of its own commands',
    variables: project,
    source: 'project',
    steps: [createProject, on('codebuild:StartBuild', 'project')],
  }),
  passing(['codebuild'], toCodeBuild, {
    id: 'codebuild-004',
    title: 'A new build project with a role, built in a batch',
    text: 'creates a CodeBuild project with {target} and starts a batch build of its own commands',
    variables: project,
    source: 'project',
    steps: [createProject, on('codebuild:StartBuildBatch', 'project')],
  }),
  passing(
    ['datapipeline'],
    {
      to: ['datapipeline.amazonaws.com', 'elasticmapreduce.amazonaws.com', 'ec2.amazonaws.com'],
      byProfile: ['ec2.amazonaws.com'],
    },
    {
      id: 'datapipeline-001',
      title: 'A new data pipeline with a role',
      text: 'creates and activates a data pipeline whose commands run as {target}',
      variables: { pipeline: made('datapipeline:pipeline') },
      steps: [
        on('datapipeline:CreatePipeline', '*'),
        on('datapipeline:PutPipelineDefinition', 'pipeline'),
        on('datapipeline:ActivatePipeline', 'pipeline'),
      ],
    },
  ),
  passing(['glue'], toGlue, {
    id: 'glue-001',
    title: 'A new Glue development endpoint with a role',
    text: 'creates a Glue development endpoint with {target} and signs in there with its own key',
    steps: [on('glue:CreateDevEndpoint', '*')],
  }),
  passing(['glue'], toGlue, {
    id: 'glue-003',
    title: 'A new Glue job with a role, started',
    text: 'creates a Glue job that runs its own script as {target}, and starts it',
    variables: { job },
    steps: [on('glue:CreateJob', 'job'), on('glue:StartJobRun', 'job')],
  }),
  passing(['glue'], toGlue, {
    id: 'glue-004',
    title: 'A new Glue job with a role, started by a trigger',
    text: 'creates a Glue job that runs its own script as {target}, and a trigger that starts it',
    variables: { job, trigger },
    steps: [on('glue:CreateJob', 'job'), on('glue:CreateTrigger', 'trigger')],
  }),
  passing(['glue'], toGlue, {
    id: 'glue-005',
    title: 'A Glue job given another role and script, started',
    text: 'gives {job} a script of its own and {target}, and starts it',
    variables: { job: presentJob },
    steps: [on('glue:UpdateJob', 'job'), on('glue:StartJobRun', 'job')],
  }),
  passing(['glue'], toGlue, {
    id: 'glue-006',
    title: 'A Glue job given another role and script, started by a trigger',
    text: 'gives {job} a script of its own and {target}, and creates a trigger that starts it',
    variables: { job: presentJob, trigger },
    steps: [on('glue:UpdateJob', 'job'), on('glue:CreateTrigger', 'trigger')],
  }),
  passing(['glue'], toGlue, {
    id: 'glue-007',
    title: 'A new interactive Glue session with a role',
    text: 'opens an interactive Glue session with {target} and runs statements in it',
    variables: { session: made('glue:session') },
    steps: [on('glue:CreateSession', 'session'), on('glue:RunStatement', 'session')],
  }),
  passing(['sagemaker'], toSageMaker, {
    id: 'sagemaker-001',
    title: 'A new notebook with a role',
    text: 'creates a SageMaker notebook instance with {target}',
    variables: { notebook: made('sagemaker:notebook-instance') },
    steps: [on('sagemaker:CreateNotebookInstance', 'notebook')],
  }),
  passing(['sagemaker'], toSageMaker, {
    id: 'sagemaker-002',
    title: 'A new training job with a role',
    text: 'creates a SageMaker training job that runs its own image as {target}',
    variables: { training: made('sagemaker:training-job') },
    steps: [on('sagemaker:CreateTrainingJob', 'training')],
  }),
  passing(['sagemaker'], toSageMaker, {
    id: 'sagemaker-003',
    title: 'A new processing job with a role',
    text: 'creates a SageMaker processing job that runs its own image as {target}',
    variables: { processing: made('sagemaker:processing-job') },
    steps: [on('sagemaker:CreateProcessingJob', 'processing')],
  }),
]
