import type { Step, StepMeta } from '../../contract.ts'
import type { AwsSession } from '../session.ts'
import { accessAnalyzer, listAnalyzerFindings } from './access-analyzer.ts'
import { agentcore, listAgentcore } from './agentcore.ts'
import { agentcoreIdentities, listAgentcoreIdentities } from './agentcore-identities.ts'
import { apprunnerServices, listAppRunnerServices } from './apprunner-services.ts'
import { bedrockAgents, listBedrockAgents } from './bedrock-agents.ts'
import { cloudformationStacks, listStacks } from './cloudformation-stacks.ts'
import { cloudtrail, lookUpCreators } from './cloudtrail.ts'
import { codeInterpreters, listCodeInterpreters } from './code-interpreters.ts'
import { codebuildProjects, listProjects } from './codebuild-projects.ts'
import { containerInstances, listContainerInstances } from './container-instances.ts'
import { ec2Instances, listInstances } from './ec2-instances.ts'
import { ecsServices, listEcsServices } from './ecs-services.ts'
import { eksPodIdentities, listPodIdentities } from './eks-pod-identities.ts'
import { eventSources, listEventSources } from './event-sources.ts'
import { glueDevEndpoints, listDevEndpoints } from './glue-dev-endpoints.ts'
import { glueJobs, listGlueJobs } from './glue-jobs.ts'
import { lambdaExposure, readFunctionExposure } from './lambda-exposure.ts'
import { lambdaFunctions, listFunctions } from './lambda-functions.ts'
import { launchTemplates, listLaunchTemplates } from './launch-templates.ts'
import { listManagedInstances, managedInstances } from './managed-instances.ts'
import { listParameters, parameters } from './parameters.ts'
import { listRegions, regions } from './regions.ts'
import { listRolesAnywhere, rolesAnywhere } from './roles-anywhere.ts'
import { listSagemaker, sagemaker } from './sagemaker.ts'
import { readSecretPolicies, secretPolicies } from './secret-policies.ts'
import { listSecrets, secrets } from './secrets.ts'
import { listStackSets, stackSets } from './stack-sets.ts'
import { listStateMachines, stateMachines } from './state-machines.ts'

/** The steps that map what runs with which role, and the regional services. */
export const resourceSteps = [
  regions,
  lambdaFunctions,
  ecsServices,
  ec2Instances,
  eksPodIdentities,
  glueJobs,
  codebuildProjects,
  cloudformationStacks,
  sagemaker,
  apprunnerServices,
  stateMachines,
  bedrockAgents,
  agentcore,
  agentcoreIdentities,
  secrets,
  secretPolicies,
  parameters,
  rolesAnywhere,
  lambdaExposure,
  managedInstances,
  launchTemplates,
  containerInstances,
  stackSets,
  glueDevEndpoints,
  codeInterpreters,
  eventSources,
  accessAnalyzer,
  cloudtrail,
] as const satisfies readonly StepMeta[]

export const resourceBodies: { readonly [Id in (typeof resourceSteps)[number]['id']]: Step<AwsSession> } = {
  regions: listRegions,
  'lambda-functions': listFunctions,
  'ecs-services': listEcsServices,
  'ec2-instances': listInstances,
  'eks-pod-identities': listPodIdentities,
  'glue-jobs': listGlueJobs,
  'codebuild-projects': listProjects,
  'cloudformation-stacks': listStacks,
  sagemaker: listSagemaker,
  'apprunner-services': listAppRunnerServices,
  'state-machines': listStateMachines,
  'bedrock-agents': listBedrockAgents,
  agentcore: listAgentcore,
  'agentcore-identities': listAgentcoreIdentities,
  secrets: listSecrets,
  'secret-policies': readSecretPolicies,
  parameters: listParameters,
  'roles-anywhere': listRolesAnywhere,
  'lambda-exposure': readFunctionExposure,
  'managed-instances': listManagedInstances,
  'launch-templates': listLaunchTemplates,
  'container-instances': listContainerInstances,
  'stack-sets': listStackSets,
  'glue-dev-endpoints': listDevEndpoints,
  'code-interpreters': listCodeInterpreters,
  'event-sources': listEventSources,
  'access-analyzer': listAnalyzerFindings,
  cloudtrail: lookUpCreators,
}
