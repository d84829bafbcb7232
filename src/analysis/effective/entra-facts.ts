/** The facts of an entity of Entra ID by its kind, typed: the one place that says which shape belongs to which kind. */
import type {
  AgentIdentityFacts,
  ApplicationFacts,
  AppRoleFacts,
  DelegatedGrantFacts,
  DirectoryRoleFacts,
  EntraSecretFacts,
  EntraUserFacts,
  FederatedCredentialFacts,
  GroupFacts,
  ManagedIdentityFacts,
  ServicePrincipalFacts,
  TenantFacts,
} from '../../model/facts/entra.ts'
import type { Credential, Identity, Resource } from '../../model/index.ts'
import { entityId } from '../../model/index.ts'

export const servicePrincipalFacts = (principal: Identity): ServicePrincipalFacts =>
  principal.facts as unknown as ServicePrincipalFacts
export const managedIdentityFacts = (identity: Identity): ManagedIdentityFacts =>
  identity.facts as unknown as ManagedIdentityFacts
export const agentIdentityFacts = (agent: Identity): AgentIdentityFacts => agent.facts as unknown as AgentIdentityFacts
export const entraUserFacts = (user: Identity): EntraUserFacts => user.facts as unknown as EntraUserFacts
export const applicationFacts = (application: Resource): ApplicationFacts =>
  application.facts as unknown as ApplicationFacts
export const appRoleFacts = (role: Resource): AppRoleFacts => role.facts as unknown as AppRoleFacts
export const delegatedGrantFacts = (grant: Resource): DelegatedGrantFacts =>
  grant.facts as unknown as DelegatedGrantFacts
export const directoryRoleFacts = (role: Resource): DirectoryRoleFacts => role.facts as unknown as DirectoryRoleFacts
export const groupFacts = (group: Resource): GroupFacts => group.facts as unknown as GroupFacts
export const tenantFacts = (tenant: Resource): TenantFacts => tenant.facts as unknown as TenantFacts

/** Of a credential of kind `client-secret` or `certificate`. */
export const entraSecretFacts = (secret: Credential): EntraSecretFacts => secret.facts as unknown as EntraSecretFacts
export const federatedFacts = (credential: Credential): FederatedCredentialFacts =>
  credential.facts as unknown as FederatedCredentialFacts

/** The id of an entity of the same tenant by its object id or ARM id. */
export function azureEntity(scope: { readonly nativeId: string }, kind: string, native: string): string {
  return entityId('azure', scope.nativeId, kind, native.toLowerCase())
}
