/** Which facets of Anthropic must be named when something is looked at; any one of the list is enough. */
const usage = ['anthropic.usage']

export const anthropicFacets: { readonly [touch: string]: readonly string[] } = {
  'resource organization': ['anthropic.organization'],
  'resource workspace': ['anthropic.workspaces'],
  'identity user': ['anthropic.people', 'anthropic.keys', 'anthropic.service-accounts'],
  'fact user.member': ['anthropic.people'],
  'identity anthropic-service-account': ['anthropic.service-accounts'],
  'identity agent': ['anthropic.agents'],
  'credential api-key': ['anthropic.keys'],
  'fact api-key.place': ['anthropic.workspaces'],
  'usage api-key': usage,
  'fact api-key.models': usage,
  'fact api-key.usedIn': usage,
  'credential federated': ['anthropic.federation'],
  'edge grants': ['anthropic.service-accounts'],
  'edge owns': ['anthropic.keys', 'anthropic.service-accounts'],
  'edge runs-as': ['anthropic.agents'],
}
