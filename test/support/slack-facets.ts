/** Which facets of Slack must be named when something is looked at; any one of the list is enough. */
const apps = ['slack.integration-logs', 'slack.bot-users']

export const slackFacets: { readonly [touch: string]: readonly string[] } = {
  'identity slack-app': apps,
  'identity legacy-integration': ['slack.integration-logs'],
  'identity bot-user': ['slack.bot-users'],
  'identity user': ['slack.bot-users'],
  'fact slack-app.botDeleted': ['slack.bot-users'],
  'fact slack-app.actedAt': ['slack.audit-logs'],
  'fact slack-app.auditedAt': ['slack.audit-logs'],
  'fact slack-app.tokenRotation': ['slack.manifests'],
  'fact slack-app.userScopes': ['slack.manifests'],
  'usage slack-app': ['slack.audit-logs'],
  'credential token': ['slack.team'],
  'resource workspace': ['slack.team'],
  'resource app-approval': ['slack.approved-apps'],
  'resource app-restriction': ['slack.restricted-apps'],
  'resource app-request': ['slack.app-requests'],
  'resource removed-app': ['slack.integration-logs'],
}
