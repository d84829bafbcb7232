/** GitHub: apps, tokens, keys, secrets, workflows and agents of an organization. */
import { defineConnector } from '../contract.ts'
import { classify } from './classify.ts'
import { connect, endpoints } from './connect.ts'
import { discover } from './discover.ts'
import { permissions } from './permissions.ts'
import { GithubConfig } from './schema.ts'
import { open, scopes } from './scopes.ts'
import type { GithubClient, GithubSession } from './session.ts'
import { actionsPolicy, actionsPolicyMeta } from './steps/actions-policy.ts'
import { appUsage, appUsageMeta } from './steps/app-usage.ts'
import { copilot, copilotMeta } from './steps/copilot.ts'
import { credentialAuthorizations, credentialAuthorizationsMeta } from './steps/credential-authorizations.ts'
import { installations, installationsMeta } from './steps/installations.ts'
import { members, membersMeta } from './steps/members.ts'
import { oidcSubject, oidcSubjectMeta } from './steps/oidc-subject.ts'
import { organization, organizationMeta } from './steps/organization.ts'
import { organizationSecrets, organizationSecretsMeta } from './steps/organization-secrets.ts'
import { organizationVariables, organizationVariablesMeta } from './steps/organization-variables.ts'
import { organizationWebhooks, organizationWebhooksMeta } from './steps/organization-webhooks.ts'
import { properties, propertiesMeta } from './steps/properties.ts'
import { repositoryBodies, repositorySteps } from './steps/repository-plane.ts'
import { rulesets, rulesetsMeta } from './steps/rulesets.ts'
import { runners, runnersMeta } from './steps/runners.ts'
import { secretAlerts, secretAlertsMeta } from './steps/secret-alerts.ts'
import { secondFactors, secondFactorsMeta } from './steps/second-factors.ts'
import { tokenGrants, tokenGrantsMeta } from './steps/token-grants.ts'
import { tokenRequests, tokenRequestsMeta } from './steps/token-requests.ts'

const steps = [
  organizationMeta,
  installationsMeta,
  tokenGrantsMeta,
  tokenRequestsMeta,
  membersMeta,
  secondFactorsMeta,
  credentialAuthorizationsMeta,
  organizationSecretsMeta,
  organizationVariablesMeta,
  organizationWebhooksMeta,
  actionsPolicyMeta,
  oidcSubjectMeta,
  runnersMeta,
  copilotMeta,
  ...repositorySteps,
  propertiesMeta,
  appUsageMeta,
  rulesetsMeta,
  secretAlertsMeta,
] as const

export const connector = defineConnector<GithubClient, GithubSession>()({
  meta: { id: 'github', title: 'GitHub', steps },
  config: GithubConfig,
  connect,
  endpoints,
  scopes,
  open,
  classify,
  permissions,
  discover,
  organizations: (config, names) => ({ ...config, organizations: [...names] }),
  steps: {
    organization,
    installations,
    'token-grants': tokenGrants,
    'token-requests': tokenRequests,
    members,
    'second-factors': secondFactors,
    'credential-authorizations': credentialAuthorizations,
    'organization-secrets': organizationSecrets,
    'organization-variables': organizationVariables,
    'organization-webhooks': organizationWebhooks,
    'actions-policy': actionsPolicy,
    'oidc-subject': oidcSubject,
    runners,
    copilot,
    properties,
    'app-usage': appUsage,
    rulesets,
    'secret-alerts': secretAlerts,
    ...repositoryBodies,
  },
})
