import { oauthClientFacts } from '../../analysis/effective/gws-facts.ts'
import { heldBy, liveGrants } from '../../analysis/effective/gws-grants.ts'
import { shortScope } from '../../analysis/effective/google-scopes.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { workspaceControls } from '../shared/gws-controls.ts'
import { grantEvidence, limitClient, sureOf, takeBack, tokenScope, usersInWords } from '../shared/gws-steps.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'gws-oauth-app-anonymous',
  title: 'App that nobody answers for is let in',
  severity: 'medium',
  provider: 'google-workspace',
  subject: 'identity',
  kinds: ['oauth-client'],
  reads: ['google-workspace.oauth-tokens'],
  messages: {
    anonymous: '{app} is anonymous to Google, and {users} let it in for {scopes}.',
    signsIn: '{app} is anonymous to Google, and {users} sign in with it.',
  },
  frameworks: workspaceControls('third-party', { 'mitre-attack-19.1': ['T1199', 'T1528'] }),
  remediation: (client) => [limitClient(client)],
  check(client, { view }) {
    const grants = liveGrants(client, view)
    if (grants.length === 0) return undefined
    const { anonymous } = oauthClientFacts(client)
    if (isUnknown(anonymous)) return unknownBecause(becauseOf(anonymous), [tokenScope])
    if (anonymous !== true) return pass
    const telling = heldBy(grants).scopes.filter(({ weight }) => weight !== 'plain')
    const heavy = telling.some(({ weight }) => weight === 'restricted' || weight === 'admin')
    return fail(telling.length > 0 ? 'anonymous' : 'signsIn', {
      values: {
        app: client.name,
        users: usersInWords(grants),
        scopes: enumerated(telling.map(({ scope }) => shortScope(scope))),
      },
      severity: heavy ? 'high' : telling.length > 0 ? 'medium' : 'low',
      ...sureOf(grants),
      evidence: [
        { source: 'directory.tokens.list', detail: `${client.nativeId} anonymous true` },
        ...grantEvidence(grants),
      ],
      related: grants.map(({ userId }) => userId),
      data: { scopes: telling.map(({ scope }) => scope), users: grants.length },
      remediation: [limitClient(client), ...grants.slice(0, 3).map((grant) => takeBack(client, grant))],
    })
  },
})
