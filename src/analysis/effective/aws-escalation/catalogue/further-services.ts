/** A role passed to services for which pathfinding.cloud numbers no way. The ids are our own. */
import { ec2, made, on, passing } from './passing.ts'
import type { PathEntry } from './types.ts'

export const furtherServices: readonly PathEntry[] = [
  passing(
    ['ec2', 'autoscaling'],
    { to: ec2 },
    {
      id: 'muster-autoscaling-CreateLaunchConfiguration',
      title: 'A new Auto Scaling group with a role',
      text: 'creates an Auto Scaling group that launches instances with the instance profile of {target} and reads its credentials there',
      variables: {
        launch: made('autoscaling:launchConfiguration'),
        scaling: made('autoscaling:autoScalingGroup'),
      },
      steps: [
        on('autoscaling:CreateLaunchConfiguration', 'launch'),
        on('autoscaling:CreateAutoScalingGroup', 'scaling'),
      ],
      needs: ['instance-profile'],
    },
  ),
  passing(
    ['cloudformation'],
    { to: ['cloudformation.amazonaws.com'] },
    {
      id: 'muster-cloudformation-CreateChangeSet',
      title: 'A new stack with a role, by a change set',
      text: 'creates a stack by a change set, which CloudFormation builds as {target}',
      variables: { stack: made('cloudformation:stack') },
      steps: [
        {
          do: 'cloudformation:CreateChangeSet',
          on: ['stack'],
          with: { 'cloudformation:RoleArn': '$target' },
        },
        on('cloudformation:ExecuteChangeSet', 'stack'),
      ],
    },
  ),
  // A document of Automation may run scripts as the role that it names:
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-executeScript.html
  passing(
    ['ssm'],
    { to: ['ssm.amazonaws.com'] },
    {
      id: 'muster-ssm-StartAutomationExecution',
      title: 'A new automation with a role',
      text: 'writes an Automation document that runs a script as {target}, and starts it',
      variables: { document: made('ssm:document'), execution: made('ssm:automation-execution') },
      steps: [on('ssm:CreateDocument', 'document'), on('ssm:StartAutomationExecution', 'document', 'execution')],
    },
  ),
  // The Commands action runs shell commands with the role of the pipeline, which starts as soon as it is there:
  // https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-Commands.html
  passing(
    ['codepipeline'],
    { to: ['codepipeline.amazonaws.com'] },
    {
      id: 'muster-codepipeline-CreatePipeline',
      title: 'A new pipeline with a role',
      text: 'creates a pipeline whose commands run as {target}',
      variables: { pipeline: made('codepipeline:pipeline') },
      steps: [on('codepipeline:CreatePipeline', 'pipeline')],
    },
  ),
  // https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html
  passing(
    ['iot'],
    { to: ['credentials.iot.amazonaws.com'] },
    {
      id: 'muster-iot-CreateRoleAlias',
      title: 'A device certificate of one’s own for a role',
      text: 'creates a role alias for {target} and a certificate that may use it, and is given the role’s credentials',
      variables: { alias: made('iot:rolealias'), certificate: made('iot:cert'), permission: made('iot:policy') },
      steps: [
        on('iot:CreateRoleAlias', 'alias'),
        on('iot:CreateKeysAndCertificate', '*'),
        on('iot:CreatePolicy', 'permission'),
        on('iot:AttachPolicy', 'certificate'),
      ],
    },
  ),
  passing(
    ['ec2'],
    { to: ec2 },
    {
      id: 'muster-ec2-AssociateIamInstanceProfile',
      title: 'An instance without a role given one, and other user data',
      text: 'stops {instance}, gives it the instance profile of {target} and user data of its own, and starts it again',
      variables: {
        instance: {
          from: 'existing',
          kinds: ['ec2:instance'],
          types: ['ec2:instance'],
          where: [
            { fact: 'state', not: ['terminated', 'shutting-down'], assumed: true },
            { fact: 'roleArn', is: [null] },
          ],
        },
      },
      steps: [
        on('ec2:AssociateIamInstanceProfile', 'instance'),
        on('ec2:ModifyInstanceAttribute', 'instance'),
        on('ec2:StopInstances', 'instance'),
        on('ec2:StartInstances', 'instance'),
      ],
      needs: ['instance-profile'],
    },
  ),
]
