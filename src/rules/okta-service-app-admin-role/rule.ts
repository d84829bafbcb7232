import { isNew, onlyLooks, roleName, rolesHeldBy, rules, takesOver } from '../../analysis/effective/okta-roles.ts'
import type { HeldRole } from '../../analysis/effective/okta-roles.ts'
import { changes, scopesOf } from '../../analysis/effective/okta-scopes.ts'
import { oktaEntity } from '../../analysis/effective/okta-facts.ts'
import type { Identity, Remediation } from '../../model/index.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import type { UnknownOutcome } from '../contract.ts'
import { enumerated } from '../shared/lists.ts'
import { oktaControls } from '../shared/okta-controls.ts'
import { appPage, oktaCall } from '../shared/okta-steps.ts'

export const rule = defineRule({
  id: 'okta-service-app-admin-role',
  title: 'Service application administers all of the organization',
  severity: 'high',
  provider: 'okta',
  subject: 'identity',
  kinds: ['service-app'],
  reads: ['okta.apps', 'okta.app-roles', 'okta.app-grants', 'okta.admin-roles'],
  messages: {
    unbounded: '{app} holds {roles} for all of the organization.',
    reading: '{app} holds {roles} for all of the organization, and only scopes that read.',
    custom: '{app} holds {roles} over a set of resources, and may {permissions}.',
  },
  frameworks: oktaControls('over-privilege'),
  remediation: (app) => [{ text: `Give ${app.name} a role for its one task: ${appPage(app, 'Admin roles')}.` }],
  check(app, { view }) {
    if (app.enabled === false) return undefined
    const held = rolesHeldBy(app.id, view)
    const [unbounded, custom] = [held.filter(isUnbounded), held.filter((role) => (takesOver(role) ?? []).length > 0)]
    const found = [...unbounded, ...custom]
    if (found.length === 0) return unsure(held) ?? pass
    const unread = view.gap('okta.app-grants') !== undefined
    const reading = unbounded.length > 0 && !unread && !scopesOf(app.id, view).some(changes)
    const message = unbounded.length === 0 ? 'custom' : reading ? 'reading' : 'unbounded'
    return fail(message, {
      values: {
        app: app.name,
        roles: enumerated(found.map(roleName)),
        permissions: enumerated(custom.flatMap((role) => takesOver(role) ?? [])),
      },
      ...(message === 'unbounded' ? {} : { severity: 'medium' }),
      // What a set of resources holds is not read: it may be very little. So may be what unread scopes use of a role.
      ...(message === 'custom' || unread ? { confidence: 'possible' } : {}),
      evidence: found.map(({ role, assignmentId }) => ({
        source: 'GET /oauth2/v1/clients/{clientId}/roles',
        detail: `${app.nativeId}: ${role.type}, ${assignmentId}`,
      })),
      related: found.map(({ role }) => oktaEntity(view.scope, 'admin-role', role.roleId)),
      data: { roles: found.map(({ role }) => (role.type === 'CUSTOM' ? role.label : role.type)) },
      remediation: mend(app, found),
    })
  },
})

/** Standard roles that change something, and end at no group and no application. */
function isUnbounded(held: HeldRole): boolean {
  if (held.role.type === 'CUSTOM' || isNew(held) || onlyLooks(held) === true) return false
  return rules(held) || held.grant.targets === null
}

function unsure(held: readonly HeldRole[]): UnknownOutcome | undefined {
  const open = held.find(({ role, grant }) => role.type !== 'CUSTOM' && isUnknown(grant.targets))
  if (open !== undefined) return unknownBecause(becauseOf(open.grant.targets), ['okta.roles.read'])
  if (held.some(isNew)) return unknownBecause('failed', ['okta.roles.read'])
  const custom = held.find((each) => takesOver(each) === undefined)
  return custom && unknownBecause(becauseOf(custom.role.permissions), ['okta.roles.read'])
}

function mend(app: Identity, found: readonly HeldRole[]): readonly Remediation[] {
  return [
    {
      text: `Give ${app.name} a role for its one task, held to the groups or applications that it is for: ${appPage(app, 'Admin roles')}.`,
    },
    ...found.map((held) => ({
      text: `Take away ${roleName(held)}.`,
      command: oktaCall('DELETE', `/oauth2/v1/clients/${app.nativeId}/roles/${held.assignmentId}`),
    })),
    {
      text: 'Switch off Settings > Account > Public client app admins: while it is on, new service applications become super administrators by themselves.',
    },
  ]
}
