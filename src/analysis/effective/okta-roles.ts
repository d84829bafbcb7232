/** Roles of administrators that somebody holds, and how far each reaches. */
import type { View } from '../../inventory/view.ts'
import type { OktaRoleFacts, OktaRoleGrant } from '../../model/facts/okta.ts'
import { isKnown } from '../../model/index.ts'
import { oktaRoleFacts } from './okta-facts.ts'

export interface HeldRole {
  readonly role: OktaRoleFacts
  readonly grant: OktaRoleGrant
  readonly assignmentId: string
}

/** By the id of whoever holds them, in order of the roles' ids. */
export function rolesHeldBy(holder: string, view: View): readonly HeldRole[] {
  return view
    .edgesFrom(holder, 'grants')
    .filter(({ to }) => /^okta:[^:]+:admin-role:/.test(to))
    .map(({ to, via, conditions }) => {
      const found = view.resource(to)
      const role = found === undefined ? unread(to) : oktaRoleFacts(found)
      return { role, grant: conditions as OktaRoleGrant, assignmentId: via ?? '' }
    })
}

/** As people call it: `SUPER_ADMIN`, `the role "Desk"`. */
export function roleName({ role }: HeldRole): string {
  return role.type === 'CUSTOM' ? `the role "${role.label}"` : role.type
}

/** A custom role whose list was not read: standard ones come along with their assignment. */
function unread(id: string): OktaRoleFacts {
  const roleId = id.slice(id.lastIndexOf(':') + 1)
  return { roleId, type: 'CUSTOM', label: roleId, permissions: { unknown: 'not-collected' } }
}

/** They may give every role and every right to anybody, or nearly: https://help.okta.com/oie/en-us/content/topics/security/administrators-admin-comparison.htm */
const ruling = new Set(['SUPER_ADMIN', 'ORG_ADMIN'])
const looking = new Set(['READ_ONLY_ADMIN', 'REPORT_ADMIN'])

/** What these change ends somewhere short of everything. */
const limited = new Set([
  'ACCESS_CERTIFICATIONS_ADMIN',
  'ACCESS_REQUESTS_ADMIN',
  'API_ACCESS_MANAGEMENT_ADMIN',
  'APP_ADMIN',
  'GROUP_MEMBERSHIP_ADMIN',
  'HELP_DESK_ADMIN',
  'MOBILE_ADMIN',
  'USER_ADMIN',
  'WORKFLOWS_ADMIN',
])

export function rules({ role }: HeldRole): boolean {
  return ruling.has(role.type)
}

/** A standard role that is newer than this list: it may rule as well as only look. */
export function isNew({ role: { type } }: HeldRole): boolean {
  return type !== 'CUSTOM' && !ruling.has(type) && !looking.has(type) && !limited.has(type)
}

export function onlyLooks(held: HeldRole): boolean | undefined {
  if (isNew(held)) return undefined
  const { role } = held
  if (role.type !== 'CUSTOM') return looking.has(role.type)
  const { permissions } = role
  return isKnown(permissions) ? permissions.every((each) => each.endsWith('.read')) : undefined
}

/** Whoever has one of these takes over somebody’s account, or what they sign in to. */
const takingOver = new Set([
  'okta.users.manage',
  'okta.users.credentials.manage',
  'okta.users.credentials.resetFactors',
  'okta.users.credentials.resetPassword',
  'okta.users.credentials.expirePassword',
  'okta.users.credentials.manageTemporaryAccessCode',
  'okta.groups.manage',
  'okta.groups.members.manage',
  'okta.apps.manage',
  'okta.apps.clientCredentials.manage',
  'okta.authzServers.manage',
  'okta.identityProviders.manage',
  'okta.policies.manage',
])

/** Of a custom role; undefined: what it permits was not read. */
export function takesOver({ role }: HeldRole): readonly string[] | undefined {
  if (role.type !== 'CUSTOM') return []
  const { permissions } = role
  if (permissions === null) return []
  return isKnown(permissions) ? permissions.filter((each) => takingOver.has(each)) : undefined
}
