/** Ways that pathfinding.cloud does not number. The ids are our own. */
import { calledAs, ec2, made, on, passing, steering } from './passing.ts'
import type { Domain, PathEntry } from './types.ts'

const application = made('emr-serverless:application')
const machine = made('states:statemachine')
const present: Domain = { from: 'running', kinds: ['states:state-machine'], types: ['states:statemachine'] }

export const furtherPaths: readonly PathEntry[] = [
  passing(
    ['ec2'],
    { to: ec2 },
    {
      id: 'muster-iam-AddRoleToInstanceProfile',
      title: 'A new instance with a role that had no instance profile',
      text: 'puts {target} in an instance profile of its own, launches an instance with it and reads its credentials there',
      variables: {
        profile: made('iam:instance-profile'),
        image: made('ec2:image'),
        instance: made('ec2:instance'),
        interface: made('ec2:network-interface'),
        firewall: made('ec2:security-group'),
        subnet: made('ec2:subnet'),
      },
      steps: [
        on('iam:CreateInstanceProfile', 'profile'),
        on('iam:AddRoleToInstanceProfile', 'profile'),
        on('ec2:RunInstances', 'image', 'instance', 'interface', 'firewall', 'subnet'),
      ],
      needs: ['no-instance-profile', 'can-be-changed'],
    },
  ),
  passing(
    ['ec2', 'ssm'],
    { to: ec2 },
    {
      id: 'muster-ec2-ReplaceIamInstanceProfileAssociation',
      title: 'A managed instance given another role',
      text: 'gives {instance} the instance profile of {target} and sends it a command that reads its credentials',
      variables: {
        instance: {
          from: 'existing',
          kinds: ['ec2:instance'],
          types: ['ec2:instance'],
          where: [
            { fact: 'state', is: ['running'] },
            { fact: 'ssmManaged', is: [true] },
          ],
        },
        document: { from: 'named', arns: ['arn:{partition}:ssm:{region}::document/AWS-RunShellScript'] },
      },
      steps: [
        on('ec2:ReplaceIamInstanceProfileAssociation', 'instance'),
        on('ssm:SendCommand', 'instance', 'document'),
      ],
      needs: ['instance-profile'],
    },
  ),
  passing(
    ['states'],
    { to: ['states.amazonaws.com'] },
    {
      id: 'muster-states-CreateStateMachine',
      title: 'A new state machine with a role',
      text: 'creates a state machine that calls AWS as {target}, and starts it',
      variables: { machine },
      steps: [on('states:CreateStateMachine', 'machine'), on('states:StartExecution', 'machine')],
    },
  ),
  steering(['states'], ['states.amazonaws.com'], {
    id: 'muster-states-UpdateStateMachine',
    title: 'A state machine given other steps',
    text: 'gives {machine}, which runs as {target}, steps of its own and starts it',
    variables: { machine: present },
    steps: [on('states:UpdateStateMachine', 'machine'), on('states:StartExecution', 'machine')],
  }),
  passing(
    ['scheduler'],
    { to: ['scheduler.amazonaws.com'] },
    {
      id: 'muster-scheduler-CreateSchedule',
      title: 'A new schedule with a role',
      text: 'creates a schedule that calls AWS as {target}',
      variables: { schedule: made('scheduler:schedule') },
      steps: [on('scheduler:CreateSchedule', 'schedule')],
    },
  ),
  passing(
    ['emr-serverless'],
    { to: ['emr-serverless.amazonaws.com'] },
    {
      id: 'muster-emr-serverless-StartJobRun',
      title: 'A new EMR Serverless job with a role',
      text: 'creates an EMR Serverless application and runs its own code in it as {target}',
      variables: { application },
      steps: [on('emr-serverless:CreateApplication', '*'), on('emr-serverless:StartJobRun', 'application')],
    },
  ),
  passing(
    ['bedrock-agentcore'],
    { to: ['bedrock-agentcore.amazonaws.com'] },
    {
      id: 'muster-bedrock-agentcore-CreateAgentRuntime',
      title: 'A new agent runtime with a role',
      text: 'creates a Bedrock AgentCore runtime that runs its own image as {target}, and invokes it',
      variables: { runtime: made('bedrock-agentcore:runtime'), endpoint: made('bedrock-agentcore:runtime-endpoint') },
      steps: [
        on('bedrock-agentcore:CreateAgentRuntime', '*'),
        on('bedrock-agentcore:InvokeAgentRuntime', 'runtime', 'endpoint'),
      ],
    },
  ),
  passing(
    ['codebuild'],
    { to: ['codebuild.amazonaws.com'] },
    {
      id: 'muster-codebuild-UpdateProject',
      title: 'A build project given another role',
      text: 'gives {project} commands of its own and {target}, and starts a build',
      variables: { project: { from: 'existing', kinds: ['codebuild:project'], types: ['codebuild:project'] } },
      steps: [on('codebuild:UpdateProject', 'project'), on('codebuild:StartBuild', 'project')],
    },
  ),
  passing(
    ['rolesanywhere'],
    { to: ['rolesanywhere.amazonaws.com'] },
    {
      id: 'muster-rolesanywhere-CreateTrustAnchor',
      title: 'A certificate authority of one’s own for a role',
      text: 'makes a certificate authority of its own a trust anchor and creates a profile for {target}',
      steps: [on('rolesanywhere:CreateTrustAnchor', '*'), on('rolesanywhere:CreateProfile', '*')],
    },
  ),
  steering(['lambda'], ['lambda.amazonaws.com'], {
    id: 'muster-lambda-UpdateFunctionConfiguration',
    title: 'A function given another layer',
    text: 'gives {function}, which runs as {target}, a layer with its own code and invokes it',
    variables: {
      function: { from: 'running', kinds: ['lambda:function'], types: ['lambda:function'] },
      called: calledAs('function'),
      layer: made('lambda:layer'),
      version: made('lambda:layerVersion'),
    },
    steps: [
      on('lambda:UpdateFunctionConfiguration', 'function'),
      on('lambda:InvokeFunction', 'called'),
      on('lambda:PublishLayerVersion', 'layer'),
      on('lambda:GetLayerVersion', 'version'),
    ],
  }),
  {
    id: 'muster-iam-UpdateSAMLProvider',
    category: 'identity-provider',
    title: 'Sign-in metadata of one’s own for a role',
    text: 'replaces the metadata of {provider} by its own, signs an assertion with it and becomes {target}',
    services: ['iam', 'sts'],
    caller: 'either',
    target: 'role',
    variables: { provider: { from: 'saml-provider' } },
    steps: [on('iam:UpdateSAMLProvider', 'provider')],
    gain: 'held',
  },
]
