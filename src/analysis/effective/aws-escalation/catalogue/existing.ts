/** Something that runs with a role already, steered by the caller. */
import { calledAs, ec2, made, on, steering } from './passing.ts'
import type { Domain, PathEntry, Where } from './types.ts'

/** One kind, whose ARN type goes by the same name unless told otherwise. */
function running(kind: string, where: readonly Where[] = [], types: readonly string[] = [kind]): Domain {
  return { from: 'running', kinds: [kind], types, where }
}

const lambda = ['lambda.amazonaws.com']
const codebuild = ['codebuild.amazonaws.com']
const cloudFormation = ['cloudformation.amazonaws.com']
const sageMaker = ['sagemaker.amazonaws.com']

const isThere: Where = { fact: 'state', not: ['terminated', 'shutting-down'], assumed: true }
const isRunning: Where = { fact: 'state', is: ['running'] }
const isManaged: Where = { fact: 'ssmManaged', is: [true] }
const isPublic: Where = { fact: 'publicIp', present: true }
const stack = running('cloudformation:stack', [
  {
    fact: 'status',
    not: ['DELETE_COMPLETE', 'DELETE_IN_PROGRESS', 'DELETE_FAILED', 'ROLLBACK_COMPLETE', 'ROLLBACK_FAILED'],
    assumed: true,
  },
])
const lambdaFunction = running('lambda:function')
const updateCode = on('lambda:UpdateFunctionCode', 'function')

