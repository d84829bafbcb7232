/** What the steps are signed with. Anthropic has no scope that only reads, so that the least is which sign-in is handed over. */

/** `sk-ant-admin01-…`: the organization, workspaces, members, keys, usage. */
export const adminKey = 'Admin API key'
/** An OAuth token; service accounts and federation take no Admin API key: https://platform.claude.com/docs/en/manage-claude/wif-admin-api */
export const orgAdmin = 'org:admin'
/** A key of the workspace, or an OAuth token for it. */
export const workspaceDeveloper = 'workspace:developer'
