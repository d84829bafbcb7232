import { giversOf, heldBy, liveGrants } from '../../analysis/effective/gws-grants.ts'
import { ownerOf } from '../../analysis/effective/gws-owners.ts'
import { shortScope } from '../../analysis/effective/google-scopes.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { workspaceControls } from '../shared/gws-controls.ts'
import { grantEvidence, limitClient, sureOf, userScope, usersInWords } from '../shared/gws-steps.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'gws-oauth-app-restricted-scope',
  title: 'App of others holds restricted or administrative scopes',
  severity: 'high',
  provider: 'google-workspace',
  subject: 'identity',
  kinds: ['oauth-client'],
  reads: ['google-workspace.oauth-grants', 'google-workspace.users'],
  messages: {
    administers: '{app} may administer by {scopes}, given by {users}.',
    restricted: '{app} holds {scopes} over the data of {users}.',
  },
  frameworks: workspaceControls('over-privilege', {
    'owasp-nhi-2025': ['NHI5:2025', 'NHI3:2025'],
    'mitre-attack-19.1': ['T1550.001', 'T1528'],
  }),
  remediation: (client) => mend(limitClient(client)),
  check(client, { view }) {
    const grants = liveGrants(client, view)
    if (grants.length === 0) return undefined
    const owner = ownerOf(client, view)
    // What one's own app does is a matter of its review, and Google's own of the contract with Google.
    if (owner === 'own' || owner === 'google') return pass
    const { scopes, untold } = heldBy(grants)
    const [heaviest] = scopes
    if (heaviest === undefined || (heaviest.weight !== 'admin' && heaviest.weight !== 'restricted')) {
      if (!untold.some(({ weight }) => weight === 'admin')) return pass
      return unknownBecause(view.gap('google-workspace.users')?.reason ?? 'not-collected', [userScope])
    }
    const same = scopes.filter(({ weight }) => weight === heaviest.weight)
    const givers = giversOf(grants, same)
    return fail(heaviest.weight === 'admin' ? 'administers' : 'restricted', {
      values: {
        app: client.name,
        scopes: enumerated(same.map(({ scope }) => shortScope(scope))),
        users: usersInWords(givers),
      },
      ...sureOf(givers),
      evidence: [
        ...same.slice(0, 6).map(({ scope, reason }) => ({ source: 'scopes of Google', detail: `${scope}: ${reason}` })),
        ...grantEvidence(givers),
      ],
      related: givers.map(({ userId }) => userId),
      data: { scopes: scopes.map(({ scope }) => scope), users: givers.length, owner },
    })
  },
})

function mend(limit: ReturnType<typeof limitClient>) {
  return [
    {
      text: 'Ask those who let it in what they use it for, and its maker why it needs all of it: drive.file shows an app the files that are opened with it, and nothing else.',
    },
    limit,
    {
      text: 'Let users ask before they let anything in that holds restricted scopes: Admin console > Security > API controls > Settings.',
    },
  ]
}
