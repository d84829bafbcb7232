/** Which facets of Google Workspace must be named when something is looked at; any one of the list is enough. */
const grants = ['google-workspace.oauth-grants', 'google-workspace.oauth-tokens']
const holders = ['google-workspace.users', ...grants, 'google-workspace.admin-roles', 'google-workspace.app-passwords']

export const workspaceFacets: { readonly [touch: string]: readonly string[] } = {
  'identity oauth-client': grants,
  'usage oauth-client': ['google-workspace.oauth-activity'],
  'fact oauth-client.anonymous': ['google-workspace.oauth-tokens'],
  'fact oauth-client.agentic': ['google-workspace.agentic-actions'],
  'identity service-account': ['google-workspace.admin-roles'],
  'credential password': ['google-workspace.app-passwords'],
  'usage password': ['google-workspace.app-passwords'],
  'resource user': holders,
  'resource admin-role': ['google-workspace.admin-roles'],
  'resource group': ['google-workspace.admin-roles'],
  'resource delegation': ['google-workspace.delegations'],
  'resource customer': ['google-workspace.customer', 'google-workspace.api-controls'],
  'fact customer.unconfiguredApps': ['google-workspace.api-controls'],
  'fact customer.trustsInternalApps': ['google-workspace.api-controls'],
  'fact customer.lessSecureApps': ['google-workspace.api-controls'],
  'edge grants': [...grants, 'google-workspace.admin-roles'],
  'edge member-of': ['google-workspace.admin-roles'],
}
