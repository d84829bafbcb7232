/**
 * Facts of what the GitHub connector writes, by type and kind. Ids are built on GitHub's numeric ids, which renaming
 * does not change; `nativeId` is what GitHub shows: a login, a slug, `owner/repository`.
 */
import type { Instant } from '../inventory.ts'
import type { Known } from '../known.ts'

export * from './github-resources.ts'

/** identity `app`: an app as installed in the organization; its id is built on the app's, `nativeId` is its slug. */
export type GithubAppFacts = {
  readonly appId: number
  readonly installationId: number
  readonly clientId: Known<string>
  /** The login of who publishes it; none: GitHub shows the app to nobody else, so it is private. */
  readonly publisher: Known<string>
  /** `contents` -> `write` */
  readonly permissions: { readonly [name: string]: 'read' | 'write' | 'admin' }
  readonly events: readonly string[]
  readonly repositorySelection: 'all' | 'selected'
  readonly updatedAt: Known<Instant>
  readonly suspendedAt: Known<Instant>
  /** Muster itself signs in as this app. */
  readonly scanner?: boolean
}

/** identity `user`: members and outside collaborators; `nativeId` is the login. */
export type GithubUserFacts = {
  readonly userId: number
  readonly role: 'owner' | 'member' | 'outside-collaborator'
  /** GitHub's type of the account: `User`, `Bot`. */
  readonly accountType: string
  readonly twoFactor: Known<boolean>
  /** The name that the organization's identity provider knows the account by. */
  readonly ssoIdentity?: Known<string>
  /** Why it is taken for a machine's account: `login svc-deploy`; empty: nothing says so. */
  readonly machineSigns: readonly string[]
}

/** identity `workflow`: a workflow file on the default branch; `nativeId` is `owner/repository/.github/workflows/x.yml`. */
export type WorkflowFacts = {
  readonly repository: string
  readonly repositoryId: number
  /** Within the repository. */
  readonly path: string
  /** The git object id of the file as read. */
  readonly blob: Known<string>
  /** Unknown, with everything else of the file, where it could not be read or understood. */
  readonly triggers: Known<readonly WorkflowTrigger[]>
  readonly jobs: Known<readonly WorkflowJob[]>
}

export type WorkflowTrigger = {
  /** `pull_request_target` */
  readonly event: string
  /** Patterns of branches that the event is held to. */
  readonly branches?: readonly string[]
  readonly types?: readonly string[]
}

export type WorkflowJob = {
  readonly name: string
  /**
   * What GITHUB_TOKEN may in this job: `default` where neither job nor workflow says, or `read-all`, `write-all`, or by
   * name; a name that is left out is none.
   */
  readonly permissions: 'default' | 'read-all' | 'write-all' | { readonly [name: string]: 'read' | 'write' | 'none' }
  /** The job may ask for OIDC tokens. */
  readonly idToken: boolean
  /** Unknown: an expression that the run decides. */
  readonly environment: Known<string>
  /** Labels; an expression as it stands. */
  readonly runsOn: readonly string[]
  readonly selfHosted: boolean
  /** Its steps run in a container that it names. */
  readonly ownContainer?: true
  /** The reusable workflow that the job calls: `owner/repository/.github/workflows/x.yml@ref`. */
  readonly calls?: string
  readonly inheritsSecrets: boolean
  readonly actions: readonly UsedAction[]
  /** Names of `secrets.NAME`, without GITHUB_TOKEN, sorted; and of `vars.NAME`. */
  readonly secrets: readonly string[]
  readonly variables: readonly string[]
  readonly cloudLogins: readonly CloudLogin[]
  /** A checkout step takes the code of whoever triggered the run: the expression it is told by. */
  readonly checksOut?: string
  /** Expressions that outsiders fill (`github.event.issue.title`) inside a script, sorted. */
  readonly injections: readonly string[]
  /** An `if` that mentions who triggered it, such as `github.actor` or an author association: outsiders may be kept out. */
  readonly guarded: boolean
}

export type UsedAction = {
  /** As written: `actions/checkout@v4`. */
  readonly uses: string
  /** By a full commit id, or the digest of an image. */
  readonly pinned: boolean
  /** Line of the file, from 1. */
  readonly line: number
}

export type CloudLogin = {
  readonly cloud: 'aws' | 'azure' | 'gcp'
  /** The action or command that signs in. */
  readonly by: string
  /** By a short-lived token of the run, or by a secret that lasts. */
  readonly with: 'oidc' | 'static'
  /** Role ARN, client id, service account; unknown: an expression that was not resolved. */
  readonly identity: Known<string>
  /** `secrets.AWS_ROLE`, `vars.AWS_ROLE`: where the identity is kept, if it is not written out. */
  readonly reference?: string
  readonly line: number
}

/** identity `coding-agent`: Copilot's cloud agent, where the organization lets it in; `nativeId` is `copilot-swe-agent`. */
export type CodingAgentFacts = {
  readonly enabledFor: 'all' | 'selected'
  /** `owner/repository`, of `selected`. */
  readonly repositories: Known<readonly string[]>
}

/** credential `token` that GitHub made fine-grained, granted to the organization; `nativeId` is the token's id. */
export type FineGrainedTokenFacts = {
  readonly type: 'fine-grained'
  readonly ownerLogin: string
  readonly grantedAt: Known<Instant>
  readonly expired: boolean
  readonly repositorySelection: 'none' | 'all' | 'subset'
  /** `owner/repository`, of `subset`. */
  readonly repositories: Known<readonly string[]>
  readonly permissions: {
    readonly organization: { readonly [name: string]: string }
    readonly repository: { readonly [name: string]: string }
    readonly other: { readonly [name: string]: string }
  }
}

/** credential `token` or `ssh-key` that a member has authorized for single sign-on; `nativeId` is the authorization's id. */
export type AuthorizedCredentialFacts = {
  readonly type: 'classic' | 'oauth-app' | 'app-user' | 'ssh-key'
  readonly login: string
  readonly authorizedAt: Known<Instant>
  /** None for keys. */
  readonly scopes: Known<readonly string[]>
}

/** credential `ssh-key`: a deploy key of a repository; `nativeId` is the key's id. */
export type DeployKeyFacts = {
  readonly type: 'deploy-key'
  readonly repository: string
  readonly repositoryId: number
  readonly readOnly: boolean
  readonly verified: Known<boolean>
  /** Login of who added it. */
  readonly addedBy: Known<string>
}

/** resource `token-request`: a fine-grained token that waits to be let in */
export type TokenRequestFacts = {
  readonly ownerLogin: string
  readonly reason: Known<string>
  readonly requestedAt: Known<Instant>
  readonly expiresAt: Known<Instant>
  readonly repositorySelection: 'none' | 'all' | 'subset'
  readonly permissions: FineGrainedTokenFacts['permissions']
}
