/** Steering what runs with a privileged role already. */
import { need, nothingRuns, trustOf, trustsService, withFacts } from './shapes.ts'
import type { Names, Need, PathSpec } from './world.ts'

interface Running {
  readonly id: string
  readonly service: string
  readonly type: string
  /** What follows the account in its ARN. */
  readonly rest: string
  readonly facts?: { readonly [name: string]: unknown }
  /** Facts under which it does not work. */
  readonly states?: { readonly [name: string]: { readonly [name: string]: unknown } }
  /** On the resource, unless it says otherwise. */
  readonly actions: readonly string[]
  readonly on?: (names: Names, arn: string) => { readonly [action: string]: Need['on'] }
  readonly unknown?: PathSpec['besideUnknownResources']
}

function running({ id, service, type, rest, facts = {}, states = {}, actions, on, unknown = {} }: Running): PathSpec {
  const [from = ''] = type.split(':')
  return {
    id,
    hangsOnTarget: true,
    readsResources: true,
    world: (names, power) => {
      const arn = names.arn(from, rest)
      return {
        caller: 'user',
        needs: actions.map((action) => need(action, on?.(names, arn)[action] ?? arn)),
        target: names.role('ops'),
        roles: [
          { name: 'ops', statements: power, trust: [trustsService(service)], profile: service === 'ec2.amazonaws.com' },
        ],
        resources: [{ type, arn, roleArn: names.role('ops'), ...facts }],
      }
    },
    misses: {
      'nothing there': nothingRuns,
      'trusts another service': trustOf(() => [trustsService('states.amazonaws.com')]),
      'runs with another role': (world, names) => ({
        ...withFacts(type, { roleArn: names.role('orders') })(world, names),
        roles: [...(world.roles ?? []), { name: 'orders', trust: [trustsService(service)], profile: true }],
      }),
      'granted on another one only': (world) => ({
        ...world,
        needs: world.needs.map((each) => ({ ...each, on: `${elsewhere(each.on)}-other` })),
      }),
      ...Object.fromEntries(Object.entries(states).map(([name, state]) => [name, withFacts(type, state)])),
    },
    besideUnknownResources: unknown,
  }
}

const elsewhere = (on: Need['on']): string => (typeof on === 'string' ? on : (on[0] ?? '')).replace(/\*$/, 'x')

const lambda = { service: 'lambda.amazonaws.com', type: 'lambda:function', rest: 'function:orders' } as const
const stack = {
  service: 'cloudformation.amazonaws.com',
  type: 'cloudformation:stack',
  rest: 'stack/shop/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
  facts: { status: 'UPDATE_COMPLETE' },
  states: { deleted: { status: 'DELETE_COMPLETE' } },
} as const
const codebuild = { service: 'codebuild.amazonaws.com', type: 'codebuild:project', rest: 'project/shop' } as const
const instance = {
  service: 'ec2.amazonaws.com',
  type: 'ec2:instance',
  rest: 'instance/i-0123456789abcdef0',
  facts: { state: 'running', publicIp: '203.0.113.9', ssmManaged: true },
} as const
const gone = { terminated: { state: 'terminated' } }
const managed = { ...gone, stopped: { state: 'stopped' }, 'not managed by SSM': { ssmManaged: false } }
const notebook = {
  service: 'sagemaker.amazonaws.com',
  type: 'sagemaker:notebook-instance',
  rest: 'notebook-instance/research',
  facts: { status: 'InService' },
} as const
const trigger = { 'lambda-003': 'the function may have a trigger' }

