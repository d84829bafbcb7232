import type { Step, StepMeta } from '../../contract.ts'
import type { GithubSession } from '../session.ts'
import { agentConfiguration, agentConfigurationMeta } from './agent-configuration.ts'
import { deployKeys, deployKeysMeta } from './deploy-keys.ts'
import { environments, environmentsMeta } from './environments.ts'
import { repositories, repositoriesMeta } from './repositories.ts'
import { repositoryActionsPolicy, repositoryActionsPolicyMeta } from './repository-actions-policy.ts'
import { repositoryOidcSubject, repositoryOidcSubjectMeta } from './repository-oidc-subject.ts'
import { repositoryRulesets, repositoryRulesetsMeta } from './repository-rulesets.ts'
import { repositorySecretStores, repositorySecretStoresMeta } from './repository-secret-stores.ts'
import { repositorySecrets, repositorySecretsMeta } from './repository-secrets.ts'
import { repositoryVariables, repositoryVariablesMeta } from './repository-variables.ts'
import { repositoryWebhooks, repositoryWebhooksMeta } from './repository-webhooks.ts'

/**
 * The index of repositories, and what is asked of single ones. In the tier core they share one budget, so that each
 * waits for the one that comes before it.
 */
export const repositorySteps = [
  repositoriesMeta,
  deployKeysMeta,
  repositorySecretsMeta,
  environmentsMeta,
  repositoryOidcSubjectMeta,
  repositoryVariablesMeta,
  repositoryActionsPolicyMeta,
  agentConfigurationMeta,
  repositorySecretStoresMeta,
  repositoryWebhooksMeta,
  repositoryRulesetsMeta,
] as const satisfies readonly StepMeta[]

export const repositoryBodies: { readonly [Id in (typeof repositorySteps)[number]['id']]: Step<GithubSession> } = {
  repositories,
  'deploy-keys': deployKeys,
  'repository-secrets': repositorySecrets,
  environments,
  'repository-oidc-subject': repositoryOidcSubject,
  'repository-variables': repositoryVariables,
  'repository-actions-policy': repositoryActionsPolicy,
  'agent-configuration': agentConfiguration,
  'repository-secret-stores': repositorySecretStores,
  'repository-webhooks': repositoryWebhooks,
  'repository-rulesets': repositoryRulesets,
}
