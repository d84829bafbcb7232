/** The facts of an entity of Google Cloud by its kind, typed: the one place that says which shape belongs to which kind. */
import type { View } from '../../inventory/view.ts'
import type {
  AccessBoundaryFacts,
  AllowPolicyFacts,
  ApiKeyFacts,
  ContainerFacts,
  DenyPolicyFacts,
  GcpAgentFacts,
  GcpGroupFacts,
  GcpRoleFacts,
  GcpSecretFacts,
  GcpWorkloadFacts,
  HmacKeyFacts,
  PoolProviderFacts,
  ServiceAccountFacts,
  ServiceAccountKeyFacts,
} from '../../model/facts/gcp.ts'
import type { Credential, Identity, Resource, Scope } from '../../model/index.ts'
import { entityId } from '../../model/index.ts'

export const serviceAccountFacts = (account: Identity): ServiceAccountFacts =>
  account.facts as unknown as ServiceAccountFacts
export const containerFacts = (container: Resource): ContainerFacts => container.facts as unknown as ContainerFacts
export const allowPolicyFacts = (policy: Resource): AllowPolicyFacts => policy.facts as unknown as AllowPolicyFacts
export const denyPolicyFacts = (policy: Resource): DenyPolicyFacts => policy.facts as unknown as DenyPolicyFacts
export const accessBoundaryFacts = (boundary: Resource): AccessBoundaryFacts =>
  boundary.facts as unknown as AccessBoundaryFacts
export const gcpRoleFacts = (role: Resource): GcpRoleFacts => role.facts as unknown as GcpRoleFacts
export const poolProviderFacts = (provider: Resource): PoolProviderFacts =>
  provider.facts as unknown as PoolProviderFacts
export const gcpWorkloadFacts = (workload: Resource): GcpWorkloadFacts => workload.facts as unknown as GcpWorkloadFacts
export const gcpSecretFacts = (secret: Resource): GcpSecretFacts => secret.facts as unknown as GcpSecretFacts
export const gcpAgentFacts = (agent: Resource): GcpAgentFacts => agent.facts as unknown as GcpAgentFacts
export const gcpGroupFacts = (group: Resource): GcpGroupFacts => group.facts as unknown as GcpGroupFacts

/** Of a credential of kind `access-key`: a key pair of a service account, or an HMAC key of Cloud Storage. */
export const gcpKeyFacts = (key: Credential): ServiceAccountKeyFacts | HmacKeyFacts =>
  key.facts as unknown as ServiceAccountKeyFacts | HmacKeyFacts
export const apiKeyFacts = (key: Credential): ApiKeyFacts => key.facts as unknown as ApiKeyFacts

/** The id of what belongs to one project, which is the same from wherever it was read. */
function gcpOwnEntity(kind: string, native: string): string {
  return entityId('gcp', 'google', kind, native)
}

export function gcpAccountEntity(email: string): string {
  return gcpOwnEntity('service-account', email.toLowerCase())
}

export function gcpScopes(view: View): readonly Scope[] {
  return view.scopes().filter(({ provider }) => provider === 'gcp')
}

/** `organizations/1`, `folders/2`, `projects/acme`: what a scope of Google Cloud begins at. */
export function rootOf({ kind, nativeId }: Pick<Scope, 'kind' | 'nativeId'>): string {
  return kind === 'project' && !nativeId.includes('/') ? `projects/${nativeId}` : nativeId
}

const containers = '//cloudresourcemanager.googleapis.com/'

/** `projects/acme` -> `//cloudresourcemanager.googleapis.com/projects/acme` */
export function fullNameOf(container: string): string {
  return `${containers}${container}`
}

/** The other way round; undefined: the resource is no organization, folder or project. */
export function containerIn(resource: string): string | undefined {
  return resource.startsWith(containers) ? resource.slice(containers.length) : undefined
}

/** The full name of a service account. Its project is written by id, as the policies' resources are. */
export function accountResource(email: string, projectId: string): string {
  return `//iam.googleapis.com/projects/${projectId}/serviceAccounts/${email}`
}
