/**
 * What the regional steps look for. Types are Resource Explorer's:
 * https://docs.aws.amazon.com/resource-explorer/latest/userguide/supported-resource-types.html
 */
import type { Target } from './regional.ts'

export const targets = {
  functions: { what: 'Lambda functions', principals: ['lambda', 'edgelambda'], types: ['lambda:function'] },
  ecs: { what: 'ECS services and tasks', principals: ['ecs-tasks'], types: ['ecs:cluster'] },
  instances: { what: 'EC2 instances', principals: ['ec2'], types: ['ec2:instance'] },
  clusters: { what: 'EKS clusters', principals: ['eks', 'pods.eks'], types: ['eks:cluster'] },
  glueJobs: { what: 'Glue jobs', principals: ['glue'], types: ['glue:job'] },
  codebuildProjects: { what: 'CodeBuild projects', principals: ['codebuild'], types: ['codebuild:project'] },
  stacks: { what: 'CloudFormation stacks', principals: ['cloudformation'], types: ['cloudformation:stack'] },
  sagemaker: {
    what: 'SageMaker notebooks and domains',
    principals: ['sagemaker'],
    types: ['sagemaker:notebook-instance', 'sagemaker:domain'],
  },
  apprunnerServices: {
    what: 'App Runner services',
    principals: ['tasks.apprunner', 'build.apprunner'],
    types: ['apprunner:service'],
  },
  stateMachines: { what: 'state machines', principals: ['states'], types: ['states:stateMachine'] },
  bedrockAgents: { what: 'Bedrock agents', principals: ['bedrock'], types: ['bedrock:agent'] },
  agentcore: { what: 'AgentCore runtimes, gateways and identities', principals: ['bedrock-agentcore'], types: [] },
  secrets: { what: 'secrets', principals: [], types: ['secretsmanager:secret'] },
  parameters: { what: 'parameters', principals: [], types: ['ssm:parameter'] },
  rolesAnywhere: { what: 'Roles Anywhere trust anchors and profiles', principals: ['rolesanywhere'], types: [] },
  launchTemplates: { what: 'launch templates', principals: ['ec2'], types: [] },
  stackSets: { what: 'CloudFormation stack sets', principals: ['cloudformation'], types: [] },
  glueDevEndpoints: { what: 'Glue development endpoints', principals: ['glue'], types: [] },
  codeInterpreters: { what: 'AgentCore code interpreters', principals: ['bedrock-agentcore'], types: [] },
  // Of interest only to functions that they could feed.
  eventSources: { what: 'functions for streams and queues to feed', principals: ['lambda'], types: [] },
  analyzers: { what: 'Access Analyzer findings', principals: [], types: [] },
} as const satisfies { readonly [name: string]: Target }
