/** Facts of what the GitHub connector writes of an organization's settings, repositories and what is kept in them. */
import type { Instant } from '../inventory.ts'
import type { Known } from '../known.ts'
import type { ConfigSecret } from './config-secret.ts'

/** resource `organization`: the organization's own settings; `nativeId` is the login. */
export type GithubOrganizationFacts = {
  readonly organizationId: number
  /** `free`, `team`, `enterprise` */
  readonly plan: Known<string>
  readonly twoFactorRequired: Known<boolean>
  readonly defaultRepositoryPermission: Known<string>
  /** How many repositories there are, and how many this sign-in sees. */
  readonly repositories: Known<number>
  readonly seenRepositories: Known<number>
  /** What kind of credential the scan used. */
  readonly signedInWith: 'app' | 'fine-grained-token' | 'classic-token' | 'oauth-token' | 'actions-token' | 'unknown'
  /** Of GitHub Enterprise Server; none on github.com. */
  readonly serverVersion: Known<string>
  /** Who signs the OIDC tokens of Actions, without the scheme: `token.actions.githubusercontent.com`. */
  readonly actionsIssuer: string
}

/** resource `actions-policy`: what Actions may, of the organization (`nativeId` its login) or of one repository */
export type ActionsPolicyFacts = {
  readonly level: 'organization' | 'repository'
  readonly repository?: string
  readonly repositoryId?: number
  readonly enabledRepositories?: Known<'all' | 'selected' | 'none'>
  readonly allowedActions?: Known<'all' | 'local_only' | 'selected'>
  readonly shaPinningRequired?: Known<boolean>
  readonly defaultWorkflowPermissions: Known<'read' | 'write'>
  readonly canApprovePullRequestReviews: Known<boolean>
  /** Runs of pull requests from forks of private repositories, as the organization sets it. */
  readonly forkPullRequests?: Known<{
    readonly run: boolean
    readonly sendWriteTokens: boolean
    readonly sendSecrets: boolean
    readonly requireApproval: boolean
  }>
}

/** resource `oidc-subject`: the form of the subjects that runs of Actions mint, of the organization or of a repository */
export type OidcSubjectFacts = {
  readonly level: 'organization' | 'repository'
  readonly repository?: string
  readonly repositoryId?: number
  /** Of a repository: GitHub's own form counts, and `claimKeys` does not. */
  readonly useDefault: boolean
  readonly claimKeys: readonly string[]
  /** By ids that survive renaming; none: nobody has said, so that the level above or the date of the repository tells. */
  readonly immutable: Known<boolean>
  /** What GitHub says the subjects of the repository begin with: `repo:acme@1/api@2`. */
  readonly prefix?: Known<string>
}

/** resource `repository`; `nativeId` is `owner/repository`. */
export type RepositoryFacts = {
  readonly repositoryId: number
  readonly visibility: 'public' | 'private' | 'internal'
  readonly archived: boolean
  readonly fork: boolean
  readonly createdAt: Known<Instant>
  readonly pushedAt: Known<Instant>
  /** None: an empty repository. */
  readonly defaultBranch: Known<string>
  readonly deployKeys: Known<number>
  /** Names. */
  readonly environments: Known<readonly string[]>
  /** Paths of workflow files. */
  readonly workflows: Known<readonly string[]>
  readonly codeOwners: Known<readonly CodeOwnersRule[]>
  /** Files that set up AI tools: `.mcp.json`, `AGENTS.md`. */
  readonly aiFiles: Known<readonly string[]>
  /** Custom properties. */
  readonly tags: Known<{ readonly [name: string]: string }>
}

export type CodeOwnersRule = {
  readonly pattern: string
  /** `@login`, `@organization/team`, an e-mail address */
  readonly owners: readonly string[]
}

/** resource `environment`; `nativeId` is `owner/repository/environment`. */
export type EnvironmentFacts = {
  readonly repository: string
  readonly repositoryId: number
  readonly createdAt: Known<Instant>
  /** How many people or teams must approve, at least one of them. */
  readonly reviewers: Known<number>
  readonly waitMinutes: Known<number>
  readonly adminsBypass: Known<boolean>
  /** Which branches may deploy; none: every branch. */
  readonly branches: Known<'protected' | 'custom'>
  /** Of `custom`: the patterns, `tag:v*` for those of tags. */
  readonly branchPatterns: Known<readonly string[]>
}

export const secretStores = ['actions', 'dependabot', 'codespaces', 'agents'] as const
export type SecretStore = (typeof secretStores)[number]

/** Where a secret or variable is kept. */
export type StoredAt = {
  readonly store: SecretStore
  readonly level: 'organization' | 'repository' | 'environment'
  readonly repository?: string
  readonly repositoryId?: number
  readonly environment?: string
  /** Of the organization: which repositories get it. */
  readonly visibility?: 'all' | 'private' | 'selected'
  /** Of `selected`: `owner/repository`; left out where the scan does not go deep enough to ask. */
  readonly repositories?: Known<readonly string[]>
  readonly createdAt: Known<Instant>
  readonly updatedAt: Known<Instant>
}

