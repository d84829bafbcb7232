/**
 * Facts of what the Google Cloud connector writes, by type and kind. What belongs to one project has the same id from
 * wherever it is read (`gcp:google:<kind>:…`), so that findings stay the same at organization and project scope; what
 * several scopes may see (folders, policies, roles, groups, service agents) carries the scope's own name in its id.
 * Full resource names are Google's: `//cloudresourcemanager.googleapis.com/projects/acme`.
 * https://cloud.google.com/iam/docs/full-resource-names
 */
import type { Instant } from '../inventory.ts'
import type { Known } from '../known.ts'

/**
 * identity `service-account`; `nativeId` is its e-mail. Those of Google itself (`service-…@gcp-sa-*`) are no identities of
 * the customer's: they are resources `service-agent`.
 */
export type ServiceAccountFacts = {
  readonly uniqueId: Known<string>
  readonly email: string
  readonly projectId: string
  /** Made by Google for a service, and used unless somebody chose another: `compute`, `app-engine`, `cloud-build`. */
  readonly defaultOf: Known<'compute' | 'app-engine' | 'cloud-build'>
  readonly description: Known<string>
  /** Client id that domain-wide delegation of Workspace would be given to. A pointer, no proof. */
  readonly oauth2ClientId: Known<string>
  /** Full resource names of what runs as it, in order; unknown: not all of the map was read. Of the step `workloads`. */
  readonly attachedTo: Known<readonly string[]>
  /** What the recommender says of its roles; left out: it was not asked. Of the step `insights`. */
  readonly insights?: Known<readonly PermissionInsight[]>
  /** Muster itself signs in as it, or impersonates it. */
  readonly scanner?: boolean
}

/** resource `service-agent`: an account that Google runs a service with; `nativeId` is its e-mail. It appears in bindings alone. */
export type ServiceAgentFacts = {
  readonly email: string
  readonly projectNumber: Known<string>
  /** `aiplatform`, of `service-…@gcp-sa-aiplatform.iam.gserviceaccount.com` */
  readonly service: string
}

/** identity `agent-identity`: an agent of Vertex AI Agent Engine that acts as an identity of its own; `nativeId` is the principal. */
export type AgentIdentityFacts = {
  readonly principal: string
  readonly engine: Known<string>
}

/** credential `access-key`, of a service account: a key pair; `nativeId` is `<e-mail>/<key id>`, `name` the key's id. */
export type ServiceAccountKeyFacts = {
  readonly form: 'key-pair'
  readonly keyId: string
  readonly email: string
  /** Whose: user-managed keys leave Google; those that Google manages do not. */
  readonly managed: 'user' | 'system'
  /** Who made the key pair. */
  readonly origin: Known<'google' | 'uploaded'>
  /** `SERVICE_ACCOUNT_KEY_DISABLE_REASON_EXPOSED` */
  readonly disabledBecause: Known<string>
  /** Google found it where it should not be. */
  readonly exposed: Known<boolean>
}

/** credential `api-key`; `nativeId` is its resource name. The key itself is never asked for. */
export type ApiKeyFacts = {
  readonly projectId: string
  readonly uid: string
  /** Services that it may call; none: every one that the project has enabled. */
  readonly services: Known<readonly string[]>
  /** What holds it to an application; none: nothing. */
  readonly application: Known<'browser' | 'server' | 'android' | 'ios'>
  /** It speaks as this service account. */
  readonly boundTo: Known<string>
}

/** credential `access-key` of Cloud Storage (HMAC); `nativeId` is its access id. */
export type HmacKeyFacts = {
  readonly form: 'hmac'
  readonly accessId: string
  readonly email: string
  readonly projectId: string
  readonly state: 'ACTIVE' | 'INACTIVE' | 'DELETED'
}

/** resources `organization`, `folder`, `project`; `nativeId` is `projects/<id>`, `folders/<number>`, `organizations/<number>`. */
export type ContainerFacts = {
  /** `//cloudresourcemanager.googleapis.com/projects/acme-prod` */
  readonly resourceName: string
  readonly displayName: string
  /** `projects/<number>`: bindings and agents name projects by it. */
  readonly number: Known<string>
  /** Names of those above it, the nearest first. */
  readonly above: Known<readonly string[]>
  readonly state: Known<string>
  readonly labels: Known<{ readonly [key: string]: string }>
  /** Services that are enabled, of projects, as far as they were asked for. */
  readonly services?: Known<readonly string[]>
  /** Effective constraints of the organization policy, by name: `iam.disableServiceAccountKeyCreation` -> enforced. */
  readonly constraints?: Known<{ readonly [constraint: string]: boolean }>
}

/**
 * resource `iam-policy`: the allow policy of one resource; `nativeId` is the full name of the resource it is attached to.
 * Edge `grants` from each member that is an identity to the role, `via` `<resource>#<role>#<condition>`, conditions `GcpGrant`.
 */
export type AllowPolicyFacts = {
  /** Full resource name, projects by their id, service accounts by their e-mail. */
  readonly resource: string
  /** `projects/<id>`, `folders/<number>` or `organizations/<number>` that the resource is, or lies in. */
  readonly container: Known<string>
  /** `cloudresourcemanager.googleapis.com/Project` */
  readonly assetType: string
  readonly bindings: readonly GcpBinding[]
}

export type GcpBinding = {
  readonly role: string
  /** All but people: service accounts, groups, domains, pools, agents, everybody. `deleted:…?uid=` as Google writes it. */
  readonly members: readonly string[]
  /** How many people are among the members. */
  readonly people: number
  readonly condition: GcpCondition | null
}

