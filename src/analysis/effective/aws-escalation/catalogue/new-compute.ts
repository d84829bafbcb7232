/** A role passed to a function, a machine or a service that the caller makes. */
import { calledAs, ec2, made, on, passing } from './passing.ts'
import type { PathEntry } from './types.ts'

const toLambda = { to: ['lambda.amazonaws.com'] }
const toEc2 = { to: ec2 }
const createFunction = on('lambda:CreateFunction', 'function')
const newFunction = { function: made('lambda:function') }

export const newCompute: readonly PathEntry[] = [
  passing(
    ['apprunner'],
    { to: ['tasks.apprunner.amazonaws.com'] },
    {
      id: 'apprunner-001',
      title: 'A new App Runner service with a role',
      text: 'creates an App Runner service that runs its own image as {target}',
      variables: { runner: made('apprunner:service') },
      steps: [on('apprunner:CreateService', 'runner')],
    },
  ),
  passing(
    ['bedrock-agentcore'],
    { to: ['bedrock-agentcore.amazonaws.com'] },
    {
      id: 'bedrock-001',
      title: 'A new code interpreter with a role',
      text: 'creates a Bedrock AgentCore code interpreter with {target} and runs code in it',
      variables: { interpreter: made('bedrock-agentcore:code-interpreter-custom') },
      steps: [
        on('bedrock-agentcore:CreateCodeInterpreter', '*'),
        on('bedrock-agentcore:StartCodeInterpreterSession', 'interpreter'),
        on('bedrock-agentcore:InvokeCodeInterpreter', 'interpreter'),
      ],
    },
  ),
  passing(['ec2'], toEc2, {
    id: 'ec2-001',
    title: 'A new instance with a role',
    text: 'launches an instance with the instance profile of {target} and reads its credentials there',
    variables: {
      image: made('ec2:image'),
      instance: made('ec2:instance'),
      interface: made('ec2:network-interface'),
      firewall: made('ec2:security-group'),
      subnet: made('ec2:subnet'),
    },
    steps: [on('ec2:RunInstances', 'image', 'instance', 'interface', 'firewall', 'subnet')],
    needs: ['instance-profile', 'profile-may-be-named'],
  }),
  passing(['ec2'], toEc2, {
    id: 'ec2-003',
    title: 'A new spot instance with a role',
    text: 'requests a spot instance with the instance profile of {target} and reads its credentials there',
    variables: { request: made('ec2:spot-instances-request') },
    steps: [on('ec2:RequestSpotInstances', 'request')],
    needs: ['instance-profile'],
  }),
  passing(['lambda'], toLambda, {
    id: 'lambda-001',
    title: 'A new function with a role, invoked',
    text: 'creates a Lambda function that runs its own code as {target}, and invokes it',
    variables: { ...newFunction, called: calledAs('function') },
    steps: [createFunction, on('lambda:InvokeFunction', 'called')],
  }),
  passing(['lambda'], toLambda, {
    id: 'lambda-002',
    title: 'A new function with a role, fed by a stream or queue',
    text: 'creates a Lambda function that runs its own code as {target}, and lets {source} trigger it',
    variables: {
      ...newFunction,
      source: {
        from: 'existing',
        kinds: ['dynamodb:stream', 'kinesis:stream', 'sqs:queue'],
        types: ['dynamodb:stream', 'kinesis:stream', 'sqs:queue'],
      },
    },
    steps: [
      createFunction,
      { do: 'lambda:CreateEventSourceMapping', on: ['*'], with: { 'lambda:FunctionArn': '$function' } },
      { exists: 'source' },
    ],
  }),
  passing(['lambda'], toLambda, {
    id: 'lambda-006',
    title: 'A new function with a role, opened to another caller',
    text: 'creates a Lambda function that runs its own code as {target}, and lets another account or service invoke it',
    variables: newFunction,
    steps: [createFunction, on('lambda:AddPermission', 'function')],
  }),
]
