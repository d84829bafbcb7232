import { actsAs, heldBy, isOff, logSource } from '../../analysis/effective/slack-apps.ts'
import { reaching, readingScopes } from '../../analysis/effective/slack-scopes.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { enumerated } from '../shared/lists.ts'
import { slackControls } from '../shared/slack-controls.ts'
import { manage, takeOut } from '../shared/slack-steps.ts'

export const rule = defineRule({
  id: 'slack-app-broad-read',
  title: 'App reads conversations or files',
  severity: 'medium',
  provider: 'slack',
  subject: 'identity',
  kinds: ['slack-app'],
  reads: ['slack.integration-logs'],
  messages: {
    everything: '{app} reads all that the people see who let it in, by {scopes}.',
    private: '{app} reads private conversations by {scopes}.',
    shared: '{app} reads channels or files by {scopes}.',
  },
  frameworks: slackControls('over-privilege', { 'mitre-attack-19.1': ['T1213'] }),
  remediation: (app) => [manage(app)],
  check(app, { view }) {
    if (isOff(app)) return undefined
    const held = heldBy(app, view)
    if (held === undefined || isUnknown(held)) return unknownBecause(becauseOf(held), [logSource.permission])
    const telling = readingScopes(held.scopes)
    if (telling.length === 0) return pass
    const searching = reaching(telling, 'searches', 'oversees')
    const hidden = reaching(telling, 'private')
    const { user, evidence } = actsAs(app, view)
    // A bot sees the channels that it was asked into, a user's token whatever that user sees.
    const asUser = telling.some((scope) => user.includes(scope))
    const all = searching.length > 0 || asUser
    const message = all ? 'everything' : hidden.length > 0 ? 'private' : 'shared'
    return fail(message, {
      values: { app: app.name, scopes: enumerated(telling) },
      severity: message === 'shared' ? 'low' : 'medium',
      ...(held.by === 'approval' ? { confidence: 'possible' as const } : {}),
      evidence: [...held.evidence, ...(asUser ? evidence : [])],
      data: { scopes: telling, asUser: all },
      remediation: [
        {
          text: `Ask its maker to do with less: app_mentions:read and slash commands tell an app what it is asked, without the rest of the conversation.`,
        },
        {
          text: `Invite the bot of ${app.name} into the channels that it is for, and take it out of the others: /kick in the channel.`,
        },
        takeOut(app, view.scope),
      ],
    })
  },
})