export type GcpCondition = { readonly title: string; readonly expression: string }

/** Conditions of the edge. */
export type GcpGrant = { readonly resource: string; readonly condition: GcpCondition | null }

/** resource `deny-policy`; `nativeId` is its name. */
export type DenyPolicyFacts = {
  readonly policyName: string
  /** `projects/<id>`, `folders/<number>`, `organizations/<number>` */
  readonly attachedTo: string
  readonly rules: readonly {
    readonly deniedPrincipals: readonly string[]
    readonly exceptionPrincipals: readonly string[]
    readonly deniedPermissions: readonly string[]
    readonly exceptionPermissions: readonly string[]
    readonly condition: GcpCondition | null
  }[]
}

/** resource `access-boundary`: a principal access boundary policy with what it is bound to; `nativeId` is its name. */
export type AccessBoundaryFacts = {
  readonly policyName: string
  /** Full names of the containers that those whom it holds may work in. */
  readonly resources: readonly string[]
  /** Whom it holds, one entry a binding: a principal set and the condition that narrows it. */
  readonly bindings: readonly { readonly principalSet: string; readonly condition: GcpCondition | null }[]
  /** Which permissions it can block: https://cloud.google.com/iam/docs/pab-blocked-permissions */
  readonly enforcementVersion: Known<string>
}

/** resource `iam-role`: a role, predefined or custom, that somebody holds; `nativeId` is `roles/owner`, `projects/…/roles/…`. */
export type GcpRoleFacts = {
  readonly roleName: string
  readonly title: string
  readonly custom: boolean
  readonly stage: Known<string>
  readonly permissions: Known<readonly string[]>
}

/** resource `workload-pool-provider`: whose tokens become principals; `nativeId` is its resource name. */
export type PoolProviderFacts = {
  /** `projects/<number>/locations/global/workloadIdentityPools/<pool>/providers/<id>` */
  readonly providerName: string
  readonly poolName: string
  readonly projectNumber: string
  readonly disabled: boolean
  readonly kind: 'oidc' | 'aws' | 'saml' | 'x509'
  readonly issuer: Known<string>
  readonly audiences: readonly string[]
  readonly awsAccount: Known<string>
  readonly attributeMapping: { readonly [attribute: string]: string }
  /** CEL; none: whatever the issuer signs. */
  readonly attributeCondition: Known<string>
}

/** resource `workload`: what runs as a service account; `nativeId` is its full resource name. Edge `runs-as`. */
export type GcpWorkloadFacts = {
  readonly resourceName: string
  readonly assetType: string
  readonly projectId: string
  readonly location: Known<string>
  readonly labels: Known<{ readonly [key: string]: string }>
  readonly serviceAccount: Known<string>
  /** OAuth scopes of a machine, which bound what its service account may. */
  readonly scopes: Known<readonly string[]>
}

/** resource `secret` of Secret Manager; `nativeId` is its resource name. */
export type GcpSecretFacts = {
  readonly secretName: string
  readonly projectId: string
  readonly rotation: Known<string>
  readonly expiresAt: Known<Instant>
  readonly createdAt: Known<Instant>
  readonly labels: Known<{ readonly [key: string]: string }>
}

/** resource `reasoning-engine` and other agents of Vertex AI and Gemini Enterprise; `nativeId` is its resource name. Edge `runs-as`. */
export type GcpAgentFacts = {
  readonly resourceName: string
  readonly projectId: string
  readonly location: Known<string>
  readonly identityType: Known<string>
  readonly effectiveIdentity: Known<string>
  readonly framework: Known<string>
}

/**
 * Edge `trusts` from a service account to whose tokens may become it: `oidc:<issuer>` without `https://`,
 * `aws:<account>`, `gke:<project>.svc.id.goog`, `gcp:pool:<pool name>` where no provider is known; `via`
 * `<member>#<role>#<provider or ''>#<condition expression or ''>`, so that each is an edge of its own.
 */
export type GcpTrust = {
  readonly member: string
  readonly role: string
  readonly provider: string | null
  readonly condition: GcpCondition | null
}

/** resource `group`, one that holds roles; `nativeId` is its e-mail. Edge `member-of` from each service account in it, also by nested groups. */
export type GcpGroupFacts = {
  readonly email: string
  /** How many service accounts are in it; unknown: its members were not read. */
  readonly serviceAccounts: Known<number>
  /** People and others are in it too. */
  readonly others: Known<number>
  /** Anybody may join, or people from outside are let in; unknown where nothing tells. */
  readonly open: Known<boolean>
}

/** resource `auth-provider` of Agent Identity: what agents fetch credentials of others from; `nativeId` is its resource name. */
export type AuthProviderFacts = {
  readonly resourceName: string
  readonly projectId: string
  /** `oauth`, `api-key`, `other` */
  readonly form: string
  readonly allowedScopes: readonly string[]
  /** Principals of agents that may use it. */
  readonly workloads: readonly string[]
  readonly state: Known<string>
}

/** resources `registered-agent` and `mcp-server` of Agent Registry, by name; `nativeId` is its resource name. Edge `runs-as`. */
export type RegisteredFacts = {
  readonly resourceName: string
  readonly projectId: string
  readonly location: Known<string>
  /** The principal that it runs as, as the registry says. */
  readonly identity: Known<string>
  /** Full name of what hosts it: `//aiplatform.googleapis.com/projects/…/reasoningEngines/…`. */
  readonly runtime: Known<string>
}

/** Of a service account, from the recommender where it is licensed. */
export type PermissionInsight = {
  readonly role: string
  readonly resource: string
  readonly used: number
  readonly total: number
}
