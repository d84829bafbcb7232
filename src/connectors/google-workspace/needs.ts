/** What the steps need: OAuth scopes, and beside them privileges of an administrator's role, as the Admin console calls them. */
const of = <const Name extends string>(name: Name) => `https://www.googleapis.com/auth/${name}` as const

export const customerScope = of('admin.directory.customer.readonly')
export const domainScope = of('admin.directory.domain.readonly')
export const userScope = of('admin.directory.user.readonly')
/** Google has none that only reads: https://developers.google.com/workspace/admin/directory/reference/rest/v1/tokens/list */
export const securityScope = of('admin.directory.user.security')
export const roleScope = of('admin.directory.rolemanagement.readonly')
export const groupScope = of('admin.directory.group.readonly')
export const reportScope = of('admin.reports.audit.readonly')
export const policyScope = of('cloud-identity.policies.readonly')

export const domainPrivilege = 'Domain settings'
export const userPrivilege = 'Users > Read'
export const securityPrivilege = 'Users > User Security Management'
/** https://knowledge.workspace.google.com/admin/users/access: roles are for super administrators alone. */
export const superPrivilege = 'Super Admin'
export const groupPrivilege = 'Groups > Read'
export const reportPrivilege = 'Reports'

export function isScope(need: string): boolean {
  return need.startsWith('https://')
}
