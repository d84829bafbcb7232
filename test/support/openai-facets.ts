/** Which facets of OpenAI must be named when something is looked at; any one of the list is enough. */
const keys = ['openai.project-keys', 'openai.admin-keys']
const limits = ['openai.project-limits']
const usage = ['openai.usage']

export const openaiFacets: { readonly [touch: string]: readonly string[] } = {
  'resource organization': ['openai.projects'],
  'fact organization.spendLimit': limits,
  'fact organization.spendAlerts': limits,
  'resource project': ['openai.projects'],
  'fact project.spendLimit': limits,
  'fact project.spendAlerts': limits,
  'fact project.models': limits,
  'fact project.hostedTools': limits,
  'fact project.limitedModels': limits,
  'identity user': ['openai.people', ...keys],
  'fact user.member': ['openai.people'],
  'identity openai-service-account': ['openai.service-accounts', 'openai.admin-keys'],
  'credential api-key': keys,
  'usage api-key': keys,
  'fact api-key.models': usage,
  'fact api-key.usedIn': usage,
  'fact api-key.reportedAt': usage,
  'fact api-key.createdBy': ['openai.audit'],
  'credential federated': ['openai.workload-identity'],
  'resource group': ['openai.roles'],
  'resource role': ['openai.roles'],
  'edge grants': ['openai.roles', 'openai.service-accounts', ...keys],
  'edge owns': ['openai.audit', ...keys],
}
