/** The facts of an entity of Azure by its kind, typed: the one place that says which shape belongs to which kind. */
import type {
  AzureRoleFacts,
  KeyedServiceFacts,
  KeyVaultFacts,
  RoleAssignmentFacts,
  SubscriptionFacts,
  VaultObjectFacts,
  WorkloadFacts,
} from '../../model/facts/azure.ts'
import type { Resource } from '../../model/index.ts'

export const azureRoleFacts = (role: Resource): AzureRoleFacts => role.facts as unknown as AzureRoleFacts
export const roleAssignmentFacts = (assignment: Resource): RoleAssignmentFacts =>
  assignment.facts as unknown as RoleAssignmentFacts
export const subscriptionFacts = (subscription: Resource): SubscriptionFacts =>
  subscription.facts as unknown as SubscriptionFacts
export const workloadFacts = (workload: Resource): WorkloadFacts => workload.facts as unknown as WorkloadFacts
export const keyedServiceFacts = (service: Resource): KeyedServiceFacts => service.facts as unknown as KeyedServiceFacts
export const keyVaultFacts = (vault: Resource): KeyVaultFacts => vault.facts as unknown as KeyVaultFacts
export const vaultObjectFacts = (held: Resource): VaultObjectFacts => held.facts as unknown as VaultObjectFacts
