import { workspaceUserFacts } from '../../analysis/effective/gws-facts.ts'
import { heldBy, isAdmin, liveGrants } from '../../analysis/effective/gws-grants.ts'
import type { Grant } from '../../analysis/effective/gws-grants.ts'
import { ownerOf } from '../../analysis/effective/gws-owners.ts'
import { shortScope } from '../../analysis/effective/google-scopes.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { workspaceControls } from '../shared/gws-controls.ts'
import { grantEvidence, limitClient, takeBack, userScope, usersInWords } from '../shared/gws-steps.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'gws-oauth-app-admin-user',
  title: 'Administrator let an app of others in',
  severity: 'high',
  provider: 'google-workspace',
  subject: 'identity',
  kinds: ['oauth-client'],
  reads: ['google-workspace.oauth-grants', 'google-workspace.users'],
  messages: {
    administers: '{app} may do by {scopes} what {users} may do as administrator.',
    data: '{app} gets at data of {users} by {scopes}, an account that administers the customer.',
  },
  frameworks: workspaceControls('over-privilege', { 'mitre-attack-19.1': ['T1550.001', 'T1098'] }),
  remediation: (client) => [limitClient(client)],
  check(client, { view }) {
    const owner = ownerOf(client, view)
    if (owner === 'own' || owner === 'google') return undefined
    const grants = liveGrants(client, view)
    const byAdmins = grants.filter(({ user }) => user !== undefined && isAdmin(user))
    const telling = heldBy(byAdmins).scopes.filter(({ weight }) => weight !== 'plain')
    const [heaviest] = telling
    if (heaviest === undefined) {
      if (grants.every(({ user }) => user !== undefined)) return pass
      return unknownBecause(view.gap('google-workspace.users')?.reason ?? 'not-collected', [userScope])
    }
    const administers = telling.filter(({ needsAdmin, weight }) => needsAdmin && weight === 'admin')
    const told = administers.length > 0 ? administers : telling
    const bySuper = byAdmins.some(isSuper)
    return fail(administers.length > 0 ? 'administers' : 'data', {
      values: {
        app: client.name,
        scopes: enumerated(told.map(({ scope }) => shortScope(scope))),
        users: usersInWords(byAdmins),
      },
      severity: bySuper ? (administers.length > 0 ? 'critical' : 'high') : 'medium',
      evidence: grantEvidence(byAdmins),
      related: byAdmins.map(({ userId }) => userId),
      data: { scopes: telling.map(({ scope }) => scope), administrators: byAdmins.length, superAdmin: bySuper, owner },
      remediation: [
        { text: 'Administer from an account of its own that lets nothing in, and read mail and files with another.' },
        ...byAdmins.slice(0, 3).map((grant) => takeBack(client, grant)),
        limitClient(client),
      ],
    })
  },
})

function isSuper({ user }: Grant): boolean {
  return user !== undefined && workspaceUserFacts(user).superAdmin
}
