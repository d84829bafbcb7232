import { approvalOf, isOff } from '../../analysis/effective/slack-apps.ts'
import { decisionFacts, slackAppFacts } from '../../analysis/effective/slack-facts.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity, Known } from '../../model/index.ts'
import { becauseOf, isKnown } from '../../model/index.ts'
import type { Outcome } from '../contract.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { read } from '../shared/evidence.ts'
import { slackControls } from '../shared/slack-controls.ts'

export const rule = defineRule({
  id: 'slack-token-rotation-off',
  title: 'Tokens of an own app never end',
  severity: 'medium',
  provider: 'slack',
  subject: 'identity',
  kinds: ['slack-app'],
  reads: ['slack.integration-logs', 'slack.manifests'],
  messages: { off: 'Tokens of {app} never end: its manifest has no rotation.' },
  frameworks: slackControls('long-lived-secret'),
  remediation: turnOn,
  check(app, { view }) {
    if (isOff(app)) return undefined
    const { tokenRotation } = slackAppFacts(app)
    if (!isKnown(tokenRotation)) return whereUntold(app, tokenRotation, view)
    if (tokenRotation) return pass
    return fail('off', {
      values: { app: app.name },
      evidence: read('apps.manifest.export', `app ${app.nativeId}, settings.token_rotation_enabled false`),
      data: {},
      remediation: turnOn(app),
    })
  },
})

/** What its maker does with an app of somebody else is not ours to say. */
function whereUntold(app: Identity, tokenRotation: Known<boolean>, view: View): Outcome<'off'> {
  const gap = view.gap('slack.approved-apps')
  const approval = approvalOf(app, view)
  const sources = [slackAppFacts(app).internal, approval === undefined ? undefined : decisionFacts(approval).internal]
  const own = sources.find((source) => isKnown(source))
  if (own === false) return undefined
  const missing = ['app configuration token']
  if (own === true) return unknownBecause(tokenRotation === null ? 'denied' : becauseOf(tokenRotation), missing)
  // Asked for, and shown to somebody else.
  if (tokenRotation === null) return undefined
  return unknownBecause(gap?.reason ?? becauseOf(tokenRotation), missing)
}

/** https://docs.slack.dev/authentication/using-token-rotation: it cannot be taken back. */
function turnOn(app: Identity) {
  return [
    {
      text: `Teach ${app.name} to renew its token first: with rotation it ends after twelve hours. Bolt does it by itself where it keeps the installation.`,
    },
    {
      text: `Then switch it on, which cannot be undone: api.slack.com/apps/${app.nativeId} > OAuth & Permissions > Token Rotation, and exchange the old token by oauth.v2.exchange.`,
    },
  ]
}
