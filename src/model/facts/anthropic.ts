/** Facts of what the Anthropic connector writes, by type and kind. */
import type { Instant } from '../inventory.ts'
import type { Known } from '../known.ts'

/** resource `organization`: one a scope; `nativeId` is the id of the organization. */
export type AnthropicOrganizationFacts = {
  readonly organizationId: string
}

/** resource `workspace`: keys and agents live in one; `nativeId` is its id. The default one is in no list and has no resource. */
export type WorkspaceFacts = {
  readonly workspaceId: string
  readonly createdAt: Known<Instant>
  readonly archivedAt: Known<Instant>
  readonly tags: Known<{ readonly [key: string]: string }>
}

/**
 * What members of an organization may be: `admin` of the Console, `owner` and `primary_owner` of Claude Enterprise
 * administer it. A role that is in neither list is newer, and may: https://platform.claude.com/docs/en/manage-claude/admin-api
 */
export const anthropicRoles: { readonly administering: readonly string[]; readonly others: readonly string[] } = {
  administering: ['admin', 'owner', 'primary_owner'],
  others: ['billing', 'claude_code_user', 'developer', 'managed', 'membership_admin', 'user'],
}

/** identity `user`: a member, as far as they own something or the organization; `nativeId` is the user's id. Names are not kept. */
export type AnthropicUserFacts = {
  readonly userId: string
  readonly email: Known<string>
  /** `admin`, `owner`, `primary_owner`, `developer`, `billing`, … */
  readonly role: Known<string>
  /** They are in the organization's list; false: they made something, and are not. */
  readonly member: Known<boolean>
  readonly addedAt: Known<Instant>
}

/** identity `anthropic-service-account`; `nativeId` is its id (`svac_…`). Of the step `service-accounts`. */
export type AnthropicServiceAccountFacts = {
  readonly serviceAccountId: string
  /** Of the organization: `admin` or `developer`. */
  readonly role: Known<string>
  readonly archivedAt: Known<Instant>
  /** Workspaces that it was put into; the default one, which every account is in by itself, is left out. */
  readonly workspaces: Known<readonly AnthropicPlace[]>
}

export type AnthropicPlace = {
  readonly id: string
  readonly name: string
}

export type Actor = {
  readonly type: 'user' | 'service-account'
  readonly id: string
}

/** credential `api-key`; `nativeId` is its id (`apikey_…`). It belongs to a workspace, and acts as its principal if it has one. */
export type AnthropicKeyFacts = {
  readonly keyId: string
  /** `active`, `inactive`, `archived`, `expired`. */
  readonly status: string
  /** `default`: the workspace that everybody has. `organization`: none, it opens all that its principal may. */
  readonly place: Known<'workspace' | 'default' | 'organization'>
  readonly workspace: Known<AnthropicPlace>
  /** null: Anthropic did not write it down. */
  readonly createdBy: Known<Actor>
  /** null: it is bound to nobody, and acts as the workspace. */
  readonly principal: Known<Actor>
  /** The following are of the step `usage`, for the days since `reportedSince`. */
  readonly models: Known<readonly string[]>
  readonly usedIn: Known<readonly AnthropicPlace[]>
  readonly reportedSince: Known<Instant>
  /** Muster itself signs in with it. */
  readonly scanner?: true
}

/** credential `federated`: a rule by which tokens of another issuer become a service account; `nativeId` is its id. */
export type AnthropicFederationFacts = {
  readonly ruleId: string
  readonly issuerId: string
  readonly issuer: string
  /** What a token must have; null: nothing is asked of it. */
  readonly subject: string | null
  readonly audience: string | null
  /** As `name=value`. */
  readonly claims: readonly string[]
  readonly condition: string | null
  readonly scopes: readonly string[]
  readonly serviceAccountId: string
  readonly lifetimeSeconds: number
  readonly allWorkspaces: boolean
  readonly workspaces: readonly AnthropicPlace[]
}

/** identity `agent`: a managed agent of a workspace; `nativeId` is its id. Its instructions are not read. */
export type AnthropicAgentFacts = {
  readonly agentId: string
  readonly workspaceId: string
  readonly model: string
  /** Kinds of tools: `agent_toolset_20260401`, `mcp_toolset`, `custom`. */
  readonly tools: readonly string[]
  /** Tools that run without anybody being asked. */
  readonly runsUnasked: Known<boolean>
  /** Hosts of the servers that it calls tools of. */
  readonly mcpHosts: readonly string[]
  /** ARN of the AWS role that its runs act as; null: Anthropic's own service account. */
  readonly awsRole: Known<string>
}
