import { actsAs, heldBy, isOff, logSource } from '../../analysis/effective/slack-apps.ts'
import { reaching, readingScopes } from '../../analysis/effective/slack-scopes.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { enumerated } from '../shared/lists.ts'
import { slackControls } from '../shared/slack-controls.ts'
import { manage, takeOut } from '../shared/slack-steps.ts'

/** Whose facet is less sure than this is AI by its name alone. */
const sure = 0.7

export const rule = defineRule({
  id: 'slack-ai-app-data-access',
  title: 'AI app reads conversations or files',
  severity: 'medium',
  provider: 'slack',
  subject: 'identity',
  kinds: ['slack-app'],
  reads: ['slack.integration-logs'],
  messages: {
    everything: '{app} hands models all that the people see who let it in, by {scopes}.',
    private: '{app} hands models private conversations by {scopes}.',
    shared: '{app} hands models channels or files by {scopes}.',
  },
  frameworks: slackControls('third-party', {
    'owasp-llm-2025': ['LLM02:2025', 'LLM06:2025'],
    'owasp-agentic-2026': ['ASI02', 'ASI03'],
  }),
  remediation: (app) => [manage(app)],
  check(app, { view }) {
    const { ai } = app
    if (ai === undefined || isOff(app)) return undefined
    const held = heldBy(app, view)
    if (held === undefined || isUnknown(held)) return unknownBecause(becauseOf(held), [logSource.permission])
    const telling = readingScopes(held.scopes)
    if (telling.length === 0) return pass
    const { user } = actsAs(app, view)
    const all = reaching(telling, 'searches', 'oversees').length > 0 || telling.some((scope) => user.includes(scope))
    const message = all ? 'everything' : reaching(telling, 'private').length > 0 ? 'private' : 'shared'
    return fail(message, {
      values: { app: app.name, scopes: enumerated(telling) },
      severity: message === 'shared' ? 'medium' : 'high',
      // Anybody may call an app so, and what was approved may never have been asked for.
      ...(ai.confidence < sure || held.by === 'approval' ? { confidence: 'possible' as const } : {}),
      evidence: [...ai.evidence.map((detail) => ({ source: 'AI signs', detail })), ...held.evidence],
      data: { vendor: ai.vendor, kind: ai.kind, scopes: telling, writes: held.scopes.includes('chat:write') },
      remediation: [
        {
          text: `Decide whether ${app.name} may have this: what its maker keeps, whether it trains on it, and under which contract.`,
        },
        {
          text: 'Whoever writes into a channel that it reads writes to the model. Keep it out of channels with guests and with other companies, and let it be asked (app_mentions:read) rather than listen.',
        },
        takeOut(app, view.scope),
      ],
    })
  },
})
