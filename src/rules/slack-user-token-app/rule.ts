import { actsAs, approvalSource, isOff } from '../../analysis/effective/slack-apps.ts'
import { slackAppFacts } from '../../analysis/effective/slack-facts.ts'
import { becauseOf, isKnown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { enumerated } from '../shared/lists.ts'
import { slackControls } from '../shared/slack-controls.ts'
import { manage, takeOut } from '../shared/slack-steps.ts'

export const rule = defineRule({
  id: 'slack-user-token-app',
  title: 'App acts in the name of people',
  severity: 'medium',
  provider: 'slack',
  subject: 'identity',
  kinds: ['slack-app'],
  reads: ['slack.integration-logs'],
  messages: { acts: '{app} acts in the name of who let it in, by {scopes}.' },
  frameworks: slackControls('human-use'),
  remediation: (app) => [manage(app)],
  check(app, { view }) {
    if (isOff(app)) return undefined
    const [gap] = ['slack.approved-apps', 'slack.manifests'].map((facet) => view.gap(facet))
    const { user, whole, evidence } = actsAs(app, view)
    if (user.length > 0)
      return fail('acts', {
        values: { app: app.name, scopes: enumerated(user) },
        evidence,
        data: { scopes: user },
        remediation: [
          {
            text: `Ask its maker for a version that uses a bot: what a bot does carries the bot’s name, ends at the channels that it is in, and outlives no account.`,
          },
          takeOut(app, view.scope),
        ],
      })
    if (whole) return pass
    const { scopes } = slackAppFacts(app)
    // The log has scopes of both kinds in one list; most of the names may be of either.
    const because = gap?.reason ?? (isKnown(scopes) ? 'unsupported' : becauseOf(scopes))
    return unknownBecause(because, [gap?.permission ?? approvalSource.permission])
  },
})
