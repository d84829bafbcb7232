/** Facts of what the OpenAI connector writes, by type and kind. */
import type { Instant } from '../inventory.ts'
import type { Known } from '../known.ts'

/** resource `organization`: one a scope; `nativeId` is the id of the organization. */
export type OpenaiOrganizationFacts = {
  readonly organizationId: string
  /** Of all projects together. Of the step `project-limits`; null: there is none. */
  readonly spendLimit: Known<SpendLimit>
  readonly spendAlerts: Known<number>
}

export type SpendLimit = {
  /** As OpenAI writes it, in the currency beside it. */
  readonly amount: number
  readonly currency: string
  /** It ends requests; otherwise it only stands there. */
  readonly enforcing: boolean
}

/** resource `project`: everything at OpenAI is done in one; `nativeId` is its id. */
export type ProjectFacts = {
  readonly projectId: string
  readonly status: 'active' | 'archived'
  readonly createdAt: Known<Instant>
  readonly archivedAt: Known<Instant>
  /** The following are of the step `project-limits`. null: there is none. */
  readonly spendLimit: Known<SpendLimit>
  /** How many mails are sent when so much is spent. */
  readonly spendAlerts: Known<number>
  /** Which models it may call; null: all of them. */
  readonly models: Known<{ readonly mode: 'allow_list' | 'deny_list'; readonly ids: readonly string[] }>
  /** Tools that OpenAI runs for it: `mcp`, `code_interpreter`, … */
  readonly hostedTools: Known<readonly string[]>
  /** Models that have a limit of requests or tokens, as OpenAI sets it or as somebody changed it. */
  readonly limitedModels: Known<number>
}

/** identity `user`: a member, as far as they own something or the organization; `nativeId` is the user's id. Names are not kept. */
export type OpenaiUserFacts = {
  readonly userId: string
  readonly email: Known<string>
  /** `owner`, `reader` or the name of another role. */
  readonly role: Known<string>
  /** They are in the organization's list; false: they own something, and are not. */
  readonly member: Known<boolean>
  readonly addedAt: Known<Instant>
}

/** identity `openai-service-account`: of a project, or (of an admin key) of the organization; `nativeId` is its id. */
export type OpenaiServiceAccountFacts = {
  readonly serviceAccountId: string
  /** null: it is the organization's. */
  readonly projectId: string | null
  readonly projectName: string | null
  /** `owner`, `member`, `none`. */
  readonly role: Known<string>
}

export type KeyOwner = {
  readonly type: 'user' | 'service-account'
  readonly id: string
  /** A person's address. */
  readonly email: Known<string>
}

/** credential `api-key` of form `project`: it calls models in the name of its owner; `nativeId` is its id. */
export type ProjectKeyFacts = {
  readonly form: 'project'
  readonly keyId: string
  /** Projects that list it; more than one where one key opens several. */
  readonly projects: readonly PlaceFacts[]
  /** null: OpenAI says that it is nobody’s. */
  readonly owner: Known<KeyOwner>
  /** Whether its owner may still use the project; the key works all the same. */
  readonly ownerAccess: Known<'active' | 'inactive'>
  /** The following are of the step `usage`, for the days since `reportedSince`: which models it called, in which projects. */
  readonly models: Known<readonly string[]>
  readonly usedIn: Known<readonly PlaceFacts[]>
  /** Last day on which the report of usage has a call by it; null: none. */
  readonly reportedAt: Known<Instant>
  readonly reportedSince: Known<Instant>
  /** Of the step `audit`: who made it. */
  readonly createdBy: Known<string>
}

export type PlaceFacts = {
  readonly id: string
  readonly name: string
}

/** credential `api-key` of form `admin`: it administers the whole organization, and calls no model; `nativeId` is its id. */
export type AdminKeyFacts = {
  readonly form: 'admin'
  readonly keyId: string
  readonly owner: Known<KeyOwner>
  /** Muster itself signs in with it. */
  readonly scanner?: true
}

export type OpenaiKeyFacts = ProjectKeyFacts | AdminKeyFacts

/** credential `federated`: a rule by which tokens of another issuer become a service account; `nativeId` is its id. */
export type OpenaiFederationFacts = {
  readonly ruleId: string
  readonly providerId: string
  readonly providerName: string
  readonly issuer: string
  readonly audience: string
  /** Attributes that a token must have, as `name=value`. */
  readonly matchers: readonly string[]
  readonly projectId: string
  readonly serviceAccountId: string
  /** null: whatever the service account may. */
  readonly scopes: readonly string[] | null
}

/** resource `role`: one that is handed to groups; edge `grants` from the group. */
export type OpenaiRoleFacts = {
  readonly roleId: string
  readonly roleName: string
  readonly predefined: boolean
  readonly permissions: readonly string[]
  /** `api.organization`, `api.project`. */
  readonly resourceType: string
}

/** resource `group`: one that holds a role of the organization; `nativeId` is its id. */
export type OpenaiGroupFacts = {
  readonly groupId: string
  readonly groupName: string
  readonly scimManaged: boolean
  readonly members: Known<number>
}
