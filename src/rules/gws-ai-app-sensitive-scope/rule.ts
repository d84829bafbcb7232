import { heldBy, liveGrants } from '../../analysis/effective/gws-grants.ts'
import { ownerOf } from '../../analysis/effective/gws-owners.ts'
import { shortScope } from '../../analysis/effective/google-scopes.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { workspaceControls } from '../shared/gws-controls.ts'
import { grantEvidence, limitClient, takeBack, userScope, usersInWords } from '../shared/gws-steps.ts'
import { enumerated } from '../shared/lists.ts'

/** Whose facet is less sure than this is AI by its name alone. */
const sure = 0.7

export const rule = defineRule({
  id: 'gws-ai-app-sensitive-scope',
  title: 'AI app reads or changes what is sensitive',
  severity: 'high',
  provider: 'google-workspace',
  subject: 'identity',
  kinds: ['oauth-client'],
  reads: ['google-workspace.oauth-grants', 'google-workspace.users'],
  messages: {
    acts: '{app} hands models what {users} may do by {scopes}.',
    reads: '{app} hands models data of {users} by {scopes}.',
  },
  frameworks: workspaceControls('third-party', {
    'owasp-llm-2025': ['LLM02:2025', 'LLM06:2025'],
    'owasp-agentic-2026': ['ASI02', 'ASI03'],
  }),
  remediation: (client) => [limitClient(client)],
  check(client, { view }) {
    const { ai } = client
    const grants = liveGrants(client, view)
    if (ai === undefined || grants.length === 0) return undefined
    const { scopes, untold } = heldBy(grants)
    const telling = scopes.filter(({ weight }) => weight !== 'plain')
    const [heaviest] = telling
    if (heaviest === undefined) {
      if (untold.length === 0) return pass
      return unknownBecause(view.gap('google-workspace.users')?.reason ?? 'not-collected', [userScope])
    }
    const same = telling.filter(({ weight }) => weight === heaviest.weight)
    const known = grants.some(({ user }) => user !== undefined)
    return fail(heaviest.weight === 'admin' ? 'acts' : 'reads', {
      values: {
        app: client.name,
        users: usersInWords(grants),
        scopes: enumerated(same.map(({ scope }) => shortScope(scope))),
      },
      severity: heaviest.weight === 'sensitive' ? 'medium' : 'high',
      // Anybody may call an app so; and whether its users are suspended, the list of users alone knows.
      ...(ai.confidence < sure || !known ? { confidence: 'possible' as const } : {}),
      evidence: [...ai.evidence.map((detail) => ({ source: 'AI signs', detail })), ...grantEvidence(grants)],
      related: grants.map(({ userId }) => userId),
      data: {
        vendor: ai.vendor,
        kind: ai.kind,
        scopes: telling.map(({ scope }) => scope),
        users: grants.length,
        owner: ownerOf(client, view),
      },
      remediation: [
        {
          text: `Decide whether ${client.name} may have this data: what its maker keeps, whether it trains on it, and under which contract.`,
        },
        {
          text: 'Whoever writes to a user writes to the model: mail and shared files carry instructions that an agent may follow. Let it read what it needs, and let it ask before it sends or deletes.',
        },
        limitClient(client),
        ...grants.slice(0, 3).map((grant) => takeBack(client, grant)),
      ],
    })
  },
})
