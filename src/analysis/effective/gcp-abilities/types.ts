/**
 * become: it acts as the service account, by token, key or code · policy: it gives roles away · role: it rewrites a role
 * that it may hold itself · storage: it acts as the service account in Cloud Storage alone · token: it proves to
 * others who it is, and no API of Google takes that · key: it has an API key.
 */
export const gcpGains = ['become', 'policy', 'role', 'storage', 'token', 'key'] as const
export type GcpGain = (typeof gcpGains)[number]

/**
 * Where the permissions of a method are asked for.
 * service-account: over the one that is gained · project: where the new workload would stand, which is the project of the
 * service account unless a policy lets it out · workload: over one that exists · pool: over the project of a pool whose
 * principals become the service account · container: over an organization, a folder or a project.
 */
export type GcpPlace = 'service-account' | 'project' | 'workload' | 'pool' | 'container'

/** One way to become more than one is. */
export interface GcpMethod {
  readonly id: string
  readonly at: GcpPlace
  /** All of these at the place. */
  readonly all: readonly string[]
  /** And one of these. */
  readonly oneOf?: readonly string[]
  /** `iam.serviceAccounts.actAs` over the service account is asked for beside. */
  readonly actAs?: true
  /** Asset types of which one has to exist: at `workload` one that runs as the service account, at `project` any. */
  readonly existing?: readonly string[]
  /** It works for the account that Google made for this service, and no other. */
  readonly onlyDefaultOf?: 'compute' | 'app-engine' | 'cloud-build'
  readonly gives: GcpGain
  /** Boolean constraints of the organization policy, any of which closes it. */
  readonly closedBy?: readonly string[]
  /** What no API tells, as a sentence of what has to be so. */
  readonly hangsOn?: string
  /** Goes between "it" and the name of a service account, or of a container: `gets access tokens of`. */
  readonly does: string
  /** Commands by which it is done, without their arguments. */
  readonly commands: readonly string[]
  /** Page of the vendor that tells of the permission. */
  readonly source: string
}
