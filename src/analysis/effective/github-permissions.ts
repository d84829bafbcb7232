/** What permissions of GitHub's apps and fine-grained tokens add up to. */

export type Permissions = { readonly [name: string]: string }

/**
 * Who may write one of these decides what a repository's code, pipelines or secrets are.
 * https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps
 */
const repositoryControl = new Set(['contents', 'workflows', 'administration', 'secrets', 'actions', 'environments'])

/** Who may write one of these decides who may do what, or what stands in the secrets. */
const administrative = new Set([
  'administration',
  'enterprise_administration',
  'environments',
  'members',
  'organization_administration',
  'organization_custom_org_roles',
  'organization_custom_roles',
  'organization_personal_access_tokens',
  'organization_secrets',
  'organization_self_hosted_runners',
  'secrets',
])

/** Who may write these steers pipelines, and through them what pipelines may. */
const pipelines = new Set(['actions', 'workflows'])

/** Not of repositories: of the organization, the enterprise or a person's account. */
const elsewhere =
  /^(?:organization_|enterprise_|custom_properties_for_organizations$|members$|email_addresses$|followers$|git_ssh_keys$|gpg_keys$|interaction_limits$|profile$|starring$)/

const mayWrite = (level: string | undefined): boolean => level === 'write' || level === 'admin'

export function written(permissions: Permissions): readonly string[] {
  return Object.keys(permissions)
    .filter((name) => mayWrite(permissions[name]))
    .toSorted()
}

/** Permissions by which somebody else's code, pipelines or secrets can be changed. */
export function repositoryControls(permissions: Permissions): readonly string[] {
  return written(permissions).filter((name) => repositoryControl.has(name))
}

export function administrativeWrites(permissions: Permissions): readonly string[] {
  return written(permissions).filter((name) => administrative.has(name))
}

export function pipelineWrites(permissions: Permissions): readonly string[] {
  return written(permissions).filter((name) => pipelines.has(name))
}

/** Whether anything of repositories is granted beyond their names, which every app sees. */
export function touchesRepositories(permissions: Permissions): boolean {
  return Object.keys(permissions).some((name) => name !== 'metadata' && !elsewhere.test(name))
}
