/** The steps that ask Azure itself, by Resource Graph where it knows and by Resource Manager where it does not. */
import type { StepMeta } from '../contract.ts'
import { aiDeployments, aiDeploymentsMeta } from './steps/ai-deployments.ts'
import { denyAssignments, denyAssignmentsMeta } from './steps/deny-assignments.ts'
import { eligibleRoleAssignments, eligibleRoleAssignmentsMeta } from './steps/eligible-role-assignments.ts'
import { foundryAgents, foundryAgentsMeta } from './steps/foundry-agents.ts'
import { keyVaultObjects, keyVaultObjectsMeta } from './steps/key-vault-objects.ts'
import { localAuth, localAuthMeta } from './steps/local-auth.ts'
import { managedIdentities, managedIdentitiesMeta } from './steps/managed-identities.ts'
import { managedIdentityFederation, managedIdentityFederationMeta } from './steps/managed-identity-federation.ts'
import { roleAssignments, roleAssignmentsMeta } from './steps/role-assignments.ts'
import { roleDefinitions, roleDefinitionsMeta } from './steps/role-definitions.ts'
import { subscriptions, subscriptionsMeta } from './steps/subscriptions.ts'
import { workloads, workloadsMeta } from './steps/workloads.ts'

export const azureSteps = [
  subscriptionsMeta,
  managedIdentitiesMeta,
  workloadsMeta,
  roleAssignmentsMeta,
  roleDefinitionsMeta,
  localAuthMeta,
  denyAssignmentsMeta,
  eligibleRoleAssignmentsMeta,
  managedIdentityFederationMeta,
  aiDeploymentsMeta,
  keyVaultObjectsMeta,
  foundryAgentsMeta,
] as const satisfies readonly StepMeta[]

export const azureBodies = {
  subscriptions,
  'managed-identities': managedIdentities,
  workloads,
  'role-assignments': roleAssignments,
  'role-definitions': roleDefinitions,
  'local-auth': localAuth,
  'deny-assignments': denyAssignments,
  'eligible-role-assignments': eligibleRoleAssignments,
  'managed-identity-federation': managedIdentityFederation,
  'ai-deployments': aiDeployments,
  'key-vault-objects': keyVaultObjects,
  'foundry-agents': foundryAgents,
} as const
