/** What the steps need: scopes of OAuth, as Slack names them. */

/** It administers the workspace; Slack has none that only reads the log: https://docs.slack.dev/reference/methods/team.integrationLogs */
export const adminScope = 'admin'
export const userScope = 'users:read'
/** Without it addresses are left out, silently: https://docs.slack.dev/reference/scopes/users.read.email */
export const emailScope = 'users:read.email'
export const appScope = 'admin.apps:read'
export const auditScope = 'auditlogs:read'
/** Not a scope, but a kind of token: https://docs.slack.dev/authentication/tokens */
export const configurationToken = 'app configuration token'

export const enterprise = 'Slack Enterprise'
