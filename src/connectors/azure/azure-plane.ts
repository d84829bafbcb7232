/** The steps that ask Azure itself, by Resource Graph where it knows and by Resource Manager where it does not. */
import type { StepMeta } from '../contract.ts'
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
  managedIdentityFederationMeta,
] as const satisfies readonly StepMeta[]

export const azureBodies = {
  subscriptions,
  'managed-identities': managedIdentities,
  workloads,
  'role-assignments': roleAssignments,
  'role-definitions': roleDefinitions,
  'managed-identity-federation': managedIdentityFederation,
} as const