export const existing: readonly PathEntry[] = [
  steering(['apprunner'], ['tasks.apprunner.amazonaws.com'], {
    id: 'apprunner-002',
    title: 'An App Runner service given another image',
    text: 'gives {runner}, which runs as {target}, an image of its own',
    variables: {
      runner: running('apprunner:service', [
        { fact: 'status', not: ['DELETED', 'DELETE_FAILED', 'CREATE_FAILED'], assumed: true },
      ]),
    },
    steps: [on('apprunner:UpdateService', 'runner')],
  }),
  steering(['bedrock-agentcore'], ['bedrock-agentcore.amazonaws.com'], {
    id: 'bedrock-002',
    title: 'Code run in a code interpreter',
    text: 'runs code in {interpreter}, which has the credentials of {target}',
    variables: {
      interpreter: running(
        'bedrock-agentcore:code-interpreter',
        [{ fact: 'status', not: ['CREATING', 'CREATE_FAILED', 'DELETING', 'DELETE_FAILED', 'DELETED'], assumed: true }],
        ['bedrock-agentcore:code-interpreter-custom'],
      ),
    },
    steps: [
      on('bedrock-agentcore:StartCodeInterpreterSession', 'interpreter'),
      on('bedrock-agentcore:InvokeCodeInterpreter', 'interpreter'),
    ],
  }),
  steering(['cloudformation'], cloudFormation, {
    id: 'cloudformation-002',
    title: 'A stack given another template',
    text: 'gives {stack}, which CloudFormation builds as {target}, a template of its own',
    variables: { stack },
    steps: [on('cloudformation:UpdateStack', 'stack')],
  }),
  steering(['cloudformation'], cloudFormation, {
    id: 'cloudformation-005',
    title: 'A stack given another template by a change set',
    text: 'gives {stack}, which CloudFormation builds as {target}, a template of its own by a change set',
    variables: { stack },
    steps: [on('cloudformation:CreateChangeSet', 'stack'), on('cloudformation:ExecuteChangeSet', 'stack')],
  }),
  steering(['codebuild'], codebuild, {
    id: 'codebuild-002',
    title: 'A build with other commands',
    text: 'starts a build of {project}, which runs as {target}, with commands of its own',
    variables: { project: running('codebuild:project') },
    source: 'project',
    steps: [on('codebuild:StartBuild', 'project')],
  }),
  steering(['codebuild'], codebuild, {
    id: 'codebuild-003',
    title: 'A batch build with other commands',
    text: 'starts a batch build of {project}, which runs as {target}, with commands of its own',
    variables: { project: running('codebuild:project', [{ fact: 'batch', is: [true] }]) },
    source: 'project',
    steps: [on('codebuild:StartBuildBatch', 'project')],
  }),
  steering(['ec2'], ec2, {
    id: 'ec2-002',
    title: 'An instance given other user data',
    text: 'stops {instance}, which runs as {target}, gives it user data of its own and starts it again',
    variables: { instance: running('ec2:instance', [isThere]) },
    steps: [
      on('ec2:ModifyInstanceAttribute', 'instance'),
      on('ec2:StopInstances', 'instance'),
      on('ec2:StartInstances', 'instance'),
    ],
  }),
  steering(['ec2', 'autoscaling'], ec2, {
    id: 'ec2-004',
    title: 'A launch template given other user data',
    text: 'makes a version of {template} with user data of its own the default one, so that an Auto Scaling group launches it as {target}',
    variables: { template: running('ec2:launch-template', [{ fact: 'usedByAutoScalingGroup', is: [true] }]) },
    steps: [on('ec2:CreateLaunchTemplateVersion', 'template'), on('ec2:ModifyLaunchTemplate', 'template')],
  }),
  steering(['ec2-instance-connect'], ec2, {
    id: 'ec2instanceconnect-003',
    title: 'A key sent to an instance',
    text: 'sends its own SSH key to {instance}, signs in there and reads the credentials of {target}',
    variables: { instance: running('ec2:instance', [isRunning, isPublic]) },
    steps: [on('ec2-instance-connect:SendSSHPublicKey', 'instance')],
  }),
  steering(['ecs'], ['ecs-tasks.amazonaws.com'], {
    id: 'ecs-006',
    title: 'A command in a running task',
    text: 'runs a command in {task}, which runs as {target}',
    variables: {
      task: running('ecs:task', [
        { fact: 'enableExecuteCommand', is: [true] },
        { fact: 'lastStatus', not: ['STOPPED', 'DEPROVISIONING', 'STOPPING'], assumed: true },
      ]),
      cluster: { from: 'cluster-of', variable: 'task' },
    },
    steps: [{ do: 'ecs:ExecuteCommand', on: ['task', 'cluster'], with: { 'ecs:cluster': '$cluster' } }],
  }),
  steering(['glue'], ['glue.amazonaws.com'], {
    id: 'glue-002',
    title: 'A key on a Glue development endpoint',
    text: 'puts its own SSH key on {endpoint}, which runs as {target}, and signs in there',
    variables: {
      endpoint: running(
        'glue:dev-endpoint',
        [{ fact: 'status', not: ['TERMINATING', 'TERMINATED', 'FAILED'], assumed: true }],
        ['glue:devendpoint'],
      ),
    },
    steps: [on('glue:UpdateDevEndpoint', 'endpoint')],
  }),
  steering(['lambda'], lambda, {
    id: 'lambda-003',
    title: 'The code of a function that something triggers',
    text: 'puts its own code in {function}, which runs as {target}, and waits for its trigger',
    variables: { function: running('lambda:function', [{ fact: 'hasTrigger', or: 'hasEventSource', is: [true] }]) },
    steps: [updateCode],
  }),
  steering(['lambda'], lambda, {
    id: 'lambda-004',
    title: 'The code of a function, invoked',
    text: 'puts its own code in {function}, which runs as {target}, and invokes it',
    variables: { function: lambdaFunction, called: calledAs('function') },
    steps: [updateCode, on('lambda:InvokeFunction', 'called')],
  }),
  steering(['lambda'], lambda, {
    id: 'lambda-005',
    title: 'The code of a function, opened to another caller',
    text: 'puts its own code in {function}, which runs as {target}, and lets another account or service invoke it',
    variables: { function: lambdaFunction },
    steps: [updateCode, on('lambda:AddPermission', 'function')],
  }),
  steering(['sagemaker'], sageMaker, {
    id: 'sagemaker-004',
    title: 'A notebook opened by a presigned address',
    text: 'opens {notebook}, which runs as {target}, by a presigned address',
    variables: { notebook: running('sagemaker:notebook-instance', [{ fact: 'status', is: ['InService'] }]) },
    steps: [on('sagemaker:CreatePresignedNotebookInstanceUrl', 'notebook')],
  }),
  steering(['sagemaker'], sageMaker, {
    id: 'sagemaker-005',
    title: 'A notebook given another start script',
    text: 'stops {notebook}, which runs as {target}, gives it a start script of its own and starts it again',
    variables: {
      notebook: running('sagemaker:notebook-instance', [
        { fact: 'status', not: ['Deleting', 'Failed'], assumed: true },
      ]),
      script: made('sagemaker:notebook-instance-lifecycle-config'),
    },
    steps: [
      on('sagemaker:UpdateNotebookInstance', 'notebook'),
      on('sagemaker:StopNotebookInstance', 'notebook'),
      on('sagemaker:StartNotebookInstance', 'notebook'),
      on('sagemaker:CreateNotebookInstanceLifecycleConfig', 'script'),
    ],
  }),
  steering(['ssm'], ec2, {
    id: 'ssm-001',
    title: 'A session on an instance',
    text: 'opens a session on {instance} and reads the credentials of {target} there',
    variables: { instance: running('ec2:instance', [isRunning, isManaged]) },
    steps: [on('ssm:StartSession', 'instance')],
  }),
  steering(['ssm'], ec2, {
    id: 'ssm-002',
    title: 'A command on an instance',
    text: 'sends a command to {instance} that reads the credentials of {target}',
    variables: {
      instance: running('ec2:instance', [isRunning, isManaged]),
      document: {
        from: 'named',
        arns: [
          'arn:{partition}:ssm:{region}::document/AWS-RunShellScript',
          'arn:{partition}:ssm:{region}::document/AWS-RunPowerShellScript',
          'arn:{partition}:ssm:{region}::document/AWS-RunRemoteScript',
          'arn:{partition}:ssm:{region}::document/AWS-RunDocument',
          'arn:{partition}:ssm:{region}::document/AWS-ApplyAnsiblePlaybooks',
        ],
      },
    },
    steps: [on('ssm:SendCommand', 'instance', 'document')],
  }),
]