/** resource `secret`: never its value; `nativeId` is `owner/STORE/NAME`, `owner/repository/STORE/NAME` and so on. */
export type StoredSecretFacts = StoredAt & {
  /** What its name says that it is. */
  readonly looksLike: Known<SecretGuess>
}

/** What a name says of a secret: `AWS_SECRET_ACCESS_KEY` is AWS's access key. */
export type SecretGuess = {
  readonly provider: 'aws' | 'azure' | 'gcp' | 'ai' | 'other'
  /** `Amazon Web Services`, `OpenAI` */
  readonly vendor: string
  /** It stays valid until somebody revokes it. */
  readonly longLived: boolean
}

/** resource `variable`: its value is looked at and dropped, but for what it names that is no secret. */
export type VariableFacts = StoredAt & {
  readonly refersTo: readonly {
    readonly type: 'aws-role' | 'azure-client' | 'gcp-service-account' | 'gcp-provider'
    readonly id: string
  }[]
  readonly configSecrets: readonly ConfigSecret[]
}

/** resource `webhook`; of its address only the host, since the rest may hold a secret. */
export type WebhookFacts = {
  readonly level: 'organization' | 'repository'
  readonly repository?: string
  readonly repositoryId?: number
  readonly host: Known<string>
  readonly plainHttp: boolean
  readonly active: boolean
  readonly events: readonly string[]
  readonly insecureSsl: Known<boolean>
  readonly hasSecret: Known<boolean>
  /** HTTP status of the last delivery; none: nothing was delivered, or the level does not tell. */
  readonly lastResponse: Known<number>
  readonly updatedAt: Known<Instant>
}

/** resource `runner-group` */
export type RunnerGroupFacts = {
  readonly groupId: number
  readonly visibility: 'all' | 'selected' | 'private'
  /** `owner/repository`, of `selected`. */
  readonly repositories: Known<readonly string[]>
  readonly allowsPublicRepositories: boolean
  readonly restrictedToWorkflows: Known<boolean>
  readonly selectedWorkflows: readonly string[]
  readonly isDefault: boolean
  /** Runners that are in it; ephemeral ones take one job each. */
  readonly runners: Known<{ readonly total: number; readonly ephemeral: Known<number> }>
}

/** resource `runner`: of one's own */
export type RunnerFacts = {
  readonly runnerId: number
  readonly groupId: Known<number>
  readonly os: string
  readonly status: string
  readonly labels: readonly string[]
  readonly ephemeral: Known<boolean>
}

/** resource `ruleset`, of the organization or of a repository */
export type RulesetFacts = {
  readonly level: 'organization' | 'repository'
  readonly repository?: string
  readonly rulesetId: number
  readonly target: string
  readonly enforcement: string
  readonly rules: Known<readonly string[]>
  /** Only who may write rulesets is told. */
  readonly bypass: Known<readonly { readonly actor: string; readonly actorId: number | null; readonly mode: string }[]>
}

/** resource `copilot`: what the organization lets GitHub Copilot do; `nativeId` is the login. */
export type CopilotFacts = {
  readonly plan: Known<string>
  readonly seats: Known<{ readonly total: number; readonly active: number; readonly inactive: number }>
  readonly seatAssignment: Known<string>
  readonly publicCode: Known<string>
  readonly chatInEditor: Known<string>
  readonly commandLine: Known<string>
  readonly chatOnPlatform: Known<string>
}

/** resource `copilot-seat`; `nativeId` is the login of who holds it. */
export type CopilotSeatFacts = {
  readonly login: string
  readonly plan: Known<string>
  readonly createdAt: Known<Instant>
  readonly lastActivityAt: Known<Instant>
  readonly lastEditor: Known<string>
  readonly pendingCancellation: Known<string>
}

/** resource `agent-configuration`: how Copilot's cloud agent runs in a repository; `nativeId` is `owner/repository`. */
export type AgentConfigurationFacts = {
  readonly repository: string
  readonly repositoryId: number
  readonly firewall: Known<boolean>
  readonly workflowsNeedApproval: Known<boolean>
  readonly mcpServers: Known<readonly McpServer[]>
}

export type McpServer = {
  readonly name: string
  readonly transport: 'stdio' | 'http' | 'sse' | 'unknown'
  /** Host of a remote server. */
  readonly host?: string
  /** The package that a local server is run from: `@acme/mcp@1.2.3`. */
  readonly package?: string
  readonly pinned: Known<boolean>
  readonly tools: Known<readonly string[]>
  /** Names of the secrets and variables it is given by reference. */
  readonly references: readonly string[]
  /** Secrets that stand in the configuration itself. */
  readonly configSecrets: readonly ConfigSecret[]
}

/** resource `secret-alert`: a secret that secret scanning found; never the secret. */
export type SecretAlertFacts = {
  readonly alert: number
  readonly repository: string
  readonly secretType: string
  readonly validity: Known<'active' | 'inactive' | 'unknown'>
  readonly publiclyLeaked: Known<boolean>
  readonly multiRepository: Known<boolean>
  readonly createdAt: Known<Instant>
  readonly pushProtectionBypassedBy: Known<string>
}
