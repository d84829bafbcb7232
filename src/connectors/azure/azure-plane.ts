/** The steps that ask Azure itself, by Resource Graph where it knows and by Resource Manager where it does not. */
import type { StepMeta } from '../contract.ts'
import { roleAssignments, roleAssignmentsMeta } from './steps/role-assignments.ts'
import { roleDefinitions, roleDefinitionsMeta } from './steps/role-definitions.ts'
import { subscriptions, subscriptionsMeta } from './steps/subscriptions.ts'

export const azureSteps = [
  subscriptionsMeta,
  roleAssignmentsMeta,
  roleDefinitionsMeta,
] as const satisfies readonly StepMeta[]

export const azureBodies = {
  subscriptions,
  'role-assignments': roleAssignments,
  'role-definitions': roleDefinitions,
} as const
