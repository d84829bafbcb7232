/** Abilities by which somebody decides who may do what. */
import type { AbilityRow } from '../types.ts'

export const authorizationAbilities: readonly AbilityRow[] = [
  {
    id: 'assign-roles',
    kind: 'assign-roles',
    actions: ['Microsoft.Authorization/roleAssignments/write'],
    resourceTypes: [],
    does: 'it gives itself any role over',
    reason: 'It gives roles away, the one of an owner among them.',
  },
  {
    id: 'schedule-roles',
    kind: 'assign-roles',
    actions: [
      'Microsoft.Authorization/roleAssignmentScheduleRequests/write',
      'Microsoft.Authorization/roleEligibilityScheduleRequests/write',
    ],
    // Whoever may only activate what it is eligible for needs no role to do so, so that these are for administrators.
    resourceTypes: [],
    does: 'it gives itself any role for a time over',
    reason: 'It gives roles away for a time, by Privileged Identity Management.',
  },
  {
    id: 'define-roles',
    kind: 'assign-roles',
    actions: ['Microsoft.Authorization/roleDefinitions/write'],
    // Of Azure's own roles only those that assign roles as well have it; any other that has it can change itself.
    resourceTypes: [],
    does: 'it adds actions to the custom role that it holds over',
    reason: 'It writes what custom roles allow, its own among them.',
  },
  {
    id: 'policy-assignments',
    kind: 'run-as-identity',
    actions: [
      'Microsoft.Authorization/policyAssignments/write',
      'Microsoft.Authorization/policyDefinitions/write',
      'Microsoft.Authorization/policySetDefinitions/write',
    ],
    resourceTypes: ['microsoft.authorization/policyassignments'],
    does: 'it decides what is deployed by',
    reason: 'A policy that deploys or modifies does so as the identity of its assignment.',
  },
  {
    id: 'deployments',
    kind: 'deploy',
    actions: ['Microsoft.Resources/deployments/write', 'Microsoft.Resources/deploymentStacks/write'],
    resourceTypes: [],
    does: 'it deploys templates to',
    reason: 'It deploys templates, in which it may do what it may do without them.',
  },
]