const steered: readonly Running[] = [
  {
    id: 'apprunner-002',
    service: 'tasks.apprunner.amazonaws.com',
    type: 'apprunner:service',
    rest: 'service/shop/8fe1e10304f84fd2b0df550fe98a71fa',
    facts: { status: 'RUNNING' },
    states: { deleted: { status: 'DELETED' } },
    actions: ['apprunner:UpdateService'],
  },
  {
    id: 'bedrock-002',
    service: 'bedrock-agentcore.amazonaws.com',
    type: 'bedrock-agentcore:code-interpreter',
    rest: 'code-interpreter-custom/analyst-a1b2c3d4e5',
    facts: { status: 'READY' },
    states: { deleting: { status: 'DELETING' } },
    actions: ['bedrock-agentcore:StartCodeInterpreterSession', 'bedrock-agentcore:InvokeCodeInterpreter'],
  },
  { ...stack, id: 'cloudformation-002', actions: ['cloudformation:UpdateStack'] },
  {
    ...stack,
    id: 'cloudformation-005',
    actions: ['cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet'],
  },
  { ...codebuild, id: 'codebuild-002', facts: { batch: false }, actions: ['codebuild:StartBuild'] },
  {
    ...codebuild,
    id: 'codebuild-003',
    facts: { batch: true },
    states: { 'no batch builds': { batch: false } },
    actions: ['codebuild:StartBuildBatch'],
  },
  {
    ...instance,
    id: 'ec2-002',
    states: gone,
    actions: ['ec2:ModifyInstanceAttribute', 'ec2:StopInstances', 'ec2:StartInstances'],
  },
  {
    id: 'ec2-004',
    service: 'ec2.amazonaws.com',
    type: 'ec2:launch-template',
    rest: 'launch-template/lt-0123456789abcdef0',
    facts: { usedByAutoScalingGroup: true },
    states: { 'no group uses it': { usedByAutoScalingGroup: false } },
    actions: ['ec2:CreateLaunchTemplateVersion', 'ec2:ModifyLaunchTemplate'],
  },
  {
    ...instance,
    id: 'ec2instanceconnect-003',
    states: { ...gone, stopped: { state: 'stopped' }, 'no public address': { publicIp: null } },
    actions: ['ec2-instance-connect:SendSSHPublicKey'],
  },
  {
    id: 'ecs-006',
    service: 'ecs-tasks.amazonaws.com',
    type: 'ecs:task',
    rest: 'task/shop/0f9de17a6465404e8b1b2356dc13c2f8',
    facts: { enableExecuteCommand: true, lastStatus: 'RUNNING' },
    states: { 'execute command is off': { enableExecuteCommand: false }, stopped: { lastStatus: 'STOPPED' } },
    actions: ['ecs:ExecuteCommand'],
    on: ({ arn }, task) => ({ 'ecs:ExecuteCommand': [task, arn('ecs', 'cluster/shop')] }),
  },
  {
    id: 'glue-002',
    service: 'glue.amazonaws.com',
    type: 'glue:dev-endpoint',
    rest: 'devEndpoint/notebooks',
    facts: { status: 'READY', publicAddress: 'ec2-203-0-113-9.eu-west-1.compute.amazonaws.com' },
    states: { terminating: { status: 'TERMINATING' } },
    actions: ['glue:UpdateDevEndpoint'],
  },
  {
    ...lambda,
    id: 'lambda-003',
    facts: { hasTrigger: true, hasEventSource: true },
    states: { 'no trigger': { hasTrigger: false, hasEventSource: false } },
    actions: ['lambda:UpdateFunctionCode'],
  },
  {
    ...lambda,
    id: 'lambda-004',
    facts: { hasTrigger: false, hasEventSource: false },
    actions: ['lambda:UpdateFunctionCode', 'lambda:InvokeFunction'],
    unknown: trigger,
  },
  {
    ...lambda,
    id: 'lambda-005',
    facts: { hasTrigger: false, hasEventSource: false },
    actions: ['lambda:UpdateFunctionCode', 'lambda:AddPermission'],
    unknown: trigger,
  },
  {
    ...notebook,
    id: 'sagemaker-004',
    states: { stopped: { status: 'Stopped' } },
    actions: ['sagemaker:CreatePresignedNotebookInstanceUrl'],
  },
  {
    ...notebook,
    id: 'sagemaker-005',
    states: { deleting: { status: 'Deleting' } },
    actions: [
      'sagemaker:CreateNotebookInstanceLifecycleConfig',
      'sagemaker:StopNotebookInstance',
      'sagemaker:UpdateNotebookInstance',
      'sagemaker:StartNotebookInstance',
    ],
    on: ({ arn }) => ({
      'sagemaker:CreateNotebookInstanceLifecycleConfig': arn('sagemaker', 'notebook-instance-lifecycle-config/*'),
    }),
  },
  { ...instance, id: 'ssm-001', states: managed, actions: ['ssm:StartSession'] },
  {
    ...instance,
    id: 'ssm-002',
    states: managed,
    actions: ['ssm:SendCommand'],
    on: ({ region }, arn) => ({ 'ssm:SendCommand': [arn, `arn:aws:ssm:${region}:*:document/AWS-RunShellScript`] }),
  },
]

export const runningPaths: readonly PathSpec[] = steered.map(running)
