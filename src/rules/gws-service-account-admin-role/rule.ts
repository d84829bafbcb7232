import { cloudAccountOf } from '../../analysis/effective/gws-accounts.ts'
import { adminRoleFacts } from '../../analysis/effective/gws-facts.ts'
import { changesNothing, rolesOf, writingPrivileges } from '../../analysis/effective/gws-roles.ts'
import type { HeldRole } from '../../analysis/effective/gws-roles.ts'
import type { Identity, Remediation } from '../../model/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { workspaceControls } from '../shared/gws-controls.ts'
import { directoryCall } from '../shared/gws-steps.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'gws-service-account-admin-role',
  title: 'Service account administers Workspace',
  severity: 'high',
  provider: 'google-workspace',
  subject: 'identity',
  kinds: ['service-account'],
  reads: ['google-workspace.admin-roles'],
  messages: {
    super: 'The service account {account} is a super administrator, by {roles}.',
    role: 'The service account {account} administers by {roles}, which lets it change {privileges}.',
  },
  frameworks: workspaceControls('over-privilege', { 'mitre-attack-19.1': ['T1098.003'] }),
  remediation: (account) => mend(account, []),
  check(account, { view }) {
    const held = rolesOf(account, view)
    const changing = held.filter(({ role }) => !changesNothing(role))
    const cloud = cloudAccountOf(account, view)
    if (held.length === 0 || cloud?.enabled === false) return undefined
    const [first] = changing
    if (first === undefined) return pass
    const supers = changing.filter(({ role }) => adminRoleFacts(role).superAdmin)
    const told = supers.length > 0 ? supers : changing
    const privileges = changing.flatMap(({ role }) => writingPrivileges(role))
    const everywhere = changing.some(({ scope }) => scope === 'CUSTOMER')
    return fail(supers.length > 0 ? 'super' : 'role', {
      values: {
        account: cloud?.nativeId ?? account.name,
        roles: enumerated(told.map(({ role }) => role.name)),
        privileges: enumerated(privileges),
      },
      severity: supers.length > 0 ? 'critical' : everywhere ? 'high' : 'medium',
      evidence: changing.flatMap(({ assignment }) => assignment.evidence),
      related: [...(cloud === undefined ? [] : [cloud.id]), ...changing.map(({ role }) => role.id)],
      data: {
        roles: changing.map(({ role }) => role.name),
        superAdmin: supers.length > 0,
        everywhere,
        throughGroup: changing.every(({ through }) => through !== undefined),
      },
      remediation: mend(account, changing),
    })
  },
})

function mend(account: Identity, held: readonly HeldRole[]): readonly Remediation[] {
  return [
    {
      text: `Give ${account.name} a role of its own with what it needs and no more, over the organizational unit that it works on: Admin console > Account > Admin roles.`,
    },
    ...held.map(({ role, assignment, through }) =>
      through === undefined
        ? {
            text: `Take ${role.name} away.`,
            command: directoryCall('DELETE', `/customer/my_customer/roleassignments/${assignment.via ?? ''}`),
          }
        : { text: `Take it out of the group that holds ${role.name}.` },
    ),
    {
      text: 'Let nobody hold a key of it: whoever may act as it administers Workspace. In Google Cloud, see who may impersonate it.',
    },
  ]
}
