/** Facts of what the Azure connector writes of Azure itself, by type and kind. ARM ids are held in small letters. */
import type { Instant } from '../inventory.ts'
import type { Known } from '../known.ts'

/** resource `subscription`; `nativeId` is its id. Edge `member-of` to the management group is in `managementGroups`. */
export type SubscriptionFacts = {
  readonly subscriptionId: string
  readonly state: Known<string>
  /** Names of management groups above it, the nearest first. */
  readonly managementGroups: Known<readonly string[]>
  /** The tenant that manages it; another than the scanned one: delegated by Lighthouse. */
  readonly managedBy: readonly string[]
  readonly homeTenant: Known<string>
}

/** resource `management-group`; `nativeId` is its name. */
export type ManagementGroupFacts = {
  readonly groupName: string
  readonly displayName: string
  /** Names of those above it, the nearest first. */
  readonly above: readonly string[]
  /** It is the tenant's root. */
  readonly root: boolean
}

export type AzurePermission = {
  readonly actions: readonly string[]
  readonly notActions: readonly string[]
  readonly dataActions: readonly string[]
  readonly notDataActions: readonly string[]
  /** Some of Azure's own roles hold what they allow to a condition themselves: Key Vault Data Access Administrator does. */
  readonly condition?: string
}

/** resource `azure-role`: a role definition; `nativeId` is its GUID. */
export type AzureRoleFacts = {
  readonly roleId: string
  readonly roleName: string
  readonly type: 'BuiltInRole' | 'CustomRole'
  readonly permissions: readonly AzurePermission[]
  readonly assignableScopes: readonly string[]
}

/** resource `role-assignment`; `nativeId` is its ARM id. Edge `grants` from the principal to the `azure-role`, `via` this id, conditions `AzureGrant`. */
export type RoleAssignmentFacts = {
  readonly assignmentId: string
  readonly principalId: string
  /** `ServicePrincipal`, `Group`, `User`, `ForeignGroup`; empty: Azure does not know. */
  readonly principalType: string
  /** GUID of the role definition. */
  readonly roleId: string
  readonly scope: string
  /** Attribute-based: https://learn.microsoft.com/azure/role-based-access-control/conditions-format */
  readonly condition: Known<string>
  /** For another tenant's managed identity or guest. */
  readonly delegated: Known<string>
  readonly createdAt: Known<Instant>
  readonly createdBy: Known<string>
  /**
   * Entra ID was asked for the object: `present`, or `gone`. Unknown: it was not asked, or it did not answer. Known only
   * where the step could ask.
   */
  readonly principal: Known<'present' | 'gone'>
  /** Eligible ones have to be activated first. */
  readonly state: 'active' | 'eligible'
}

/** Conditions of the edge. */
export type AzureGrant = {
  readonly scope: string
  readonly condition: string | null
  readonly state: 'active' | 'eligible'
}

/** resource `deny-assignment`; `nativeId` is its ARM id. */
export type DenyAssignmentFacts = {
  readonly denyId: string
  readonly denyName: string
  readonly permissions: readonly AzurePermission[]
  readonly scope: string
  readonly appliesToChildren: boolean
  /** Object ids; `00000000-0000-0000-0000-000000000000` is everybody. */
  readonly principals: readonly string[]
  readonly exceptPrincipals: readonly string[]
  readonly condition: Known<string>
}

/** resource `workload`: anything in Azure that has a managed identity; `nativeId` is its ARM id. Edges `runs-as` to the identities. */
export type WorkloadFacts = {
  readonly resourceId: string
  /** `microsoft.compute/virtualmachines` */
  readonly resourceType: string
  readonly subscriptionId: string
  readonly resourceGroup: Known<string>
  readonly location: Known<string>
  readonly tags: Known<{ readonly [key: string]: string }>
  /** Object id of its own identity. */
  readonly systemIdentity: Known<string>
  /** ARM ids of identities that were assigned to it. */
  readonly userIdentities: readonly string[]
}

/**
 * resource `keyed-service`: a service that takes keys of its own beside Entra ID, or could; `nativeId` is its ARM id.
 * Which property says so, by type: docs/guide/azure.md.
 */
export type KeyedServiceFacts = {
  readonly resourceId: string
  readonly resourceType: string
  /** `OpenAI`, `AIServices`, `StorageV2` … */
  readonly serviceKind: Known<string>
  readonly subscriptionId: string
  readonly resourceGroup: Known<string>
  readonly location: Known<string>
  readonly tags: Known<{ readonly [key: string]: string }>
  /** `storage`, `ai`, `search`, `service-bus`, `event-hubs`, `cosmos`, `registry`, `app-configuration`, `redis`, `kubernetes`, `machine-learning` */
  readonly service: KeyedService
  /** Keys (or local accounts) open it; what Azure leaves out counts as its default. */
  readonly keysOpen: Known<boolean>
  /** The property that says so, such as `disableLocalAuth`. */
  readonly property: string
  /** When keys were made, the oldest; only storage says it. */
  readonly keysCreatedAt: Known<Instant>
  /** Days after which keys should be changed, of storage's own policy. */
  readonly keyExpiryDays: Known<number>
  /** Of Cognitive Services: names of models deployed. */
  readonly models?: Known<readonly string[]>
}

export const keyedServices = [
  'storage',
  'ai',
  'search',
  'machine-learning',
  'service-bus',
  'event-hubs',
  'cosmos',
  'registry',
  'app-configuration',
  'redis',
  'kubernetes',
] as const
export type KeyedService = (typeof keyedServices)[number]

/** resource `key-vault`; `nativeId` is its ARM id. */
export type KeyVaultFacts = {
  readonly resourceId: string
  readonly vaultName: string
  readonly subscriptionId: string
  readonly resourceGroup: Known<string>
  readonly tags: Known<{ readonly [key: string]: string }>
  /** Access by Azure roles; else by the access policies. */
  readonly rbac: Known<boolean>
  readonly accessPolicies: Known<readonly VaultAccess[]>
}

export type VaultAccess = {
  readonly objectId: string
  readonly tenantId: string
  /** On behalf of which application, for compound identities. */
  readonly applicationId: string | null
  /** In small letters: `get`, `list`, `all`. */
  readonly secrets: readonly string[]
  readonly keys: readonly string[]
  readonly certificates: readonly string[]
}

/** resource `vault-secret` or `vault-key`: what a vault holds, by name and dates alone; `nativeId` is `<vault>/<name>`. */
export type VaultObjectFacts = {
  readonly vault: string
  readonly objectName: string
  readonly enabled: Known<boolean>
  readonly createdAt: Known<Instant>
  readonly updatedAt: Known<Instant>
  /** none: it never expires. */
  readonly expiresAt: Known<Instant>
  /** A secret that a certificate manages follows the certificate. */
  readonly managed: boolean
}

/** identity `foundry-agent`: an agent of Azure AI Foundry; `nativeId` is `<account>/<project>/<agent>`. */
export type FoundryAgentFacts = {
  readonly agentId: string
  readonly account: string
  readonly project: string
  readonly model: Known<string>
  /** `code_interpreter`, `openapi`, `mcp` … */
  readonly tools: readonly string[]
}
