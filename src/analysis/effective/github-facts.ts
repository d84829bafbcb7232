/** The facts of a GitHub entity by its kind, typed: the one place that says which shape belongs to which kind. */
import type {
  ActionsPolicyFacts,
  AuthorizedCredentialFacts,
  DeployKeyFacts,
  EnvironmentFacts,
  FineGrainedTokenFacts,
  GithubAppFacts,
  GithubUserFacts,
  RepositoryFacts,
  RulesetFacts,
  RunnerGroupFacts,
  StoredSecretFacts,
  WebhookFacts,
  WorkflowFacts,
} from '../../model/facts/github.ts'
import type { Credential, Identity, Resource } from '../../model/index.ts'
import { entityId } from '../../model/index.ts'

export const appFacts = (app: Identity): GithubAppFacts => app.facts as unknown as GithubAppFacts
export const githubUserFacts = (user: Identity): GithubUserFacts => user.facts as unknown as GithubUserFacts
export const workflowFacts = (workflow: Identity): WorkflowFacts => workflow.facts as unknown as WorkflowFacts
export const actionsPolicyFacts = (policy: Resource): ActionsPolicyFacts =>
  policy.facts as unknown as ActionsPolicyFacts
export const repositoryFacts = (repository: Resource): RepositoryFacts => repository.facts as unknown as RepositoryFacts
export const environmentFacts = (environment: Resource): EnvironmentFacts =>
  environment.facts as unknown as EnvironmentFacts
export const storedSecretFacts = (secret: Resource): StoredSecretFacts => secret.facts as unknown as StoredSecretFacts
export const webhookFacts = (webhook: Resource): WebhookFacts => webhook.facts as unknown as WebhookFacts
export const runnerGroupFacts = (group: Resource): RunnerGroupFacts => group.facts as unknown as RunnerGroupFacts
export const rulesetFacts = (ruleset: Resource): RulesetFacts => ruleset.facts as unknown as RulesetFacts

/** Of a credential of kind `token`. */
export type TokenFacts = FineGrainedTokenFacts | (AuthorizedCredentialFacts & { readonly type: AuthorizedType })
type AuthorizedType = 'classic' | 'oauth-app' | 'app-user'

/** Of a credential of kind `ssh-key`. */
export type SshKeyFacts = DeployKeyFacts | (AuthorizedCredentialFacts & { readonly type: 'ssh-key' })

export const tokenFacts = (token: Credential): TokenFacts => token.facts as unknown as TokenFacts
export const sshKeyFacts = (key: Credential): SshKeyFacts => key.facts as unknown as SshKeyFacts

/** The id of an entity of the same organization by the number that GitHub gives it. */
export function githubEntity(scope: { readonly nativeId: string }, kind: string, number: number): string {
  return entityId('github', scope.nativeId, kind, String(number))
}

/** GitHub's own number of an entity: what its id ends with. */
export function githubNumber(entity: { readonly id: string }): string {
  return entity.id.slice(entity.id.lastIndexOf(':') + 1)
}
