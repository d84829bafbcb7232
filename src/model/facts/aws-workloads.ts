/** The facts of what runs in an AWS account, and which facet of the inventory tells of which kind. */
import type { Json, Known } from '../known.ts'
import type { ConfigSecret } from './config-secret.ts'

/**
 * Workloads: resources that run with a role; `runs-as` edges lead to `roleArn`. By kind, besides what all have:
 *
 * - lambda:function: runtime, packageType, lastModifiedAt, hasEventSource, hasTrigger (only ever true: what triggers it
 *   with a role of its own is not seen); tier deep: functionUrlAuthType (`NONE` when any URL is open), resourcePolicy
 * - ecs:service: clusterArn, taskDefinition, enableExecuteCommand, launchType, desiredCount
 * - ecs:task-definition, in use only (or one where none is), with a runs-as edge only where tasks run it without a
 *   service: family, revision, executionRoleArn, networkMode
 * - ecs:task, with enableExecuteCommand only, with a runs-as edge only where its role is not that of its definition:
 *   enableExecuteCommand, clusterArn, taskDefinitionArn, group, lastStatus (`RUNNING`), launchType
 * - ecs:cluster, without a role
 * - ecs:container-instance, tier deep, without a runs-as edge: clusterArn, ec2InstanceId, status (`ACTIVE`), agentConnected;
 *   the role is that of the instance
 * - ec2:instance, with a profile only: instanceProfileArn, state, publicIp, launchedAt, imdsv2Required, imdsHopLimit,
 *   launchTemplateId, autoScalingGroup; tier deep: ssmManaged (boolean: its agent is online), ssmPingStatus
 * - ec2:launch-template, tier deep, where the latest or default version has a profile, without a runs-as edge:
 *   instanceProfileArn, launchTemplateId, versionNumber (the newest with a profile), defaultVersion (of the template),
 *   usedByAutoScalingGroup (boolean)
 * - eks:cluster: oidcIssuer (without the scheme), version, authenticationMode (`CONFIG_MAP`, `API_AND_CONFIG_MAP`, `API`),
 *   createdAt
 * - eks:pod-identity-association: clusterName, namespace, serviceAccount, targetRoleArn, disableSessionTags, createdAt
 * - glue:job: command, createdAt
 * - glue:dev-endpoint, tier deep: status, createdAt
 * - codebuild:project: sourceType, webhook, batch, privilegedMode, public, createdAt
 * - cloudformation:stack, with a role only: status, createdAt
 * - cloudformation:stackset, tier deep: administrationRoleArn, executionRoleName, instances (number), permissionModel,
 *   status; roleArn is the execution role in the stack set's own account
 * - sagemaker:notebook-instance: status, rootAccess, directInternetAccess, createdAt
 * - sagemaker:domain: authMode, spaceRoleArn, createdAt
 * - apprunner:service: status, accessRoleArn, createdAt
 * - states:state-machine: type, createdAt
 * - bedrock:agent: foundationModel, guardrail (id), actionGroups (names), collaboration, memory, status, createdAt
 * - bedrock-agentcore:runtime, bedrock-agentcore:gateway: authorizerType (`AWS_IAM`, `CUSTOM_JWT`; gateways also `NONE`),
 *   discoveryUrl, allowedAudience, allowedClients, protocol, status, createdAt; runtimes also networkMode, workloadIdentityArn
 * - bedrock-agentcore:code-interpreter, tier deep: status, networkMode, createdAt
 * - dynamodb:stream, sqs:queue, kinesis:stream, without a role: what could feed a function
 *
 * Resources that a file tells of have the same facts, as far as the file gives them, and whatever else it gives.
 *
 * `accessKeyIds`: ids of AWS access keys found in the configuration.
 */
export type WorkloadFacts = {
  readonly arn: string
  readonly region: Known<string>
  readonly roleArn: Known<string>
  /** Absent where this kind of workload carries no such configuration. */
  readonly configSecrets?: Known<readonly ConfigSecret[]>
  readonly tags?: Known<{ readonly [key: string]: string }>
  readonly [name: string]: Json | undefined | Known<readonly ConfigSecret[]>
}

/**
 * The facet that a resource kind belongs to, as `view.gap` takes it: with a gap nobody knows what there is of the kind;
 * without one, what is not in the inventory is not there.
 */
export const facetOfKind: { readonly [kind: string]: string } = {
  'apprunner:service': 'aws.apprunner-services',
  'bedrock-agentcore:code-interpreter': 'aws.code-interpreters',
  'bedrock-agentcore:gateway': 'aws.agentcore',
  'bedrock-agentcore:runtime': 'aws.agentcore',
  'bedrock:agent': 'aws.bedrock-agents',
  'cloudformation:stack': 'aws.cloudformation-stacks',
  'cloudformation:stackset': 'aws.stack-sets',
  'codebuild:project': 'aws.codebuild-projects',
  'dynamodb:stream': 'aws.event-sources',
  'ec2:instance': 'aws.ec2-instances',
  'ec2:launch-template': 'aws.launch-templates',
  'ecs:cluster': 'aws.ecs-services',
  'ecs:container-instance': 'aws.container-instances',
  'ecs:service': 'aws.ecs-services',
  'ecs:task': 'aws.ecs-services',
  'ecs:task-definition': 'aws.ecs-services',
  'eks:cluster': 'aws.eks-pod-identities',
  'eks:pod-identity-association': 'aws.eks-pod-identities',
  'glue:dev-endpoint': 'aws.glue-dev-endpoints',
  'glue:job': 'aws.glue-jobs',
  'kinesis:stream': 'aws.event-sources',
  'lambda:function': 'aws.lambda-functions',
  'sagemaker:domain': 'aws.sagemaker',
  'sagemaker:notebook-instance': 'aws.sagemaker',
  'sqs:queue': 'aws.event-sources',
  'states:state-machine': 'aws.state-machines',
}

/** Facts that another step than that of their resource brings: `kind.fact` -> facet. */
export const facetOfFact: { readonly [fact: string]: string } = {
  'ec2:instance.ssmManaged': 'aws.managed-instances',
  'lambda:function.functionUrlAuthType': 'aws.function-exposure',
  'lambda:function.resourcePolicy': 'aws.function-exposure',
}
